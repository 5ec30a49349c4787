//! Requests that are dropped at any point leave nothing behind.

use crate::dice::Dice;
use futures::future::join_all;
use lares_domain::orders::{self, PlaceOrder};
use lares_kernel::Result;
use sqlx::Row;
use std::time::Duration;
use support::{Wish, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_booking_dropped_at_any_point_leaves_no_row_and_no_open_transaction() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut quotes = Vec::new();
    for number in 0..120 {
        let at = chenxi.at(1 + number / 30, 8 + i8::try_from(number % 10).expect("small"), 0);
        quotes.push(world.quote(chenxi, &Wish::at("mei", at)).await.expect("a price"));
    }
    let mut dice = Dice::new(5);
    let cuts: Vec<u64> = quotes.iter().map(|_| u64::try_from(dice.between(0, 60_000)).expect("positive")).collect();
    // Placed to the last statement, never committed, and cut anywhere.
    let begun = quotes.iter().zip(cuts).map(|(quote, cut)| {
        let world = &world;
        let work = async move {
            let mut ctx = world.house.db.begin(&world.chenxi.tenant, world.chenxi.actor("mei")).await?;
            let command = PlaceOrder { quote: quote.id, notes: String::new() };
            orders::place(&mut ctx, &world.house.extensions, command).await?;
            std::future::pending::<Result<()>>().await
        };
        tokio::time::timeout(Duration::from_micros(cut), work)
    });
    for outcome in join_all(begun).await {
        assert!(outcome.map_or(true, |placed| placed.is_err()), "nothing commits");
    }
    assert_clean(&world).await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_begin_dropped_at_any_point_leaves_no_open_transaction_and_no_other_tenant() {
    let world = World::new().await;
    let mut dice = Dice::new(6);
    for _ in 0..40 {
        let begun = (0..50).map(|number| {
            let cut = u64::try_from(dice.between(0, 3_000)).expect("positive");
            let company = if number % 2 == 0 { &world.chenxi } else { &world.anju };
            let begin = world.house.db.begin(&company.tenant, company.actor("system"));
            tokio::time::timeout(Duration::from_micros(cut), begin)
        });
        drop(join_all(begun).await);
    }
    assert_clean(&world).await;
    world.finish().await;
}

/// Takes every connection of the pool at once and looks at each.
async fn assert_clean(world: &World) {
    let mut held = Vec::new();
    for number in 0..20 {
        let company = if number % 2 == 0 { &world.chenxi } else { &world.anju };
        let mut ctx = world.ctx(company, "system").await;
        let row = sqlx::query(
            "select app.tenant() as tenant, pg_current_xact_id_if_assigned() is null as fresh, (select count(*) from app.orders) as orders",
        );
        let row = row.fetch_one(ctx.conn()).await.expect("a usable connection");
        assert_eq!(row.get::<uuid::Uuid, _>("tenant"), company.tenant.id.uuid());
        assert!(row.get::<bool, _>("fresh"), "the connection came with somebody's transaction");
        assert_eq!(row.get::<i64, _>("orders"), 0, "a half-written order is visible");
        held.push(ctx);
    }
}
