//! What needs a hand now.

use super::db;
use crate::reviews::{self, Review};
use crate::workforce::{self, ExpiringCertificate};
use jiff::{SignedDuration, Timestamp};
use lares_kernel::{Ctx, OrderId, PageRequest, Permission, Result, WorkerId};
use serde::Serialize;

/// Minutes an offer may wait for an answer before the office should look.
const UNANSWERED_MINUTES: i64 = 15;
/// Minutes a stage may be late.
const LATE_MINUTES: i64 = 30;
const CERTIFICATE_DAYS: u16 = 30;
/// The worst mark that is still bad.
const BAD_MARK: i32 = 3;

/// An order that does not move.
#[derive(Clone, Debug, Serialize)]
pub struct StuckOrder {
    pub id: OrderId,
    pub number: String,
    pub service_name: String,
    pub status: String,
    pub worker_id: Option<WorkerId>,
    pub starts_at: Timestamp,
    /// Since when it stands as it does.
    pub since: Timestamp,
}

/// Each list holds at most twenty, the most urgent first.
#[derive(Clone, Debug, Serialize)]
pub struct Attention {
    /// Nobody took them for a quarter of an hour, or the visit begins before long.
    pub unassigned: Vec<StuckOrder>,
    /// The worker should have departed, begun or finished.
    pub overdue: Vec<StuckOrder>,
    /// Empty for who may not see workers.
    pub certificates: Vec<ExpiringCertificate>,
    /// Three stars or fewer without an answer; empty for who may not see reviews.
    pub reviews: Vec<Review>,
}

/// # Errors
/// `forbidden`.
pub async fn attention(ctx: &mut Ctx) -> Result<Attention> {
    ctx.authorize(Permission::ReportRead)?;
    let now = ctx.now();
    let unassigned = db::unassigned(ctx, now - SignedDuration::from_mins(UNANSWERED_MINUTES)).await?;
    let overdue = db::overdue(ctx, now - SignedDuration::from_mins(LATE_MINUTES)).await?;
    let mut certificates = Vec::new();
    if ctx.may(Permission::WorkerRead) {
        certificates = workforce::expiring(ctx, CERTIFICATE_DAYS).await?;
        certificates.truncate(20);
    }
    let mut bad = Vec::new();
    if ctx.may(Permission::ReviewRead) {
        let page = PageRequest::first();
        let filter = reviews::OfficeFilter {
            worst: Some(BAD_MARK),
            unanswered: true,
            worker: None,
            service: None,
            text: String::new(),
            page,
        };
        bad = reviews::list(ctx, &filter).await?.rows;
    }
    Ok(Attention { unassigned, overdue, certificates, reviews: bad })
}
