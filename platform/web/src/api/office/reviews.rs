//! The office's pile of reviews.

use crate::api::answer::{Listed, done, show};
use crate::api::extract::{Asked, Id, Json, paging};
use crate::api::reviews::{PublicReview, ReviewText};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use lares_domain::reviews::{self, OfficeFilter, Review};
use lares_kernel::{ReviewId, ServiceId, WorkerId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(reply))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReviewsQuery {
    /// At most this overall mark.
    worst: Option<i32>,
    /// Only those without a reply.
    #[serde(default)]
    unanswered: bool,
    #[param(value_type = Option<Uuid>)]
    worker: Option<WorkerId>,
    #[param(value_type = Option<Uuid>)]
    service: Option<ServiceId>,
    page: Option<u32>,
    size: Option<u32>,
}

/// A review with who wrote it.
#[derive(Serialize, ToSchema)]
struct OfficeReview {
    order_id: Uuid,
    customer_id: Uuid,
    review: PublicReview,
}

impl From<Review> for OfficeReview {
    fn from(review: Review) -> Self {
        Self { order_id: review.order_id.uuid(), customer_id: review.customer_id.uuid(), review: review.into() }
    }
}

/// Reviews that match, newest first.
#[utoipa::path(get, path = "/reviews", tag = "office reviews", params(ReviewsQuery), responses((status = 200, body = Listed<OfficeReview>)))]
async fn list(visit: OfficeVisit, Asked(query): Asked<ReviewsQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let filter = OfficeFilter {
        worst: query.worst,
        unanswered: query.unanswered,
        worker: query.worker,
        service: query.service,
        text: String::new(),
        page: paging(query.page, query.size)?,
    };
    let page = reviews::list(&mut ctx, &filter).await?;
    show(ctx, Listed::<OfficeReview>::of(page)).await
}

/// Answers for the worker, once.
#[utoipa::path(put, path = "/reviews/{id}/reply", tag = "office reviews", params(("id" = Uuid, Path)), responses((status = 204, description = "Answered")))]
async fn reply(visit: OfficeVisit, Id(id): Id<ReviewId>, Json(form): Json<ReviewText>) -> Served {
    let mut ctx = visit.begin().await?;
    reviews::reply(&mut ctx, id, &form.text).await?;
    done(ctx).await
}
