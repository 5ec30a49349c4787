//! SQL of guessed passwords.

use super::super::guesses::WINDOW;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Control, Result};

/// Counts one more since the first of this window and answers how many that makes.
pub async fn count(control: &Control, phone: &str, now: Timestamp) -> Result<i32> {
    Ok(sqlx::query_scalar!(
        "insert into control.guesses as g (phone, count, since)
         values ($1, 1, $2)
         on conflict (phone) do update
            set count = case when g.since > $3 then g.count + 1 else 1 end,
                since = case when g.since > $3 then g.since else $2 end
         returning count",
        phone,
        now.to_sqlx(),
        (now - WINDOW).to_sqlx(),
    )
    .fetch_one(control.pool())
    .await?)
}

pub async fn forget(control: &Control, phone: &str) -> Result<()> {
    sqlx::query!("delete from control.guesses where phone = $1", phone).execute(control.pool()).await?;
    Ok(())
}
