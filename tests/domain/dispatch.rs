//! What the office's hand does to people (B08, C14).

use jiff::SignedDuration;
use lares_domain::messaging;
use lares_domain::orders::{self, Order, Status};
use lares_domain::payments::{self, Capture, Method};
use lares_domain::tenancy::{self, Change, PaymentMethod, PaymentPolicy};
use lares_kernel::{PageRequest, Result};
use support::{Wish, World};

async fn drag(world: &World, order: &Order, to: &str, hours: i64) -> Result<Order> {
    let mut ctx = world.as_office("dispatcher").await;
    let at = order.starts_at + SignedDuration::from_hours(hours);
    let order = orders::assign(&mut ctx, order.id, world.chenxi.worker(to), Some(at)).await?;
    ctx.commit().await.map(|()| order)
}

async fn told(world: &World, who: &str) -> Vec<String> {
    world.run_jobs().await;
    let mut ctx = world.ctx(&world.chenxi, who).await;
    let page = messaging::list(&mut ctx, PageRequest::first()).await.expect("messages");
    ctx.commit().await.expect("committed");
    let mut kinds: Vec<String> = page.rows.into_iter().map(|message| message.kind).collect();
    kinds.sort_unstable();
    kinds
}

/// C14: a slip of the mouse costs the customer nothing.
#[tokio::test]
async fn a_drag_and_back_leaves_the_fee_as_it_was() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(2, 14, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    drag(&world, &order, "lin", -5).await.expect("moved");
    let back = drag(&world, &order, "lin", 0).await.expect("moved back");
    assert_eq!((back.starts_at, back.fee_clock_at), (order.starts_at, order.fee_clock_at));
    let before = order.starts_at - SignedDuration::from_hours(13);
    assert_eq!(orders::fee(&world.order(chenxi, order.id).await.policy, &back, before).expect("a fee").minor, 0);
    world.finish().await;
}

/// C14: a visit the office puts off is counted from its new start, one the customer puts off from its old.
#[tokio::test]
async fn what_the_office_puts_off_is_free_to_cancel_until_its_new_time() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(2, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    drag(&world, &order, "lin", 48).await.expect("put off");
    let later = world.order(chenxi, order.id).await;
    assert_eq!((later.starts_at, later.fee_clock_at), (chenxi.at(4, 10, 0), chenxi.at(4, 10, 0)));
    world.clock.advance(order.starts_at.duration_since(world.now()));
    let mut ctx = world.as_customer("mei").await;
    assert_eq!(orders::cancellation_preview(&mut ctx, order.id).await.expect("a fee").fee.minor, 0);
    drop(ctx);
    world.finish().await;
}

/// B08: whoever loses a job hears it, and nobody else.
#[tokio::test]
async fn a_job_given_to_another_is_told_to_both_workers_and_to_the_customer() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    world.perform(chenxi, order.id, Status::Accepted).await;
    drag(&world, &order, "wang", 0).await.expect("given to another");
    assert_eq!(told(&world, "lin").await, ["job-offered", "job-reassigned"]);
    assert_eq!(told(&world, "wang").await, ["job-assigned"]);
    assert_eq!(told(&world, "zhao").await, [""; 0]);
    assert_eq!(told(&world, "mei").await, ["order-accepted", "order-assigned", "order-placed"]);
    let letters = world.mailbox.letters().len();

    drag(&world, &order, "wang", 2).await.expect("moved");
    assert_eq!(told(&world, "wang").await, ["job-assigned", "job-moved"]);
    assert_eq!(told(&world, "mei").await, ["order-accepted", "order-assigned", "order-moved", "order-placed"]);
    assert_eq!(world.mailbox.letters().len(), letters + 1, "a new time is also a letter");

    drag(&world, &order, "wang", 2).await.expect("nothing changes");
    assert_eq!(told(&world, "wang").await, ["job-assigned", "job-moved"]);
    world.finish().await;
}

/// B13: money that the company does not take is not recorded; giving back works any way.
#[tokio::test]
async fn only_the_ways_to_pay_of_the_company_are_recorded() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut ctx = world.as_office("owner").await;
    let policy = PaymentPolicy { methods: vec![PaymentMethod::Transfer] };
    tenancy::save_policy(&mut ctx, Change::Payment(policy)).await.expect("saved");
    ctx.commit().await.expect("committed");
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0))).await.expect("placed");
    let money = |method| Capture { order: order.id, method, amount_minor: 1_000, reference: String::new() };
    let mut ctx = world.as_office("finance").await;
    let error = payments::record(&mut ctx, money(Method::Cash)).await.expect_err("no cash");
    assert_eq!(error.fields()[0].code, payments::METHOD_OFF);
    payments::record(&mut ctx, money(Method::Transfer)).await.expect("by transfer");
    payments::refund(&mut ctx, money(Method::Cash)).await.expect("back in cash");
    ctx.commit().await.expect("committed");
    world.finish().await;
}
