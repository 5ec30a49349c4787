//! The outbox of text messages as the catcher page of the demo and the tests shows it.

use super::db;
use jiff::Timestamp;
use lares_kernel::{Control, Result, TenantId};
use serde::Serialize;

/// A text message somebody would have got.
#[derive(Clone, Debug, Serialize)]
pub struct TextMessage {
    /// None = from the platform itself.
    pub tenant: Option<TenantId>,
    pub phone: String,
    pub body: String,
    pub created_at: Timestamp,
}

/// The newest hundred. Whoever calls has made sure that text messages are caught here and not sent: they hold codes.
///
/// # Errors
/// When the database does not answer.
pub async fn recent_texts(control: &Control) -> Result<Vec<TextMessage>> {
    db::texts::recent(control).await
}
