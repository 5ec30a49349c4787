//! A request sent twice has one effect and one answer.

use super::{read, write};
use axum::http::{Method, StatusCode};
use lares_domain::orders::{Order, Status};
use serde_json::{Value, json};
use support::{Browser, Page, Wish, World};

async fn keyed(browser: &mut Browser, request: (Method, &str, &Value), key: &str) -> Page {
    let (method, path, body) = request;
    let headers = [("content-type", "application/json"), ("idempotency-key", key)];
    browser.send(method, &format!("/api/v1{path}"), &headers, body.to_string().into_bytes()).await
}

/// Sends twice with one key, then something else with it: the same answer, then a refusal. Returns the answer.
async fn twice(browser: &mut Browser, request: (Method, &str, &Value), other: (Method, &str, &Value)) -> Page {
    let key = format!("twice {} {}", request.0, request.1);
    let first = keyed(browser, request.clone(), &key).await;
    assert!(first.status.is_success(), "{}: {} {}", request.1, first.status, first.body);
    let second = keyed(browser, request.clone(), &key).await;
    assert_eq!((second.status, &second.body), (first.status, &first.body), "{}", request.1);
    let third = keyed(browser, other, &key).await;
    assert_eq!((third.status, third.code().as_str()), (StatusCode::CONFLICT, "idempotency.key_reused"), "{}", request.1);
    first
}

/// How often something happened to an order.
async fn count(world: &World, order: &Order, kind: &str) -> usize {
    let mut office = world.browser_of(&world.chenxi, "owner").await;
    let timeline = read(&mut office, &format!("/office/orders/{}/timeline", order.id)).await;
    timeline.as_array().map(|events| events.iter().filter(|event| event["kind"] == kind).count()).unwrap_or_default()
}

/// C14
#[tokio::test]
async fn a_cancellation_sent_twice_cancels_once_for_customer_and_office() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    for (who, side, hour) in [("mei", "", 9), ("owner", "/office", 14)] {
        let order = world.book(chenxi, &Wish::at("mei", chenxi.at(2, hour, 0))).await.expect("placed");
        let mut browser = world.browser_of(chenxi, who).await;
        let path = format!("{side}/orders/{}/cancellation", order.id);
        let fee = read(&mut browser, &path).await["fee"]["minor"].clone();
        let (body, other) = (json!({ "fee_minor": fee }), json!({ "fee_minor": fee, "reason": "另一个" }));
        let page = twice(&mut browser, (Method::POST, &path, &body), (Method::POST, &path, &other)).await;
        assert_eq!(page.json()["status"], "cancelled");
        assert_eq!(count(&world, &order, "order.cancelled").await, 1, "{who}");
        let again = super::refused(&mut browser, Method::POST, &path, &body).await;
        assert_eq!(again, (409, "orders.not_possible_now".to_owned()), "without a key it is another request");
    }
    world.finish().await;
}

/// A04
#[tokio::test]
async fn an_assignment_and_its_end_sent_twice_happen_once() {
    let world = World::new().await;
    let (chenxi, wang) = (&world.chenxi, world.chenxi.worker("wang"));
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    let mut office = world.browser_of(chenxi, "dispatcher").await;
    let path = format!("/office/orders/{}/worker", order.id);
    let (body, other) = (json!({ "worker": wang }), json!({ "worker": chenxi.worker("zhao") }));
    let page = twice(&mut office, (Method::PUT, &path, &body), (Method::PUT, &path, &other)).await;
    assert_eq!(page.json()["worker_id"], json!(wang));
    assert_eq!(count(&world, &order, "order.assigned").await, 1);
    let page = twice(&mut office, (Method::DELETE, &path, &json!({})), (Method::PUT, &path, &body)).await;
    assert_eq!(page.json()["worker_id"], json!(null));
    assert_eq!(count(&world, &order, "order.unassigned").await, 1);
    world.finish().await;
}

/// W04, W05
#[tokio::test]
async fn every_step_of_a_worker_sent_twice_happens_once() {
    let world = World::new().await;
    let (chenxi, nothing) = (&world.chenxi, json!({}));
    let mut lin = world.browser_of(chenxi, "lin").await;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    let steps = [
        ("acceptance", "order.accepted"),
        ("departure", "order.departed"),
        ("arrival", "order.arrived"),
        ("finish", "order.completed"),
    ];
    for (step, event) in steps {
        if step == "finish" {
            let code = json!({ "code": world.order(chenxi, order.id).await.start_code });
            write(&mut lin, Method::POST, &format!("/worker/jobs/{}/start", order.id), &code).await;
        }
        let path = format!("/worker/jobs/{}/{step}", order.id);
        let other = format!("/worker/jobs/{}/grab", order.id);
        twice(&mut lin, (Method::POST, &path, &nothing), (Method::POST, &other, &nothing)).await;
        assert_eq!(count(&world, &order, event).await, 1, "{step}");
    }
    world.finish().await;
}

/// W04
#[tokio::test]
async fn a_refusal_and_a_grab_sent_twice_happen_once() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    let mut lin = world.browser_of(chenxi, "lin").await;
    let path = format!("/worker/jobs/{}/refusal", order.id);
    let (body, other) = (json!({ "reason": "不舒服" }), json!({ "reason": "太远" }));
    let page = twice(&mut lin, (Method::POST, &path, &body), (Method::POST, &path, &other)).await;
    assert_eq!((page.status, page.body.as_str()), (StatusCode::NO_CONTENT, ""));
    assert_eq!(count(&world, &order, "order.declined").await, 1);

    let mut office = world.browser_of(chenxi, "owner").await;
    let mut policy = read(&mut office, "/office/policies").await["assignment"].clone();
    policy["mode"] = json!("pool");
    write(&mut office, Method::PUT, "/office/policies/assignment", &policy).await;
    world.run_jobs().await;
    let order = world.book(chenxi, &Wish::at("hua", chenxi.at(2, 10, 0))).await.expect("placed");
    let mut wang = world.browser_of(chenxi, "wang").await;
    let path = format!("/worker/jobs/{}/grab", order.id);
    let other = format!("/worker/jobs/{}/departure", order.id);
    let page = twice(&mut wang, (Method::POST, &path, &json!({})), (Method::POST, &other, &json!({}))).await;
    assert_eq!(page.json()["worker_id"], json!(chenxi.worker("wang")));
    world.finish().await;
}

/// C17
#[tokio::test]
async fn a_review_sent_twice_is_written_once_and_a_key_belongs_to_one_person() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0))).await.expect("placed");
    world.perform(chenxi, order.id, Status::Completed).await;
    let mut mei = world.browser_of(chenxi, "mei").await;
    let path = format!("/orders/{}/review", order.id);
    let scores = json!({ "quality": 5, "attitude": 5, "as_expected": 5, "skill": 5, "efficiency": 5 });
    let (body, other) = (json!({ "scores": scores }), json!({ "scores": scores, "body": "改了" }));
    let page = twice(&mut mei, (Method::POST, &path, &body), (Method::POST, &path, &other)).await;
    assert_eq!(read(&mut mei, &path).await["id"], page.json()["id"]);

    let mut hua = world.browser_of(chenxi, "hua").await;
    let stranger = keyed(&mut hua, (Method::POST, &path, &body), &format!("twice POST {path}")).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND, "an answer is kept for its own person only");
    let short = keyed(&mut mei, (Method::POST, &path, &body), "short").await;
    assert_eq!(
        (short.status, &short.json()["fields"][0]["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("idempotency.key_invalid"))
    );
    world.finish().await;
}
