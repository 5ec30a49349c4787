//! Counters that later modules move inside their own authorized use cases.

use super::db;
use lares_kernel::{Ctx, Permission, Result, ServiceId};

/// Counts one overall rating of 1 to 5.
pub(crate) async fn add_rating(ctx: &mut Ctx, service: ServiceId, overall: i32) -> Result<()> {
    ctx.authorize(Permission::ReviewWrite)?;
    db::writing::add_rating(ctx, service, overall).await
}

/// Counts one finished visit. Whoever finishes an order was asked for that permission before.
pub(crate) async fn count_sale(ctx: &mut Ctx, service: ServiceId) -> Result<()> {
    ctx.authorize(Permission::OrderPerform)?;
    db::writing::count_sale(ctx, service).await
}
