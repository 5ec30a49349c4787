//! Clients that leave in the middle.

use axum::http::Method;
use futures::future::join_all;
use serde_json::json;
use std::time::Duration;
use support::{Wish, World};

/// A write goes on to its end although the client left; what is there is whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_client_that_leaves_leaves_whole_orders_or_none_and_no_transaction() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mei = world.browser_of(chenxi, "mei").await;
    let mut quotes = Vec::new();
    for number in 0..60 {
        let at = chenxi.at(1 + number / 12, 8 + i8::try_from(number % 6).expect("small") * 2, 0);
        quotes.push(world.quote(chenxi, &Wish::at("mei", at)).await.expect("a price"));
    }
    let requests = quotes.iter().enumerate().map(|(number, quote)| {
        let mut browser = mei.clone();
        let key = format!("order-number-{number}");
        let body = json!({ "quote": quote.id }).to_string().into_bytes();
        async move {
            let headers = [("content-type", "application/json"), ("idempotency-key", key.as_str())];
            let request = browser.send(Method::POST, "/api/v1/orders", &headers, body);
            let patience = Duration::from_micros(u64::try_from(number * 700).expect("small"));
            drop(tokio::time::timeout(patience, request).await);
        }
    });
    join_all(requests).await;
    // Every connection of the pool, so nothing is still on its way when the world looks at what is left.
    let mut held = Vec::new();
    for _ in 0..20 {
        held.push(world.ctx(chenxi, "system").await);
    }
    drop(held);
    world.finish().await;
}
