//! The switch of the worker's app: online, busy, offline.

use super::{Presence, db};
use lares_kernel::error::FORBIDDEN;
use lares_kernel::{Ctx, Error, Permission, Result};
use serde_json::json;

/// The acting worker says whether they take jobs right now.
///
/// # Errors
/// `forbidden` for anybody but a worker.
pub async fn set_presence(ctx: &mut Ctx, presence: Presence) -> Result<()> {
    ctx.authorize(Permission::WorkerWrite)?;
    let worker = ctx.actor().worker().ok_or_else(|| Error::new(FORBIDDEN))?;
    db::workers::set_presence(ctx, worker, presence).await?;
    ctx.announce("roster.presence_changed", worker.uuid(), json!({ "presence": presence })).await
}
