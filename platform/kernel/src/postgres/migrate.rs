//! The migrations, compiled in.

use std::str::FromStr;

use sha2::{Digest, Sha256};
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::cluster::QUIET;
use crate::{Error, Result};

/// The record of what ran is `migration.applied` (see `sqlx.toml`): a schema that the service role cannot see.
static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// Brings a database to the newest schema; a second run does nothing, two at once wait for each other.
///
/// # Errors
/// A migration that fails, or one that was changed after it ran.
pub async fn migrate(migrator_url: &str) -> Result<()> {
    let options = PgConnectOptions::from_str(migrator_url)?.options(QUIET).options([("role", "lares_owner")]);
    let mut connection = options.disable_statement_logging().connect().await?;
    MIGRATIONS.run(&mut connection).await.map_err(Error::internal)?;
    Ok(connection.close().await?)
}

/// A name for the state of the schema that the compiled-in migrations lead to.
#[must_use]
pub fn fingerprint() -> String {
    let mut all = Sha256::new();
    for migration in MIGRATIONS.iter() {
        all.update(&migration.checksum);
    }
    all.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
