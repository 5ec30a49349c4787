//! Requests that are dropped at any point leave nothing behind.

use futures::future::{BoxFuture, join_all};
use lares_domain::orders::{self, PlaceOrder, Status};
use lares_domain::payments::{self, Capture, Method};
use lares_kernel::{Control, Ctx, OrderId, QuoteId, Result};
use sqlx::Row;
use support::{Dice, Wish, World, cut, polls};

/// Something a unit of work does to one quote or order; committed by nobody.
#[derive(Clone, Copy)]
struct Deed {
    name: &'static str,
    who: &'static str,
    /// Done to a completed order rather than to one that was offered.
    is_after: bool,
    run: for<'a> fn(&'a World, &'a mut Ctx, QuoteId, OrderId) -> BoxFuture<'a, Result<()>>,
}

const DEEDS: [Deed; 4] = [
    Deed { name: "booking", who: "mei", is_after: false, run: |world, ctx, quote, _| Box::pin(place(world, ctx, quote)) },
    Deed { name: "cancellation", who: "mei", is_after: false, run: |_, ctx, _, order| Box::pin(cancel(ctx, order)) },
    Deed { name: "acceptance", who: "lin", is_after: false, run: |_, ctx, _, order| Box::pin(accept(ctx, order)) },
    Deed { name: "payment", who: "owner", is_after: true, run: |_, ctx, _, order| Box::pin(pay(ctx, order)) },
];

async fn place(world: &World, ctx: &mut Ctx, quote: QuoteId) -> Result<()> {
    orders::place(ctx, &world.house.extensions, PlaceOrder { quote, notes: String::new() }).await.map(|_| ())
}

async fn cancel(ctx: &mut Ctx, order: OrderId) -> Result<()> {
    orders::cancel(ctx, order, "", 0).await.map(|_| ())
}

async fn accept(ctx: &mut Ctx, order: OrderId) -> Result<()> {
    orders::accept(ctx, order).await.map(|_| ())
}

async fn pay(ctx: &mut Ctx, order: OrderId) -> Result<()> {
    let capture = Capture { order, method: Method::Cash, amount_minor: 100, reference: String::new() };
    payments::record(ctx, capture).await.map(|_| ())
}

/// Begins and does the deed to its last statement; dropped without a commit.
async fn attempt(world: &World, deed: Deed, (quote, order): (QuoteId, OrderId)) -> Result<()> {
    let mut ctx = world.house.db.begin(&world.chenxi.tenant, world.chenxi.actor(deed.who)).await?;
    (deed.run)(world, &mut ctx, quote, order).await
}

const CUTS: usize = 40;

#[tokio::test]
async fn work_dropped_at_any_point_leaves_no_row_and_no_open_transaction() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let quote = world.quote(chenxi, &Wish::at("mei", chenxi.at(1, 16, 0))).await.expect("a price").id;
    let book = async |day, until| {
        let order = world.book(chenxi, &Wish::at("mei", chenxi.at(day, 8, 0)).by(chenxi.worker("lin"))).await.expect("placed");
        world.perform(chenxi, order.id, until).await.id
    };
    let (open, done) = (book(2, Status::Offered).await, book(3, Status::Completed).await);
    let mut dice = Dice::new(5);
    for deed in DEEDS {
        let about = (quote, if deed.is_after { done } else { open });
        let before = rows(&world).await;
        let (needed, whole) = polls(attempt(&world, deed, about)).await;
        whole.unwrap_or_else(|error| panic!("{}: {error}", deed.name));
        let mut reached = 0;
        for number in 0..CUTS {
            // How many polls it takes depends on how busy the machine is; every fourth is let come to its last statement.
            let within = usize::try_from(dice.between(0, 100)).expect("positive") * needed / 50;
            let after = if number % 4 == 0 { usize::MAX } else { within };
            reached += usize::from(cut(attempt(&world, deed, about), after).await.is_some_and(|done| done.is_ok()));
        }
        assert!(reached > 0 && reached < CUTS, "{}: {reached} of {CUTS} came to their last statement", deed.name);
        assert_eq!(rows(&world).await, before, "{} left something", deed.name);
        assert_clean(&world).await;
    }
    world.finish().await;
}

/// What a booking, its end or its payment would add or change.
async fn rows(world: &World) -> Vec<(String, i64, i64)> {
    let mut ctx = world.ctx(&world.chenxi, "system").await;
    let mut rows = Vec::new();
    for table in ["orders", "occupancy", "quotes", "offers", "events", "payments", "ledger", "answers"] {
        let sql = format!("select count(*) as count, coalesce(sum(hashtext(t::text)::bigint), 0)::bigint as sum from {table} t");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_one(ctx.conn()).await.expect("a look");
        rows.push((table.to_owned(), row.get("count"), row.get("sum")));
    }
    rows
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_begin_dropped_at_any_point_leaves_no_open_transaction_and_no_other_tenant() {
    let world = World::new().await;
    let mut dice = Dice::new(6);
    for _ in 0..40 {
        let begun = (0..50).map(|number| {
            let after = usize::try_from(dice.between(0, 4)).expect("positive");
            let company = if number % 2 == 0 { &world.chenxi } else { &world.anju };
            let begin = world.house.db.begin(&company.tenant, company.actor("system"));
            // What did begin is given back at once; the others wait for it.
            async move { drop(cut(begin, after).await) }
        });
        drop(join_all(begun).await);
    }
    assert_clean(&world).await;
    world.finish().await;
}

/// The second guard: should sqlx hand back a connection with a transaction after all, nobody works in it.
#[tokio::test]
async fn a_transaction_left_open_is_noticed_by_a_begin_and_healed_from_then_on() {
    let world = World::new().await;
    let control = &world.house.control;
    assert_eq!(refused(control).await, 0);
    leave_open(control).await;
    let noticed = refused(control).await;
    // It may have gone back once more before the pool became suspicious.
    assert!((1..=2).contains(&noticed), "{noticed} begins were refused");
    leave_open(control).await;
    assert_eq!(refused(control).await, 0, "a connection went back unhealed");
    world.finish().await;
}

async fn leave_open(control: &Control) {
    let mut connection = control.pool().acquire().await.expect("a connection");
    sqlx::raw_sql("begin; select 1").execute(&mut *connection).await.expect("a transaction");
}

/// How many of many begins, one after the other over all connections, met somebody's transaction.
async fn refused(control: &Control) -> usize {
    let mut refused = 0;
    for _ in 0..100 {
        refused += usize::from(control.begin().await.is_err());
    }
    refused
}

/// Takes every connection of the pool at once and looks at each.
async fn assert_clean(world: &World) {
    let mut held = Vec::new();
    for number in 0..20 {
        let company = if number % 2 == 0 { &world.chenxi } else { &world.anju };
        let mut ctx = world.ctx(company, "system").await;
        let row = sqlx::query("select app.tenant() as tenant, pg_current_xact_id_if_assigned() is null as fresh");
        let row = row.fetch_one(ctx.conn()).await.expect("a usable connection");
        assert_eq!(row.get::<uuid::Uuid, _>("tenant"), company.tenant.id.uuid());
        assert!(row.get::<bool, _>("fresh"), "the connection came with somebody's transaction");
        held.push(ctx);
    }
}
