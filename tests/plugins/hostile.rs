//! Guests that misbehave: the failure has the right name, nothing stays behind, nobody else notices.

use crate::house::{House, activation, request, told};
use lares_extension::{FailureKind, Phase, Plugins};
use serde_json::json;
use std::pin::pin;
use std::time::Duration;
use support::Ground;

async fn verdict(guest: &str, phase: Phase) -> Option<FailureKind> {
    let house = House::new().await;
    let verdict = house.once(&activation(guest, json!({})), phase).await.err();
    assert_eq!(house.incidents(), verdict.into_iter().collect::<Vec<_>>(), "{guest}");
    verdict
}

#[tokio::test]
async fn an_endless_loop_is_stopped_as_often_as_it_is_tried_and_lets_others_run() {
    let house = House::new().await;
    let (endless, other) = (activation("endless-loop", json!({})), activation("memory-grow", json!({})));
    for _ in 0..2 {
        let stopped = house.once(&endless, Phase::Preview).await.err();
        assert!(matches!(stopped, Some(FailureKind::Fuel | FailureKind::Time)), "{stopped:?}");
    }
    let (stopped, judged) = futures::join!(house.once(&endless, Phase::Preview), house.once(&other, Phase::Preview));
    assert!(matches!(stopped.err(), Some(FailureKind::Fuel | FailureKind::Time)));
    assert_eq!(judged.err(), Some(FailureKind::Memory), "its neighbor is judged by its own deeds");
}

#[tokio::test]
async fn memory_beyond_the_limit_is_refused() {
    assert_eq!(verdict("memory-grow", Phase::Preview).await, Some(FailureKind::Memory));
}

#[tokio::test]
async fn a_stack_without_end_is_a_trap() {
    assert_eq!(verdict("deep-recursion", Phase::Preview).await, Some(FailureKind::Trap));
}

#[tokio::test]
async fn more_text_than_a_host_call_may_carry_is_over_budget() {
    assert_eq!(verdict("huge-string", Phase::Preview).await, Some(FailureKind::Budget));
}

#[tokio::test]
async fn text_outside_of_memory_is_a_bad_answer() {
    assert_eq!(verdict("false-length", Phase::Preview).await, Some(FailureKind::BadAnswer));
}

#[tokio::test]
async fn money_of_another_currency_or_beyond_all_bounds_is_a_bad_answer() {
    assert_eq!(verdict("wrong-currency", Phase::Preview).await, Some(FailureKind::BadAnswer));
    assert_eq!(verdict("amount-overflow", Phase::Preview).await, Some(FailureKind::BadAnswer));
}

#[tokio::test]
async fn a_loop_of_database_calls_is_over_budget() {
    assert_eq!(verdict("host-call-loop", Phase::Preview).await, Some(FailureKind::Budget));
}

#[tokio::test]
async fn no_trip_begins_after_the_time_of_the_whole_call() {
    // A database of its own: the lock would keep every other house waiting.
    let ground = Ground::new().await;
    let house = House::on(&ground).await;
    let errands = json!([["get", "things", "a", false], ["get", "things", "a", false]]);
    let guest = activation("errands", json!({ "errands": errands }));
    assert_eq!(house.once(&guest, Phase::Preview).await.map(told), Ok(vec!["None".to_owned(), "None".to_owned()]));
    let mut owner = ground.owner().await;
    sqlx::raw_sql("begin; lock table app.plugin_docs").execute(&mut owner).await.expect("locked");
    let mut call = pin!(house.once(&guest, Phase::Preview));
    assert!(tokio::time::timeout(Duration::from_millis(1_100), &mut call).await.is_err());
    sqlx::raw_sql("rollback").execute(&mut owner).await.expect("unlocked");
    assert_eq!(call.await.err(), Some(FailureKind::Time));
    assert_eq!(house.incidents(), [FailureKind::Time]);
    drop(owner);
    house.db.close().await;
    ground.remove().await;
}

#[tokio::test]
async fn a_guest_that_reads_more_than_a_call_may_carry_is_stopped() {
    let house = House::new().await;
    house.errands(Phase::Commit, json!([["insert", "things", "a", "{\"state\":\"open\",\"n\":1}"]])).await;
    house.multiply("a", 40).await;
    let page = |limit: u32| json!(["find", "things", { "index": "by-state", "limit": limit }]);
    let told = house.errands(Phase::Preview, json!([page(10), ["get", "things", "a", false]])).await;
    assert!(told[0].contains("ids"), "{told:?}");
    let guest = activation("errands", json!({ "errands": [page(40), ["get", "things", "none", false]] }));
    assert_eq!(house.once(&guest, Phase::Preview).await.err(), Some(FailureKind::Budget));
    assert_eq!(house.incidents(), [FailureKind::Budget]);
}

#[tokio::test]
async fn a_preview_cannot_write() {
    let house = House::new().await;
    let guest = activation("write-in-preview", json!({}));
    assert_eq!(house.once(&guest, Phase::Preview).await.map(told), Ok(vec!["denied".to_owned()]));
    assert_eq!(house.once(&guest, Phase::Commit).await.map(told), Ok(vec!["written".to_owned()]));
}

#[tokio::test]
async fn documents_of_another_company_do_not_exist() {
    let (house, order) = (House::new().await, lares_kernel::OrderId::new());
    let owner = house.neighbor();
    assert_eq!(owner.errands(Phase::Commit, json!([["insert", "things", "theirs", "{}"]])).await, ["\"theirs v1 {}\""]);
    let guest = activation("other-tenant-id", json!({ "doc": "theirs", "order": order }));
    assert_eq!(house.once(&guest, Phase::Commit).await.map(told), Ok(vec!["safe".to_owned()]));
    assert_eq!(owner.once(&guest, Phase::Commit).await.map(told), Ok(vec!["leak".to_owned()]));
}

#[tokio::test]
async fn five_failures_open_the_breaker_and_a_minute_closes_it() {
    let house = House::new().await;
    let guest = activation("deep-recursion", json!({}));
    for _ in 0..5 {
        assert_eq!(house.once(&guest, Phase::Preview).await.err(), Some(FailureKind::Trap));
    }
    for _ in 0..3 {
        assert_eq!(house.once(&guest, Phase::Preview).await.err(), Some(FailureKind::BreakerOpen));
    }
    let expected = [[FailureKind::Trap; 5].as_slice(), &[FailureKind::BreakerOpen]].concat();
    assert_eq!(house.incidents(), expected);
    assert_eq!(house.neighbor().once(&guest, Phase::Preview).await.err(), Some(FailureKind::Trap));
    house.clock.advance(jiff::SignedDuration::from_secs(60));
    assert_eq!(house.once(&guest, Phase::Preview).await.err(), Some(FailureKind::Trap));
}

#[tokio::test]
async fn a_plugin_without_the_grant_is_not_called() {
    let house = House::new().await;
    let mut guest = activation("errands", json!({ "errands": [] }));
    guest.granted = ["data:own".to_owned()].into();
    assert_eq!(house.once(&guest, Phase::Preview).await.err(), Some(FailureKind::Denied));
}

#[tokio::test]
async fn an_unknown_digest_is_a_load_failure() {
    let house = House::new().await;
    let mut guest = activation("errands", json!({}));
    guest.digest = "0".repeat(64);
    assert_eq!(house.once(&guest, Phase::Preview).await.err(), Some(FailureKind::Load));
}

#[tokio::test]
async fn a_preview_and_its_commit_draw_the_same_lots() {
    let house = House::new().await;
    let guest = activation("errands", json!({ "errands": [["random"], ["random"]] }));
    let mut request = request(Phase::Preview);
    let (ctx, preview) = house.host.adjust_quote(house.ctx().await, &guest, "en", &request).await;
    request.phase = Phase::Commit;
    let (_, commit) = house.host.adjust_quote(ctx, &guest, "en", &request).await;
    let (preview, commit) = (told(preview.expect("an answer")), told(commit.expect("an answer")));
    assert_eq!(preview, commit);
    assert_ne!(preview[0], preview[1]);
}

#[tokio::test]
async fn a_guest_knows_its_call() {
    let house = House::new().await;
    let errands = json!([["context"], ["fuel"], ["log", 100_000]]);
    let told = house.errands(Phase::Preview, errands).await;
    assert_eq!(told, ["quote-adjuster zh-Hans Asia/Shanghai true", "true", "logged"]);
}
