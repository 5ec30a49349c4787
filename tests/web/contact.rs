//! Whom a customer may call, and what they agree to (A17, C13).

use axum::http::{Method, StatusCode};
use lares_domain::orders::Status;
use serde_json::json;
use support::{Browser, Wish, World};

const OFFICE: &str = "+864008001234";

async fn says(browser: &mut Browser, path: &str, words: &str) -> bool {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    page.body.contains(words)
}

fn settings(phone: &str) -> String {
    format!("name=chenxi&phone={phone}&locale=zh-Hans&primary=%231c6b58&accent=%23b45309")
}

#[tokio::test]
async fn a_company_is_called_at_the_number_its_office_wrote_and_at_none_before() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0))).await.expect("placed");
    let order = format!("/orders/{}", order.id);
    let mut mei = world.browser_of(chenxi, "mei").await;
    let mut lin = world.browser_of(chenxi, "lin").await;
    let mut owner = world.browser_of(chenxi, "owner").await;
    for path in ["/", "/me", &order] {
        assert!(!says(&mut mei, path, "tel:").await, "the owner's number is private: {path}");
    }
    assert!(says(&mut owner, "/office/settings", "name=\"phone\"").await);
    let wrong = owner.post("/office/settings", &settings("12345")).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("12345"), "{}", wrong.status);
    assert_eq!(owner.post("/office/settings", &settings("%2B86+400+800+1234")).await.status, StatusCode::SEE_OTHER);
    assert!(says(&mut owner, "/office/settings", OFFICE).await);
    for path in ["/", "/me", &order, "/terms"] {
        assert!(says(&mut mei, path, &format!("tel:{OFFICE}")).await, "{path}");
    }
    assert!(says(&mut lin, "/worker/me", &format!("tel:{OFFICE}")).await);
    assert!(!says(&mut world.browser_of(&world.anju, "mei").await, "/me", OFFICE).await, "another company's");

    let mut dispatcher = world.browser_of(chenxi, "dispatcher").await;
    let path = "/api/v1/office/settings/phone";
    let refused = dispatcher.json(Method::PUT, path, &json!({ "phone": "" })).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::FORBIDDEN, "forbidden"));
    assert_eq!(owner.get("/api/v1/office/settings").await.json()["phone"], OFFICE);
    let refused = owner.json(Method::PUT, path, &json!({ "phone": "12345" })).await;
    assert_eq!(refused.json()["fields"][0]["code"], "phone.invalid");
    assert_eq!(owner.json(Method::PUT, path, &json!({ "phone": "" })).await.status, StatusCode::NO_CONTENT);
    assert!(!says(&mut mei, "/me", "tel:").await, "taken back");
    world.finish().await;
}

#[tokio::test]
async fn a_customer_may_call_the_worker_only_while_the_visit_is_ahead_or_under_way() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let lin = chenxi.worker("lin");
    let mut mei = world.browser_of(chenxi, "mei").await;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(lin)).await.expect("placed");
    let number = format!("tel:{}", chenxi.someone("lin").phone.as_str());
    let page = format!("/orders/{}", order.id);
    for (status, is_shown) in [
        (Status::Offered, false),
        (Status::Accepted, true),
        (Status::Departed, true),
        (Status::Arrived, true),
        (Status::InService, true),
        (Status::Completed, false),
    ] {
        world.perform(chenxi, order.id, status).await;
        for path in [page.clone(), format!("{page}/live")] {
            assert_eq!(says(&mut mei, &path, &number).await, is_shown, "{status:?} {path}");
        }
    }
    assert!(!says(&mut mei, &format!("/workers/{lin}"), &number).await, "never on the worker's own page");
    world.finish().await;
}

#[tokio::test]
async fn terms_and_privacy_are_there_for_the_platform_and_every_company_in_three_languages() {
    let world = World::new().await;
    for (company, name) in [(Some(&world.chenxi), "chenxi"), (Some(&world.anju), "anju"), (None, "")] {
        let mut browser = world.browser(company);
        for language in ["zh-Hans", "zh-Hant", "en"] {
            browser.post("/language", &format!("locale={language}")).await;
            for path in ["/terms", "/privacy"] {
                let page = browser.get(path).await;
                assert_eq!(page.status, StatusCode::OK, "{path}");
                assert!(page.body.contains(&format!("lang=\"{language}\"")) && page.body.contains(name), "{path} of {name}");
                assert!(!page.body.contains("terms-") && !page.body.contains("privacy-"), "words for everything: {}", page.body);
            }
        }
        let sign_in = browser.get("/sign-in").await.body;
        assert!(sign_in.contains("href=\"/terms\"") && sign_in.contains("href=\"/privacy\""));
    }
    let sign_up = world.browser(None).get("/sign-up").await.body;
    assert!(sign_up.contains("href=\"/terms\"") && sign_up.contains("href=\"/privacy\""));
    world.finish().await;
}
