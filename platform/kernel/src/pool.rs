//! Connections without anybody's transaction on them.
//!
//! Invariant: every begin runs in a task of its own, because sqlx 0.9 leaves a cancelled begin open (issue 4393).
//! Second guard, should a transaction stay open all the same: PostgreSQL refuses [`BEGIN`] inside a transaction that has asked anything,
//! and from then on connections are healed before they go back. Until then the guard costs no round trip.

use crate::error::{Error, Result};
use sqlx::error::DatabaseError;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Postgres, Transaction};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub(crate) type Tx = Transaction<'static, Postgres>;

/// The settings of every session of ours.
pub const SESSION: [(&str, &str); 6] = [
    ("jit", "off"),
    // Statements are few, prepared once, and led by their indexes: planning them anew costs more than it finds.
    ("plan_cache_mode", "force_generic_plan"),
    ("timezone", "UTC"),
    ("statement_timeout", "15s"),
    ("lock_timeout", "5s"),
    ("idle_in_transaction_session_timeout", "30s"),
];

/// `not deferrable` is the default, and may be said before the first query only: in a transaction left open it is an error.
const BEGIN: &str = "begin not deferrable";

#[derive(Clone)]
pub(crate) struct Pool {
    connections: PgPool,
    /// A begin met a transaction that was left open.
    is_suspect: Arc<AtomicBool>,
}

impl Pool {
    /// # Errors
    /// When the database does not answer.
    pub async fn open(url: &str, size: u32) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)?.options(SESSION);
        let is_suspect = Arc::new(AtomicBool::new(false));
        let suspect = Arc::clone(&is_suspect);
        let connections = PgPoolOptions::new()
            .max_connections(size)
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .after_release(move |connection, _| Box::pin(heal(connection, suspect.load(Ordering::Relaxed))))
            .connect_with(options)
            .await?;
        Ok(Self { connections, is_suspect })
    }

    /// For single statements.
    pub const fn connections(&self) -> &PgPool {
        &self.connections
    }

    /// Begins a transaction and says `then` in the same round trip.
    ///
    /// # Errors
    /// When the database does not answer, or the connection came with somebody's transaction.
    pub async fn begin(&self, then: &str) -> Result<Tx> {
        let pool = self.connections.clone();
        let sql = AssertSqlSafe(format!("{BEGIN}; {then}"));
        let begun = tokio::spawn(async move { pool.begin_with(sql).await }).await.map_err(Error::internal)?;
        Ok(begun.inspect_err(|error| self.suspect(error))?)
    }

    fn suspect(&self, error: &sqlx::Error) {
        // Statements inside a transaction that began before, or that has failed already.
        let code = error.as_database_error().and_then(DatabaseError::code);
        let is_left_open = code.is_some_and(|code| code.starts_with("25"));
        if is_left_open && !self.is_suspect.swap(true, Ordering::Relaxed) {
            tracing::error!("a connection came back with an open transaction; from now on each is healed");
        }
    }

    /// Does the database answer?
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        sqlx::raw_sql("select 1").execute(&self.connections).await?;
        Ok(())
    }

    /// Connections in the pool and how many of them are idle.
    pub fn state(&self) -> (u32, usize) {
        (self.connections.size(), self.connections.num_idle())
    }

    /// Closes every connection; used when the process drains.
    pub async fn close(&self) {
        self.connections.close().await;
    }
}

async fn heal(connection: &mut PgConnection, is_suspect: bool) -> sqlx::Result<bool> {
    if is_suspect {
        sqlx::raw_sql("begin; rollback").execute(connection).await?;
    }
    Ok(true)
}
