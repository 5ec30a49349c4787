//! The catalogue as the office keeps it: content, options, prices, withdrawal.

use crate::api::answer::{Listed, Made, done, made, show};
use crate::api::catalogue::Service;
use crate::api::extract::{Asked, Id, Json, paging};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use jiff::Timestamp;
use lares_domain::catalogue::{self, OfficeFilter, OptionForm, PriceVersion, ServiceForm};
use lares_kernel::{CategoryId, OptionId, ServiceId, SkillId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(one, update))
        .routes(routes!(withdraw))
        .routes(routes!(restore))
        .routes(routes!(replace_options))
        .routes(routes!(add_price))
        .routes(routes!(remove_price))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OfficeServicesQuery {
    text: Option<String>,
    #[param(value_type = Option<Uuid>)]
    category: Option<CategoryId>,
    withdrawn: Option<bool>,
    page: Option<u32>,
    size: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct OfficeServiceRow {
    id: Uuid,
    category_id: Uuid,
    name: String,
    minutes: i64,
    price_minor: i64,
    sold: i64,
    rating_sum: i64,
    rating_count: i64,
    withdrawn: bool,
}

impl From<catalogue::OfficeService> for OfficeServiceRow {
    fn from(row: catalogue::OfficeService) -> Self {
        Self {
            id: row.id.uuid(),
            category_id: row.category_id.uuid(),
            name: row.name,
            minutes: row.minutes,
            price_minor: row.price_minor,
            sold: row.sold,
            rating_sum: row.rating_sum,
            rating_count: row.rating_count,
            withdrawn: row.withdrawn,
        }
    }
}

/// A base price that holds from a moment on.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Price {
    starts_at: Timestamp,
    base_minor: i64,
}

#[derive(Serialize, ToSchema)]
struct OfficeServiceRecord {
    service: Service,
    withdrawn: bool,
    cleanup_minutes: i32,
    /// The price while no version has started.
    base_minor: i64,
    position: i32,
    prices: Vec<Price>,
}

impl From<catalogue::ServiceRecord> for OfficeServiceRecord {
    fn from(record: catalogue::ServiceRecord) -> Self {
        let prices = record.prices.into_iter().map(|price| Price { starts_at: price.starts_at, base_minor: price.base_minor });
        Self {
            service: record.page.into(),
            withdrawn: record.withdrawn,
            cleanup_minutes: record.cleanup_minutes,
            base_minor: record.base_minor,
            position: record.position,
            prices: prices.collect(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewService {
    #[schema(value_type = Uuid)]
    category: CategoryId,
    name: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    description: String,
    /// The drawing shown while there is no picture.
    art: String,
    minutes: i32,
    #[serde(default)]
    cleanup_minutes: i32,
    base_minor: i64,
    #[serde(default)]
    steps: Vec<String>,
    #[serde(default)]
    tools: Vec<String>,
    #[serde(default)]
    included: Vec<String>,
    #[serde(default)]
    excluded: Vec<String>,
    certificate_kind: Option<String>,
    #[serde(default)]
    #[schema(value_type = Vec<Uuid>)]
    skills: Vec<SkillId>,
    #[serde(default)]
    position: i32,
}

impl From<NewService> for ServiceForm {
    fn from(new: NewService) -> Self {
        Self {
            category_id: new.category,
            name: new.name,
            summary: new.summary,
            description: new.description,
            art: new.art,
            minutes: new.minutes,
            cleanup_minutes: new.cleanup_minutes,
            base_minor: new.base_minor,
            steps: new.steps,
            tools: new.tools,
            included: new.included,
            excluded: new.excluded,
            certificate_kind: new.certificate_kind,
            skills: new.skills,
            position: new.position,
        }
    }
}

/// One option; without an id a new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewOption {
    #[schema(value_type = Option<Uuid>)]
    id: Option<OptionId>,
    name: String,
    price_minor: i64,
    #[serde(default)]
    minutes: i32,
    max_quantity: i32,
}

impl From<NewOption> for OptionForm {
    fn from(new: NewOption) -> Self {
        let NewOption { id, name, price_minor, minutes, max_quantity } = new;
        Self { id, name, price_minor, minutes, max_quantity }
    }
}

/// Every service, withdrawn ones too.
#[utoipa::path(get, path = "/services", tag = "office services", params(OfficeServicesQuery), responses((status = 200, body = Listed<OfficeServiceRow>)))]
async fn list(visit: OfficeVisit, Asked(query): Asked<OfficeServicesQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = paging(query.page, query.size)?;
    let filter =
        OfficeFilter { text: query.text.unwrap_or_default(), category: query.category, withdrawn: query.withdrawn, page };
    let page = catalogue::list(&mut ctx, &filter).await?;
    show(ctx, Listed::<OfficeServiceRow>::of(page)).await
}

/// Adds a service.
#[utoipa::path(post, path = "/services", tag = "office services", responses((status = 201, body = Made)))]
async fn create(visit: OfficeVisit, Json(form): Json<NewService>) -> Served {
    let mut ctx = visit.begin().await?;
    let id = catalogue::create(&mut ctx, &form.into()).await?;
    made(ctx, id.uuid()).await
}

/// One service as the editor needs it.
#[utoipa::path(get, path = "/services/{id}", tag = "office services", params(("id" = Uuid, Path)), responses((status = 200, body = OfficeServiceRecord)))]
async fn one(visit: OfficeVisit, Id(id): Id<ServiceId>) -> Served {
    let mut ctx = visit.begin().await?;
    let record = catalogue::record(&mut ctx, id).await?;
    show(ctx, OfficeServiceRecord::from(record)).await
}

/// Changes a service; what was ordered stays as it was ordered.
#[utoipa::path(put, path = "/services/{id}", tag = "office services", params(("id" = Uuid, Path)), responses((status = 204, description = "Saved")))]
async fn update(visit: OfficeVisit, Id(id): Id<ServiceId>, Json(form): Json<NewService>) -> Served {
    let mut ctx = visit.begin().await?;
    catalogue::update(&mut ctx, id, &form.into()).await?;
    done(ctx).await
}

/// Takes a service off the shelf.
#[utoipa::path(post, path = "/services/{id}/withdrawal", tag = "office services", params(("id" = Uuid, Path)), responses((status = 204, description = "Withdrawn")))]
async fn withdraw(visit: OfficeVisit, Id(id): Id<ServiceId>) -> Served {
    let mut ctx = visit.begin().await?;
    catalogue::withdraw(&mut ctx, id).await?;
    done(ctx).await
}

/// Puts a service back on the shelf.
#[utoipa::path(post, path = "/services/{id}/restoration", tag = "office services", params(("id" = Uuid, Path)), responses((status = 204, description = "Active")))]
async fn restore(visit: OfficeVisit, Id(id): Id<ServiceId>) -> Served {
    let mut ctx = visit.begin().await?;
    catalogue::restore(&mut ctx, id).await?;
    done(ctx).await
}

/// Makes these the service's options; absent ones are withdrawn.
#[utoipa::path(put, path = "/services/{id}/options", tag = "office services", params(("id" = Uuid, Path)), responses((status = 204, description = "Saved")))]
async fn replace_options(visit: OfficeVisit, Id(id): Id<ServiceId>, Json(options): Json<Vec<NewOption>>) -> Served {
    let mut ctx = visit.begin().await?;
    let options: Vec<OptionForm> = options.into_iter().map(Into::into).collect();
    catalogue::replace_options(&mut ctx, id, &options).await?;
    done(ctx).await
}

/// Adds a price that starts now or later.
#[utoipa::path(post, path = "/services/{id}/prices", tag = "office services", params(("id" = Uuid, Path)), responses((status = 204, description = "Added")))]
async fn add_price(visit: OfficeVisit, Id(id): Id<ServiceId>, Json(price): Json<Price>) -> Served {
    let mut ctx = visit.begin().await?;
    let version = PriceVersion { starts_at: price.starts_at, base_minor: price.base_minor };
    catalogue::add_price(&mut ctx, id, version).await?;
    done(ctx).await
}

/// Takes back a price that has not started.
#[utoipa::path(delete, path = "/services/{id}/prices/{starts_at}", tag = "office services",
    params(("id" = Uuid, Path), ("starts_at" = Timestamp, Path)), responses((status = 204, description = "Removed")))]
async fn remove_price(visit: OfficeVisit, Id((id, starts_at)): Id<(ServiceId, Timestamp)>) -> Served {
    let mut ctx = visit.begin().await?;
    catalogue::remove_price(&mut ctx, id, starts_at).await?;
    done(ctx).await
}
