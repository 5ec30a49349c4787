//! Every request of the table with one thing wrong: a 4xx with a stable code and a sentence, and nothing happens.

use crate::requests::{Request, meant_for, table};
use crate::rows::{Look, changed};
use crate::stage::Stage;
use axum::http::StatusCode;
use serde_json::{Value, json};
use support::{Page, World};

/// Reads anything as it is: a plugin's settings follow the plugin's own schema.
const OWN_SCHEMA: &str = "/api/v1/office/plugins/{id}/settings";

/// Sends what is wrong with each request; the answers that are not a plain refusal.
async fn slips(
    world: &World,
    stage: &Stage,
    wrong: impl Fn(&Request) -> Vec<(String, Request)>,
    is_fine: fn(&Page) -> bool,
) -> Vec<String> {
    let mut slips = Vec::new();
    let mut sent = 0;
    for request in table().into_iter().filter(|request| request.route.writes()) {
        let browser = stage.browser(world, if request.is_of_platform() { "platform" } else { meant_for(&request.route) });
        for (what, changed) in wrong(&request) {
            let page = changed.send(&browser, stage, stage).await;
            sent += 1;
            if !is_fine(&page) {
                let text: String = page.body.chars().take(200).collect();
                slips.push(format!("{what}: {changed} → {} {text}", page.status));
            }
        }
    }
    assert!(sent > 20, "only {sent} requests were sent");
    slips
}

fn with_body(request: &Request, body: String) -> Request {
    let mut changed = request.clone();
    changed.body = body;
    changed
}

/// The body as JSON in which a word stands for itself.
fn body_of(request: &Request) -> Option<Value> {
    // Numbers are words too: <lat>.
    let text = request.body.replace("<lat>", "31193000").replace("<lng>", "121443000");
    request.route.is_api().then(|| serde_json::from_str(&text).ok()).flatten()
}

/// Every place in it, with how to change what stands there.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| leaves(value, &format!("{path}/{name}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| leaves(value, &format!("{path}/{at}"), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => found.push(path.to_owned()),
    }
}

/// Every object in it.
fn objects(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.push(path.to_owned());
            fields.iter().for_each(|(name, value)| objects(value, &format!("{path}/{name}"), found));
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| objects(value, &format!("{path}/{at}"), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The request once for each leaf that is picked, with another value in its place.
fn changed_leaves(request: &Request, other: &Value, is_picked: fn(&Value) -> bool) -> Vec<(String, Request)> {
    let Some(body) = body_of(request).filter(|_| request.route.path != OWN_SCHEMA) else { return Vec::new() };
    let mut places = Vec::new();
    leaves(&body, "", &mut places);
    let picked = places.into_iter().filter(|place| body.pointer(place).is_some_and(is_picked));
    let change = |place: String| {
        let mut changed = body.clone();
        *changed.pointer_mut(&place).expect("a place") = other.clone();
        (place, with_body(request, changed.to_string()))
    };
    picked.map(change).collect()
}

fn is_problem(page: &Page) -> bool {
    let (code, body) = (page.code(), page.json());
    let title = body["title"].as_str().unwrap_or_default();
    page.status.is_client_error() && !code.is_empty() && !title.is_empty() && !title.starts_with("error-")
}

/// How serde, the library that reads bodies, would say it to a programmer.
const SERDE: [&str; 4] = ["unknown field", "missing field", "invalid type", "invalid value"];

fn is_unreadable(page: &Page) -> bool {
    let is_refused = page.status == StatusCode::UNPROCESSABLE_ENTITY && page.code() == "json.unreadable";
    is_problem(page) && is_refused && !SERDE.iter().any(|words| page.body.contains(words))
}

/// As it is, with the field by its name.
fn is_unknown(page: &Page) -> bool {
    let field = page.json()["fields"][0].clone();
    let says = |name: &str, text: &str| field[name].as_str().is_some_and(|said| said.contains(text));
    is_unreadable(page) && says("field", "stranger") && says("code", "field.unknown") && says("detail", "stranger")
}

#[tokio::test]
async fn a_field_the_api_does_not_know_is_refused() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let stranger = |request: &Request| {
        let Some(body) = body_of(request) else { return Vec::new() };
        let mut places = Vec::new();
        objects(&body, "", &mut places);
        let open = places.into_iter().filter(|place| place.is_empty() || request.route.path != OWN_SCHEMA);
        let change = |place: String| {
            let mut changed = body.clone();
            changed.pointer_mut(&place).expect("a place")["stranger"] = json!(1);
            (format!("a stranger in {place}/"), with_body(request, changed.to_string()))
        };
        open.map(change).collect()
    };
    let slips = slips(&world, &stage, stranger, is_unknown).await;
    assert!(slips.is_empty(), "{slips:#?}");
    world.finish().await;
}

#[tokio::test]
async fn a_value_of_another_type_is_refused_by_the_api() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let slips = slips(&world, &stage, |request| changed_leaves(request, &json!({ "x": [1] }), |_| true), is_unreadable).await;
    assert!(slips.is_empty(), "{slips:#?}");
    world.finish().await;
}

#[tokio::test]
async fn a_number_out_of_range_is_refused_by_the_api_and_changes_nothing() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let mut look = Look::at(&world, &world.chenxi).await;
    let before = look.rows().await;
    for number in [json!(i64::MAX), json!(i64::MIN), json!(u64::MAX), json!(1e300), json!(0.5)] {
        let slips = slips(&world, &stage, |request| changed_leaves(request, &number, Value::is_number), is_problem).await;
        assert!(slips.is_empty(), "{slips:#?}");
    }
    let changes = changed(&before, &look.rows().await);
    assert!(changes.is_empty(), "{changes:#?}");
    world.finish().await;
}

#[tokio::test]
async fn a_past_time_is_refused_where_something_would_happen_then() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let past = |text: &str| text.replace("<start>", "2020-01-01T00:00:00Z").replace("<late>", "2020-01-01T00:00:00Z");
    let local = |text: &str| {
        let words = ["<order-local>", "<moved-local>", "<later-local>"];
        words.iter().fold(text.to_owned(), |text, word| text.replace(word, "2020-01-01T08:00"))
    };
    let late = |request: &Request| {
        let body = local(&past(&request.body));
        let is_part = request.route.path.ends_with("/quote");
        if body == request.body || is_part { Vec::new() } else { vec![("in 2020".to_owned(), with_body(request, body))] }
    };
    let asked: usize = table().iter().map(|request| late(request).len()).sum();
    assert!(asked >= 5, "requests with a time: {asked}");
    let mut slips = Vec::new();
    for request in table() {
        for (_, changed) in late(&request) {
            let page = changed.send(&stage.browser(&world, meant_for(&request.route)), &stage, &stage).await;
            if !page.status.is_client_error() {
                slips.push(format!("{changed} → {}", page.status));
            }
        }
    }
    assert!(slips.is_empty(), "{slips:#?}");
    world.finish().await;
}

#[tokio::test]
async fn an_id_of_nothing_is_refused_with_a_code_and_changes_nothing() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let nowhere = stage.without_ids();
    let mut look = Look::at(&world, &world.chenxi).await;
    let before = look.rows().await;
    let mut slips = Vec::new();
    for request in table().into_iter().filter(|request| request.route.writes() && nowhere.differs(&stage, request)) {
        let page = request.send(&stage.browser(&world, meant_for(&request.route)), &nowhere, &nowhere).await;
        let is_told = page.status.is_client_error() && (!request.route.is_api() || is_problem(&page));
        // A price on a page is an answer that says what is missing.
        if !is_told && !request.route.path.ends_with("/quote") {
            slips.push(format!("{request} → {} {}", page.status, page.location()));
        }
    }
    slips.extend(changed(&before, &look.rows().await));
    assert!(slips.is_empty(), "{slips:#?}");
    world.finish().await;
}

/// A form is refused as a whole, and so is a button that comes with a field.
#[tokio::test]
async fn a_field_a_page_does_not_know_is_refused() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    // The settings of a plugin are there once it is.
    world.switch_on(&world.chenxi, stage.word("plugin"), json!({})).await;
    let stranger = |request: &Request| {
        if request.route.is_api() || request.body == "file" {
            return Vec::new();
        }
        let join = if request.body.is_empty() { "" } else { "&" };
        vec![("a stranger".to_owned(), with_body(request, format!("{}{join}stranger=1", request.body)))]
    };
    let is_refused = |page: &Page| page.status == StatusCode::UNPROCESSABLE_ENTITY && page.body.contains("form.unreadable");
    let slips = slips(&world, &stage, stranger, is_refused).await;
    assert!(slips.is_empty(), "{slips:#?}");
    world.finish().await;
}
