//! Settings survive the way to the form and back.

use super::*;
use serde_json::json;

fn schema() -> Value {
    json!({ "type": "object", "properties": {
        "coupons": { "type": "array", "maxItems": 3, "x-title": { "en": "Coupons" }, "items": { "type": "object", "required": ["code"], "properties": {
            "code": { "type": "string", "maxLength": 8 }, "minor": { "type": "integer", "minimum": 0 }, "ends": { "type": "string", "format": "date" },
            "kind": { "type": "string", "enum": ["amount", "percent"] }, "first": { "type": "boolean" } } } },
        "night": { "type": "object", "properties": { "enabled": { "type": "boolean" }, "rate": { "type": "integer" } } },
        "areas": { "type": "array", "items": { "type": "string" } } } })
}

fn settings() -> Value {
    json!({
        "coupons": [{ "code": "A", "minor": 100, "first": true }, { "code": "B", "kind": "percent", "first": false }],
        "night": { "enabled": false, "rate": 20 }, "areas": ["徐汇", "静安"] })
}

#[test]
fn settings_sent_unchanged_are_saved_the_same() {
    assert_eq!(value(&schema(), &words(&schema(), &settings())), settings());
}

#[test]
fn a_removed_row_takes_its_fields_along_and_the_others_move_up() {
    let left = value(&schema(), &without_row(words(&schema(), &settings()), "coupons.0"));
    assert_eq!(left["coupons"], json!([{ "code": "B", "kind": "percent", "first": false }]));
    assert_eq!(left["night"], settings()["night"]);
}

#[test]
fn an_added_row_is_empty_and_stands_last() {
    let more = with_row(words(&schema(), &settings()), "coupons");
    let sections = sections(&schema(), &more, "en");
    let list = sections.iter().find_map(|section| section.list.as_ref()).expect("a list");
    assert_eq!((list.rows.len(), list.full, list.rows[2].path.as_str()), (3, true, "coupons.2"));
}

#[test]
fn names_are_those_of_the_schema_and_of_the_rows_there_are() {
    let sent = words(&schema(), &settings());
    let known = names(&schema(), &sent);
    assert!(sent.keys().all(|name| known.contains(name)), "what the form shows");
    for stranger in ["stranger", "night", "night.stranger", "coupons", "coupons.0.stranger", "coupons.2", "coupons.2.code", ""] {
        assert!(!known.contains(stranger), "{stranger}");
    }
}

#[test]
fn what_is_no_number_stays_text_so_that_the_schema_refuses_it() {
    let mut wrong = words(&schema(), &settings());
    wrong.insert("night.rate".to_owned(), "many".to_owned());
    assert_eq!(value(&schema(), &wrong)["night"]["rate"], "many");
}

#[test]
fn fields_of_the_root_come_first_and_titles_are_in_the_readers_language() {
    let sections = sections(&schema(), &words(&schema(), &settings()), "en");
    let titles: Vec<_> = sections.iter().map(|section| (section.title.as_str(), section.fields.len())).collect();
    assert_eq!(titles, [("", 1), ("Coupons", 0), ("night", 2)]);
}

#[test]
fn a_unit_is_typed_as_people_write_it_and_saved_as_a_whole_number() {
    let schema = json!({ "type": "object", "properties": {
        "from": { "type": "integer", "x-unit": "minute-of-day", "x-order": 1 },
        "price": { "type": "integer", "x-unit": "minor", "maximum": 10_000, "x-order": 2 } } });
    let typed: Words = [("from", "19:00"), ("price", "12.50")].map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let saved = value(&schema, &typed);
    assert_eq!(saved, json!({ "from": 1_140, "price": 1_250 }));
    assert_eq!(words(&schema, &saved)["price"], "12.5");
    let most = sections(&schema, &typed, "en")[0].fields.iter().find_map(|field| field.most.clone());
    assert_eq!(most.as_deref(), Some("100"));
    assert_eq!(problem(&schema, "price", "maximum is 10000"), Phrase::key("office-setting-most").with("limit", "100"));
}
