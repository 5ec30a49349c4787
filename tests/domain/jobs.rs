//! Work after commit: fair between companies, never ended by who outlived their lease, patient with plugins, side by side (P02, B03).

use futures::future::BoxFuture;
use lares_domain::messaging::{DELIVER_EMAIL, Outgoing};
use lares_domain::reactions::{self, Parts, Post};
use lares_kernel::jobs::{Job, MAX_TRIES};
use serde_json::json;
use sqlx::Row;
use std::sync::Arc;
use std::time::Duration;
use support::{Company, Wish, World};
use tokio::sync::watch;

const COUPONS: &str = "lares.coupons";

async fn enqueue(world: &World, company: &Company, kind: &str, dedup: Option<&str>) {
    let mut ctx = world.ctx(company, "system").await;
    let now = ctx.now();
    ctx.enqueue(kind, json!({}), now, dedup).await.expect("enqueued");
    ctx.commit().await.expect("committed");
}

async fn claim(world: &World, limit: i64) -> Vec<Job> {
    world.house.control.claim_jobs(limit).await.expect("claimed")
}

/// Waiting and set aside.
async fn counts(world: &World) -> (i64, i64) {
    world.house.control.job_counts().await.expect("counts")
}

async fn forget(world: &World, kind: &str) {
    let sql = sqlx::query("delete from control.jobs where kind = $1");
    sql.bind(kind).execute(world.house.control.pool()).await.expect("deleted");
}

#[tokio::test]
async fn ten_thousand_jobs_of_one_company_do_not_keep_another_waiting() {
    let world = World::new().await;
    sqlx::query("insert into control.jobs (tenant_id, kind, run_at) select $1, 'backlog', $2 from generate_series(1, 10000)")
        .bind(world.chenxi.tenant.id.uuid())
        .bind(jiff_sqlx::ToSqlx::to_sqlx(world.now()))
        .execute(world.house.control.pool())
        .await
        .expect("a backlog");
    world.wait_minutes(1);
    enqueue(&world, &world.anju, "backlog", None).await;
    let claimed = claim(&world, 20).await;
    assert_eq!(claimed.len(), 20);
    assert_eq!(claimed.iter().filter(|job| job.tenant_id == world.anju.tenant.id).count(), 1);
    assert_eq!(claim(&world, 20).await.len(), 20, "the others are still there");
    forget(&world, "backlog").await;
    world.finish().await;
}

#[tokio::test]
async fn who_outlived_their_lease_neither_ends_nor_fails_the_job_of_the_next() {
    let world = World::new().await;
    let control = &world.house.control;
    enqueue(&world, &world.chenxi, "slow", None).await;
    let first = claim(&world, 1).await.remove(0);
    assert!(claim(&world, 1).await.is_empty(), "it is leased");
    world.wait_minutes(2);
    let second = claim(&world, 1).await.remove(0);
    assert_eq!(first.id, second.id);
    control.finish_job(&first).await.expect("an answer");
    control.fail_job(&first, "late").await.expect("an answer");
    assert_eq!((counts(&world).await, claim(&world, 1).await.len()), ((1, 0), 0), "it still belongs to the second");
    control.finish_job(&second).await.expect("finished");
    assert_eq!(counts(&world).await, (0, 0));
    world.finish().await;
}

/// Fails the only job there is until it is set aside.
async fn exhaust(world: &World) {
    for tries in 1..=MAX_TRIES {
        world.wait_minutes(61);
        let job = claim(world, 1).await.remove(0);
        assert_eq!(job.tries, tries);
        world.house.control.fail_job(&job, "no").await.expect("put back");
    }
    assert!(claim(world, 1).await.is_empty());
}

#[tokio::test]
async fn what_was_set_aside_blocks_nothing_and_can_be_tried_again() {
    let world = World::new().await;
    enqueue(&world, &world.chenxi, "odd", Some("key")).await;
    enqueue(&world, &world.chenxi, "odd", Some("key")).await;
    assert_eq!(counts(&world).await, (1, 0), "one of a key waits");
    exhaust(&world).await;
    assert_eq!(counts(&world).await, (0, 1));

    enqueue(&world, &world.chenxi, "odd", Some("key")).await;
    assert_eq!(counts(&world).await, (1, 1), "the same work may be asked for again");
    assert_eq!(world.house.control.revive_jobs().await.expect("an answer"), 0);
    assert_eq!(counts(&world).await, (1, 0), "the old one went, since its work waits anew");

    exhaust(&world).await;
    assert_eq!(world.house.control.revive_jobs().await.expect("an answer"), 1);
    let again = claim(&world, 1).await.remove(0);
    assert_eq!(again.tries, 1, "it has all its tries again");
    world.house.control.finish_job(&again).await.expect("finished");
    world.finish().await;
}

/// Takes from the plugin what its order events need, or gives it back.
async fn grant(world: &World, granted: &[&str]) {
    let mut ctx = world.ctx(&world.chenxi, "system").await;
    let tenant = ctx.tenant_id();
    sqlx::query("update app.plugin_installs set granted = $2 where tenant_id = $1")
        .bind(tenant)
        .bind(json!(granted))
        .execute(ctx.conn())
        .await
        .expect("granted");
    ctx.commit().await.expect("committed");
    world.house.extensions.active.forget(world.chenxi.tenant.id);
}

/// Tries of the jobs for plugins that wait, the fewest first.
async fn tries(world: &World) -> Vec<i32> {
    let rows = sqlx::query("select tries from control.jobs where dead_at is null and kind = 'plugins' order by tries");
    let rows = rows.fetch_all(world.house.control.pool()).await.expect("jobs");
    rows.iter().map(|row| row.get("tries")).collect()
}

#[tokio::test]
async fn a_plugin_that_is_left_alone_does_not_use_up_the_tries_of_its_jobs() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    world.plug(chenxi, COUPONS, json!({ "coupons": [] })).await;
    grant(&world, &["pricing:adjust", "data:own"]).await;
    for day in 1..=5 {
        world.book(chenxi, &Wish::at("mei", chenxi.at(day, 10, 0))).await.expect("placed");
    }
    world.run_jobs().await;
    assert_eq!(tries(&world).await, [1; 5], "each was tried once, and refused what it needs");
    world.book(chenxi, &Wish::at("mei", chenxi.at(6, 10, 0))).await.expect("placed");
    world.run_jobs().await;
    assert_eq!(tries(&world).await, [0, 1, 1, 1, 1, 1], "nobody was asked about the sixth");

    grant(&world, &["pricing:adjust", "data:own", "orders:read"]).await;
    world.wait_minutes(2);
    world.run_jobs().await;
    assert_eq!(counts(&world).await, (0, 0), "all were told once the pause was over");
    world.finish().await;
}

/// A post office where nothing leaves before three letters have come in.
struct Slow(watch::Sender<usize>);

impl Post for Slow {
    fn send(&self, _: Outgoing) -> BoxFuture<'_, lares_kernel::Result<()>> {
        Box::pin(async move {
            self.0.send_modify(|letters| *letters += 1);
            drop(self.0.subscribe().wait_for(|letters| *letters >= 3).await);
            Ok(())
        })
    }
}

#[tokio::test]
async fn a_slow_letter_does_not_keep_the_others_waiting() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    for day in 1..=3 {
        world.book(chenxi, &Wish::at("mei", chenxi.at(day, 10, 0))).await.expect("placed");
    }
    let slow = Arc::new(Slow(watch::Sender::new(0)));
    let parts = Parts { post: Some(slow.clone()), ..world.house.parts.clone() };
    let all = async { while reactions::run_due(&parts, 50).await.expect("jobs are claimed") > 0 {} };
    tokio::time::timeout(Duration::from_secs(10), all).await.expect("three letters are on their way at once");
    assert_eq!(*slow.0.borrow(), 3);
    world.finish().await;
}

/// B08: a letter that was given up goes out when its job is revived; one that was sent does not go out twice.
#[tokio::test]
async fn a_revived_letter_is_sent_once() {
    let world = World::new().await;
    world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed");
    world.run_jobs().await;
    let sent = world.mailbox.letters().len();
    assert!(sent > 0, "placing an order is told by letter");
    let mut ctx = world.ctx(&world.chenxi, "system").await;
    let one = "update app.deliveries set state = 'failed', sent_at = null
                where (tenant_id, id) = (select tenant_id, id from app.deliveries limit 1)
            returning id";
    let delivery: uuid::Uuid = sqlx::query_scalar(one).fetch_one(ctx.conn()).await.expect("a letter");
    ctx.commit().await.expect("committed");
    for _ in 0..2 {
        let mut ctx = world.ctx(&world.chenxi, "system").await;
        let now = ctx.now();
        ctx.enqueue(DELIVER_EMAIL, json!({ "delivery": delivery }), now, None).await.expect("enqueued");
        ctx.commit().await.expect("committed");
        world.run_jobs().await;
        assert_eq!(world.mailbox.letters().len(), sent + 1);
    }
    world.finish().await;
}
