//! The OpenAPI document of the JSON API, made from the routes themselves.

use super::answer::Problem;
use crate::state::App;
use axum::routing::get;
use axum::{Json, Router};
use std::sync::LazyLock;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, InfoBuilder, OpenApi, PathItem, Ref, RefOr, ResponseBuilder, ServerBuilder};
use utoipa::{PartialSchema, ToSchema};

static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(document);

pub fn routes() -> Router<App> {
    Router::new().route("/openapi.json", get(async || Json(&*DOCUMENT)))
}

/// The whole document.
#[must_use]
pub fn document() -> OpenApi {
    let mut api = super::described().to_openapi();
    api.info = InfoBuilder::new()
        .title("Lares")
        .version("1")
        .description(Some(
            "The JSON API of one company. Amounts are integers in minor units, instants RFC 3339 in UTC, places micro-degrees. \
             Errors are problem details (RFC 9457) with a stable code.",
        ))
        .build();
    api.servers = Some(vec![ServerBuilder::new().url("/api/v1").build()]);
    let components = api.components.get_or_insert_default();
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    components.add_security_scheme("session", bearer);
    // With a session or without: who may ask what is for the operation to say.
    api.security = Some(vec![SecurityRequirement::new("session", Vec::<String>::new()), SecurityRequirement::default()]);
    for (path, item) in &mut api.paths.paths {
        for (method, operation) in operations(item) {
            operation.operation_id = Some(name(method, path));
            describe(operation);
            may_fail(operation);
        }
    }
    api
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
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
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
    let response = ResponseBuilder::new().description("What went wrong").content("application/problem+json", content).build();
    operation.responses.responses.insert("default".into(), response.into());
}
