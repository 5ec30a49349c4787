//! For whoever writes programs: where the JSON API is, its rules, and every operation.

use serde::Serialize;

use crate::{Page, Sample};

/// GET /developers
#[derive(Debug, Clone, Serialize)]
pub struct Developers {
    /// Where a company's operations are, with `{company}` for its name.
    pub company: String,
    /// Where the platform's own operations are.
    pub platform: String,
    /// The address of the OpenAPI description.
    pub document: String,
    pub groups: Vec<OperationGroup>,
}

/// Operations with one tag.
#[derive(Debug, Clone, Serialize)]
pub struct OperationGroup {
    pub name: String,
    pub operations: Vec<OperationLine>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OperationLine {
    pub method: String,
    pub path: String,
    /// English, as the description has it.
    pub summary: String,
}

impl Page for Developers {
    const TEMPLATE: &'static str = "platform/developers.html";
}

impl Sample for Developers {
    fn samples() -> Vec<(&'static str, Self)> {
        let line = |method: &str, path: &str, summary: &str| OperationLine {
            method: method.to_owned(),
            path: path.to_owned(),
            summary: summary.to_owned(),
        };
        let orders = OperationGroup {
            name: "orders".to_owned(),
            operations: vec![
                line("GET", "/orders/{id}", "One order."),
                line("POST", "/orders", "Places an order from a quote; the worker's time is taken, or nothing happens."),
                line("DELETE", "/office/services/{id}/pictures/{picture}", "Takes a picture off a service's page."),
            ],
        };
        let page = Self {
            company: "http://{company}.lares.localhost:8080/api/v1".to_owned(),
            platform: "http://lares.localhost:8080/api/v1".to_owned(),
            document: "/api/v1/openapi.json".to_owned(),
            groups: vec![orders],
        };
        vec![("ordinary", page.clone()), ("empty", Self { groups: Vec::new(), ..page })]
    }
}
