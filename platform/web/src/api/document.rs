//! The OpenAPI document of the JSON API, made from the routes themselves.

use super::answer::Problem;
use crate::state::App;
use axum::routing::get;
use axum::{Json, Router};
use std::sync::LazyLock;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, InfoBuilder, OpenApi, PathItem, Ref, ResponseBuilder, ServerBuilder};
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
    for item in api.paths.paths.values_mut() {
        operations(item).into_iter().for_each(may_fail);
    }
    api
}

fn operations(item: &mut PathItem) -> Vec<&mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.delete].into_iter().filter_map(Option::as_mut).collect()
}

/// Every operation may answer with a problem.
fn may_fail(operation: &mut Operation) {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
    let response = ResponseBuilder::new().description("What went wrong").content("application/problem+json", content).build();
    operation.responses.responses.insert("default".into(), response.into());
}
