//! Finding workers: customers by what they need done, the office by name and state.

use super::{Presence, Sex, WorkerState, db, office};
use crate::catalogue::{self, Skill, mean_hundredths};
use lares_kernel::{BlobId, Ctx, Page, PageRequest, Permission, Result, ServiceId, SkillId, WorkerId};
use serde::Serialize;

/// What the company publishes of a worker.
#[derive(Clone, Debug, Serialize)]
pub struct WorkerCard {
    pub id: WorkerId,
    pub name: String,
    /// None when the company does not show it.
    pub sex: Option<Sex>,
    /// Years of age; None when the company does not show it.
    pub age: Option<i32>,
    pub years: i32,
    pub bio: String,
    pub photo: Option<BlobId>,
    pub presence: Presence,
    pub done: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
    pub skills: Vec<Skill>,
}

impl WorkerCard {
    /// The mean of the overall ratings × 100; None before the first.
    #[must_use]
    pub fn rating_hundredths(&self) -> Option<i64> {
        mean_hundredths(self.rating_sum, self.rating_count)
    }
}

/// What a customer looks for; empty or None = whoever.
#[derive(Clone, Debug)]
pub struct WorkerSearch {
    /// Part of the name.
    pub text: String,
    /// Can do this service: has its skills and, today, its certificate.
    pub service: Option<ServiceId>,
    pub skill: Option<SkillId>,
    pub page: PageRequest,
}

impl Default for WorkerSearch {
    fn default() -> Self {
        Self { text: String::new(), service: None, skill: None, page: PageRequest::first() }
    }
}

/// Active workers that match, best rated first; few ratings count less than many.
///
/// # Errors
/// `not_found` for an unknown service.
pub async fn search(ctx: &mut Ctx, search: &WorkerSearch) -> Result<Page<WorkerCard>> {
    ctx.authorize(Permission::WorkerRead)?;
    let (mut skills, mut certificate_kind) = (Vec::new(), None);
    if let Some(service) = search.service {
        let offering = catalogue::offering(ctx, service).await?;
        (skills, certificate_kind) = (offering.skills, offering.certificate_kind);
    }
    skills.extend(search.skill);
    let known = catalogue::skills(ctx).await?;
    db::reading::search(ctx, search, &db::reading::Fitness { skills, certificate_kind, known }).await
}

/// A line of the office's list.
#[derive(Clone, Debug, Serialize)]
pub struct OfficeWorker {
    pub id: WorkerId,
    pub name: String,
    pub phone: String,
    pub sex: Sex,
    pub years: i32,
    pub presence: Presence,
    pub state: WorkerState,
    pub done: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
    /// Certificates nobody has checked yet.
    pub pending_certificates: i64,
}

#[derive(Clone, Debug)]
pub struct OfficeFilter {
    /// Part of the name or phone number.
    pub text: String,
    pub state: Option<WorkerState>,
    pub page: PageRequest,
}

/// Every worker, applications first, then by name.
///
/// # Errors
/// `forbidden` for anybody but staff.
pub async fn list(ctx: &mut Ctx, filter: &OfficeFilter) -> Result<Page<OfficeWorker>> {
    office(ctx, Permission::WorkerRead)?;
    db::reading::list(ctx, filter).await
}
