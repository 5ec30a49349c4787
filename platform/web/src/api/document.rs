//! The OpenAPI document of the JSON API, made from the routes themselves: a company's, and the platform's own.

use super::answer::Problem;
use crate::state::App;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use std::sync::LazyLock;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::server::{Server, ServerBuilder, ServerVariableBuilder};
use utoipa::openapi::{ContentBuilder, InfoBuilder, OpenApi, PathItem, Ref, RefOr, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(document);

pub fn routes() -> Router<App> {
    Router::new().route("/openapi.json", get(show))
}

pub async fn show() -> Json<&'static OpenApi> {
    Json(&DOCUMENT)
}

/// Tag, method, path and summary of every operation.
#[must_use]
pub fn operations() -> Vec<(String, &'static str, String, String)> {
    let mut api = DOCUMENT.clone();
    let mut found = Vec::new();
    for (path, item) in &mut api.paths.paths {
        for (method, operation) in of_path(item) {
            let tag = operation.tags.iter().flatten().next().cloned().unwrap_or_default();
            found.push((tag, method, path.clone(), operation.summary.clone().unwrap_or_default()));
        }
    }
    found
}

/// The whole document.
#[must_use]
pub fn document() -> OpenApi {
    let mut api = super::described().to_openapi();
    api.merge(of_platform());
    api.info = InfoBuilder::new()
        .title("Lares")
        .version("1")
        .description(Some(
            "The JSON API of one company, and of the platform where an operation says so. Amounts are integers in minor units, instants RFC 3339 in UTC, places micro-degrees. \
             Errors are problem details (RFC 9457) with a stable code.",
        ))
        .build();
    api.servers = Some(vec![server("https://{company}.{domain}/api/v1")]);
    let components = api.components.get_or_insert_default();
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    components.add_security_scheme("session", bearer);
    // With a session or without: who may ask what is for the operation to say.
    api.security = Some(vec![SecurityRequirement::new("session", Vec::<String>::new()), SecurityRequirement::default()]);
    for (path, item) in &mut api.paths.paths {
        for (method, operation) in of_path(item) {
            operation.operation_id = Some(name(method, path));
            describe(operation);
            may_fail(operation);
        }
    }
    api
}

/// What the platform's own site answers, with its address.
fn of_platform() -> OpenApi {
    let mut api = crate::platform::api::described().to_openapi();
    for item in api.paths.paths.values_mut() {
        item.servers = Some(vec![server("https://{domain}/api/v1")]);
    }
    api
}

fn server(url: &str) -> Server {
    let variables = [("company", "anxin"), ("domain", "lares.example.com")];
    let named = variables.into_iter().filter(|(name, _)| url.contains(&format!("{{{name}}}")));
    let server = ServerBuilder::new().url(url);
    named.fold(server, |server, (name, value)| server.parameter(name, ServerVariableBuilder::new().default_value(value))).build()
}

fn of_path(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all = [("get", &mut item.get), ("put", &mut item.put), ("post", &mut item.post), ("delete", &mut item.delete)];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// `get_orders_id_timeline`: handlers of different modules share names, addresses do not.
fn name(method: &str, path: &str) -> String {
    let words = path.split(['/', '{', '}']).filter(|word| !word.is_empty());
    std::iter::once(method).chain(words).collect::<Vec<_>>().join("_")
}

/// `OpenAPI` wants words for every answer.
fn describe(operation: &mut Operation) {
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            response.description = "What was asked for".into();
        }
    }
}

/// Every operation may answer with a problem.
fn may_fail(operation: &mut Operation) {
    let example = json!({
        "type": "https://lares.example.com/problems/orders.not_possible_now", "title": "…", "status": 409,
        "code": "orders.not_possible_now", "fields": []
    });
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).example(Some(example)).build();
    let response = ResponseBuilder::new().description("What went wrong").content("application/problem+json", content).build();
    operation.responses.responses.insert("default".into(), response.into());
}
