//! SQL of the outbox of text messages.

use super::super::texts::{TRIES, TextMessage};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use lares_kernel::{Control, Result};
use uuid::Uuid;

/// Twice what sending may take: a message of a node that died in the middle is another's after that.
const LEASE: SignedDuration = SignedDuration::from_secs(60);

pub struct Waiting {
    pub id: Uuid,
    pub phone: String,
    pub body: String,
    pub tries: i32,
}

/// Takes messages written since `oldest`, each leased for a minute.
pub async fn claim(control: &Control, now: Timestamp, oldest: Timestamp, limit: usize) -> Result<Vec<Waiting>> {
    Ok(sqlx::query_as!(
        Waiting,
        "update control.sms
            set tries = tries + 1, try_at = $2
          where id in (select id
                         from control.sms
                        where sent_at is null
                          and try_at <= $1
                          and tries < $3
                          and created_at > $4
                        order by try_at
                        limit $5
                          for update skip locked)
         returning id, phone, body, tries",
        now.to_sqlx(),
        (now + LEASE).to_sqlx(),
        TRIES,
        oldest.to_sqlx(),
        i64::try_from(limit).unwrap_or(i64::MAX),
    )
    .fetch_all(control.pool())
    .await?)
}

pub async fn sent(control: &Control, id: Uuid, now: Timestamp) -> Result<()> {
    sqlx::query!("update control.sms set sent_at = $2, body = '' where id = $1", id, now.to_sqlx())
        .execute(control.pool())
        .await?;
    Ok(())
}

pub async fn put_back(control: &Control, id: Uuid, again: Timestamp) -> Result<()> {
    sqlx::query!("update control.sms set try_at = $2 where id = $1", id, again.to_sqlx()).execute(control.pool()).await?;
    Ok(())
}

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
