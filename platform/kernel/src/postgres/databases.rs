//! Databases of a private cluster.

use sqlx::{AssertSqlSafe, Connection, PgConnection, raw_sql};

use super::cluster::Cluster;
use super::migrate::{fingerprint, migrate};
use crate::{Error, Result};

const TEMPLATE: &str = "lares_template_";

/// How to reach one database, per role, as `postgres://` addresses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConnectUrls {
    pub service: String,
    pub control: String,
    pub migrator: String,
}

impl Cluster {
    #[must_use]
    pub fn urls(&self, database: &str) -> ConnectUrls {
        ConnectUrls {
            service: self.url("lares_service", database),
            control: self.url("lares_control", database),
            migrator: self.url("lares_migrator", database),
        }
    }

    /// Makes the database, empty, unless it is there.
    ///
    /// # Errors
    /// A name that is not lower-case letters, digits and underscores; a database that refuses.
    pub async fn create_database(&self, name: &str) -> Result<ConnectUrls> {
        let mut administrator = self.locked().await?;
        if !exists(&mut administrator, name).await? {
            execute(&mut administrator, format!("create database {} owner lares_owner template template0", plain(name)?)).await?;
        }
        self.prepare(name).await?;
        administrator.close().await?;
        Ok(self.urls(name))
    }

    /// Copies a database nobody is connected to (`wal_log`: tens of milliseconds).
    ///
    /// # Errors
    /// A name in use, or a template that has a connection.
    pub async fn clone_database(&self, template: &str, name: &str) -> Result<ConnectUrls> {
        let mut administrator = self.administrator("postgres").await?;
        let (name, template) = (plain(name)?, plain(template)?);
        let sql = format!("create database {name} owner lares_owner template {template} strategy wal_log");
        execute(&mut administrator, sql).await?;
        administrator.close().await?;
        Ok(self.urls(name))
    }

    /// Removes a database and whoever is connected to it; one that is not there is fine.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn drop_database(&self, name: &str) -> Result<()> {
        let mut administrator = self.administrator("postgres").await?;
        execute(&mut administrator, format!("drop database if exists {} with (force)", plain(name)?)).await?;
        Ok(administrator.close().await?)
    }

    /// The name of a migrated, empty database to clone from; made once per state of the migrations, older ones removed.
    ///
    /// # Errors
    /// Migrations that fail.
    pub async fn template(&self) -> Result<String> {
        let name = format!("{TEMPLATE}{}", fingerprint());
        let mut administrator = self.locked().await?;
        let finished: Vec<String> = sqlx::query_scalar(
            "select datname::text from pg_database where datistemplate and datname like 'lares!_template!_%' escape '!'",
        )
        .fetch_all(&mut administrator)
        .await?;
        if finished.contains(&name) {
            administrator.close().await?;
            return Ok(name);
        }
        for old in finished {
            execute(&mut administrator, format!("alter database {old} is_template false")).await?;
            execute(&mut administrator, format!("drop database {old} with (force)")).await?;
        }
        execute(&mut administrator, format!("drop database if exists {name} with (force)")).await?;
        execute(&mut administrator, format!("create database {name} owner lares_owner template template0")).await?;
        self.prepare(&name).await?;
        migrate(&self.urls(&name).migrator).await?;
        execute(&mut administrator, format!("alter database {name} is_template true")).await?;
        administrator.close().await?;
        Ok(name)
    }

    /// An administrator who is the only one that makes databases until the connection closes.
    async fn locked(&self) -> Result<PgConnection> {
        let mut administrator = self.administrator("postgres").await?;
        execute(&mut administrator, "select pg_advisory_lock(hashtext('lares databases'))".to_owned()).await?;
        Ok(administrator)
    }

    async fn prepare(&self, name: &str) -> Result<()> {
        let mut administrator = self.administrator(name).await?;
        raw_sql(include_str!("database.sql")).execute(&mut administrator).await?;
        Ok(administrator.close().await?)
    }
}

async fn exists(connection: &mut PgConnection, name: &str) -> Result<bool> {
    let found = sqlx::query_scalar("select exists (select from pg_database where datname = $1)");
    Ok(found.bind(name).fetch_one(connection).await?)
}

/// A name that needs no quoting.
fn plain(name: &str) -> Result<&str> {
    let fits = (1..=63).contains(&name.len());
    let chars = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let starts = name.starts_with(|first: char| first.is_ascii_lowercase());
    if fits && chars && starts { Ok(name) } else { Err(Error::internal(format!("not a database name: {name}"))) }
}

/// Every statement here is fixed text and [`plain`] names.
async fn execute(connection: &mut PgConnection, sql: String) -> Result<()> {
    raw_sql(AssertSqlSafe(sql)).execute(connection).await?;
    Ok(())
}
