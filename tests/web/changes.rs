//! Changing an order from its page, from the office's and by program; and what comes with a refusal.

use axum::http::{Method, StatusCode};
use lares_domain::orders::Status;
use serde_json::json;
use support::{Page, Wish, World};

/// The value of a hidden field.
fn hidden(page: &Page, name: &str) -> String {
    let field =
        page.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {}", page.body));
    field.split('"').next().unwrap_or_default().to_owned()
}

fn form(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
        text.push_str(&format!("{}{name}={value}", if text.is_empty() { "" } else { "&" }));
    }
    text
}

/// C14: the page shows the new bill first and changes exactly that, once.
#[tokio::test]
async fn a_customer_moves_a_visit_on_its_page_at_the_bill_that_was_shown() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(2, 10, 0))).await.expect("placed");
    let mut mei = world.browser_of(chenxi, "mei").await;
    let path = format!("/orders/{}/change", order.id);
    let (day, starts) = (chenxi.tenant.date(chenxi.at(3, 14, 0)).to_string(), chenxi.at(3, 14, 0).to_string());
    let asked = form(&[("date", &day), ("starts", &starts)]);
    let page = mei.get(&format!("{path}?{asked}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let (quote, key) = (hidden(&page, "quote"), hidden(&page, "key"));
    for part in ["calendar", "times"] {
        assert_eq!(mei.get(&format!("{path}/{part}?{asked}")).await.status, StatusCode::OK, "{part}");
    }
    let sent = form(&[("date", &day), ("starts", &starts), ("quote", &quote), ("key", &key), ("notes", "ring twice")]);
    for _ in 0..2 {
        let done = mei.post(&path, &sent).await;
        assert_eq!(
            (done.status, done.location()),
            (StatusCode::SEE_OTHER, format!("/orders/{}", order.id).as_str()),
            "{}",
            done.body
        );
    }
    let changed = world.order(chenxi, order.id).await;
    assert_eq!((changed.starts_at, changed.notes.as_str()), (chenxi.at(3, 14, 0), "ring twice"));
    let other = form(&[("date", &day), ("starts", &chenxi.at(3, 16, 0).to_string()), ("quote", &quote), ("key", "another-key")]);
    assert_eq!(mei.post(&path, &other).await.status, StatusCode::CONFLICT, "a bill for another time");
    let mut hua = world.browser_of(chenxi, "hua").await;
    assert_eq!(hua.get(&path).await.status, StatusCode::NOT_FOUND);
    world.finish().await;
}

/// C14, by the office: the same question and the same click.
#[tokio::test]
async fn the_office_changes_an_order_on_a_page_of_its_own() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(2, 10, 0))).await.expect("placed");
    let mut office = world.browser_of(chenxi, "dispatcher").await;
    let path = format!("/office/orders/{}/change", order.id);
    assert!(office.get(&format!("/office/orders/{}", order.id)).await.body.contains(&path));
    let local = chenxi.at(3, 14, 0).to_zoned(chenxi.tenant.zone.clone()).datetime().strftime("%Y-%m-%dT%H:%M").to_string();
    let page = office.get(&format!("{path}?{}", form(&[("starts_at", &local), ("notes", "back door")]))).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let sent = [("quote", hidden(&page, "quote")), ("key", hidden(&page, "key")), ("notes", hidden(&page, "notes"))];
    let done = office.post(&path, &form(&sent.each_ref().map(|(name, value)| (*name, value.as_str())))).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let changed = world.order(chenxi, order.id).await;
    assert_eq!((changed.starts_at, changed.notes.as_str()), (chenxi.at(3, 14, 0), "back door"));
    world.finish().await;
}

/// C14 and B01 for programs: the key makes one change, and who came too late is told of other times.
#[tokio::test]
async fn a_program_changes_an_order_once_and_hears_of_other_times_when_it_is_late() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let lin = chenxi.worker("lin");
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(2, 10, 0)).by(lin)).await.expect("placed");
    world.perform(chenxi, order.id, Status::Accepted).await;
    let mut mei = world.browser_of(chenxi, "mei").await;
    let quotes = format!("/api/v1/orders/{}/quotes", order.id);
    let wish = json!({ "address": chenxi.address("mei"), "starts_at": chenxi.at(3, 10, 0) });
    let quote = mei.json(Method::POST, &quotes, &wish).await;
    assert_eq!(quote.status, StatusCode::CREATED, "{}", quote.body);
    let rival = world.quote(chenxi, &Wish::at("hua", chenxi.at(3, 10, 0)).by(lin)).await.expect("a price");

    let changes = format!("/api/v1/orders/{}/changes", order.id);
    let kind = ("content-type", "application/json");
    let body = json!({ "quote": quote.json()["quote"]["id"], "notes": "dog" }).to_string().into_bytes();
    let keyed = [kind, ("idempotency-key", "my-first-change")];
    let first = mei.send(Method::POST, &changes, &keyed, body.clone()).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let again = mei.send(Method::POST, &changes, &keyed, body.clone()).await;
    assert_eq!((again.status, again.json()), (first.status, first.json()));
    let spent = mei.send(Method::POST, &changes, &[kind, ("idempotency-key", "my-second-change")], body).await;
    assert_eq!(spent.code(), "pricing.quote_used");

    let mut hua = world.browser_of(chenxi, "hua").await;
    let keyed = [kind, ("idempotency-key", "hua-is-late")];
    let late = hua.send(Method::POST, "/api/v1/orders", &keyed, json!({ "quote": rival.id }).to_string().into_bytes()).await;
    let problem = late.json();
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    let times = problem["alternatives"].as_array().expect("other times");
    assert!((1..=3).contains(&times.len()) && times.iter().all(|time| time["worker"] == json!(lin)), "{problem}");
    assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > problem["title"].as_str().unwrap_or_default().len()));
    world.finish().await;
}

/// W05: a step with what the device says, with a body or without.
#[tokio::test]
async fn a_worker_reports_a_step_with_or_without_a_place() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    world.perform(chenxi, order.id, Status::Accepted).await;
    let mut lin = world.browser_of(chenxi, "lin").await;
    let page = lin.get(&format!("/worker/jobs/{}", order.id)).await;
    assert!(page.body.contains("data-report") && page.body.contains("name=\"lat_e6\""));
    let gone = lin.post(&format!("/worker/jobs/{}/departure", order.id), "device_at=&lat_e6=31190000&lng_e6=121440000").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    let wrong = json!({ "place": { "lat_e6": 91_000_000, "lng_e6": 0 } });
    let arrival = format!("/api/v1/worker/jobs/{}/arrival", order.id);
    assert_eq!(lin.json(Method::POST, &arrival, &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let there = lin.send(Method::POST, &arrival, &[("accept", "application/json")], Vec::new()).await;
    assert_eq!(there.status, StatusCode::OK, "{}", there.body);

    let mut office = world.browser_of(chenxi, "dispatcher").await;
    let steps = office.get(&format!("/api/v1/office/orders/{}/steps", order.id)).await.json();
    assert_eq!((&steps[0]["step"], &steps[0]["place"]["lat_e6"]), (&json!("depart"), &json!(31_190_000)));
    assert_eq!((&steps[1]["step"], &steps[1]["place"]), (&json!("arrive"), &json!(null)));
    assert!(office.get(&format!("/office/orders/{}", order.id)).await.body.contains("uri.amap.com"));
    world.finish().await;
}

/// W04: before acceptance a worker's program learns the district, not the door.
#[tokio::test]
async fn where_the_door_is_comes_with_acceptance() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut lin = world.browser_of(chenxi, "lin").await;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    let path = format!("/api/v1/worker/jobs/{}", order.id);
    let mut ctx = world.ctx(chenxi, "system").await;
    let exact = "update app.orders set lat_e6 = 31191234, lng_e6 = 121445678 where id = $1";
    sqlx::query(exact).bind(order.id.uuid()).execute(ctx.conn()).await.expect("a door between two round numbers");
    ctx.commit().await.expect("committed");
    let (door, near) =
        (json!({ "lat_e6": 31_191_234, "lng_e6": 121_445_678 }), json!({ "lat_e6": 31_190_000, "lng_e6": 121_440_000 }));
    let offered = lin.get(&path).await.json();
    assert_eq!(offered["address"]["line"], json!(""), "{offered}");
    assert_eq!(offered["address"]["place"], near);
    world.perform(chenxi, order.id, Status::Accepted).await;
    assert_eq!(lin.get(&path).await.json()["address"]["place"], door);
    world.finish().await;
}
