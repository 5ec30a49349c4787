//! The description of the JSON API.

use crate::compare;
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
