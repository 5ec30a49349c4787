//! The whole line: a customer books, a worker performs, money and words follow (C09, C12, W02–W05, C17, W08).

use lares_domain::messaging::list;
use lares_domain::orders::{self, PaymentState, Status};
use lares_domain::payments::{self, Capture, Method};
use lares_domain::reviews::{self, ReviewForm, Scores};
use lares_domain::scheduling::{self, Need, Opening};
use lares_kernel::PageRequest;
use support::{Wish, World};

#[tokio::test]
async fn a_booking_goes_from_the_offered_time_to_the_review() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let wish = Wish::at("mei", chenxi.at(1, 10, 0));

    let order = world.book(chenxi, &wish).await.expect("placed");
    assert_eq!((order.status, order.payment_state), (Status::Offered, PaymentState::Unpaid));
    assert_eq!(order.lines.iter().map(|line| line.amount_minor).sum::<i64>(), order.total.minor);

    let done = world.perform(chenxi, order.id, Status::Completed).await;
    let worker = world.name_of(chenxi, done.worker_id.expect("somebody did it"));
    let mut ctx = world.as_worker(worker).await;
    let capture = Capture { order: order.id, method: Method::Cash, amount_minor: done.total.minor, reference: String::new() };
    payments::record(&mut ctx, capture).await.expect("the worker records the cash");
    ctx.commit().await.expect("committed");
    assert_eq!(world.order(chenxi, order.id).await.payment_state, PaymentState::Paid);

    let mut ctx = world.as_customer("mei").await;
    let scores = Scores { quality: 5, attitude: 5, as_expected: 4, skill: 5, efficiency: 4 };
    let form = ReviewForm { scores, body: "good".into(), pictures: Vec::new() };
    reviews::write(&mut ctx, order.id, &form).await.expect("reviewed");
    ctx.commit().await.expect("committed");

    world.run_jobs().await;
    let mut ctx = world.as_office("dispatcher").await;
    let kinds: Vec<String> =
        orders::timeline(&mut ctx, order.id).await.expect("a timeline").into_iter().map(|event| event.kind).collect();
    let steps = [
        "order.placed",
        "order.offered",
        "order.accepted",
        "order.departed",
        "order.arrived",
        "order.started",
        "order.completed",
        "order.paid",
    ];
    assert_eq!(kinds, steps);
    let board = orders::board(&mut ctx, chenxi.at(0, 0, 0)).await.expect("a board");
    assert!(board.iter().any(|row| row.id == order.id && row.reviewed), "the office sees it");
    ctx.commit().await.expect("committed");
    world.finish().await;
}

#[tokio::test]
async fn the_customer_hears_of_every_step_in_the_app_and_of_the_big_ones_by_letter() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0))).await.expect("placed");
    world.perform(chenxi, order.id, Status::Completed).await;
    world.run_jobs().await;

    let mut ctx = world.as_customer("mei").await;
    let page = list(&mut ctx, PageRequest::first()).await.expect("messages");
    let mut kinds: Vec<&str> = page.rows.iter().map(|message| message.kind.as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["order-accepted", "order-arrived", "order-completed", "order-departed", "order-placed", "order-started"]);
    ctx.commit().await.expect("committed");

    let letters = world.mailbox.letters();
    assert_eq!(letters.len(), 3, "placed, accepted, completed");
    assert!(letters.iter().all(|letter| letter.to == "mei@example.com"), "{letters:?}");
    world.finish().await;
}

#[tokio::test]
async fn a_time_that_is_taken_is_not_offered_again_and_says_why() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let at = chenxi.at(1, 10, 0);
    for name in ["lin", "wang", "zhao"] {
        world.book(chenxi, &Wish::at("mei", at).by(chenxi.worker(name))).await.expect("placed");
    }
    let mut ctx = world.as_customer("hua").await;
    let place = lares_domain::customers::address(&mut ctx, chenxi.address("hua")).await.expect("an address").place;
    let need = Need { service: chenxi.daily, minutes: 120, place: Some(place), worker: None, moving: None };
    let slots = scheduling::open_slots(&mut ctx, &need, chenxi.tenant.date(at)).await.expect("slots");
    let slot = slots.iter().find(|slot| slot.starts_at == at).expect("a button");
    let Opening::Refused { code } = slot.opening else { panic!("{slot:?} is offered though taken") };
    assert_eq!(code, "scheduling.busy");
    ctx.commit().await.expect("committed");

    let error = world.book(chenxi, &Wish::at("hua", at)).await.expect_err("taken");
    assert_eq!(error.code(), scheduling::SLOT_TAKEN);
    world.finish().await;
}

#[tokio::test]
async fn a_declined_job_goes_to_the_next_worker_and_in_the_end_to_the_pool() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0))).await.expect("placed");
    let mut asked = Vec::new();
    while let Some(worker) = world.order(chenxi, order.id).await.worker_id {
        assert!(!asked.contains(&worker), "nobody is asked twice");
        asked.push(worker);
        let mut ctx = world.as_worker(world.name_of(chenxi, worker)).await;
        orders::decline(&mut ctx, order.id, "no").await.expect("declined");
        ctx.commit().await.expect("committed");
        world.run_jobs().await;
    }
    assert_eq!(asked.len(), 3);
    assert_eq!(world.order(chenxi, order.id).await.status, Status::Offered);
    world.finish().await;
}

#[tokio::test]
async fn nobody_reads_or_moves_an_order_of_somebody_else() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    for (who, code) in [("hua", "not_found"), ("wang", "not_found"), ("guest", "sign_in_first")] {
        let mut ctx = world.ctx(chenxi, who).await;
        let error = orders::read(&mut ctx, order.id).await.expect_err(who);
        assert_eq!(error.code().name(), code, "{who} reads");
    }
    for who in ["wang", "mei", "guest", "finance"] {
        let mut ctx = world.ctx(chenxi, who).await;
        assert!(orders::accept(&mut ctx, order.id).await.is_err(), "{who} accepts");
        let mut ctx = world.ctx(chenxi, who).await;
        assert!(orders::depart(&mut ctx, order.id, orders::Report::default()).await.is_err(), "{who} departs");
    }
    let mut ctx = world.ctx(&world.anju, "owner").await;
    assert_eq!(orders::read(&mut ctx, order.id).await.expect_err("another company").code().name(), "not_found");
    drop(ctx);
    world.finish().await;
}
