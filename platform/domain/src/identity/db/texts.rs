//! SQL of the outbox of text messages.

use super::super::texts::TextMessage;
use lares_kernel::{Control, Result};

pub async fn recent(control: &Control) -> Result<Vec<TextMessage>> {
    let rows = sqlx::query!(
        "select tenant_id, phone, body, created_at
           from control.sms
          order by created_at desc, id desc
          limit 100"
    )
    .fetch_all(control.pool())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| TextMessage {
            tenant: row.tenant_id.map(Into::into),
            phone: row.phone,
            body: row.body,
            created_at: row.created_at.to_jiff(),
        })
        .collect())
}
