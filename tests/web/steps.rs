//! What came between a worker's page and the server, and what the live pages of workers are about (W03–W05, W08, C20).

use axum::http::StatusCode;
use lares_domain::orders::{self, Status};
use lares_kernel::OrderId;
use support::{Wish, World};

/// W05: a step that is no longer possible shows the job as it stands, with the sentence.
#[tokio::test]
async fn a_step_taken_twice_shows_the_job_and_says_so() {
    let world = World::new().await;
    let wish = Wish::at("mei", world.chenxi.at(1, 10, 0)).by(world.chenxi.worker("lin"));
    let order = world.book(&world.chenxi, &wish).await.expect("placed");
    world.perform(&world.chenxi, order.id, Status::Departed).await;
    let mut lin = world.browser_of(&world.chenxi, "lin").await;
    for (step, next) in [("departure", "/arrival"), ("completion", "/arrival")] {
        let page = lin.post(&format!("/worker/jobs/{}/{step}", order.id), "").await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{step}");
        assert!(page.body.contains("role=\"alert\"") && page.body.contains(&order.number), "{step}: {}", page.body);
        assert!(page.body.contains(next), "the next step is still there");
    }
    world.finish().await;
}

/// W03, W04: a worker's pages hear of an order that is theirs, offered to them or open to them, and of no other.
#[tokio::test]
async fn a_workers_pages_are_about_their_own_orders_and_offers() {
    let world = World::new().await;
    let wish = Wish::at("mei", world.chenxi.at(1, 10, 0)).by(world.chenxi.worker("lin"));
    let order = world.book(&world.chenxi, &wish).await.expect("placed").id;
    world.run_jobs().await;
    assert!(concerns(&world, "lin", order).await, "offered to Lin");
    assert!(!concerns(&world, "wang", order).await, "not to Wang");
    world.perform(&world.chenxi, order, Status::Accepted).await;
    assert_eq!((concerns(&world, "lin", order).await, concerns(&world, "zhao", order).await), (true, false));

    let mut ctx = world.as_office("owner").await;
    orders::unassign(&mut ctx, order).await.expect("open again");
    ctx.commit().await.expect("committed");
    assert!(concerns(&world, "wang", order).await, "anybody who can may take it");
    let mut ctx = world.as_worker("wang").await;
    assert!(orders::reach(&mut ctx).await.expect("a list").contains(&order));
    ctx.commit().await.expect("committed");
    world.finish().await;
}

async fn concerns(world: &World, worker: &str, order: OrderId) -> bool {
    let mut ctx = world.as_worker(worker).await;
    let concerns = orders::concerns(&mut ctx, order).await.expect("an answer");
    ctx.commit().await.expect("committed");
    concerns
}

/// C20: messages are found by what they name and by their own words; opening one reads it, and a worker may delete one.
#[tokio::test]
async fn messages_are_found_opened_and_deleted() {
    let world = World::new().await;
    let wish = Wish::at("mei", world.chenxi.at(1, 10, 0)).by(world.chenxi.worker("lin"));
    let order = world.book(&world.chenxi, &wish).await.expect("placed");
    world.run_jobs().await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let rows = |page: &support::Page| page.body.matches("id=\"message-").count();
    let all = mei.get("/messages").await;
    assert!(rows(&all) > 0, "{}", all.body);
    assert_eq!(rows(&mei.get(&format!("/messages?q={}", order.number)).await), rows(&all));
    assert_eq!(rows(&mei.get("/messages?q=nothing-is-called-so").await), 0);

    let mut lin = world.browser_of(&world.chenxi, "lin").await;
    let offered = lin.get("/worker/messages?show=unread").await;
    assert_eq!(rows(&offered), 1, "{}", offered.body);
    let id = offered.body.split("id=\"message-").nth(1).and_then(|rest| rest.split('"').next()).expect("an id").to_owned();
    let opened = lin.post(&format!("/worker/messages/{id}/reading"), "return=%2Fworker%2Foffers").await;
    assert_eq!(opened.location(), "/worker/offers");
    assert_eq!(rows(&lin.get("/worker/messages?show=unread").await), 0);
    let away = lin.post(&format!("/worker/messages/{id}/deletion"), "return=https%3A%2F%2Fevil.example").await;
    assert_eq!(away.location(), "/", "nobody is sent elsewhere");
    assert_eq!(rows(&lin.get("/worker/messages").await), 0);
    world.finish().await;
}
