//! The customer's side.

use super::{PNG, id, read, refused, row, send, upload, write};
use axum::http::{Method, StatusCode};
use lares_domain::orders::Status;
use serde_json::{Value, json};
use support::{Browser, Page, Wish, World};

/// C19
#[tokio::test]
async fn a_customer_turns_a_kind_of_mail_off_and_on() {
    let world = World::new().await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let is_on = |list: &Value| {
        let switch = list.as_array().and_then(|all| all.iter().find(|one| one["kind"] == "order-placed")).cloned();
        switch.expect("a switch")["is_on"].as_bool()
    };
    assert_eq!(is_on(&read(&mut mei, "/notifications").await), Some(true));
    for wanted in [false, true] {
        write(&mut mei, Method::PUT, "/notifications/order-placed", &json!({ "is_on": wanted })).await;
        assert_eq!(is_on(&read(&mut mei, "/notifications").await), Some(wanted));
    }
    let (status, _) = refused(&mut mei, Method::PUT, "/notifications/nothing", &json!({ "is_on": false })).await;
    assert_eq!(status, 422);
    world.finish().await;
}

/// Asks with a token, as programs do.
async fn with_token(browser: &mut Browser, token: &str, path: &str) -> Page {
    let token = format!("Bearer {token}");
    browser.send(Method::GET, &format!("/api/v1{path}"), &[("authorization", token.as_str())], Vec::new()).await
}

fn token(signed_in: &Value) -> String {
    signed_in["token"].as_str().expect("a token").to_owned()
}

/// C01, C03
#[tokio::test]
async fn a_password_is_set_used_and_recovered_and_sessions_end() {
    let world = World::new().await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let phone = world.chenxi.someone("mei").phone.as_str().to_owned();
    write(&mut mei, Method::PUT, "/password", &json!({ "password": "a longer secret" })).await;
    let wrong = json!({ "current": "not this", "password": "another secret" });
    assert_eq!(refused(&mut mei, Method::PUT, "/password", &wrong).await.1, "identity.password_wrong");

    let mut program = world.browser(Some(&world.chenxi));
    let credentials = json!({ "phone": phone, "password": "a longer secret" });
    let first = write(&mut program, Method::POST, "/sessions", &credentials).await;
    assert_eq!(with_token(&mut program, &token(&first), "/profile").await.json()["phone"], json!(phone));
    let session = first["session"].as_str().expect("a session");
    let sessions = read(&mut mei, "/sessions").await;
    assert_eq!(row(&sessions, session).map(|session| &session["is_this"]), Some(&json!(false)));
    write(&mut mei, Method::DELETE, &format!("/sessions/{session}"), &json!({})).await;
    assert_eq!(with_token(&mut program, &token(&first), "/profile").await.status, StatusCode::UNAUTHORIZED);

    world.wait_minutes(2);
    write(&mut program, Method::POST, "/recovery/codes", &json!({ "phone": phone })).await;
    let text = world.sms().await.pop().expect("a text message").body;
    let code: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
    let recovery = json!({ "phone": phone, "code": code, "password": "a third secret" });
    let second = write(&mut program, Method::POST, "/recovery", &recovery).await;
    assert_eq!(with_token(&mut program, &token(&second), "/profile").await.status, StatusCode::OK);
    assert_eq!(send(&mut mei, Method::GET, "/profile", &json!({})).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refused(&mut program, Method::POST, "/sessions", &credentials).await.1, "identity.sign_in_wrong");
    world.finish().await;
}

/// C17
#[tokio::test]
async fn a_review_shows_pictures_its_writer_stored_and_nobody_elses() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut orders = Vec::new();
    for (customer, hour) in [("mei", 9), ("hua", 14)] {
        let order = world.book(chenxi, &Wish::at(customer, chenxi.at(1, hour, 0))).await.expect("placed");
        world.perform(chenxi, order.id, Status::Completed).await;
        orders.push(order.id);
    }
    let mut mei = world.browser_of(chenxi, "mei").await;
    let stored = upload(&mut mei, "/pictures", None, PNG).await;
    assert_eq!(stored.status, StatusCode::CREATED, "{}", stored.body);
    let picture = id(&stored.json());
    assert_eq!(mei.get(&format!("/api/v1/pictures/{picture}")).await.headers["content-type"], "image/png");
    let scores = json!({ "quality": 5, "attitude": 5, "as_expected": 5, "skill": 5, "efficiency": 5 });
    let review = json!({ "scores": scores, "body": "看图", "pictures": [picture] });
    let mut hua = world.browser_of(chenxi, "hua").await;
    let (status, code) = refused(&mut hua, Method::POST, &format!("/orders/{}/review", orders[1]), &review).await;
    assert_eq!((status, code.as_str()), (422, "catalogue.picture_unknown"));
    write(&mut mei, Method::POST, &format!("/orders/{}/review", orders[0]), &review).await;
    let path = format!("/orders/{}/review", orders[0]);
    assert_eq!(read(&mut mei, &path).await["pictures"], json!([picture]));
    write(&mut mei, Method::PUT, &format!("{path}/addition"), &json!({ "text": "一周后还是很干净" })).await;
    assert_eq!(read(&mut mei, &path).await["appended"], "一周后还是很干净");
    assert_eq!(read(&mut mei, &format!("/services/{}/aspects", chenxi.daily)).await["count"], 1);

    for (bytes, status) in
        [(b"GIF89a".to_vec(), 422), (Vec::new(), 422), (vec![0; 5 * 1024 * 1024 + 1], 413), (vec![0; 7 * 1024 * 1024], 413)]
    {
        let page = upload(&mut mei, "/pictures", None, &bytes).await;
        assert_eq!(page.status.as_u16(), status, "{} bytes: {}", bytes.len(), page.body);
        assert!(!page.code().is_empty());
    }
    world.finish().await;
}
