//! What a customer says of themselves: who they are, where their visits go, what they like.

use axum::http::StatusCode;
use serde_json::{Value, json};
use support::{Browser, World};

/// Somewhere the company works, and somewhere it does not.
const PLACE: (i32, i32) = (31_195_000, 121_445_000);
const FAR: (i32, i32) = (39_900_000, 116_400_000);

fn address(line: &str, (lat_e6, lng_e6): (i32, i32)) -> String {
    format!("contact=Mei&phone=13900003020&district=Xuhui&line={line}&lat_e6={lat_e6}&lng_e6={lng_e6}")
}

async fn kept(browser: &mut Browser) -> Vec<Value> {
    browser.get("/api/v1/addresses").await.json().as_array().expect("addresses").clone()
}

/// The lines of the addresses, the default's with a star.
async fn lines(browser: &mut Browser) -> Vec<String> {
    let star = |row: &Value| if row["is_default"] == true { "*" } else { "" };
    let mut lines: Vec<String> =
        kept(browser).await.iter().map(|row| format!("{}{}", row["line"].as_str().unwrap_or_default(), star(row))).collect();
    lines.sort();
    lines
}

/// C21
#[tokio::test]
async fn a_customer_keeps_name_contact_and_preferences() {
    let world = World::new().await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let saved = mei.post("/me/profile", "name=Mei+Chen&email=mei.chen%40example.com&locale=en").await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, "/me"), "{}", saved.body);
    let page = mei.get("/me/profile").await;
    for shown in ["value=\"Mei Chen\"", "value=\"mei.chen@example.com\"", "<option value=\"en\" selected"] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(mei.get("/me").await.body.contains("Mei Chen"));
    let api = mei.get("/api/v1/profile").await.json();
    assert_eq!((&api["name"], &api["email"], &api["locale"]), (&json!("Mei Chen"), &json!("mei.chen@example.com"), &json!("en")));
    let wrong = mei.post("/me/profile", "name=&email=nowhere&locale=en").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(mei.get("/api/v1/profile").await.json(), api, "nothing of it is kept");
    world.finish().await;
}

/// C21
#[tokio::test]
async fn addresses_have_a_point_on_the_map_and_one_of_them_is_the_default() {
    let world = World::new().await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    assert_eq!(lines(&mut mei).await, ["street 1*"], "the first is the default");
    let added = mei.post("/addresses", &address("Lane+9", PLACE)).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    assert_eq!(lines(&mut mei).await, ["Lane 9", "street 1*"]);
    let all = kept(&mut mei).await;
    let id = all.iter().find(|row| row["line"] == "Lane 9").and_then(|row| row["id"].as_str()).expect("it is there").to_owned();
    let page = mei.get(&format!("/addresses/{id}")).await;
    assert!(page.body.contains("31195000") && page.body.contains("121445000"), "the point on the map: {}", page.body);

    let refused = mei.post("/addresses", &address("Far+away", FAR)).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Far away"), "{}", refused.status);
    assert_eq!(mei.post(&format!("/addresses/{id}/preference"), "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(lines(&mut mei).await, ["Lane 9*", "street 1"]);
    let moved = mei.post(&format!("/addresses/{id}"), &address("Lane+10", PLACE)).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
    assert_eq!(lines(&mut mei).await, ["Lane 10*", "street 1"]);
    assert_eq!(mei.post(&format!("/addresses/{id}/deletion"), "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(lines(&mut mei).await, ["street 1*"], "the one that is left");
    world.finish().await;
}
