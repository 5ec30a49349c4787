//! A service as pricing and scheduling need it.

use super::db;
use lares_kernel::{Ctx, OptionId, Permission, Result, ServiceId, SkillId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize)]
pub struct Offering {
    pub id: ServiceId,
    pub name: String,
    pub minutes: i64,
    pub cleanup_minutes: i64,
    /// The price that holds now, in minor units of the company's currency.
    pub base_minor: i64,
    pub certificate_kind: Option<String>,
    pub skills: Vec<SkillId>,
    pub options: Vec<OfferingOption>,
}

/// Something one can add to a service.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OfferingOption {
    pub id: OptionId,
    pub name: String,
    pub price_minor: i64,
    pub minutes: i64,
    pub max_quantity: i64,
}

/// An active service with its active options and the price that holds now.
///
/// # Errors
/// `not_found`, also for a withdrawn service.
pub async fn offering(ctx: &mut Ctx, id: ServiceId) -> Result<Offering> {
    ctx.authorize(Permission::ServiceRead)?;
    db::reading::offering(ctx, id, true).await
}

/// The same also after the service was withdrawn: what was ordered is still done. Whoever asks was asked for the order's permission.
///
/// # Errors
/// `not_found`.
pub(crate) async fn offering_ever(ctx: &mut Ctx, id: ServiceId) -> Result<Offering> {
    db::reading::offering(ctx, id, false).await
}
