//! The message centre of whoever asks.

use super::db;
use super::table::Audience;
use jiff::Timestamp;
use lares_kernel::error::{NOT_FOUND, SIGN_IN};
use lares_kernel::signals::Topic;
use lares_kernel::{Actor, Ctx, Error, MessageId, OrderId, Page, PageRequest, Permission, Result};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

#[derive(Clone, Debug, Serialize)]
pub struct Message {
    pub id: MessageId,
    pub kind: String,
    pub args: Value,
    pub order_id: Option<OrderId>,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

/// What one looks for among one's messages.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Part of what a message says by name: an order's number, a service, a person, a place.
    pub text: String,
    /// Kinds whose own words hold the text; only who speaks the reader's language knows them.
    pub kinds: Vec<String>,
    pub only_unread: bool,
}

/// The newest first.
///
/// # Errors
/// `forbidden`, `sign_in_first`.
pub async fn list(ctx: &mut Ctx, page: PageRequest) -> Result<Page<Message>> {
    search(ctx, &Search::default(), page).await
}

/// Those that match, the newest first.
///
/// # Errors
/// `forbidden`, `sign_in_first`.
pub async fn search(ctx: &mut Ctx, search: &Search, page: PageRequest) -> Result<Page<Message>> {
    let me = recipient(ctx, Permission::MessageRead)?;
    let (rows, total) = db::search(ctx, me, search, page).await?;
    Ok(page.page(rows, total))
}

/// How many are not read yet.
///
/// # Errors
/// `forbidden`, `sign_in_first`.
pub async fn unread(ctx: &mut Ctx) -> Result<i64> {
    let me = recipient(ctx, Permission::MessageRead)?;
    db::unread(ctx, me).await
}

/// # Errors
/// `forbidden`; `not_found` when it is somebody else's.
pub async fn mark_read(ctx: &mut Ctx, id: MessageId) -> Result<()> {
    let me = recipient(ctx, Permission::MessageWrite)?;
    if !db::mark_read(ctx, me, id).await? {
        return Err(Error::new(NOT_FOUND));
    }
    ctx.nudge(Topic::Message, me.1.to_string()).await
}

/// # Errors
/// `forbidden`, `sign_in_first`.
pub async fn mark_all_read(ctx: &mut Ctx) -> Result<()> {
    let me = recipient(ctx, Permission::MessageWrite)?;
    db::mark_all_read(ctx, me).await?;
    ctx.nudge(Topic::Message, me.1.to_string()).await
}

/// # Errors
/// `forbidden`; `not_found` when it is somebody else's.
pub async fn delete(ctx: &mut Ctx, id: MessageId) -> Result<()> {
    let me = recipient(ctx, Permission::MessageWrite)?;
    if !db::delete(ctx, me, id).await? {
        return Err(Error::new(NOT_FOUND));
    }
    ctx.nudge(Topic::Message, me.1.to_string()).await
}

/// Whose messages the actor reads: always their own, whatever the scope.
pub(super) fn recipient(ctx: &Ctx, permission: Permission) -> Result<(Audience, Uuid)> {
    ctx.authorize(permission)?;
    oneself(ctx)
}

/// Who the actor is to others.
pub(super) fn oneself(ctx: &Ctx) -> Result<(Audience, Uuid)> {
    match ctx.actor() {
        Actor::Customer { id, .. } => Ok((Audience::Customer, id.uuid())),
        Actor::Worker { id, .. } => Ok((Audience::Worker, id.uuid())),
        Actor::Staff { id, .. } => Ok((Audience::Staff, id.uuid())),
        Actor::Guest => Err(Error::new(SIGN_IN)),
        Actor::System => Err(Error::new(NOT_FOUND)),
    }
}
