//! Who works here, as the company publishes it.

use super::answer::{Listed, show};
use super::extract::{Asked, Id, Paging, paging};
use super::reviews::{Aspects, PublicReview};
use crate::error::Served;
use crate::state::App;
use crate::visit::CustomerVisit;
use jiff::civil::Date;
use lares_domain::reviews;
use lares_domain::workforce::{self, WorkerPage, WorkerSearch};
use lares_kernel::{ServiceId, SkillId, WorkerId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(one))
        .routes(routes!(worker_reviews))
        .routes(routes!(worker_aspects))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WorkerQuery {
    /// Part of the name.
    text: Option<String>,
    /// Can do this service today.
    #[param(value_type = Option<Uuid>)]
    service: Option<ServiceId>,
    #[param(value_type = Option<Uuid>)]
    skill: Option<SkillId>,
    page: Option<u32>,
    size: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct WorkerCard {
    id: Uuid,
    name: String,
    /// `female` or `male`; absent when the company does not publish it.
    sex: Option<&'static str>,
    /// Absent when the company does not publish it.
    age: Option<i32>,
    years: i32,
    bio: String,
    photo: Option<Uuid>,
    /// `online`, `busy` or `offline`.
    presence: &'static str,
    done: i64,
    /// Mean × 100; absent before the first.
    rating: Option<i64>,
    reviews: i64,
    skills: Vec<String>,
}

impl From<workforce::WorkerCard> for WorkerCard {
    fn from(card: workforce::WorkerCard) -> Self {
        Self {
            rating: card.rating_hundredths(),
            id: card.id.uuid(),
            name: card.name,
            sex: card.sex.map(workforce::Sex::as_str),
            age: card.age,
            years: card.years,
            bio: card.bio,
            photo: card.photo.map(Uuid::from),
            presence: card.presence.as_str(),
            done: card.done,
            reviews: card.rating_count,
            skills: card.skills.into_iter().map(|skill| skill.name).collect(),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct ShownCertificate {
    kind: String,
    expires_on: Option<Date>,
}

#[derive(Serialize, ToSchema)]
struct Worker {
    #[serde(flatten)]
    card: WorkerCard,
    /// Verified and not expired.
    certificates: Vec<ShownCertificate>,
}

impl From<WorkerPage> for Worker {
    fn from(page: WorkerPage) -> Self {
        let shown = page.certificates.into_iter().map(|one| ShownCertificate { kind: one.kind, expires_on: one.expires_on });
        Self { certificates: shown.collect(), card: page.card.into() }
    }
}

/// Workers, best rated first.
#[utoipa::path(get, path = "/workers", tag = "workers", params(WorkerQuery), responses((status = 200, body = Listed<WorkerCard>)))]
async fn list(visit: CustomerVisit, Asked(query): Asked<WorkerQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let search = WorkerSearch {
        text: query.text.unwrap_or_default(),
        service: query.service,
        skill: query.skill,
        page: paging(query.page, query.size)?,
    };
    let page = workforce::search(&mut ctx, &search).await?;
    show(ctx, Listed::<WorkerCard>::of(page)).await
}

/// One worker.
#[utoipa::path(get, path = "/workers/{id}", tag = "workers", params(("id" = Uuid, Path)), responses((status = 200, body = Worker)))]
async fn one(visit: CustomerVisit, Id(id): Id<WorkerId>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = workforce::page(&mut ctx, id).await?;
    show(ctx, Worker::from(page)).await
}

/// Reviews of a worker, newest first.
#[utoipa::path(get, path = "/workers/{id}/reviews", tag = "workers", params(("id" = Uuid, Path), Paging), responses((status = 200, body = Listed<PublicReview>)))]
async fn worker_reviews(visit: CustomerVisit, Id(id): Id<WorkerId>, Asked(paging): Asked<Paging>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = reviews::of_worker(&mut ctx, id, paging.request()?).await?;
    show(ctx, Listed::<PublicReview>::of(page)).await
}

/// Mean marks of a worker by aspect.
#[utoipa::path(get, path = "/workers/{id}/aspects", tag = "workers", params(("id" = Uuid, Path)), responses((status = 200, body = Aspects)))]
async fn worker_aspects(visit: CustomerVisit, Id(id): Id<WorkerId>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::page(&mut ctx, id).await?;
    let means = reviews::worker_aspects(&mut ctx, id).await?;
    show(ctx, Aspects::from(means)).await
}
