//! Asking workers in turn, and what happens when nobody answers (W04, C09).

use lares_domain::messaging;
use lares_domain::orders::{self, Order, Status};
use lares_domain::tenancy::{self, AssignmentPolicy, Change};
use lares_domain::workforce;
use lares_kernel::{OrderId, PageRequest, WorkerId};
use support::{Wish, World};

/// The company's rule of assignment, changed.
async fn rule(world: &World, change: impl FnOnce(&mut AssignmentPolicy)) {
    let mut ctx = world.as_office("owner").await;
    let mut policy = tenancy::policies::assignment(&mut ctx).await.expect("a policy");
    change(&mut policy);
    tenancy::save_policy(&mut ctx, Change::Assignment(policy)).await.expect("saved");
    ctx.commit().await.expect("committed");
    world.run_jobs().await;
}

async fn wish(world: &World) -> Order {
    world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed")
}

async fn now(world: &World, order: &Order) -> (Status, Option<WorkerId>) {
    let order = world.order(&world.chenxi, order.id).await;
    (order.status, order.worker_id)
}

/// What somebody was told, the newest first.
async fn told(world: &World, who: &str) -> Vec<String> {
    let mut ctx = world.ctx(&world.chenxi, who).await;
    let page = messaging::list(&mut ctx, PageRequest::first()).await.expect("messages");
    ctx.commit().await.expect("committed");
    page.rows.into_iter().map(|message| message.kind).collect()
}

async fn accept(world: &World, worker: WorkerId, order: OrderId) -> Result<Order, &'static str> {
    let mut ctx = world.as_worker(world.name_of(&world.chenxi, worker)).await;
    let accepted = orders::accept(&mut ctx, order).await.map_err(|error| error.code().name())?;
    ctx.commit().await.expect("committed");
    Ok(accepted)
}

/// W04
#[tokio::test]
async fn an_offer_nobody_answers_goes_to_the_next_worker_and_its_time_is_free_again() {
    let world = World::new().await;
    let order = wish(&world).await;
    let first = order.worker_id.expect("somebody is asked");
    world.wait_minutes(9);
    world.run_jobs().await;
    assert_eq!(now(&world, &order).await, (Status::Offered, Some(first)), "there is a minute left");

    world.wait_minutes(1);
    assert_eq!(accept(&world, first, order.id).await.err(), Some("orders.offer_expired"), "before the job ran");
    world.run_jobs().await;
    let (status, second) = now(&world, &order).await;
    let second = second.expect("the next is asked");
    assert!(status == Status::Offered && second != first);
    assert_eq!(accept(&world, first, order.id).await.err(), Some("orders.offer_expired"), "after it");
    let wish = Wish::at("hua", order.starts_at).by(first);
    world.book(&world.chenxi, &wish).await.expect("the first worker is free then");

    let first = world.name_of(&world.chenxi, first);
    assert!(told(&world, first).await.contains(&"offer-expired".to_owned()));
    assert!(told(&world, "dispatcher").await.contains(&"offer-ignored".to_owned()));
    assert_eq!(accept(&world, second, order.id).await.expect("in time").status, Status::Accepted);
    world.finish().await;
}

/// W04: the office's rounds and minutes count.
#[tokio::test]
async fn after_the_rounds_an_order_waits_in_the_pool_and_is_given_out_in_the_end() {
    let world = World::new().await;
    rule(&world, |policy| (policy.offer_rounds, policy.auto_after_minutes) = (2, 30)).await;
    let order = wish(&world).await;
    let mut asked = vec![order.worker_id.expect("somebody is asked")];
    world.wait_minutes(10);
    world.run_jobs().await;
    asked.extend(now(&world, &order).await.1);
    assert_eq!(asked.len(), 2);

    let mut ctx = world.as_worker(world.name_of(&world.chenxi, asked[1])).await;
    orders::decline(&mut ctx, order.id, "no").await.expect("declined");
    ctx.commit().await.expect("committed");
    world.run_jobs().await;
    assert_eq!(now(&world, &order).await, (Status::Offered, None), "the third is not asked");

    world.wait_minutes(29);
    world.run_jobs().await;
    assert_eq!(now(&world, &order).await, (Status::Offered, None));
    world.wait_minutes(1);
    world.run_jobs().await;
    let (status, worker) = now(&world, &order).await;
    assert_eq!(status, Status::Accepted);
    assert!(worker.is_some_and(|worker| worker != asked[1]), "who said no is not given it");
    assert!(told(&world, "mei").await.contains(&"order-assigned".to_owned()));
    world.finish().await;
}

/// C09: whom the customer chose is not replaced without a word.
#[tokio::test]
async fn a_chosen_worker_who_lets_the_offer_run_out_is_not_replaced_and_the_customer_hears_of_it() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    for minutes in [10, 60] {
        world.wait_minutes(minutes);
        world.run_jobs().await;
        assert_eq!(now(&world, &order).await, (Status::Offered, None));
    }
    assert!(told(&world, "mei").await.contains(&"choice-lost".to_owned()));
    assert!(told(&world, "dispatcher").await.contains(&"choice-open".to_owned()));
    let letters = world.mailbox.letters();
    assert!(letters.iter().filter(|letter| letter.to == "mei@example.com").count() >= 2, "booked, and the choice lost");
    world.finish().await;
}

/// W04: an answer in time is not undone by the deadline.
#[tokio::test]
async fn an_offer_that_was_taken_or_taken_back_does_not_run_out() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = wish(&world).await;
    let worker = order.worker_id.expect("somebody is asked");
    accept(&world, worker, order.id).await.expect("accepted");
    let other = world.book(chenxi, &Wish::at("hua", chenxi.at(2, 10, 0))).await.expect("placed");
    let mut ctx = world.as_office("dispatcher").await;
    orders::unassign(&mut ctx, other.id).await.expect("an offer can be taken back");
    ctx.commit().await.expect("committed");
    let refused = accept(&world, other.worker_id.expect("was asked"), other.id).await.err();
    assert_eq!(refused, Some("not_found"));

    world.wait_minutes(10);
    world.run_jobs().await;
    assert_eq!(now(&world, &order).await, (Status::Accepted, Some(worker)));
    assert_eq!(now(&world, &other).await, (Status::Offered, None), "it waits in the pool");
    world.wait_minutes(20);
    world.run_jobs().await;
    let (status, given) = now(&world, &other).await;
    assert!(status == Status::Accepted && given.is_some() && given != other.worker_id, "and goes to somebody else");
    world.finish().await;
}

/// W01: what was accepted is still done, what was only offered goes on.
#[tokio::test]
async fn a_suspended_worker_does_what_was_accepted_and_gets_nothing_new() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let (lin, at) = (chenxi.worker("lin"), |day| chenxi.at(day, 10, 0));
    let taken = world.book(chenxi, &Wish::at("mei", at(1)).by(lin)).await.expect("placed");
    accept(&world, lin, taken.id).await.expect("accepted");
    let offered = world.book(chenxi, &Wish::at("mei", at(2)).by(lin)).await.expect("placed");
    let pooled = world.book(chenxi, &Wish::at("hua", at(3))).await.expect("placed");
    let mut ctx = world.as_office("dispatcher").await;
    orders::unassign(&mut ctx, pooled.id).await.expect("in the pool");
    ctx.commit().await.expect("committed");
    let mut ctx = world.as_office("owner").await;
    workforce::suspend(&mut ctx, lin).await.expect("suspended");
    ctx.commit().await.expect("committed");

    assert_eq!(accept(&world, lin, offered.id).await.err(), Some("orders.worker_suspended"));
    let mut ctx = world.as_worker("lin").await;
    assert_eq!(orders::grab(&mut ctx, pooled.id).await.expect_err("no new work").code(), orders::SUSPENDED);
    drop(ctx);
    world.run_jobs().await;
    assert_eq!(now(&world, &offered).await, (Status::Offered, None));
    assert!(told(&world, "lin").await.contains(&"offer-released".to_owned()));

    let token = chenxi.someone("lin").person;
    let mut ctx = world.ctx(chenxi, "system").await;
    assert!(lares_domain::identity::who(&mut ctx, token).await.expect("a look").worker.is_some(), "still let in");
    drop(ctx);
    assert_eq!(world.perform(chenxi, taken.id, Status::Completed).await.status, Status::Completed);
    world.finish().await;
}

/// A04: who is gone comes to nobody; the office and the customer know it at once, and somebody else may come.
#[tokio::test]
async fn the_visits_of_a_removed_worker_are_open_again() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let (lin, at) = (chenxi.worker("lin"), |day| chenxi.at(day, 10, 0));
    let chosen = world.book(chenxi, &Wish::at("mei", at(1)).by(lin)).await.expect("placed");
    let begun = world.book(chenxi, &Wish::at("hua", at(2)).by(lin)).await.expect("placed");
    accept(&world, lin, chosen.id).await.expect("accepted");
    world.perform(chenxi, begun.id, Status::Departed).await;
    let mut ctx = world.as_office("owner").await;
    workforce::remove(&mut ctx, lin).await.expect("removed");
    ctx.commit().await.expect("committed");
    world.run_jobs().await;

    assert_eq!(now(&world, &chosen).await, (Status::Offered, None));
    assert_eq!(now(&world, &begun).await, (Status::Departed, Some(lin)), "on the way is on the way");
    assert!(told(&world, "mei").await.contains(&"choice-lost".to_owned()), "{:?}", told(&world, "mei").await);
    world.book(chenxi, &Wish::at("hua", at(1)).by(chenxi.worker("wang"))).await.expect("wang is free");
    world.finish().await;
}
