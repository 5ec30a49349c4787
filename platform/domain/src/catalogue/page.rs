//! One service in full, for customers and for the office's editor.

use super::pictures::Picture;
use super::{OfferingOption, OptionForm, PriceVersion, db};
use lares_kernel::{CategoryId, Ctx, Permission, Result, ServiceId, SkillId};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct ServicePage {
    pub id: ServiceId,
    pub category_id: CategoryId,
    pub name: String,
    pub summary: String,
    pub description: String,
    pub art: String,
    pub minutes: i64,
    /// The price that holds now, without options.
    pub from_minor: i64,
    pub steps: Vec<String>,
    pub tools: Vec<String>,
    pub included: Vec<String>,
    pub excluded: Vec<String>,
    pub certificate_kind: Option<String>,
    pub skills: Vec<SkillId>,
    pub options: Vec<OfferingOption>,
    pub pictures: Vec<Picture>,
    pub sold: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
}

/// What only the office sees of a service.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceRecord {
    pub page: ServicePage,
    pub withdrawn: bool,
    pub cleanup_minutes: i32,
    /// The price while no version has started.
    pub base_minor: i64,
    pub position: i32,
    /// By start.
    pub prices: Vec<PriceVersion>,
    pub options: Vec<OptionForm>,
}

/// An active service as customers see it.
///
/// # Errors
/// `not_found`, also for a withdrawn service.
pub async fn page(ctx: &mut Ctx, id: ServiceId) -> Result<ServicePage> {
    ctx.authorize(Permission::ServiceRead)?;
    let record = db::reading::record(ctx, id).await?;
    if record.withdrawn { Err(lares_kernel::Error::new(lares_kernel::error::NOT_FOUND)) } else { Ok(record.page) }
}

/// Any service as the editor needs it.
///
/// # Errors
/// `not_found`.
pub async fn record(ctx: &mut Ctx, id: ServiceId) -> Result<ServiceRecord> {
    ctx.authorize(Permission::ServiceWrite)?;
    db::reading::record(ctx, id).await
}
