//! E-mail: read what to send, send it outside any transaction, write down how it went.

use super::db;
use lares_kernel::{Ctx, Locale, Permission, Result};
use serde_json::Value;
use uuid::Uuid;

/// The job that delivers one e-mail; its payload names the `delivery`.
pub const DELIVER_EMAIL: &str = "deliver_email";

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Makes the letter of a message in the reader's language; the pages' templates and locales stand behind it.
pub trait Letters: Send + Sync {
    fn render(&self, locale: Locale, kind: &str, args: &Value) -> Letter;
}

/// A letter ready to go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outgoing {
    pub address: String,
    /// The company's name, to stand before the sender's address.
    pub from_name: String,
    pub letter: Letter,
}

/// What is still to be sent; None when it went already.
///
/// # Errors
/// `forbidden`, `not_found`.
pub async fn outgoing(ctx: &mut Ctx, letters: &dyn Letters, delivery: Uuid) -> Result<Option<Outgoing>> {
    ctx.authorize_owned(Permission::MessageWrite, &[])?;
    let Some(waiting) = db::waiting(ctx, delivery).await? else {
        return Ok(None);
    };
    let locale = waiting.locale.as_deref().and_then(Locale::parse).unwrap_or(ctx.tenant().locale);
    let letter = letters.render(locale, &waiting.kind, &waiting.args);
    Ok(Some(Outgoing { address: waiting.address, from_name: ctx.tenant().name.clone(), letter }))
}

/// # Errors
/// `forbidden`.
pub async fn sent(ctx: &mut Ctx, delivery: Uuid) -> Result<()> {
    ctx.authorize_owned(Permission::MessageWrite, &[])?;
    db::sent(ctx, delivery).await
}

/// Counts the failure; `is_final` when the job will not try again.
///
/// # Errors
/// `forbidden`.
pub async fn failed(ctx: &mut Ctx, delivery: Uuid, error: &str, is_final: bool) -> Result<()> {
    ctx.authorize_owned(Permission::MessageWrite, &[])?;
    let shown: String = error.chars().take(300).collect();
    let state = if is_final { "failed" } else { "queued" };
    db::failed(ctx, delivery, &shown, state).await
}
