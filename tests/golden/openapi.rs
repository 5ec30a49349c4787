//! The description of the JSON API.

use crate::{compare, routes};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn the_json_api_is_as_described() {
    let document = serde_json::to_string_pretty(&lares_web::api::document()).expect("it writes");
    compare("openapi.json", &(document + "\n"));
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    let document = serde_json::to_value(lares_web::api::document()).expect("it writes");
    let text = document.to_string();
    let schemas = document["components"]["schemas"].as_object().expect("there are schemas");
    let lost: BTreeSet<&str> = text
        .split("\"#/components/schemas/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| !schemas.contains_key(*name))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let document = serde_json::to_value(lares_web::api::document()).expect("it writes");
    let text = document.to_string();
    let names: Vec<&str> = text.split("\"operationId\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let distinct: BTreeSet<&str> = names.iter().copied().collect();
    assert!(names.len() > 90, "the operations were not found");
    assert_eq!(names.len(), distinct.len());
}

/// Method, path and description of every operation.
fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let paths = document["paths"].as_object().expect("there are paths");
    let of_path = |(path, item): (&String, &'_ Value)| -> Vec<(String, String)> {
        let methods = item.as_object().expect("methods").keys();
        let methods = methods.filter(|method| routes::METHODS.contains(&method.as_str()));
        methods.map(|method| (method.clone(), path.clone())).collect()
    };
    let named = paths.iter().flat_map(of_path);
    named.map(|(method, path)| (method.to_uppercase(), format!("/api/v1{path}"), &paths[&path][&method])).collect()
}

#[test]
fn every_route_of_the_api_is_described_and_every_description_has_its_route() {
    let document = serde_json::to_value(lares_web::api::document()).expect("it writes");
    let described: BTreeSet<(String, String)> =
        operations(&document).into_iter().map(|(method, path, _)| (method, path)).collect();
    let served: BTreeSet<(String, String)> = routes::all()
        .into_iter()
        .filter(|[path, ..]| path.starts_with("/api/") && path != "/api/v1/openapi.json")
        .map(|[path, method, ..]| (method, path))
        .collect();
    let undescribed: Vec<_> = served.difference(&described).collect();
    let unserved: Vec<_> = described.difference(&served).collect();
    assert!(undescribed.is_empty() && unserved.is_empty(), "not described: {undescribed:?}; not served: {unserved:?}");
    assert!(described.len() > 150, "the operations were not found: {}", described.len());
}

#[test]
fn every_operation_says_what_it_does_to_whom_it_belongs_and_how_it_fails() {
    let document = serde_json::to_value(lares_web::api::document()).expect("it writes");
    let problem = "#/components/schemas/Problem";
    let mut wrong = Vec::new();
    for (method, path, operation) in operations(&document) {
        let text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
        let tag = operation["tags"][0].as_str();
        let fails = &operation["responses"]["default"]["content"]["application/problem+json"];
        let succeeds = operation["responses"].as_object().is_some_and(|all| all.keys().any(|status| status.starts_with('2')));
        let is_keyed = operation["parameters"].to_string().contains("Idempotency-Key");
        let is_money =
            path.ends_with("/payments") || path.ends_with("/refunds") || (method == "POST" && path.ends_with("/orders"));
        let reads_body =
            !operation["requestBody"].is_null() || ["GET", "DELETE"].contains(&method.as_str()) || !takes_words(&path);
        let whole =
            text(&operation["summary"]) && tag.is_some() && fails["schema"]["$ref"] == problem && fails["example"].is_object();
        if !whole || !succeeds || (is_money && !is_keyed) || !reads_body {
            wrong.push(format!("{method} {path}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Nouns that say everything by their address.
fn takes_words(path: &str) -> bool {
    let silent = [
        "acceptance",
        "arrival",
        "approval",
        "departure",
        "finish",
        "grab",
        "preference",
        "reading",
        "rejection",
        "restoration",
        "suspension",
        "verification",
        "withdrawal",
    ];
    !silent.contains(&path.rsplit('/').next().unwrap_or_default())
}
