//! Clients that leave in the middle: while they send, or before the answer comes.
//!
//! A write that arrived whole goes on to its end although nobody waits for it; one that did not never begins.

use axum::body::{Body, Bytes};
use axum::http::Method;
use futures::StreamExt;
use lares_domain::identity::{self, Purpose};
use lares_domain::orders::Status;
use lares_kernel::{Actor, OrderId, Phone, WorkerId};
use serde_json::json;
use std::io;
use support::{Browser, Dice, Wish, World, cut};

/// What is tried so often, each time with a client that leaves elsewhere.
struct Attempt {
    path: String,
    /// Of the API; pages carry it in their form.
    key: Option<String>,
    body: String,
}

const TRIES: i64 = 18;

/// The client sends so much of the body and is gone; before that it waits so long.
async fn leave(browser: &Browser, attempt: &Attempt, dice: &mut Dice) {
    let whole = attempt.body.as_bytes();
    let most = i64::try_from(whole.len()).expect("small");
    // One in two arrives whole, the others stop somewhere before; without a body, before anything.
    let arrives = dice.between(0, 2) == 0;
    let length = if arrives { most } else { dice.between(0, most.max(1)) };
    let sent = Bytes::copy_from_slice(&whole[..usize::try_from(length).expect("positive")]);
    let gone = (length < most).then(|| Err(io::Error::from(io::ErrorKind::ConnectionReset)));
    let body = futures::stream::iter([Ok::<_, io::Error>(sent)]).chain(futures::stream::iter(gone));
    let kind = if attempt.key.is_some() { "application/json" } else { "application/x-www-form-urlencoded" };
    let key = attempt.key.as_deref().unwrap_or_default();
    let headers = [("content-type", kind), ("idempotency-key", key)];
    let request = browser.open(Method::POST, &attempt.path, &headers, Body::from_stream(body));
    let patience = if arrives || most > 0 { dice.between(1, 12) } else { 0 };
    drop(cut(request, usize::try_from(patience).expect("small")).await);
}

/// Every attempt, and how many of them came to the end of their work.
async fn reached(world: &World, browser: &Browser, attempts: &[Attempt], count: &'static str) -> i64 {
    let (tasks, before, mut dice) = (World::tasks(), counted(world, count).await, Dice::new(7));
    for (number, attempt) in (0..).zip(attempts) {
        leave(&browser.clone().from_address(number), attempt, &mut dice).await;
    }
    world.settle(tasks).await;
    let reached = counted(world, count).await - before;
    let all = i64::try_from(attempts.len()).expect("small");
    assert!(reached > 0 && reached < all, "{reached} of {all} came to the end of {}", attempts[0].path);
    reached
}

async fn counted(world: &World, sql: &'static str) -> i64 {
    if sql.contains("control.") {
        return sqlx::query_scalar(sql).fetch_one(world.house.control.pool()).await.expect("a count");
    }
    let mut ctx = world.ctx(&world.chenxi, "system").await;
    sqlx::query_scalar(sql).fetch_one(ctx.conn()).await.expect("a count")
}

/// A time of its own for each attempt, three a day.
fn wish(world: &World, number: i64, worker: WorkerId) -> Wish {
    let hour = [8, 12, 16][usize::try_from(number % 3).expect("small")];
    Wish::at("mei", world.chenxi.at(1 + number / 3, hour, 0)).by(worker)
}

async fn booked(world: &World, worker: WorkerId) -> Vec<OrderId> {
    let mut orders = Vec::new();
    for number in 0..TRIES {
        orders.push(world.book(&world.chenxi, &wish(world, number, worker)).await.expect("placed").id);
    }
    orders
}

#[tokio::test]
async fn a_booking_whose_client_leaves_is_whole_or_not_there() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mei = world.browser_of(chenxi, "mei").await;
    let (zhao, mut attempts) = (chenxi.worker("zhao"), Vec::new());
    for number in 0..TRIES {
        let quote = world.quote(chenxi, &wish(&world, number, zhao)).await.expect("a price").id;
        let key = Some(format!("booking-{number}"));
        attempts.push(Attempt { path: "/api/v1/orders".into(), key, body: json!({ "quote": quote }).to_string() });
    }
    reached(&world, &mei, &attempts, "select count(*) from orders").await;
    let (lin, mut attempts) = (chenxi.worker("lin"), Vec::new());
    for number in 0..TRIES {
        let wish = wish(&world, number, lin);
        let (quote, date) = (world.quote(chenxi, &wish).await.expect("a price").id, chenxi.tenant.date(wish.starts_at));
        let (service, address, starts) = (chenxi.daily, chenxi.address("mei"), wish.starts_at);
        let body = format!(
            "service={service}&key=page-{number:04}&quote={quote}&address={address}&worker={lin}&date={date}&starts={starts}"
        );
        attempts.push(Attempt { path: "/orders".into(), key: None, body });
    }
    reached(&world, &mei, &attempts, "select count(*) from orders").await;
    world.finish().await;
}

#[tokio::test]
async fn an_answer_to_an_order_whose_client_leaves_is_whole_or_not_there() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let (mei, lin) = (world.browser_of(chenxi, "mei").await, world.browser_of(chenxi, "lin").await);
    let page = |path: String, body: &str| Attempt { path, key: None, body: body.to_owned() };
    let orders = booked(&world, chenxi.worker("wang")).await;
    let attempts: Vec<_> = orders.iter().map(|id| page(format!("/orders/{id}/cancellation"), "reason=rain&fee=0")).collect();
    reached(&world, &mei, &attempts, "select count(*) from orders where status = 'cancelled'").await;
    let orders = booked(&world, chenxi.worker("lin")).await;
    let attempts: Vec<_> = orders.iter().map(|id| page(format!("/worker/offers/{id}/acceptance"), "")).collect();
    reached(&world, &lin, &attempts, "select count(*) from offers where state = 'accepted'").await;
    world.finish().await;
}

#[tokio::test]
async fn a_payment_whose_client_leaves_is_whole_or_not_there() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &wish(&world, 0, chenxi.worker("lin"))).await.expect("placed");
    let order = world.perform(chenxi, order.id, Status::Completed).await.id;
    let owner = world.browser_of(chenxi, "owner").await;
    let api = |number: i64| Attempt {
        path: format!("/api/v1/office/orders/{order}/payments"),
        key: Some(format!("payment-{number}")),
        body: json!({ "method": "cash", "amount_minor": 100 }).to_string(),
    };
    reached(&world, &owner, &(0..TRIES).map(api).collect::<Vec<_>>(), "select count(*) from payments").await;
    let page = |number: i64| Attempt {
        path: format!("/office/orders/{order}/payments"),
        key: None,
        body: format!("amount=1&method=cash&reference=&key=page-{number:04}"),
    };
    reached(&world, &owner, &(0..TRIES).map(page).collect::<Vec<_>>(), "select count(*) from payments").await;
    world.finish().await;
}

#[tokio::test]
async fn a_company_whose_founder_leaves_is_whole_or_not_there() {
    let world = World::new().await;
    let mut attempts = Vec::new();
    for number in 0..8 {
        let (phone, mut code) = (format!("1380000500{number}"), String::new());
        let body = |sent: &str| {
            sent.clone_into(&mut code);
            code.clone()
        };
        let parsed = Phone::parse(&phone).expect("a number");
        identity::request_code(&world.house.control, None, &parsed, Purpose::SignIn, body).await.expect("a code");
        let who = format!("owner_name=Pat&phone={phone}&code={code}&password=seven-brown-umbrellas");
        let body = format!("name=Firm&slug=firm-{number}&template=cleaning&{who}");
        attempts.push(Attempt { path: "/sign-up".into(), key: None, body });
    }
    let founded = reached(&world, &world.browser(None), &attempts, "select count(*) from control.tenants").await;
    let all = world.house.control.tenants().await.expect("companies");
    let new: Vec<_> = all.iter().filter(|tenant| tenant.slug.starts_with("firm-")).collect();
    assert_eq!(i64::try_from(new.len()).expect("small"), founded);
    for tenant in new {
        let mut ctx = world.house.db.begin(tenant, Actor::System).await.expect("a transaction");
        for (what, least) in [("roles", 8), ("staff", 1), ("policies", 4), ("services", 1), ("areas", 1), ("events", 1)] {
            let sql = sqlx::AssertSqlSafe(format!("select count(*) from {what}"));
            let count: i64 = sqlx::query_scalar(sql).fetch_one(ctx.conn()).await.expect("a count");
            assert!(count >= least, "{} has {count} {what}", tenant.slug);
        }
    }
    world.finish().await;
}
