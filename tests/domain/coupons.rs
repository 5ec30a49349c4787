//! A real coupon plugin on real orders (B03).

use futures::stream::{self, StreamExt};
use lares_domain::orders::{self, ChangeOrder, ChangeWish, Order};
use lares_domain::tenancy::{self, AssignmentMode, Change};
use lares_kernel::OrderId;
use serde_json::json;
use sqlx::Row;
use std::collections::HashSet;
use support::{Wish, World};

/// Twice as many as there are connections.
const AT_ONCE: usize = 40;
const COUPONS: &str = "lares.coupons";

async fn hundred_uses(world: &World) {
    let coupon = json!({ "code": "HUNDRED", "kind": "amount", "label": "10 off", "minor": 1_000, "limit": 100 });
    world.plug(&world.chenxi, COUPONS, json!({ "coupons": [coupon] })).await;
    let mut ctx = world.as_office("owner").await;
    // Nobody's time is taken by an order in the pool, so the coupon is all they compete for.
    let mut assignment = tenancy::policies::assignment(&mut ctx).await.expect("a policy");
    assignment.mode = AssignmentMode::Pool;
    tenancy::save_policy(&mut ctx, Change::Assignment(assignment)).await.expect("saved");
    ctx.commit().await.expect("committed");
    world.run_jobs().await;
}

/// Uses counted, and the orders of the redemptions that stand.
async fn redeemed(world: &World) -> (i64, HashSet<OrderId>) {
    let mut ctx = world.ctx(&world.chenxi, "system").await;
    let tenant = ctx.tenant_id();
    let sql = "select d.body, o.id as order_id
                 from app.plugin_docs d
                 left join app.quotes q on q.tenant_id = d.tenant_id and q.id::text = d.id
                 left join app.orders o on o.tenant_id = d.tenant_id and o.id = q.order_id and o.status <> 'cancelled'
                where d.tenant_id = $1 and d.plugin_id = $2 and d.collection = $3";
    let rows = sqlx::query(sql).bind(tenant).bind(COUPONS).bind("redemptions").fetch_all(ctx.conn()).await.expect("redemptions");
    let with_order = rows.iter().filter_map(|row| row.get::<Option<uuid::Uuid>, _>("order_id")).map(OrderId::from).collect();
    let counters = sqlx::query(sql).bind(tenant).bind(COUPONS).bind("counters").fetch_all(ctx.conn()).await.expect("counters");
    let most = counters.iter().filter_map(|row| largest(&row.get::<serde_json::Value, _>("body"))).max();
    ctx.commit().await.expect("committed");
    (most.unwrap_or(0), with_order)
}

fn largest(body: &serde_json::Value) -> Option<i64> {
    body.as_object()?.values().filter_map(serde_json::Value::as_i64).max()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_customers_at_once_use_a_coupon_of_a_hundred_uses_exactly_a_hundred_times() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    hundred_uses(&world).await;
    let mut quotes = Vec::new();
    for number in 0..200 {
        let customer = if number % 2 == 0 { "mei" } else { "hua" };
        let quote = world.quote(chenxi, &Wish::at(customer, chenxi.at(1, 10, 0)).code("hundred")).await.expect("a price");
        let is_cheaper = quote.lines.iter().any(|line| line.amount_minor == -1_000);
        assert!(is_cheaper, "{:?} {:?} {:?}", quote.lines, quote.notices, world.incidents(chenxi).await);
        quotes.push((customer, quote));
    }
    let attempts = quotes.iter().map(|(customer, quote)| world.place(chenxi, customer, quote));
    let placed: Vec<_> = stream::iter(attempts).buffer_unordered(AT_ONCE).collect().await;
    let orders: Vec<&Order> = placed.iter().filter_map(|order| order.as_ref().ok()).collect();
    let refused: HashSet<&str> =
        placed.iter().filter_map(|order| order.as_ref().err()).map(|error| error.code().name()).collect();
    assert_eq!(refused, HashSet::from(["pricing.price_changed"]), "{:?}", world.incidents(chenxi).await);
    assert_eq!(orders.len(), 100);

    let (uses, with_order) = redeemed(&world).await;
    assert_eq!(uses, 100);
    assert_eq!(with_order, orders.iter().map(|order| order.id).collect(), "each redemption belongs to an order");

    give_one_back(&world, orders[0]).await;
    world.finish().await;
}

async fn give_one_back(world: &World, order: &Order) {
    let customer = if world.chenxi.customer("mei") == order.customer_id { "mei" } else { "hua" };
    let mut ctx = world.as_customer(customer).await;
    orders::cancel(&mut ctx, order.id, "", 0).await.expect("cancelled");
    ctx.commit().await.expect("committed");
    world.run_jobs().await;
    assert_eq!(redeemed(world).await.0, 99, "a cancelled order gives its use back");
    let again =
        world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(2, 10, 0)).code("HUNDRED")).await.expect("one use is left");
    assert!(again.lines.iter().any(|line| line.amount_minor == -1_000));
    let full = world.quote(&world.chenxi, &Wish::at("mei", world.chenxi.at(2, 10, 0)).code("HUNDRED")).await.expect("a price");
    assert!(full.lines.iter().all(|line| line.amount_minor > 0) && !full.notices.is_empty(), "{:?}", full.lines);
}

async fn one_use(world: &World, ends: &str) {
    let coupon = json!({ "code": "ONE", "kind": "amount", "label": "10 off", "minor": 1_000, "limit": 1, "ends": ends });
    world.plug(&world.chenxi, COUPONS, json!({ "coupons": [coupon] })).await;
}

async fn moved(world: &World, order: &Order, days: i64) -> Order {
    let mut ctx = world.as_customer("mei").await;
    let wish = ChangeWish { options: Vec::new(), address: world.chenxi.address("mei"), starts_at: world.chenxi.at(days, 10, 0) };
    let shown = orders::change_preview(&mut ctx, &world.house.extensions, order.id, wish).await.expect("a price");
    let command = ChangeOrder { quote: Some(shown.quote.id), notes: None };
    let order = orders::change(&mut ctx, &world.house.extensions, order.id, command).await.expect("changed");
    ctx.commit().await.expect("committed");
    order
}

/// C14: the coupon's only use is this order's own, before and after.
#[tokio::test]
async fn an_order_that_is_moved_keeps_its_coupon_and_uses_it_once() {
    let world = World::new().await;
    one_use(&world, "2026-12-31").await;
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0)).code("one")).await.expect("placed");
    for days in [2, 3] {
        let moved = moved(&world, &order, days).await;
        assert_eq!((moved.total, moved.lines.last().map(|line| line.amount_minor)), (order.total, Some(-1_000)));
        assert_eq!(redeemed(&world).await, (1, HashSet::from([order.id])));
    }
    let mut ctx = world.as_customer("mei").await;
    orders::cancel(&mut ctx, order.id, "", 0).await.expect("cancelled");
    ctx.commit().await.expect("committed");
    world.run_jobs().await;
    assert_eq!(redeemed(&world).await.0, 0, "it goes back once");
    world.finish().await;
}

/// C14: a coupon that does not hold on the new day is lost to the price, not to the customer.
#[tokio::test]
async fn an_order_moved_out_of_its_coupons_days_pays_in_full_and_gives_the_use_back() {
    let world = World::new().await;
    one_use(&world, "2026-06-03").await;
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0)).code("one")).await.expect("placed");
    let late = moved(&world, &order, 4).await;
    assert_eq!(late.total.minor, order.total.minor + 1_000);
    assert_eq!(redeemed(&world).await.0, 0);
    let back = moved(&world, &order, 2).await;
    assert_eq!((back.total, redeemed(&world).await.0), (order.total, 1));
    world.finish().await;
}
