//! A plugin's writes and the business's are one: both stay or neither.

use crate::house::{House, activation};
use futures::future::join_all;
use lares_extension::{FailureKind, Phase};
use serde_json::json;
use std::pin::pin;
use std::time::Duration;

#[tokio::test]
async fn nothing_stays_of_a_call_that_trapped_after_it_wrote() {
    let house = House::new().await;
    let guest = activation("trap-after-write", json!({}));
    assert!(house.once(&guest, Phase::Preview).await.is_ok());
    assert_eq!(house.once(&guest, Phase::Commit).await.err(), Some(FailureKind::Trap));
    assert_eq!(house.errands(Phase::Preview, json!([["get", "things", "left-behind", false]])).await, ["None"]);
}

#[tokio::test]
async fn a_failed_call_takes_back_its_own_writes_only() {
    let house = House::new().await;
    let write = activation("errands", json!({ "errands": [["insert", "things", "good", "{}"]] }));
    let (ctx, answer) = house.adjust(house.ctx().await, &write, Phase::Commit).await;
    assert!(answer.is_ok());
    let trap = activation("errands", json!({ "errands": [["insert", "things", "bad", "{}"], ["trap"]] }));
    let (ctx, answer) = house.adjust(ctx, &trap, Phase::Commit).await;
    assert_eq!(answer.map_err(|failure| failure.kind).err(), Some(FailureKind::Trap));
    ctx.commit().await.expect("committed");
    let told = house.errands(Phase::Preview, json!([["get", "things", "good", false], ["get", "things", "bad", false]])).await;
    assert_eq!(told, ["Some(\"good v1 {}\")", "None"]);
}

#[tokio::test]
async fn what_a_plugin_wrote_vanishes_with_the_business_transaction() {
    let house = House::new().await;
    let write = activation("errands", json!({ "errands": [["insert", "things", "a", "{}"]] }));
    let (ctx, answer) = house.adjust(house.ctx().await, &write, Phase::Commit).await;
    assert!(answer.is_ok());
    drop(ctx);
    assert_eq!(house.errands(Phase::Preview, json!([["get", "things", "a", false]])).await, ["None"]);
}

#[tokio::test]
async fn two_hundred_parallel_redemptions_of_a_hundred_uses_give_exactly_a_hundred() {
    let house = House::new().await;
    let redeem = activation("errands", json!({ "errands": [["add", "things", "coupon", "used", 1, 0, 100]] }));
    let redemptions = join_all((0..200).map(|_| house.once(&redeem, Phase::Commit))).await;
    let told: Vec<_> = redemptions.into_iter().map(|outcome| crate::house::told(outcome.expect("an answer")).remove(0)).collect();
    assert_eq!(told.iter().filter(|told| *told == "Conflict").count(), 100);
    let mut numbers: Vec<i64> = told.iter().filter_map(|told| told.parse().ok()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=100).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_call_waiting_for_a_row_does_not_keep_the_holder_of_the_row_waiting() {
    let house = House::new().await;
    // The second trip shows that waiting for the row, longer than a call may take, is not the call's own time.
    let errands = json!([["add", "things", "coupon", "used", 1, 0, 100], ["get", "things", "coupon", false]]);
    let redeem = activation("errands", json!({ "errands": errands }));
    let (ctx, answer) = house.adjust(house.ctx().await, &redeem, Phase::Commit).await;
    assert!(answer.is_ok());
    // More than may run at once, all of them waiting for the row the first one holds.
    let mut waiting = pin!(join_all((0..10).map(|_| house.once(&redeem, Phase::Commit))));
    assert!(tokio::time::timeout(Duration::from_millis(1_100), &mut waiting).await.is_err());
    let idle = activation("errands", json!({ "errands": [] }));
    let again = tokio::time::timeout(Duration::from_secs(2), house.adjust(ctx, &idle, Phase::Commit)).await;
    let (ctx, answer) = again.expect("the holder gets its turn");
    assert!(answer.is_ok());
    ctx.commit().await.expect("committed");
    let waited = waiting.await;
    assert!(waited.into_iter().all(|outcome| outcome.is_ok()));
}

#[tokio::test]
async fn a_call_dropped_while_it_waits_leaves_nothing_behind() {
    let house = House::new().await;
    let redeem = activation("errands", json!({ "errands": [["add", "things", "coupon", "used", 1, 0, 100]] }));
    let (ctx, answer) = house.adjust(house.ctx().await, &redeem, Phase::Commit).await;
    assert!(answer.is_ok());
    // The clients of these go away while their calls wait for the row.
    let dropped =
        join_all((0..30).map(|_| tokio::time::timeout(Duration::from_millis(200), house.once(&redeem, Phase::Commit)))).await;
    assert!(dropped.iter().all(Result::is_err));
    ctx.commit().await.expect("committed");
    let again = house.once(&redeem, Phase::Commit).await.expect("an answer");
    assert_eq!(crate::house::told(again), ["2"]);
}
