//! What cancelling costs (C14, B04).

use jiff::SignedDuration;
use lares_domain::orders::{self, Order, Status};
use lares_domain::payments::{self, Capture, Method};
use lares_kernel::WorkerId;
use support::{Company, Wish, World};

/// Minutes before the start, and the fee: an amount, or a share of the total in basis points.
type Case = (i64, Fee);

#[derive(Clone, Copy, Debug)]
enum Fee {
    Minor(i64),
    BasisPoints(i64),
}
use Fee::{BasisPoints, Minor};

/// As tenant-templates/cleaning/policies.toml says.
const CLEANING: &[Case] = &[
    (3_000, Minor(0)),
    (720, Minor(0)),
    (719, Minor(2_000)),
    (240, Minor(2_000)),
    (239, BasisPoints(3_000)),
    (1, BasisPoints(3_000)),
];

/// As tenant-templates/general/policies.toml says.
const GENERAL: &[Case] = &[
    (1_440, Minor(0)),
    (1_439, BasisPoints(1_000)),
    (360, BasisPoints(1_000)),
    (359, BasisPoints(3_000)),
    (120, BasisPoints(3_000)),
    (119, BasisPoints(5_000)),
    (1, BasisPoints(5_000)),
];

async fn assert_fees(world: &World, company: &Company, cases: &[Case]) {
    let mut order = world.book(company, &Wish::at("mei", company.at(4, 10, 0))).await.expect("placed");
    order.worker_id = Some(order.worker_id.unwrap_or_else(WorkerId::new));
    for (minutes, fee) in cases {
        let now = order.starts_at - SignedDuration::from_mins(*minutes);
        let expected = match fee {
            Minor(minor) => *minor,
            BasisPoints(points) => (order.total.minor * points + 5_000) / 10_000,
        };
        let got = orders::fee(&order.policy, &order, now).expect("a fee").minor;
        assert_eq!(got, expected, "{minutes} minutes before, {fee:?} of {}", order.total.minor);
    }
    let grace = order.created_at + SignedDuration::from_mins(order.policy.grace_minutes.into());
    assert_eq!(orders::fee(&order.policy, &order, grace).expect("a fee").minor, 0, "within the grace");
    let (last_minute, nobody) = (order.starts_at - SignedDuration::from_mins(1), Order { worker_id: None, ..order });
    assert_eq!(orders::fee(&nobody.policy, &nobody, last_minute).expect("a fee").minor, 0, "while nobody has it");
}

#[tokio::test]
async fn the_fee_follows_the_table_of_the_company_to_the_minute() {
    let world = World::new().await;
    assert_fees(&world, &world.chenxi, CLEANING).await;
    assert_fees(&world, &world.anju, GENERAL).await;
    world.finish().await;
}

#[tokio::test]
async fn one_cancels_at_exactly_the_fee_that_was_shown_and_the_time_is_free_again() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let wish = Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"));
    let order = world.book(chenxi, &wish).await.expect("placed");
    world.clock.advance(order.starts_at.duration_since(world.now()) - SignedDuration::from_hours(5));

    let mut ctx = world.as_customer("mei").await;
    let shown = orders::cancellation_preview(&mut ctx, order.id).await.expect("a fee");
    assert_eq!(shown.fee.minor, 2_000);
    let error = orders::cancel(&mut ctx, order.id, "", 0).await.expect_err("another fee than shown");
    assert_eq!(error.code(), orders::FEE_CHANGED);
    drop(ctx);

    let mut ctx = world.as_customer("mei").await;
    orders::cancel(&mut ctx, order.id, "ill", 2_000).await.expect("cancelled");
    ctx.commit().await.expect("committed");
    let cancelled = world.order(chenxi, order.id).await;
    assert_eq!((cancelled.status, cancelled.fee.minor), (Status::Cancelled, 2_000));
    world.book(chenxi, &Wish { customer: "hua", ..wish }).await.expect("the time is free again");

    let mut ctx = world.as_office("finance").await;
    assert_eq!(payments::outstanding(&mut ctx, &cancelled).await.expect("due").minor, 2_000);
    let capture = Capture { order: order.id, method: Method::Transfer, amount_minor: 2_001, reference: String::new() };
    let error = payments::record(&mut ctx, capture.clone()).await.expect_err("more than the fee");
    assert_eq!(error.fields()[0].code, payments::TOO_MUCH);
    payments::record(&mut ctx, Capture { amount_minor: 2_000, ..capture }).await.expect("the fee is paid");
    ctx.commit().await.expect("committed");
    world.finish().await;
}

#[tokio::test]
async fn customer_cannot_cancel_after_the_worker_departed() {
    let world = World::new().await;
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed");
    world.perform(&world.chenxi, order.id, Status::Departed).await;
    let mut ctx = world.as_customer("mei").await;
    let error = orders::cancel(&mut ctx, order.id, "", 0).await.expect_err("too late");
    assert_eq!(error.code(), orders::NOT_NOW);
    drop(ctx);
    world.finish().await;
}
