//! Work to do after commit. Written in the caller's transaction, claimed in batches, fair between tenants.
//!
//! Invariant: a job runs at least once; whoever runs it makes it idempotent.
//! Invariant: how a run ended counts only while its lease is the latest; who outlived it changes nothing.

use crate::control::Control;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::ids::TenantId;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use serde_json::Value;

/// After this many failures, in about five hours, a job is set aside for a person to look at.
pub const MAX_TRIES: i32 = 16;
/// How long a claimed job is nobody else's.
pub const LEASE: SignedDuration = SignedDuration::from_secs(60);
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);

#[derive(Clone, Debug)]
pub struct Job {
    pub id: i64,
    pub tenant_id: TenantId,
    pub kind: String,
    pub payload: Value,
    /// Claims so far, this one included.
    pub tries: i32,
}

impl Job {
    /// How long to leave it alone after its latest failure: 2 s, 4 s … 1 h.
    #[must_use]
    pub fn backoff(&self) -> SignedDuration {
        SignedDuration::from_secs(1 << self.tries.clamp(1, 12)).min(LONGEST_WAIT)
    }
}

impl Ctx {
    /// Enqueues a job of this company; with `dedup`, at most one of its kind and key waits. One set aside does not wait.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn enqueue(&mut self, kind: &str, payload: Value, run_at: Timestamp, dedup: Option<&str>) -> Result<()> {
        let tenant = self.tenant_id();
        sqlx::query!(
            "insert into control.jobs (tenant_id, kind, payload, run_at, dedup)
             values ($1, $2, $3, $4, $5)
             on conflict do nothing",
            tenant,
            kind,
            payload,
            run_at.to_sqlx(),
            dedup
        )
        .execute(self.conn())
        .await?;
        Ok(())
    }
}

impl Control {
    /// Claims up to `limit` due jobs, taking turns between tenants, each leased for a minute.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim_jobs(&self, limit: i64) -> Result<Vec<Job>> {
        let now = self.clock().now();
        Ok(sqlx::query_as!(
            Job,
            "with due as (
               select id, row_number() over (partition by tenant_id order by run_at, id) as turn
                 from control.jobs
                where dead_at is null
                  and run_at <= $1
                  and (locked_until is null or locked_until <= $1)
             ), mine as (
               select j.id
                 from control.jobs j
                 join due on due.id = j.id
                where due.turn <= $2::bigint
                  and j.dead_at is null
                  and (j.locked_until is null or j.locked_until <= $1)
                order by due.turn, j.id
                limit $2
                  for update of j skip locked
             )
             update control.jobs j
                set locked_until = $3, tries = j.tries + 1
               from mine
              where j.id = mine.id
             returning j.id, j.tenant_id, j.kind, j.payload, j.tries",
            now.to_sqlx(),
            limit,
            (now + LEASE).to_sqlx()
        )
        .fetch_all(self.pool())
        .await?)
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn finish_job(&self, job: &Job) -> Result<()> {
        sqlx::query!("delete from control.jobs where id = $1 and tries = $2", job.id, job.tries).execute(self.pool()).await?;
        Ok(())
    }

    /// Puts a job back that could not be tried; it costs no try.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn postpone_job(&self, job: &Job, run_at: Timestamp, why: &str) -> Result<()> {
        let shown: String = why.chars().take(500).collect();
        sqlx::query!(
            "update control.jobs
                set run_at = $3, locked_until = null, last_error = $4, tries = tries - 1
              where id = $1
                and tries = $2",
            job.id,
            job.tries,
            run_at.to_sqlx(),
            shown
        )
        .execute(self.pool())
        .await?;
        Ok(())
    }

    /// Puts a failed job back after its [`Job::backoff`], or sets it aside after [`MAX_TRIES`].
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn fail_job(&self, job: &Job, error: &str) -> Result<()> {
        let now = self.clock().now();
        let again = now + job.backoff();
        let dead = (job.tries >= MAX_TRIES).then_some(now);
        let shown: String = error.chars().take(500).collect();
        sqlx::query!(
            "update control.jobs
                set run_at = $2, locked_until = null, last_error = $3, dead_at = $4
              where id = $1
                and tries = $5",
            job.id,
            again.to_sqlx(),
            shown,
            dead.map(ToSqlx::to_sqlx) as Option<jiff_sqlx::Timestamp>,
            job.tries
        )
        .execute(self.pool())
        .await?;
        Ok(())
    }

    /// Gives every job that was set aside all its tries again, from now. Answers how many.
    ///
    /// One whose work has been enqueued anew since goes instead.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revive_jobs(&self) -> Result<i64> {
        let now = self.clock().now();
        Ok(sqlx::query_scalar!(
            r#"with superseded as (
                 select dead.id
                   from control.jobs dead
                   join control.jobs other
                     on other.tenant_id = dead.tenant_id
                    and other.kind = dead.kind
                    and other.dedup = dead.dedup
                    and other.id <> dead.id
                  where dead.dead_at is not null
                    and (other.dead_at is null or other.id > dead.id)
               ), gone as (
                 delete from control.jobs where id in (select id from superseded)
               ), revived as (
                 update control.jobs
                    set dead_at = null, locked_until = null, tries = 0, run_at = $1
                  where dead_at is not null
                    and id not in (select id from superseded)
                 returning id
               )
               select count(*) as "count!" from revived"#,
            now.to_sqlx()
        )
        .fetch_one(self.pool())
        .await?)
    }

    /// Jobs waiting (due, or to be tried again; not those for a later hour), and jobs set aside after too many failures.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn job_counts(&self) -> Result<(i64, i64)> {
        let now = self.clock().now().to_sqlx();
        let row = sqlx::query!(
            r#"select count(*) filter (where dead_at is null and (run_at <= $1 or tries > 0)) as "waiting!",
                      count(*) filter (where dead_at is not null) as "dead!"
                 from control.jobs"#,
            now
        )
        .fetch_one(self.pool())
        .await?;
        Ok((row.waiting, row.dead))
    }
}
