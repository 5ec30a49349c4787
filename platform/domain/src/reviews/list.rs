//! Reading reviews: of a service, of a worker, of an order, and the office's pile.

use super::{Scores, db};
use crate::workforce::office;
use jiff::Timestamp;
use lares_kernel::{BlobId, Ctx, CustomerId, OrderId, Page, PageRequest, Permission, Result, ReviewId, ServiceId, WorkerId};
use serde::Serialize;

/// A review. Who wrote it is for the office and the writer: public pages must not show `customer_id` or `order_id`.
#[derive(Clone, Debug, Serialize)]
pub struct Review {
    pub id: ReviewId,
    #[serde(skip)]
    pub order_id: OrderId,
    #[serde(skip)]
    pub customer_id: CustomerId,
    pub worker_id: WorkerId,
    pub service_id: ServiceId,
    pub scores: Scores,
    pub overall: i32,
    pub body: String,
    pub pictures: Vec<BlobId>,
    pub appended: Option<String>,
    pub appended_at: Option<Timestamp>,
    pub appended_pictures: Vec<BlobId>,
    pub reply: Option<String>,
    pub replied_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// What the office wants to see; None = all.
#[derive(Clone, Debug)]
pub struct OfficeFilter {
    /// At most this overall mark; 3 = the bad ones.
    pub worst: Option<i32>,
    /// Only those without a reply.
    pub unanswered: bool,
    pub worker: Option<WorkerId>,
    pub service: Option<ServiceId>,
    /// Words of the customer or of the answer; empty finds all.
    pub text: String,
    pub page: PageRequest,
}

/// What a review is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    Service(ServiceId),
    Worker(WorkerId),
}

/// Which of them everybody wants to see.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub about: About,
    /// Exactly this overall mark.
    pub stars: Option<i32>,
    pub only_pictures: bool,
    pub page: PageRequest,
}

/// Reviews for everybody, newest first.
///
/// # Errors
/// `forbidden`.
pub async fn shown(ctx: &mut Ctx, shown: &Shown) -> Result<Page<Review>> {
    ctx.authorize(Permission::ReviewRead)?;
    db::shown(ctx, shown).await
}

/// All reviews of a service, newest first.
///
/// # Errors
/// `forbidden`.
pub async fn of_service(ctx: &mut Ctx, service: ServiceId, page: PageRequest) -> Result<Page<Review>> {
    shown(ctx, &Shown { about: About::Service(service), stars: None, only_pictures: false, page }).await
}

/// All reviews of a worker, newest first.
///
/// # Errors
/// `forbidden`.
pub async fn of_worker(ctx: &mut Ctx, worker: WorkerId, page: PageRequest) -> Result<Page<Review>> {
    shown(ctx, &Shown { about: About::Worker(worker), stars: None, only_pictures: false, page }).await
}

/// The review of an order, if it was written; reviews are public, orders are not, so only who may see the order knows its id.
///
/// # Errors
/// `forbidden`.
pub async fn of_order(ctx: &mut Ctx, order: OrderId) -> Result<Option<Review>> {
    ctx.authorize(Permission::ReviewRead)?;
    db::of_order(ctx, order).await
}

/// Reviews for the office, newest first.
///
/// # Errors
/// `forbidden` for anybody but staff.
pub async fn list(ctx: &mut Ctx, filter: &OfficeFilter) -> Result<Page<Review>> {
    office(ctx, Permission::ReviewRead)?;
    db::list(ctx, filter).await
}
