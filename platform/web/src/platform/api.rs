//! Founding a company, for programs (`/api/v1` of the platform's own site).

use super::sign_up::{SignUpForm, found};
use crate::api::document;
use crate::api::extract::{Id, Json};
use crate::error::Served;
use crate::sign_in::{Door, send};
use crate::state::App;
use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use lares_domain::identity::Purpose;
use lares_domain::tenancy::{self, slug_available};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> Router<App> {
    let (router, _) = described().split_for_parts();
    router.route("/openapi.json", get(document::show))
}

/// Every operation of the platform with its description.
pub(crate) fn described() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(starters)).routes(routes!(slug)).routes(routes!(send_code)).routes(routes!(create))
}

/// What a company may start with: catalogue, roles, rules and look.
#[derive(Serialize, ToSchema)]
struct Starter {
    #[schema(example = "cleaning")]
    id: String,
    name: String,
    description: String,
    services: usize,
}

#[derive(Serialize, ToSchema)]
struct Slug {
    slug: String,
    is_free: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OwnerPhone {
    /// E.164, or eleven digits of mainland China.
    #[schema(example = "13800138000")]
    phone: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCompany {
    name: String,
    /// The company's address is this before the platform's domain.
    #[schema(example = "anxin")]
    slug: String,
    /// The id of a starter.
    #[schema(example = "cleaning")]
    starter: String,
    owner_name: String,
    /// The owner's.
    phone: String,
    /// As it was sent to the phone.
    code: String,
    /// What the owner signs in with at the company.
    password: String,
}

impl From<NewCompany> for SignUpForm {
    fn from(new: NewCompany) -> Self {
        let NewCompany { name, slug, starter, owner_name, phone, code, password } = new;
        Self { name, slug, template: starter, owner_name, phone, code, password }
    }
}

#[derive(Serialize, ToSchema)]
struct Company {
    id: Uuid,
    name: String,
    slug: String,
    /// Without a trailing slash; its API is below `/api/v1`.
    url: String,
}

/// What a company may start with.
#[utoipa::path(get, path = "/starters", tag = "platform", responses((status = 200, body = Vec<Starter>)))]
async fn starters(door: Door) -> Served {
    let locale = door.kernel_locale();
    let starter = |one: &tenancy::Starter| Starter {
        id: one.id.clone(),
        name: one.name(locale).to_owned(),
        description: one.description(locale).to_owned(),
        services: one.services(),
    };
    Ok(axum::Json(tenancy::templates().iter().map(starter).collect::<Vec<_>>()).into_response())
}

/// Whether an address is free.
#[utoipa::path(get, path = "/slugs/{slug}", tag = "platform", params(("slug" = String, Path)), responses((status = 200, body = Slug)))]
async fn slug(door: Door, Id(slug): Id<String>) -> Served {
    let is_free = slug_available(&door.app.control, &slug).await?;
    Ok(axum::Json(Slug { slug, is_free }).into_response())
}

/// Sends the code that proves the owner's phone.
#[utoipa::path(post, path = "/sign-up/codes", tag = "platform", responses((status = 204, description = "Sent")))]
async fn send_code(door: Door, Json(body): Json<OwnerPhone>) -> Served {
    send(&door, &body.phone, Purpose::SignIn).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Founds a company; its owner then signs in at its own address.
#[utoipa::path(post, path = "/companies", tag = "platform", responses((status = 201, body = Company)))]
async fn create(door: Door, Json(body): Json<NewCompany>) -> Served {
    let tenant = found(&door, &body.into()).await?.tenant;
    let url = door.app.config.company_url(&tenant.slug);
    let company = Company { id: tenant.id.uuid(), name: tenant.name.clone(), slug: tenant.slug.clone(), url };
    Ok((StatusCode::CREATED, axum::Json(company)).into_response())
}
