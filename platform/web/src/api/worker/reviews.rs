//! What customers said about the worker, and the worker's answers.

use crate::api::answer::{Listed, done, show};
use crate::api::extract::{Asked, Id, Json, Paging};
use crate::api::reviews::{Aspects, PublicReview, ReviewText};
use crate::error::Served;
use crate::state::App;
use crate::visit::WorkerVisit;
use crate::worker::me;
use lares_domain::reviews;
use lares_kernel::ReviewId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(aspects)).routes(routes!(reply))
}

/// Reviews of one's visits, newest first.
#[utoipa::path(get, path = "/reviews", tag = "worker", params(Paging), responses((status = 200, body = Listed<PublicReview>)))]
async fn list(visit: WorkerVisit, Asked(paging): Asked<Paging>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = reviews::of_worker(&mut ctx, me(&visit)?, paging.request()?).await?;
    show(ctx, Listed::<PublicReview>::of(page)).await
}

/// One's mean marks by aspect.
#[utoipa::path(get, path = "/aspects", tag = "worker", responses((status = 200, body = Aspects)))]
async fn aspects(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let means = reviews::worker_aspects(&mut ctx, me(&visit)?).await?;
    show(ctx, Aspects::from(means)).await
}

/// Answers a review of one's own visit, once.
#[utoipa::path(put, path = "/reviews/{id}/reply", tag = "worker", params(("id" = Uuid, Path)), responses((status = 204, description = "Answered")))]
async fn reply(visit: WorkerVisit, Id(id): Id<ReviewId>, Json(form): Json<ReviewText>) -> Served {
    let mut ctx = visit.begin().await?;
    reviews::reply(&mut ctx, id, &form.text).await?;
    done(ctx).await
}
