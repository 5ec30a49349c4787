//! One effect per request: the first answer to an idempotency key is kept and given again.
//!
//! Invariant: the key row is written first, so that a twin request waits for it; the answer is written in the same transaction as the effect.

use crate::ctx::Ctx;
use crate::error::{Code, Error, Kind, Result};
use crate::ids::PersonId;
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx;
use serde_json::Value;
use sha2::{Digest, Sha256};

pub const REUSED: Code = Code::new("idempotency.key_reused", Kind::Conflict);
pub const KEY: Code = Code::new("idempotency.key_invalid", Kind::Invalid);

const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What was answered before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

impl Ctx {
    /// Takes the key for this person. None = go ahead (and call [`Ctx::keep_answer`] before the commit).
    ///
    /// # Errors
    /// `idempotency.key_reused` when the key came with another request, `idempotency.key_invalid` unless 8 to 100 characters.
    pub async fn answered(&mut self, person: PersonId, key: &str, request: &[u8]) -> Result<Option<Answer>> {
        if !(8..=100).contains(&key.chars().count()) {
            return Err(Error::field("key", KEY));
        }
        let (tenant, now, hash) = (self.tenant_id(), self.now().to_sqlx(), Sha256::digest(request).to_vec());
        let mine = sqlx::query!(
            "insert into answers (tenant_id, person_id, key, request_hash, status, body, created_at)
             values ($1, $2, $3, $4, 0, 'null', $5)
             on conflict do nothing",
            tenant,
            person.uuid(),
            key,
            hash,
            now
        )
        .execute(self.conn())
        .await?;
        if mine.rows_affected() == 1 {
            return Ok(None);
        }
        let kept = sqlx::query!(
            "select request_hash, status, body
               from answers
              where tenant_id = $1
                and person_id = $2
                and key = $3",
            tenant,
            person.uuid(),
            key
        )
        .fetch_one(self.conn())
        .await?;
        if kept.request_hash != hash {
            return Err(Error::new(REUSED));
        }
        Ok(Some(Answer { status: u16::try_from(kept.status).unwrap_or(200), body: kept.body }))
    }

    /// Forgets up to `limit` answers older than a week: nobody repeats a request for so long. Answers how many went.
    ///
    /// # Errors
    /// `forbidden` for everybody but the platform itself.
    pub async fn prune_answers(&mut self, limit: i64) -> Result<u64> {
        self.authorize_platform()?;
        let (tenant, before) = (self.tenant_id(), self.now() - KEPT);
        let gone = sqlx::query!(
            "delete from answers
              where tenant_id = $1
                and (person_id, key) in (select person_id, key
                                           from answers
                                          where tenant_id = $1
                                            and created_at < $2
                                          limit $3)",
            tenant,
            before.to_sqlx(),
            limit
        )
        .execute(self.conn())
        .await?;
        Ok(gone.rows_affected())
    }

    /// Keeps the answer for the key taken by [`Ctx::answered`].
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_answer(&mut self, person: PersonId, key: &str, answer: &Answer) -> Result<()> {
        let tenant = self.tenant_id();
        sqlx::query!(
            "update answers
                set status = $4, body = $5
              where tenant_id = $1
                and person_id = $2
                and key = $3",
            tenant,
            person.uuid(),
            key,
            i32::from(answer.status),
            answer.body
        )
        .execute(self.conn())
        .await?;
        Ok(())
    }
}
