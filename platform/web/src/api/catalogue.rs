//! What the company sells, for whoever looks.

use super::answer::{Listed, show};
use super::extract::{Asked, Id, Paging, paging};
use super::reviews::{Aspects, PublicReview};
use crate::error::Served;
use crate::state::App;
use crate::visit::CustomerVisit;
use lares_domain::catalogue::pictures;
use lares_domain::catalogue::{self, CategoryNode, OfferingOption, ServicePage, ServiceSearch, ServiceSort};
use lares_domain::{reviews, workforce};
use lares_kernel::{CategoryId, Error, Result, ServiceId, WorkerId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(categories))
        .routes(routes!(services))
        .routes(routes!(service))
        .routes(routes!(service_reviews))
        .routes(routes!(service_aspects))
        .routes(routes!(skills))
}

#[derive(Serialize, ToSchema)]
struct CategoryRow {
    id: Uuid,
    name: String,
    description: String,
    icon: String,
    /// Services in it and below it.
    services: i64,
    #[schema(no_recursion)]
    children: Vec<CategoryRow>,
}

impl From<CategoryNode> for CategoryRow {
    fn from(node: CategoryNode) -> Self {
        let category = node.category;
        Self {
            id: category.id.uuid(),
            name: category.name,
            description: category.description,
            icon: category.icon,
            services: node.services,
            children: node.children.into_iter().map(Into::into).collect(),
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ServiceQuery {
    /// Part of the name or summary.
    text: Option<String>,
    #[param(value_type = Option<Uuid>)]
    category: Option<CategoryId>,
    lowest_minor: Option<i64>,
    highest_minor: Option<i64>,
    /// At least this mean rating × 100.
    least_rating: Option<i64>,
    /// Only what this worker can do.
    #[param(value_type = Option<Uuid>)]
    worker: Option<WorkerId>,
    /// `popular`, `price` or `rating`.
    sort: Option<String>,
    page: Option<u32>,
    size: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct ServiceCard {
    id: Uuid,
    category_id: Uuid,
    name: String,
    summary: String,
    minutes: i64,
    /// In minor units of the company's currency, without options.
    from_minor: i64,
    sold: i64,
    /// Mean × 100; absent before the first.
    rating: Option<i64>,
    reviews: i64,
    cover: Option<Uuid>,
}

impl From<catalogue::ServiceCard> for ServiceCard {
    fn from(card: catalogue::ServiceCard) -> Self {
        Self {
            rating: card.rating_hundredths(),
            id: card.id.uuid(),
            category_id: card.category_id.uuid(),
            name: card.name,
            summary: card.summary,
            minutes: card.minutes,
            from_minor: card.from_minor,
            sold: card.sold,
            reviews: card.rating_count,
            cover: card.cover.map(Uuid::from),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct ServiceOption {
    id: Uuid,
    name: String,
    price_minor: i64,
    minutes: i64,
    max_quantity: i64,
}

impl From<OfferingOption> for ServiceOption {
    fn from(option: OfferingOption) -> Self {
        Self {
            id: option.id.uuid(),
            name: option.name,
            price_minor: option.price_minor,
            minutes: option.minutes,
            max_quantity: option.max_quantity,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct Picture {
    id: Uuid,
    /// Of the picture itself.
    picture: Uuid,
    /// `cover`, `before` or `after`.
    kind: &'static str,
}

impl From<pictures::Picture> for Picture {
    fn from(picture: pictures::Picture) -> Self {
        Self { id: picture.id, picture: picture.blob_id.uuid(), kind: picture.kind.as_str() }
    }
}

/// What a worker can do and a service asks for.
#[derive(Serialize, ToSchema)]
struct Skill {
    id: Uuid,
    name: String,
}

/// A service in full.
#[derive(Serialize, ToSchema)]
pub struct Service {
    id: Uuid,
    category_id: Uuid,
    name: String,
    summary: String,
    description: String,
    minutes: i64,
    from_minor: i64,
    steps: Vec<String>,
    tools: Vec<String>,
    included: Vec<String>,
    excluded: Vec<String>,
    certificate_kind: Option<String>,
    skills: Vec<Uuid>,
    options: Vec<ServiceOption>,
    pictures: Vec<Picture>,
    sold: i64,
    rating_sum: i64,
    rating_count: i64,
}

impl From<ServicePage> for Service {
    fn from(page: ServicePage) -> Self {
        Self {
            id: page.id.uuid(),
            category_id: page.category_id.uuid(),
            name: page.name,
            summary: page.summary,
            description: page.description,
            minutes: page.minutes,
            from_minor: page.from_minor,
            steps: page.steps,
            tools: page.tools,
            included: page.included,
            excluded: page.excluded,
            certificate_kind: page.certificate_kind,
            skills: page.skills.into_iter().map(Uuid::from).collect(),
            options: page.options.into_iter().map(Into::into).collect(),
            pictures: page.pictures.into_iter().map(Into::into).collect(),
            sold: page.sold,
            rating_sum: page.rating_sum,
            rating_count: page.rating_count,
        }
    }
}

/// The tree of categories.
#[utoipa::path(get, path = "/categories", tag = "catalogue", responses((status = 200, body = Vec<CategoryRow>)))]
async fn categories(visit: CustomerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let tree = catalogue::tree(&mut ctx).await?;
    show(ctx, tree.into_iter().map(CategoryRow::from).collect::<Vec<_>>()).await
}

/// Services, by what one looks for.
#[utoipa::path(get, path = "/services", tag = "catalogue", params(ServiceQuery), responses((status = 200, body = Listed<ServiceCard>)))]
async fn services(visit: CustomerVisit, Asked(query): Asked<ServiceQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let skills = match query.worker {
        Some(worker) => Some(workforce::skills_of(&mut ctx, worker).await?),
        None => None,
    };
    let search = ServiceSearch { skills, ..search(query)? };
    let page = catalogue::search(&mut ctx, &search).await?;
    show(ctx, Listed::<ServiceCard>::of(page)).await
}

fn search(query: ServiceQuery) -> Result<ServiceSearch> {
    let sort = match query.sort.as_deref() {
        None => ServiceSort::default(),
        Some(name) => ServiceSort::parse(name).ok_or_else(|| Error::field("sort", catalogue::CHOICE_UNKNOWN))?,
    };
    Ok(ServiceSearch {
        text: query.text.unwrap_or_default(),
        category: query.category,
        lowest_minor: query.lowest_minor,
        highest_minor: query.highest_minor,
        least_rating: query.least_rating,
        skills: None,
        sort,
        page: paging(query.page, query.size)?,
    })
}

/// One service in full.
#[utoipa::path(get, path = "/services/{id}", tag = "catalogue", params(("id" = Uuid, Path)), responses((status = 200, body = Service)))]
async fn service(visit: CustomerVisit, Id(id): Id<ServiceId>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = catalogue::page(&mut ctx, id).await?;
    show(ctx, Service::from(page)).await
}

/// Reviews of a service, newest first.
#[utoipa::path(get, path = "/services/{id}/reviews", tag = "catalogue", params(("id" = Uuid, Path), Paging), responses((status = 200, body = Listed<PublicReview>)))]
async fn service_reviews(visit: CustomerVisit, Id(id): Id<ServiceId>, Asked(paging): Asked<Paging>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = reviews::of_service(&mut ctx, id, paging.request()?).await?;
    show(ctx, Listed::<PublicReview>::of(page)).await
}

/// Mean marks of a service by aspect.
#[utoipa::path(get, path = "/services/{id}/aspects", tag = "catalogue", params(("id" = Uuid, Path)), responses((status = 200, body = Aspects)))]
async fn service_aspects(visit: CustomerVisit, Id(id): Id<ServiceId>) -> Served {
    let mut ctx = visit.begin().await?;
    catalogue::page(&mut ctx, id).await?;
    let means = reviews::service_aspects(&mut ctx, id).await?;
    show(ctx, Aspects::from(means)).await
}

/// Every skill the company knows.
#[utoipa::path(get, path = "/skills", tag = "catalogue", responses((status = 200, body = Vec<Skill>)))]
async fn skills(visit: CustomerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let all = catalogue::skills(&mut ctx).await?;
    show(ctx, all.into_iter().map(|one| Skill { id: one.id.uuid(), name: one.name }).collect::<Vec<_>>()).await
}
