//! One worker: as published, and as the office and the worker know them.

use super::{Certificate, Presence, Sex, WorkerCard, WorkerState, db, office};
use crate::catalogue;
use jiff::Timestamp;
use jiff::civil::Date;
use lares_kernel::{BlobId, Ctx, Permission, PersonId, Place, Result, SkillId, WorkerId};
use serde::{Deserialize, Serialize};

/// A verified certificate as customers see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PublicCertificate {
    pub kind: String,
    pub expires_on: Option<Date>,
}

#[derive(Clone, Debug, Serialize)]
pub struct WorkerPage {
    pub card: WorkerCard,
    /// Verified and not expired.
    pub certificates: Vec<PublicCertificate>,
}

/// Everything about a worker.
#[derive(Clone, Debug, Serialize)]
pub struct WorkerRecord {
    pub id: WorkerId,
    pub person_id: PersonId,
    pub name: String,
    pub phone: String,
    pub sex: Sex,
    pub birth_year: i32,
    pub years: i32,
    pub bio: String,
    pub photo: Option<BlobId>,
    pub home: Place,
    pub presence: Presence,
    pub state: WorkerState,
    pub shows_sex: bool,
    pub shows_age: bool,
    pub shows_photo: bool,
    pub done: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
    pub created_at: Timestamp,
    pub skills: Vec<SkillId>,
    pub certificates: Vec<Certificate>,
}

/// An active worker as published.
///
/// # Errors
/// `not_found`, also for a worker who is not active.
pub async fn page(ctx: &mut Ctx, id: WorkerId) -> Result<WorkerPage> {
    ctx.authorize(Permission::WorkerRead)?;
    let known = catalogue::skills(ctx).await?;
    db::reading::page(ctx, id, &known).await
}

/// A worker for the office, or the acting worker's own record.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn record(ctx: &mut Ctx, id: WorkerId) -> Result<WorkerRecord> {
    if ctx.actor().worker() == Some(id) {
        ctx.authorize(Permission::WorkerWrite)?;
    } else {
        office(ctx, Permission::WorkerRead)?;
    }
    db::reading::record(ctx, id).await
}

/// What an active worker can do; together with `catalogue::search` it finds a worker's services.
///
/// # Errors
/// `forbidden`.
pub async fn skills_of(ctx: &mut Ctx, id: WorkerId) -> Result<Vec<SkillId>> {
    ctx.authorize(Permission::WorkerRead)?;
    db::reading::skills_of(ctx, id).await
}

/// The worker a person is in this company, for signing in.
///
/// # Errors
/// `forbidden`.
pub async fn by_person(ctx: &mut Ctx, person: PersonId) -> Result<Option<(WorkerId, WorkerState)>> {
    ctx.authorize(Permission::WorkerRead)?;
    db::workers::by_person(ctx, person).await
}

/// The number of a worker; whoever calls has made sure that it may be shown. None when they left.
pub(crate) async fn phone(ctx: &mut Ctx, id: WorkerId) -> Result<Option<String>> {
    db::reading::phone(ctx, id).await
}
