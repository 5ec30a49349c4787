//! Many want the same hours of one worker, by every way there is (C09, C13, A08, B01): one wins each hour, the others hear of other times.

use futures::stream::{self, StreamExt};
use jiff::{SignedDuration, Timestamp};
use lares_domain::orders::{self, Order, PlaceOrder, Wanted};
use lares_domain::pricing::Quote;
use lares_domain::scheduling::Alternative;
use lares_domain::tenancy::{self, AssignmentMode, Change};
use lares_domain::workforce::{self, ExceptionForm, ExceptionKind};
use lares_kernel::{Error, Kind, OrderId, Result};
use std::collections::BTreeMap;
use support::{Wish, World};

/// Of each of the four ways.
const EACH: usize = 250;
/// Twice as many as there are connections.
const AT_ONCE: usize = 40;

enum Attempt {
    Place(&'static str, Box<Quote>),
    Grab(OrderId),
    Drag(OrderId, Timestamp),
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_thousand_attempts_on_four_hours_exactly_one_wins_each_hour() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    for name in ["wang", "zhao"] {
        send_on_leave(&world, name).await;
    }
    let hours = [(8, 0), (11, 0), (14, 0), (17, 0)].map(|(hour, minute)| chenxi.at(1, hour, minute));
    let attempts = attempts(&world, hours).await;
    assert_eq!(attempts.len(), 4 * EACH);

    let attempts = stream::iter(attempts).map(|(at, attempt)| {
        let world = &world;
        async move { (at, run(world, attempt).await) }
    });
    let mut won: BTreeMap<Timestamp, usize> = BTreeMap::new();
    let mut lost: BTreeMap<&str, usize> = BTreeMap::new();
    let mut instead = Vec::new();
    for (at, outcome) in attempts.buffer_unordered(AT_ONCE).collect::<Vec<_>>().await {
        match outcome {
            Ok(order) => {
                assert_eq!((order.starts_at, order.worker_id), (at, Some(chenxi.worker("lin"))));
                *won.entry(at).or_default() += 1;
            }
            Err(error) => {
                assert_eq!(error.kind(), Kind::Conflict, "{error}");
                instead.push(attached(&error));
                *lost.entry(error.code().name()).or_default() += 1;
            }
        }
    }
    assert_eq!(won, hours.map(|at| (at, 1)).into(), "lost: {lost:?}");
    assert!(!lost.contains_key("changed_meanwhile"), "a deadlock or a lock timeout reached a user: {lost:?}");
    assert_can_be_had(&world, instead, hours).await;
    world.finish().await;
}

/// The next best times of a refusal.
fn attached(error: &Error) -> Vec<Alternative> {
    let found = error.attached().iter().find(|(name, _)| *name == "alternatives");
    let (_, times) = found.unwrap_or_else(|| panic!("{error} comes without alternatives"));
    serde_json::from_value(times.clone()).expect("alternatives")
}

/// Each loser was told of times that can really be booked; one next to a contested hour may itself have been won by then.
async fn assert_can_be_had(world: &World, instead: Vec<Vec<Alternative>>, hours: [Timestamp; 4]) {
    let chenxi = &world.chenxi;
    let mut bookable: BTreeMap<Timestamp, bool> = BTreeMap::new();
    for one in instead.iter().flatten() {
        if bookable.contains_key(&one.starts_at) {
            continue;
        }
        let mut ctx = world.as_customer("mei").await;
        let wish = Wish::at("mei", one.starts_at).by(one.worker);
        let quote = world.quote_in(&mut ctx, chenxi, &wish).await.expect("a price");
        let command = PlaceOrder { quote: quote.id, notes: String::new() };
        let placed = orders::place(&mut ctx, &world.house.extensions, command).await;
        let near = hours.iter().any(|hour| hour.duration_since(one.starts_at).abs() < SignedDuration::from_hours(4));
        assert!(placed.is_ok() || near, "{} was said to be free: {placed:?}", one.starts_at);
        bookable.insert(one.starts_at, placed.is_ok());
    }
    for times in &instead {
        assert!((1..=3).contains(&times.len()), "{times:?}");
    }
    // Whoever lost when all four hours were gone was told of nothing but what is still free.
    let told_late = instead.last().expect("a loser");
    assert!(told_late.iter().all(|one| bookable[&one.starts_at]), "{told_late:?}");
}

async fn send_on_leave(world: &World, name: &str) {
    let mut ctx = world.as_office("dispatcher").await;
    let form = ExceptionForm {
        worker: Some(world.chenxi.worker(name)),
        on_date: world.chenxi.tenant.date(world.chenxi.at(1, 12, 0)),
        kind: ExceptionKind::Leave,
        starts_minute: 0,
        ends_minute: 1440,
        reason: String::new(),
    };
    workforce::add_exception(&mut ctx, &form).await.expect("leave");
    ctx.commit().await.expect("committed");
}

async fn assign_by(world: &World, mode: AssignmentMode) {
    let mut ctx = world.as_office("owner").await;
    let mut policy = tenancy::policies::assignment(&mut ctx).await.expect("a policy");
    policy.mode = mode;
    tenancy::save_policy(&mut ctx, Change::Assignment(policy)).await.expect("saved");
    ctx.commit().await.expect("committed");
    world.run_jobs().await;
}

/// Every way in turn over the hours, mixed.
async fn attempts(world: &World, hours: [Timestamp; 4]) -> Vec<(Timestamp, Attempt)> {
    let chenxi = &world.chenxi;
    let customer = |number: usize| if number.is_multiple_of(2) { "mei" } else { "hua" };
    assign_by(world, AssignmentMode::Pool).await;
    let pool = stream::iter(0..2 * EACH).map(|number| {
        let at = hours[number / 2 % 4];
        async move { (at, world.book(chenxi, &Wish::at(customer(number), at)).await.expect("in the pool").id) }
    });
    let pool: Vec<_> = pool.buffered(8).collect().await;
    assign_by(world, AssignmentMode::Auto).await;
    let quotes = stream::iter(0..2 * EACH).map(|number| {
        let (who, at) = (customer(number), hours[number / 2 % 4]);
        let wish = Wish::at(who, at);
        let wish = if number.is_multiple_of(2) { wish.by(chenxi.worker("lin")) } else { wish };
        async move { (at, who, world.quote(chenxi, &wish).await.expect("a price")) }
    });
    let quotes: Vec<_> = quotes.buffered(8).collect().await;
    let mut attempts = Vec::new();
    for (number, ((at, who, quote), (pool_at, order))) in quotes.into_iter().zip(pool).enumerate() {
        attempts.push((at, Attempt::Place(who, Box::new(quote))));
        let drag = number.is_multiple_of(2);
        attempts.push((pool_at, if drag { Attempt::Drag(order, pool_at) } else { Attempt::Grab(order) }));
    }
    attempts
}

async fn run(world: &World, attempt: Attempt) -> Result<Order> {
    let chenxi = &world.chenxi;
    let (who, wanted) = match &attempt {
        Attempt::Place(who, quote) => (*who, Wanted::Quote(quote.id)),
        Attempt::Grab(order) => ("lin", Wanted::Job { order: *order, worker: Some(chenxi.worker("lin")), starts_at: None }),
        Attempt::Drag(order, at) => {
            ("dispatcher", Wanted::Job { order: *order, worker: Some(chenxi.worker("lin")), starts_at: Some(*at) })
        }
    };
    let done = match attempt {
        Attempt::Place(who, quote) => world.place(chenxi, who, &quote).await,
        Attempt::Grab(order) => grab(world, order).await,
        Attempt::Drag(order, at) => drag(world, order, at).await,
    };
    match done {
        Ok(order) => Ok(order),
        Err(error) => Err(orders::instead(world.house.db.begin(&chenxi.tenant, chenxi.actor(who)).await?, error, wanted).await),
    }
}

async fn grab(world: &World, order: OrderId) -> Result<Order> {
    let mut ctx = world.house.db.begin(&world.chenxi.tenant, world.chenxi.actor("lin")).await?;
    let order = orders::grab(&mut ctx, order).await?;
    ctx.commit().await.map(|()| order)
}

async fn drag(world: &World, order: OrderId, at: Timestamp) -> Result<Order> {
    let mut ctx = world.house.db.begin(&world.chenxi.tenant, world.chenxi.actor("dispatcher")).await?;
    let order = orders::assign(&mut ctx, order, world.chenxi.worker("lin"), Some(at)).await?;
    ctx.commit().await.map(|()| order)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_boards_that_swap_the_orders_of_two_workers_never_deadlock() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut placed = Vec::new();
    for name in ["lin", "wang"] {
        for hour in [8, 11, 14, 17] {
            placed.push(
                world.book(chenxi, &Wish::at("mei", chenxi.at(1, hour, 0)).by(chenxi.worker(name))).await.expect("placed").id,
            );
        }
    }
    let drags = (0..400).map(|number: usize| {
        let (order, to) = (placed[number % 8], chenxi.workers()[number / 8 % 3]);
        let world = &world;
        async move {
            let mut ctx = world.as_office("dispatcher").await;
            orders::assign(&mut ctx, order, to, None).await?;
            ctx.commit().await
        }
    });
    let outcomes: Vec<Result<()>> = stream::iter(drags).buffer_unordered(16).collect().await;
    for error in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
        assert_eq!(error.kind(), Kind::Conflict, "{error}");
        assert_ne!(error.code().name(), "changed_meanwhile", "{error}");
    }
    assert!(outcomes.iter().any(Result::is_ok));
    world.finish().await;
}
