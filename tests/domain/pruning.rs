//! What is long over is forgotten, and nothing else.

use lares_domain::marketplace;
use lares_extension::{Failure, FailureKind, Hook, Incident};
use lares_kernel::answers::Answer;
use lares_kernel::error::FORBIDDEN;
use lares_server::sweep;
use serde_json::json;
use support::{Wish, World};

const DAY: i64 = 24 * 60;

async fn count(world: &World, sql: &'static str) -> i64 {
    let mut ctx = world.ctx(&world.chenxi, "system").await;
    sqlx::query_scalar(sql).fetch_one(ctx.conn()).await.expect("a number")
}

async fn count_control(world: &World, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(world.house.control.pool()).await.expect("a number")
}

async fn sweep(world: &World) {
    sweep::control(&world.house).await.expect("the control plane is swept");
    sweep::company(&world.house, &world.chenxi.tenant).await.expect("the company is swept");
}

#[tokio::test]
async fn quotes_answers_and_incidents_go_when_their_time_is_over_and_spent_quotes_stay() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let spent = world.quote(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0))).await.expect("a price");
    world.place(chenxi, "mei", &spent).await.expect("placed");
    world.quote(chenxi, &Wish::at("mei", chenxi.at(1, 15, 0))).await.expect("a price nobody orders from");
    let person = chenxi.someone("mei").person;
    let mut ctx = world.as_customer("mei").await;
    ctx.answered(person, "a-long-key", b"request").await.expect("taken");
    ctx.keep_answer(person, "a-long-key", &Answer { status: 201, body: json!({}) }).await.expect("kept");
    ctx.commit().await.expect("committed");
    let mut ctx = world.ctx(chenxi, "system").await;
    let incident = Incident {
        tenant: chenxi.tenant.id,
        plugin: "lares.coupons".into(),
        version: "1.0.0".into(),
        hook: Hook::QuoteAdjuster,
        failure: Failure::new(FailureKind::Trap, "unreachable"),
        subject: None,
    };
    marketplace::record(&mut ctx, &incident).await.expect("written");
    ctx.commit().await.expect("committed");

    let left = async || {
        sweep(&world).await;
        let quotes = count(&world, "select count(*) from app.quotes").await;
        let answers = count(&world, "select count(*) from app.answers").await;
        (quotes, answers, count(&world, "select count(*) from app.plugin_incidents").await)
    };
    world.wait_minutes(7 * DAY - 10);
    assert_eq!(left().await, (2, 1, 1), "nothing before its time");
    world.wait_minutes(DAY);
    assert_eq!(left().await, (1, 0, 1), "the spent quote stays with its order");
    world.wait_minutes(83 * DAY);
    assert_eq!(left().await, (1, 0, 0));
    world.finish().await;
}

/// More rows than one statement may delete.
#[tokio::test]
async fn texts_codes_guesses_and_ended_sessions_go_however_many_there_are() {
    let world = World::new().await;
    let mei = world.chenxi.someone("mei").clone();
    let token = world.sign_in(&world.chenxi, &mei).await;
    let sessions = &world.house.app.sessions;
    let session = sessions.find(&token).await.expect("looked up").expect("a session");
    sessions.revoke(mei.person, session.id).await.expect("signed out");
    for sql in [
        "insert into control.sms (id, phone, body, created_at, try_at)
         select gen_random_uuid(), '+8613900000000', 'code', $1, $1 from generate_series(1, 2500)",
        "insert into control.guesses (phone, count, since) select '+86139' || n, 1, $1 from generate_series(1, 1000) as n",
    ] {
        let now = jiff_sqlx::ToSqlx::to_sqlx(world.now());
        sqlx::query(sql).bind(now).execute(world.house.control.pool()).await.expect("written");
    }
    let left = async || {
        sweep(&world).await;
        let texts = count_control(&world, "select count(*) from control.sms").await;
        let codes = count_control(&world, "select count(*) from control.codes").await;
        let guesses = count_control(&world, "select count(*) from control.guesses").await;
        (texts, codes, guesses, count_control(&world, "select count(*) from control.sessions").await)
    };
    assert_eq!(left().await, (2501, 1, 1000, 1), "nothing before its time");
    world.wait_minutes(DAY + 1);
    assert_eq!(left().await, (0, 1, 0, 1));
    world.wait_minutes(DAY);
    assert_eq!(left().await, (0, 0, 0, 1));
    world.wait_minutes(29 * DAY);
    assert_eq!(left().await, (0, 0, 0, 0));
    world.finish().await;
}

#[tokio::test]
async fn nobody_but_the_platform_prunes() {
    let world = World::new().await;
    for who in ["owner", "mei", "guest"] {
        let mut ctx = world.ctx(&world.chenxi, who).await;
        let refused = [
            ctx.prune_answers(1).await,
            lares_domain::pricing::prune(&mut ctx, 1).await,
            marketplace::prune_incidents(&mut ctx, 1).await,
        ];
        assert!(refused.into_iter().all(|answer| answer.is_err_and(|error| error.code() == FORBIDDEN)), "{who}");
    }
    world.finish().await;
}

/// Every company has its turn within a round, one after the other.
#[tokio::test]
async fn a_round_comes_by_every_company() {
    let world = World::new().await;
    for company in [&world.chenxi, &world.anju] {
        world.quote(company, &Wish::at("mei", company.at(1, 10, 0))).await.expect("a price");
    }
    world.wait_minutes(9 * DAY);
    let mut round = sweep::Round::default();
    let mut left = Vec::new();
    for _ in 0..2 {
        round.turn(&world.house).await;
        let mut quotes = 0;
        for company in [&world.chenxi, &world.anju] {
            let mut ctx = world.ctx(company, "system").await;
            let sql = "select count(*) from app.quotes";
            quotes += sqlx::query_scalar::<_, i64>(sql).fetch_one(ctx.conn()).await.expect("a number");
        }
        left.push(quotes);
    }
    assert_eq!(left, [1, 0]);
    world.finish().await;
}
