//! Counters that later modules move inside their own authorized use cases.

use super::db;
use lares_kernel::{Ctx, Permission, Result, WorkerId};

/// Counts one overall rating of 1 to 5.
pub(crate) async fn add_rating(ctx: &mut Ctx, worker: WorkerId, overall: i32) -> Result<()> {
    ctx.authorize(Permission::ReviewWrite)?;
    db::workers::add_rating(ctx, worker, overall).await
}

/// Counts one finished visit.
pub(crate) async fn count_done(ctx: &mut Ctx, worker: WorkerId) -> Result<()> {
    ctx.authorize(Permission::OrderPerform)?;
    db::workers::count_done(ctx, worker).await
}
