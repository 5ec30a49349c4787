//! Changing an order (C14, C09): the price is shown before, the time moves in one step, and no fee is dodged.

use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use lares_domain::messaging;
use lares_domain::orders::{self, ChangeOrder, ChangePreview, ChangeWish, Order, Status, Wanted};
use lares_domain::payments::{self, Capture, Method};
use lares_domain::pricing::Source;
use lares_domain::scheduling;
use lares_domain::tenancy::AssignmentMode;
use lares_domain::tenancy::{self, Change};
use lares_kernel::{OrderId, PageRequest, Result, WorkerId};
use support::{Wish, World};

/// The order with another start and everything else as it is.
fn at(world: &World, order: &Order, starts_at: Timestamp) -> ChangeWish {
    let options = order.options.iter().map(|option| (option.id, option.quantity)).collect();
    let who = if world.chenxi.customer("mei") == order.customer_id { "mei" } else { "hua" };
    ChangeWish { options, address: world.chenxi.address(who), starts_at }
}

async fn preview(world: &World, who: &str, id: OrderId, wish: ChangeWish) -> Result<ChangePreview> {
    let mut ctx = world.ctx(&world.chenxi, who).await;
    let preview = orders::change_preview(&mut ctx, &world.house.extensions, id, wish).await?;
    ctx.commit().await.map(|()| preview)
}

async fn apply(world: &World, who: &str, id: OrderId, shown: &ChangePreview) -> Result<Order> {
    let mut ctx = world.ctx(&world.chenxi, who).await;
    let command = ChangeOrder { quote: Some(shown.quote.id), notes: None };
    let order = orders::change(&mut ctx, &world.house.extensions, id, command).await?;
    ctx.commit().await.map(|()| order)
}

async fn told(world: &World, who: &str) -> Vec<String> {
    world.run_jobs().await;
    let mut ctx = world.ctx(&world.chenxi, who).await;
    let page = messaging::list(&mut ctx, PageRequest::first()).await.expect("messages");
    ctx.commit().await.expect("committed");
    page.rows.into_iter().map(|message| message.kind).collect()
}

/// Mei's cleaning by Lin, accepted.
async fn accepted(world: &World, starts_at: Timestamp) -> Order {
    let wish = Wish::at("mei", starts_at).by(world.chenxi.worker("lin"));
    let order = world.book(&world.chenxi, &wish).await.expect("placed");
    world.perform(&world.chenxi, order.id, Status::Accepted).await
}

/// C14: moved, told, and the old time is free again.
#[tokio::test]
async fn a_visit_is_moved_at_the_price_that_was_shown_and_everybody_hears_of_it() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = accepted(&world, chenxi.at(2, 10, 0)).await;
    // An hour later overlaps with the order's own time, which must not stand in its way.
    let later = order.starts_at + SignedDuration::from_hours(1);
    let shown = preview(&world, "mei", order.id, at(&world, &order, later)).await.expect("a price");
    assert_eq!((shown.fee.minor, shown.difference_minor), (0, 0));
    assert_eq!(world.order(chenxi, order.id).await.starts_at, order.starts_at, "a preview changes nothing");
    apply(&world, "mei", order.id, &shown).await.expect("changed");
    let changed = world.order(chenxi, order.id).await;
    assert_eq!((changed.starts_at, changed.status, changed.worker_id), (later, Status::Accepted, order.worker_id));
    assert_eq!(changed.fee_clock_at, order.starts_at, "the fee clock stays at the earliest start");
    assert!(told(&world, "mei").await.contains(&"order-changed".to_owned()));
    assert!(told(&world, "lin").await.contains(&"job-changed".to_owned()));
    assert!(told(&world, "dispatcher").await.contains(&"order-altered".to_owned()));
    let error = apply(&world, "mei", order.id, &shown).await.expect_err("a quote changes once");
    assert_eq!(error.code().name(), "pricing.quote_used");

    let away = preview(&world, "mei", order.id, at(&world, &order, chenxi.at(3, 10, 0))).await.expect("a price");
    apply(&world, "mei", order.id, &away).await.expect("changed again");
    let again = Wish::at("hua", order.starts_at).by(chenxi.worker("lin"));
    world.book(chenxi, &again).await.expect("the old time is free");
    world.finish().await;
}

/// C14: the total follows the extras, and what was paid is looked at again.
#[tokio::test]
async fn more_extras_cost_more_and_an_order_that_was_paid_is_no_longer() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = accepted(&world, chenxi.at(2, 10, 0)).await;
    let mut ctx = world.as_office("finance").await;
    let money = Capture { order: order.id, method: Method::Cash, amount_minor: order.total.minor, reference: String::new() };
    payments::record(&mut ctx, money).await.expect("paid");
    ctx.commit().await.expect("committed");
    let mut ctx = world.as_customer("mei").await;
    let option = lares_domain::catalogue::offering(&mut ctx, chenxi.daily).await.expect("a service").options.remove(0);
    drop(ctx);

    let wish = ChangeWish { options: vec![(option.id, 1)], ..at(&world, &order, order.starts_at) };
    let shown = preview(&world, "mei", order.id, wish).await.expect("a price");
    assert_eq!(shown.difference_minor, option.price_minor);
    let changed = apply(&world, "mei", order.id, &shown).await.expect("changed");
    assert_eq!(changed.total.minor, order.total.minor + option.price_minor);
    assert_eq!(changed.ends_at.duration_since(order.ends_at).as_mins(), option.minutes);
    world.run_jobs().await;
    let now = world.order(chenxi, order.id).await;
    assert_eq!(now.payment_state.name(), "unpaid");
    let mut ctx = world.as_office("finance").await;
    assert_eq!(payments::outstanding(&mut ctx, &now).await.expect("due").minor, option.price_minor);
    drop(ctx);
    world.finish().await;
}

/// C14: rescheduling dodges no fee.
#[tokio::test]
async fn a_late_move_costs_what_cancelling_would_and_moving_first_saves_nothing() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = accepted(&world, chenxi.at(2, 14, 0)).await;
    let hours_before = |hours| order.starts_at - SignedDuration::from_hours(hours);
    world.clock.advance(hours_before(7).duration_since(world.now()));
    // In time to move for nothing (6 hours), too late to cancel for nothing (12 hours).
    let shown = preview(&world, "mei", order.id, at(&world, &order, chenxi.at(9, 14, 0))).await.expect("a price");
    assert_eq!(shown.fee.minor, 0);
    let moved = apply(&world, "mei", order.id, &shown).await.expect("moved");
    let mut ctx = world.as_customer("mei").await;
    let cost = orders::cancellation_preview(&mut ctx, order.id).await.expect("a fee").fee;
    drop(ctx);
    assert_eq!(cost.minor, 2_000, "as if it had not been moved");

    world.clock.advance(SignedDuration::from_mins(170));
    let early = preview(&world, "mei", order.id, at(&world, &moved, chenxi.at(10, 14, 0))).await.expect("a price");
    assert_eq!(early.fee.minor, 2_000, "ten minutes before the next fee begins");
    world.clock.advance(SignedDuration::from_mins(11));
    let error = apply(&world, "mei", order.id, &early).await.expect_err("another fee than shown");
    assert_eq!(error.code(), orders::FEE_CHANGED);
    let shown = preview(&world, "mei", order.id, at(&world, &moved, chenxi.at(10, 14, 0))).await.expect("a price");
    let third = (order.total.minor * 3_000 + 5_000) / 10_000;
    let line = shown.quote.lines.last().expect("a line");
    assert_eq!((shown.fee.minor, line.amount_minor, &line.source), (third, third, &Source::Fee));
    let paid = apply(&world, "mei", order.id, &shown).await.expect("moved");
    assert_eq!(paid.total.minor, order.total.minor + third);
    assert_eq!(paid.lines.iter().map(|line| line.amount_minor).sum::<i64>(), paid.total.minor);
    let office = preview(&world, "dispatcher", order.id, at(&world, &paid, chenxi.at(11, 14, 0))).await.expect("a price");
    assert_eq!((office.fee.minor, office.difference_minor), (0, 0), "the office moves for nothing, and the fee paid stays");
    world.finish().await;
}

/// C14: an extra dropped late saves no more than the fee.
#[tokio::test]
async fn dropping_an_extra_late_costs_at_most_what_it_saves() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut ctx = world.as_customer("mei").await;
    let option = lares_domain::catalogue::offering(&mut ctx, chenxi.daily).await.expect("a service").options.remove(0);
    drop(ctx);
    let wish = Wish { options: vec![(option.id, 1)], ..Wish::at("mei", chenxi.at(2, 14, 0)) };
    let order = world.book(chenxi, &wish).await.expect("placed");
    let late = order.starts_at - SignedDuration::from_hours(3);
    let fee = |total| orders::change_fee(&order, order.starts_at, total, late).expect("a fee").minor;
    let full = orders::fee(&order.policy, &order, late).expect("a fee").minor;
    let cheaper = |minor| lares_kernel::Money::new(order.total.minor - minor, order.total.currency);
    assert_eq!([fee(cheaper(0)), fee(cheaper(1)), fee(cheaper(full + 500)), fee(cheaper(-500))], [0, 1, full, 0]);
    world.finish().await;
}

/// C14: only one's own, only until departure, never somebody else's quote.
#[tokio::test]
async fn a_change_is_refused_to_strangers_and_after_departure() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = accepted(&world, chenxi.at(2, 10, 0)).await;
    let other = world.book(chenxi, &Wish::at("hua", chenxi.at(4, 10, 0))).await.expect("placed");
    let wish = || at(&world, &order, chenxi.at(3, 10, 0));
    for (who, code) in [("hua", "not_found"), ("guest", "sign_in_first"), ("lin", "forbidden"), ("finance", "forbidden")] {
        let error = preview(&world, who, order.id, wish()).await.expect_err(who);
        assert_eq!(error.code().name(), code, "{who}");
    }
    let shown = preview(&world, "mei", order.id, wish()).await.expect("a price");
    assert_eq!(apply(&world, "hua", other.id, &shown).await.expect_err("of another order").code().name(), "not_found");
    let error = world.place(chenxi, "mei", &shown.quote).await.expect_err("no new order from a change");
    assert_eq!(error.code().name(), "pricing.quote_used");
    world.perform(chenxi, order.id, Status::Departed).await;
    assert_eq!(apply(&world, "mei", order.id, &shown).await.expect_err("too late").code(), orders::NOT_NOW);
    world.finish().await;
}

/// C09: the old time is given back only when the new one is taken.
#[tokio::test]
async fn whose_new_time_is_taken_keeps_the_old_one_and_hears_of_others() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = accepted(&world, chenxi.at(2, 10, 0)).await;
    let wanted = chenxi.at(3, 10, 0);
    let shown = preview(&world, "mei", order.id, at(&world, &order, wanted)).await.expect("a price");
    world.book(chenxi, &Wish::at("hua", wanted).by(chenxi.worker("lin"))).await.expect("somebody is quicker");
    let error = apply(&world, "mei", order.id, &shown).await.expect_err("taken");
    assert!(scheduling::is_taken(&error), "{error}");
    let wish = Wanted::Change { order: order.id, quote: shown.quote.id };
    let error = orders::instead(world.as_customer("mei").await, error, wish).await;
    assert_eq!(error.attached().len(), 1, "with other times of the chosen worker");
    let kept = world.order(chenxi, order.id).await;
    assert_eq!((kept.starts_at, kept.worker_id, kept.total), (order.starts_at, order.worker_id, order.total));
    world.finish().await;
}

/// C09: whom nobody chose may be replaced; the new one and the old one hear of it.
#[tokio::test]
async fn a_visit_nobody_was_chosen_for_goes_to_somebody_who_is_free_then() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(2, 10, 0))).await.expect("placed");
    let order = world.perform(chenxi, order.id, Status::Accepted).await;
    let (first, wanted) = (order.worker_id.expect("somebody"), chenxi.at(3, 10, 0));
    world.book(chenxi, &Wish::at("hua", wanted).by(first)).await.expect("the worker has another job then");
    let shown = preview(&world, "mei", order.id, at(&world, &order, wanted)).await.expect("a price");
    let changed = apply(&world, "mei", order.id, &shown).await.expect("changed");
    let second = changed.worker_id.expect("somebody");
    assert!(second != first && changed.status == Status::Accepted);
    assert!(told(&world, world.name_of(chenxi, first)).await.contains(&"job-reassigned".to_owned()));
    assert!(told(&world, world.name_of(chenxi, second)).await.contains(&"job-assigned".to_owned()));
    world.finish().await;
}

/// B01: a change and bookings that want the same hour: one gets it, and no time is lost or doubled.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_change_and_bookings_at_once_for_one_hour_have_one_winner() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut ctx = world.as_office("owner").await;
    let mut policy = tenancy::policies::assignment(&mut ctx).await.expect("a policy");
    policy.mode = AssignmentMode::Auto;
    tenancy::save_policy(&mut ctx, Change::Assignment(policy)).await.expect("saved");
    ctx.commit().await.expect("committed");
    world.run_jobs().await;
    let lin = chenxi.worker("lin");
    for round in 0..6 {
        let day = 2 + 2 * round;
        let wanted = chenxi.at(day + 1, 10, 0);
        let mut movers = Vec::new();
        for hour in [8, 12, 16] {
            let order = world.book(chenxi, &Wish::at("mei", chenxi.at(day, hour, 0)).by(lin)).await.expect("placed");
            let shown = preview(&world, "mei", order.id, at(&world, &order, wanted)).await.expect("a price");
            movers.push((order, shown));
        }
        let mut quotes = Vec::new();
        for _ in 0..3 {
            quotes.push(world.quote(chenxi, &Wish::at("hua", wanted).by(lin)).await.expect("a price"));
        }
        let moves = join_all(movers.iter().map(|(order, shown)| apply(&world, "mei", order.id, shown)));
        let bookings = join_all(quotes.iter().map(|quote| world.place(chenxi, "hua", quote)));
        let (moved, booked) = tokio::join!(moves, bookings);
        let outcomes: Vec<_> = moved.into_iter().chain(booked).collect();
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        for error in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
            assert!(scheduling::is_taken(error), "{error}");
        }
        for (order, _) in &movers {
            let now = world.order(chenxi, order.id).await;
            assert!(now.starts_at == order.starts_at || now.starts_at == wanted);
        }
    }
    world.finish().await;
}

/// C14: a visit that must go to somebody else does not go to who said no to it or had it taken away.
#[tokio::test]
async fn a_moved_visit_does_not_go_to_who_said_no() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0))).await.expect("placed");
    let mut no: Vec<WorkerId> = Vec::new();
    for _ in 0..2 {
        let mut ctx = world.as_office("dispatcher").await;
        let held = orders::read(&mut ctx, order.id).await.expect("an order").worker_id.expect("somebody has it");
        orders::unassign(&mut ctx, order.id).await.expect("taken away");
        no.push(held);
        let next = ["lin", "wang", "zhao"].map(|who| chenxi.worker(who)).into_iter().find(|who| !no.contains(who));
        orders::assign(&mut ctx, order.id, next.expect("one is left"), None).await.expect("given to the next");
        ctx.commit().await.expect("committed");
    }
    let holder = world.order(chenxi, order.id).await.worker_id.expect("somebody has it");
    let busy = world.book(chenxi, &Wish::at("hua", chenxi.at(2, 10, 0)).by(holder)).await.expect("the last one is busy then");
    let shown = preview(&world, "mei", order.id, at(&world, &order, busy.starts_at)).await.expect("a price");
    let refused = apply(&world, "mei", order.id, &shown).await.expect_err("nobody else is left");
    assert_eq!(refused.code(), scheduling::SLOT_TAKEN);
    world.finish().await;
}
