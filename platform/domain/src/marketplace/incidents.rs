//! Failures of plugins, for the office to see.

use super::db;
use jiff::{SignedDuration, Timestamp};
use lares_kernel::{Ctx, Page, PageRequest, Permission, Result};
use serde::Serialize;
use uuid::Uuid;

const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

#[derive(Clone, Debug, Serialize)]
pub struct Incident {
    pub id: Uuid,
    pub plugin_id: String,
    pub version: String,
    pub hook: String,
    pub kind: String,
    pub detail: String,
    pub subject_id: Option<Uuid>,
    pub at: Timestamp,
}

/// Failures of one plugin or of all, newest first; `text` is looked for in what went wrong.
///
/// # Errors
/// `forbidden`.
pub async fn incidents(ctx: &mut Ctx, plugin: Option<&str>, text: &str, page: PageRequest) -> Result<Page<Incident>> {
    ctx.authorize(Permission::PluginRead)?;
    db::incidents(ctx, plugin, text, page).await
}

/// Writes an incident in a transaction of its own; called by the sink, never inside the failing order's transaction.
///
/// # Errors
/// When the database does not answer.
pub async fn record(ctx: &mut Ctx, incident: &lares_extension::Incident) -> Result<()> {
    db::record(ctx, incident).await?;
    ctx.nudge(lares_kernel::signals::Topic::Jobs, incident.plugin.clone()).await
}

/// Forgets up to `limit` incidents older than ninety days. Answers how many went.
///
/// # Errors
/// `forbidden` for everybody but the platform itself.
pub async fn prune_incidents(ctx: &mut Ctx, limit: i64) -> Result<u64> {
    ctx.authorize_platform()?;
    let before = ctx.now() - KEPT;
    db::prune_incidents(ctx, before, limit).await
}
