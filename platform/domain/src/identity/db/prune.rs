//! SQL of forgetting.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Control, Result};

pub async fn texts(control: &Control, before: Timestamp, limit: i64) -> Result<u64> {
    let gone = sqlx::query!(
        "delete from control.sms where id in (select id from control.sms where created_at < $1 limit $2)",
        before.to_sqlx(),
        limit
    );
    Ok(gone.execute(control.pool()).await?.rows_affected())
}

pub async fn codes(control: &Control, before: Timestamp, limit: i64) -> Result<u64> {
    let gone = sqlx::query!(
        "delete from control.codes where id in (select id from control.codes where created_at < $1 limit $2)",
        before.to_sqlx(),
        limit
    );
    Ok(gone.execute(control.pool()).await?.rows_affected())
}

pub async fn sessions(control: &Control, before: Timestamp, limit: i64) -> Result<u64> {
    let gone = sqlx::query!(
        "delete from control.sessions
          where id in (select id from control.sessions where expires_at < $1 or revoked_at < $1 limit $2)",
        before.to_sqlx(),
        limit
    );
    Ok(gone.execute(control.pool()).await?.rows_affected())
}

pub async fn guesses(control: &Control, before: Timestamp, limit: i64) -> Result<u64> {
    let gone = sqlx::query!(
        "delete from control.guesses where phone in (select phone from control.guesses where since < $1 limit $2)",
        before.to_sqlx(),
        limit
    );
    Ok(gone.execute(control.pool()).await?.rows_affected())
}

pub async fn hand_offs(control: &Control, before: Timestamp, limit: i64) -> Result<u64> {
    let gone = sqlx::query!(
        "delete from control.hand_offs where token_hash in (select token_hash from control.hand_offs where expires_at <= $1 limit $2)",
        before.to_sqlx(),
        limit
    );
    Ok(gone.execute(control.pool()).await?.rows_affected())
}
