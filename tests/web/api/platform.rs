//! The platform's own API: from nothing to a company whose office answers.

use super::{read, refused, row, write};
use axum::http::{Method, StatusCode};
use serde_json::json;
use support::World;

/// P01, P08
#[tokio::test]
async fn a_company_is_founded_by_a_program_and_its_office_answers() {
    let world = World::new().await;
    let mut platform = world.browser(None);
    let starters = read(&mut platform, "/starters").await;
    assert!(row(&starters, "cleaning").is_some_and(|starter| starter["services"].as_i64() > Some(5)), "{starters}");
    assert_eq!(read(&mut platform, "/slugs/fresh-home").await["is_free"], true);

    let phone = "13900008888";
    write(&mut platform, Method::POST, "/sign-up/codes", &json!({ "phone": phone })).await;
    let text = world.sms().await.pop().expect("a text message").body;
    let code: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
    let new = json!({
        "name": "清新到家", "slug": "fresh-home", "starter": "cleaning", "owner_name": "程", "phone": phone, "code": code,
        "password": "a long enough secret"
    });
    let mut wrong = new.clone();
    wrong["code"] = json!("wrong");
    assert_eq!(refused(&mut platform, Method::POST, "/companies", &wrong).await.1, "identity.code_wrong");
    let company = write(&mut platform, Method::POST, "/companies", &new).await;
    assert_eq!(company["url"], "http://fresh-home.lares.localhost");
    assert_eq!(read(&mut platform, "/slugs/fresh-home").await["is_free"], false);
    assert_eq!(refused(&mut platform, Method::POST, "/companies", &new).await.1, "tenancy.slug_taken");

    let mut site = world.browser_at("fresh-home.lares.localhost");
    let credentials = json!({ "phone": phone, "password": "a long enough secret" });
    let token = write(&mut site, Method::POST, "/sessions", &credentials).await["token"].as_str().expect("a token").to_owned();
    let bearer = format!("Bearer {token}");
    let settings = site.send(Method::GET, "/api/v1/office/settings", &[("authorization", bearer.as_str())], Vec::new()).await;
    assert_eq!((settings.status, &settings.json()["name"]), (StatusCode::OK, &json!("清新到家")));
    world.finish().await;
}

/// P08
#[tokio::test]
async fn the_description_is_served_on_both_sites_and_people_find_it_from_the_front_page() {
    let world = World::new().await;
    let mut platform = world.browser(None);
    assert!(platform.get("/").await.body.contains("href=\"/developers\""));
    let page = platform.get("/developers").await;
    assert!(page.body.contains("href=\"/api/v1/openapi.json\"") && page.body.contains("/worker/jobs/{id}/acceptance"));
    let document = read(&mut platform, "/openapi.json").await;
    let mut company = world.browser(Some(&world.chenxi));
    assert_eq!(read(&mut company, "/openapi.json").await, document);
    assert!(document["paths"]["/companies"]["post"].is_object());
    world.finish().await;
}
