//! What the contract says of `store`, each point on the real database.

use crate::house::{House, activation};
use lares_extension::Phase;
use serde_json::json;

#[tokio::test]
async fn a_document_is_inserted_read_replaced_and_deleted() {
    let house = House::new().await;
    let told = house
        .errands(
            Phase::Commit,
            json!([
                ["insert", "things", "a", "{\"n\":1}"],
                ["insert", "things", "a", "{\"n\":2}"],
                ["replace", "things", "a", 1, "{\"n\":3}"],
                ["replace", "things", "a", 1, "{\"n\":4}"],
                ["get", "things", "a", true],
                ["replace", "things", "a", 2, "{}"],
                ["delete", "things", "a"],
            ]),
        )
        .await;
    let expected = ["\"a v1 {\\\"n\\\":1}\"", "Conflict", "\"a v2 {\\\"n\\\":3}\"", "Conflict", "Some(\"a v2 {\\\"n\\\": 3}\")"];
    assert_eq!(told[..5], expected);
    assert_eq!(told[5..], ["\"a v3 {}\"", "Budget(\"writes\")"], "five writes a call");
    let told = house
        .errands(
            Phase::Commit,
            json!([
                ["delete", "things", "a"],
                ["delete", "things", "a"],
                ["get", "things", "a", false],
                ["replace", "things", "a", 3, "{}"],
            ]),
        )
        .await;
    assert_eq!(told, ["true", "false", "None", "NotFound"]);
}

#[tokio::test]
async fn an_index_is_read_in_order_by_pages() {
    let house = House::new().await;
    for (id, n) in [("a", 5), ("b", -7), ("c", 300), ("d", 5)] {
        let json = json!({ "state": "open", "n": n }).to_string();
        house.errands(Phase::Commit, json!([["insert", "things", id, json]])).await;
    }
    house
        .errands(
            Phase::Commit,
            json!([
                ["insert", "things", "other", "{\"state\":\"opened\",\"n\":1}"],
                ["insert", "things", "lacking", "{\"state\":\"open\"}"],
            ]),
        )
        .await;
    let find = |query: serde_json::Value| json!([["find", "things", query]]);
    let ids = async |query| page(&house.errands(Phase::Preview, find(query)).await[0]).0;
    let open = json!({ "index": "by-state", "equals": ["open"] });
    assert_eq!(ids(open.clone()).await, ["b", "a", "d", "c"]);
    assert_eq!(ids(json!({ "index": "by-state", "equals": ["open"], "descending": true })).await, ["c", "d", "a", "b"]);
    assert_eq!(ids(json!({ "index": "by-state", "equals": ["open"], "at-least": 5, "below": 300 })).await, ["a", "d"]);
    assert_eq!(ids(json!({ "index": "by-state", "equals": ["open"], "below": 5 })).await, ["b"]);
    assert_eq!(ids(json!({ "index": "by-state", "at-least": "opened" })).await, ["other"]);
    for descending in [false, true] {
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let query =
                json!({ "index": "by-state", "equals": ["open"], "limit": 3, "cursor": cursor, "descending": descending });
            let (ids, next) = page(&house.errands(Phase::Preview, find(query)).await[0]);
            seen.extend(ids);
            cursor = next;
            if cursor.is_none() {
                break;
            }
        }
        seen.sort();
        assert_eq!(seen, ["a", "b", "c", "d"]);
    }
}

/// The ids and the cursor of a page as the guest told it.
fn page(told: &str) -> (Vec<String>, Option<String>) {
    let told: String = serde_json::from_str(told.strip_prefix("Ok(").unwrap_or(told)).expect(told);
    let page: serde_json::Value = serde_json::from_str(&told).expect("a page");
    (serde_json::from_value(page["ids"].clone()).expect("ids"), page["cursor"].as_str().map(str::to_owned))
}

#[tokio::test]
async fn a_replaced_or_increased_document_moves_in_its_index() {
    let house = House::new().await;
    house
        .errands(
            Phase::Commit,
            json!([
                ["insert", "things", "a", "{\"state\":\"open\",\"n\":1}"],
                ["insert", "things", "b", "{\"state\":\"open\",\"n\":2}"],
                ["add", "things", "a", "n", 10, 0, 100],
                ["replace", "things", "b", 1, "{\"state\":\"shut\",\"n\":2}"],
            ]),
        )
        .await;
    let told = house
        .errands(
            Phase::Preview,
            json!([
                ["find", "things", { "index": "by-state", "equals": ["open"], "at-least": 11 }],
                ["find", "things", { "index": "by-state", "equals": ["open"], "below": 11 }],
                ["find", "things", { "index": "by-state", "equals": ["shut"] }],
            ]),
        )
        .await;
    assert_eq!(told.iter().map(|told| page(told).0).collect::<Vec<_>>(), [vec!["a"], vec![], vec!["b"]]);
}

#[tokio::test]
async fn an_addition_keeps_its_bounds() {
    let house = House::new().await;
    let told = house
        .errands(
            Phase::Commit,
            json!([
                ["add", "things", "counter", "used", 1, 0, 2],
                ["add", "things", "counter", "used", 1, 0, 2],
                ["add", "things", "counter", "used", 1, 0, 2],
                ["add", "things", "counter", "used", -3, 0, 2],
                ["add", "things", "fresh", "used", 5, 0, 2],
            ]),
        )
        .await;
    assert_eq!(told, ["1", "2", "Conflict", "Conflict", "Conflict"]);
    let told = house
        .errands(
            Phase::Commit,
            json!([
                ["insert", "things", "text", "{\"used\":\"many\",\"half\":0.5}"],
                ["add", "things", "text", "used", 1, 0, 2],
                ["add", "things", "text", "half", 1, 0, 2],
                ["add", "things", "text", "new", i64::MAX, 0, i64::MAX],
                ["add", "things", "text", "new", i64::MAX, 0, i64::MAX],
            ]),
        )
        .await;
    assert!(told[1].contains("Invalid") && told[2].contains("Invalid"), "{told:?}");
    assert_eq!(told[3..], ["9223372036854775807", "Conflict"]);
}

#[tokio::test]
async fn what_the_manifest_does_not_declare_or_the_database_cannot_hold_is_invalid() {
    let house = House::new().await;
    let told = house
        .errands(
            Phase::Commit,
            json!([
                ["get", "secrets", "a", false],
                ["get", "things", "a\u{0}", false],
                ["get", "things", "", false],
                ["insert", "things", "a", "{\"a\":\"\\u0000\"}"],
                ["insert", "things", "a", "[]"],
                ["add", "things", "a", "\u{0}", 1, 0, 9],
                ["find", "things", { "index": "by-name" }],
                ["find", "things", { "index": "by-state", "limit": 0 }],
                ["find", "things", { "index": "by-state", "cursor": "x" }],
                ["find", "things", { "index": "by-state", "equals": ["a\u{0}"] }],
                ["find", "things", { "index": "by-state", "equals": ["a", 1], "below": 3 }],
                ["get", "things", "'; drop table plugin_docs; --", false],
            ]),
        )
        .await;
    assert!(told[..11].iter().all(|told| told.starts_with("Invalid")), "{told:?}");
    assert_eq!(told[11], "None");
}

#[tokio::test]
async fn without_the_grant_the_store_is_denied() {
    let house = House::new().await;
    let mut guest = activation("errands", json!({ "errands": [["get", "things", "a", false], ["order", "x"]] }));
    guest.granted = ["pricing:adjust".to_owned()].into();
    let outcome = house.once(&guest, Phase::Commit).await.expect("an answer");
    assert_eq!(crate::house::told(outcome), ["Denied(\"data:own\")", "Denied(\"orders:read\")"]);
}

#[tokio::test]
async fn the_database_calls_of_one_call_are_counted() {
    let house = House::new().await;
    let errands: Vec<_> = (0..20).map(|_| json!(["get", "things", "a", false])).collect();
    let told = house.errands(Phase::Preview, json!(errands)).await;
    assert!(told.iter().all(|told| told == "None"));
}

#[tokio::test]
async fn ids_the_host_mints_differ() {
    let house = House::new().await;
    let told = house.errands(Phase::Commit, json!([["insert", "things", null, "{}"], ["insert", "things", null, "{}"]])).await;
    assert!(told[0] != told[1] && told.iter().all(|told| told.contains(" v1 ")), "{told:?}");
}
