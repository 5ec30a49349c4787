//! The outbox of text messages: written with the code, sent after commit, or shown on the catcher page of the demo and the tests.
//!
//! Invariant: a message is sent once; only one the provider did not take is tried again, and never when its code is dead anyway.
//! Invariant: what was sent is not kept: the text held a code.

use super::db;
use super::db::texts::Waiting;
use futures::future::{BoxFuture, join_all};
use jiff::{SignedDuration, Timestamp};
use lares_kernel::{Control, Result, TenantId};
use serde::Serialize;

/// Messages sent at once; none waits for another's turn, so that all are sent well within their lease.
const SIDE_BY_SIDE: usize = 8;
/// Tries of one message, 2 s, 4 s … apart.
pub(super) const TRIES: i32 = 5;
/// As long as the code in it lives.
const LIFE: SignedDuration = SignedDuration::from_mins(5);

/// A text message somebody would have got.
#[derive(Clone, Debug, Serialize)]
pub struct TextMessage {
    /// None = from the platform itself.
    pub tenant: Option<TenantId>,
    pub phone: String,
    pub body: String,
    pub created_at: Timestamp,
}

/// Sends text messages; the product's runs the operator's program.
pub trait Texts: Send + Sync {
    /// Answers within half a minute. An error means that the provider did not take it, so that trying again does not send it twice.
    fn send<'a>(&'a self, phone: &'a str, body: &'a str) -> BoxFuture<'a, Result<()>>;
}

/// Claims a handful of messages that wait and sends them side by side. Answers how many were claimed.
///
/// # Errors
/// When the control plane does not answer; a message that is not taken is put back, not an error here.
pub async fn send_texts(control: &Control, texts: &dyn Texts) -> Result<usize> {
    let now = control.clock().now();
    let waiting = db::texts::claim(control, now, now - LIFE, SIDE_BY_SIDE).await?;
    // All of them end, even when the control plane fails one.
    let sent = join_all(waiting.into_iter().map(|one| send(control, texts, one))).await;
    let count = sent.len();
    sent.into_iter().collect::<Result<()>>().map(|()| count)
}

async fn send(control: &Control, texts: &dyn Texts, Waiting { id, phone, body, tries }: Waiting) -> Result<()> {
    let Err(error) = texts.send(&phone, &body).await else {
        return db::texts::sent(control, id, control.clock().now()).await;
    };
    tracing::warn!(%id, tries, "a text message was not taken: {error}");
    let again = control.clock().now() + SignedDuration::from_secs(1 << tries.clamp(1, TRIES));
    db::texts::put_back(control, id, again).await
}

/// The newest hundred. Whoever calls has made sure that text messages are caught here and not sent: they hold codes.
///
/// # Errors
/// When the database does not answer.
pub async fn recent_texts(control: &Control) -> Result<Vec<TextMessage>> {
    db::texts::recent(control).await
}
