//! Price versions: a base price that holds from a moment on.

use super::edit::HIGHEST_MINOR;
use super::faults::Faults;
use super::{PRICE_PAST, PRICE_STARTED, db};
use jiff::Timestamp;
use lares_kernel::{Ctx, Error, Permission, Result, ServiceId};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PriceVersion {
    pub starts_at: Timestamp,
    pub base_minor: i64,
}

/// Adds a price that starts now or later; quotes made before keep theirs.
///
/// # Errors
/// `invalid` with the wrong fields, `catalogue.price_date_taken`, `not_found`.
pub async fn add_price(ctx: &mut Ctx, service: ServiceId, price: PriceVersion) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    let mut faults = Faults::default();
    faults.number("base_minor", price.base_minor, &(0..=HIGHEST_MINOR));
    if price.starts_at < ctx.now() {
        faults.add("starts_at", PRICE_PAST);
    }
    faults.done()?;
    db::writing::lock(ctx, service).await?;
    db::writing::insert_price(ctx, service, price).await?;
    ctx.announce("service.price_set", service.uuid(), json!({ "starts_at": price.starts_at, "base_minor": price.base_minor }))
        .await
}

/// Takes back a price that has not started.
///
/// # Errors
/// `catalogue.price_has_started`, also when there is none.
pub async fn remove_price(ctx: &mut Ctx, service: ServiceId, starts_at: Timestamp) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    if !db::writing::delete_price(ctx, service, starts_at).await? {
        return Err(Error::new(PRICE_STARTED));
    }
    ctx.announce("service.price_removed", service.uuid(), json!({ "starts_at": starts_at })).await
}
