//! What programs may ask, read from the description itself.

use crate::api;
use crate::error::Served;
use crate::sign_in::Door;
use axum::http::StatusCode;
use lares_views::pages::platform::{Developers, OperationGroup, OperationLine};

pub async fn show(door: Door) -> Served {
    let config = &door.app.config;
    let page = Developers {
        company: format!("{}/api/v1", config.company_url("{company}")),
        platform: format!("{}/api/v1", config.platform_url()),
        document: "/api/v1/openapi.json".to_owned(),
        groups: groups(),
    };
    door.show(StatusCode::OK, "/", &page)
}

/// In the order in which the description names its tags.
fn groups() -> Vec<OperationGroup> {
    let mut groups: Vec<OperationGroup> = Vec::new();
    for (tag, method, path, summary) in api::operations() {
        let line = OperationLine { method: method.to_uppercase(), path, summary };
        match groups.iter_mut().find(|group| group.name == tag) {
            Some(group) => group.operations.push(line),
            None => groups.push(OperationGroup { name: tag, operations: vec![line] }),
        }
    }
    groups
}
