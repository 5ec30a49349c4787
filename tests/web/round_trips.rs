//! Speed is designed in: how often the pages and lists people wait for ask the database, and that more rows do not ask more.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use support::{Browser, Statements, Wish, World, heard};

/// What the first request of somebody for a while may cost: transactions and queries, two of which ask who it is.
struct Cost {
    who: &'static str,
    path: String,
    transactions: usize,
    queries: usize,
}

fn cost(who: &'static str, path: impl Into<String>, (transactions, queries): (usize, usize)) -> Cost {
    Cost { who, path: path.into(), transactions, queries }
}

async fn ask(world: &World, browser: &mut Browser, path: &str) -> Statements {
    forget(world);
    let (page, statements) = heard(browser.get(path)).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    statements
}

/// Who somebody is, is remembered for two seconds by the clock on the wall; what depends on that is not counted upon.
fn forget(world: &World) {
    world.house.app.sessions.forget();
    world.house.app.members.forget_all();
}

/// Rules and roles are remembered for longer, and read once before anything is counted.
async fn measure(world: &World, costs: &[Cost]) -> Vec<Statements> {
    let mut measured = Vec::new();
    for cost in costs {
        let mut browser = world.browser_of(&world.chenxi, cost.who).await;
        ask(world, &mut browser, &cost.path).await;
        measured.push(ask(world, &mut browser, &cost.path).await);
    }
    measured
}

async fn book(world: &World, days: std::ops::Range<i64>) -> String {
    let mut last = String::new();
    for day in days {
        let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(day, 10, 0))).await.expect("placed");
        last = order.id.to_string();
    }
    world.run_jobs().await;
    last
}

#[tokio::test]
async fn a_page_asks_the_database_a_known_number_of_times_however_many_rows_there_are() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = book(&world, 1..2).await;
    let (service, date) = (chenxi.daily, chenxi.today.tomorrow().expect("a date"));
    let costs = [
        cost("guest", "/categories", (1, 2)),
        cost("guest", "/api/v1/services", (1, 1)),
        cost("guest", format!("/api/v1/availability/times?service={service}&date={date}"), (1, 6)),
        cost("mei", "/orders", (2, 5)),
        cost("mei", "/api/v1/orders", (2, 4)),
        cost("mei", format!("/orders/{order}"), (2, 8)),
        cost("owner", "/office/orders/board", (2, 4)),
        cost("owner", "/api/v1/office/board", (2, 3)),
        cost("owner", "/office/dispatch", (2, 8)),
        cost("lin", "/worker", (2, 6)),
    ];
    let few = measure(&world, &costs).await;
    book(&world, 2..6).await;
    let many = measure(&world, &costs).await;
    let mut wrong = Vec::new();
    for ((cost, few), many) in costs.iter().zip(&few).zip(&many) {
        let is = (many.transactions, many.queries.len());
        if is.0 > cost.transactions || is.1 > cost.queries || is.1 != few.queries.len() {
            wrong.push(format!("{}: {is:?}, with fewer rows {}: {:#?}", cost.path, few.queries.len(), many.queries));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    world.finish().await;
}

async fn post(world: &World, browser: &mut Browser, (path, key): (&str, &str), body: &Value) -> (Value, Statements) {
    forget(world);
    let headers = [("content-type", "application/json"), ("idempotency-key", key)];
    let request = browser.send(Method::POST, path, &headers, body.to_string().into_bytes());
    let (page, statements) = heard(request).await;
    assert_eq!(page.status, StatusCode::CREATED, "{path}: {}", page.body);
    (page.json(), statements)
}

#[tokio::test]
async fn a_booking_asks_the_database_a_known_number_of_times() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut mei = world.browser_of(chenxi, "mei").await;
    let (mut asked, mut placed) = (Statements::default(), Statements::default());
    for day in 1..4 {
        let ask = json!({ "service": chenxi.daily, "address": chenxi.address("mei"), "starts_at": chenxi.at(day, 10, 0) });
        let quote;
        (quote, asked) = post(&world, &mut mei, ("/api/v1/quotes", "no-key-needed"), &ask).await;
        let key = format!("booking-of-day-{day}");
        (_, placed) = post(&world, &mut mei, ("/api/v1/orders", &key), &json!({ "quote": quote["id"] })).await;
    }
    for (what, cost, most) in [("a price", asked, 7), ("an order", placed, 19)] {
        assert!(cost.transactions == 2 && cost.queries.len() <= most, "{what}: {} {cost:#?}", cost.queries.len());
    }
    world.finish().await;
}
