//! The migrations, compiled in.

use std::str::FromStr;

use sha2::{Digest, Sha256};
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};

use super::cluster::QUIET;
use crate::{Error, Result};

/// The record of what ran is `migration.applied` (see `sqlx.toml`): a schema that the service role cannot see.
static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// The migrations a database still lacks, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn pending(migrator_url: &str) -> Result<Vec<String>> {
    let mut connection = connect(migrator_url).await?;
    let is_new: bool = sqlx::query_scalar("select to_regclass('migration.applied') is null").fetch_one(&mut connection).await?;
    let applied: Vec<i64> = if is_new {
        Vec::new()
    } else {
        sqlx::query_scalar("select version from migration.applied where success").fetch_all(&mut connection).await?
    };
    connection.close().await?;
    let lacking = MIGRATIONS.iter().filter(|migration| !applied.contains(&migration.version));
    Ok(lacking.map(|migration| format!("{:04} {}", migration.version, migration.description)).collect())
}

/// Brings a database to the newest schema; a second run does nothing, two at once wait for each other.
///
/// # Errors
/// A migration that fails, or one that was changed after it ran.
pub async fn migrate(migrator_url: &str) -> Result<()> {
    let mut connection = connect(migrator_url).await?;
    MIGRATIONS.run(&mut connection).await.map_err(Error::internal)?;
    Ok(connection.close().await?)
}

async fn connect(migrator_url: &str) -> Result<PgConnection> {
    let options = PgConnectOptions::from_str(migrator_url)?.options(QUIET).options([("role", "lares_owner")]);
    Ok(options.disable_statement_logging().connect().await?)
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
