//! What customers say after a visit.

use super::answer::{Made, done, show};
use super::extract::{Id, IfKeyed, Json};
use crate::error::Served;
use crate::state::App;
use crate::visit::SignedInVisit;
use jiff::Timestamp;
use lares_domain::orders;
use lares_domain::reviews::{self, Addition, Review, ReviewForm};
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{BlobId, Error, OrderId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read, write)).routes(routes!(append))
}

/// One to five for each aspect.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scores {
    quality: i32,
    attitude: i32,
    as_expected: i32,
    skill: i32,
    efficiency: i32,
}

impl From<reviews::Scores> for Scores {
    fn from(scores: reviews::Scores) -> Self {
        let reviews::Scores { quality, attitude, as_expected, skill, efficiency } = scores;
        Self { quality, attitude, as_expected, skill, efficiency }
    }
}

impl From<Scores> for reviews::Scores {
    fn from(scores: Scores) -> Self {
        let Scores { quality, attitude, as_expected, skill, efficiency } = scores;
        Self { quality, attitude, as_expected, skill, efficiency }
    }
}

/// Mean marks × 100, rounded; all zero while `count` is.
#[derive(Serialize, ToSchema)]
pub struct Aspects {
    count: i64,
    overall: i64,
    quality: i64,
    attitude: i64,
    as_expected: i64,
    skill: i64,
    efficiency: i64,
    /// How many gave one star, two, … five.
    stars: [i64; 5],
    with_pictures: i64,
}

impl From<reviews::Aspects> for Aspects {
    fn from(means: reviews::Aspects) -> Self {
        let reviews::Aspects { count, overall, quality, attitude, as_expected, skill, efficiency, stars, with_pictures } = means;
        Self { count, overall, quality, attitude, as_expected, skill, efficiency, stars, with_pictures }
    }
}

/// A review as everybody sees it: nobody learns who wrote it.
#[derive(Serialize, ToSchema)]
pub struct PublicReview {
    id: Uuid,
    worker_id: Uuid,
    service_id: Uuid,
    scores: Scores,
    overall: i32,
    body: String,
    pictures: Vec<Uuid>,
    appended: Option<String>,
    appended_pictures: Vec<Uuid>,
    reply: Option<String>,
    created_at: Timestamp,
}

impl From<Review> for PublicReview {
    fn from(review: Review) -> Self {
        Self {
            id: review.id.uuid(),
            worker_id: review.worker_id.uuid(),
            service_id: review.service_id.uuid(),
            scores: review.scores.into(),
            overall: review.overall,
            body: review.body,
            pictures: review.pictures.into_iter().map(Uuid::from).collect(),
            appended: review.appended,
            appended_pictures: review.appended_pictures.into_iter().map(Uuid::from).collect(),
            reply: review.reply,
            created_at: review.created_at,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewReview {
    scores: Scores,
    #[serde(default)]
    body: String,
    /// Pictures stored before, at most six.
    #[serde(default)]
    #[schema(value_type = Vec<Uuid>)]
    pictures: Vec<BlobId>,
}

impl NewReview {
    fn form(&self) -> ReviewForm {
        ReviewForm { scores: self.scores.into(), body: self.body.clone(), pictures: self.pictures.clone() }
    }
}

/// Words for a review.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewText {
    pub text: String,
}

/// The review of one's order.
#[utoipa::path(get, path = "/orders/{id}/review", tag = "reviews", params(("id" = Uuid, Path)), responses((status = 200, body = PublicReview)))]
async fn read(visit: SignedInVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    orders::read(&mut ctx, id).await?;
    let review = reviews::of_order(&mut ctx, id).await?.ok_or_else(|| Error::new(NOT_FOUND))?;
    show(ctx, PublicReview::from(review)).await
}

/// Reviews a completed order, once.
#[utoipa::path(post, path = "/orders/{id}/review", tag = "reviews", request_body = NewReview,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 201, body = Made)))]
async fn write(visit: SignedInVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<NewReview>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let review = reviews::write(&mut ctx, id, &once.value.form()).await?;
    once.created(ctx, person, &Made { id: review.uuid() }).await
}

/// Second thoughts about a visit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAddition {
    text: String,
    /// Pictures stored before, at most six.
    #[serde(default)]
    #[schema(value_type = Vec<Uuid>)]
    pictures: Vec<BlobId>,
}

/// Adds to one's review, once; the marks stay.
#[utoipa::path(put, path = "/orders/{id}/review/addition", tag = "reviews", params(("id" = Uuid, Path)), responses((status = 204, description = "Added")))]
async fn append(visit: SignedInVisit, Id(id): Id<OrderId>, Json(form): Json<NewAddition>) -> Served {
    let mut ctx = visit.begin().await?;
    orders::read(&mut ctx, id).await?;
    let review = reviews::of_order(&mut ctx, id).await?.ok_or_else(|| Error::new(NOT_FOUND))?;
    reviews::append(&mut ctx, review.id, &Addition { text: form.text, pictures: form.pictures }).await?;
    done(ctx).await
}
