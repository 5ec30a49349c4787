//! Databases for worlds: one private server for all test programs of this checkout, one clone of the migrated template each.

use lares_kernel::postgres::{Cluster, ConnectUrls};
use sqlx::{Connection, PgConnection, Row};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::OnceCell;

/// A database of its own, migrated and empty.
pub struct Ground {
    pub urls: ConnectUrls,
    name: String,
}

struct Server {
    cluster: Cluster,
    template: String,
}

static SERVER: OnceCell<Server> = OnceCell::const_new();
static COUNT: AtomicU32 = AtomicU32::new(0);

impl Ground {
    pub async fn new() -> Self {
        let server = SERVER.get_or_init(start).await;
        let name = format!("world_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let urls = server.cluster.clone_database(&server.template, &name).await.expect("a clone of the template");
        Self { urls, name }
    }

    /// Another database with the same content; nobody may be connected to this one.
    pub async fn copy(&self) -> Self {
        let server = SERVER.get_or_init(start).await;
        let name = format!("world_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let urls = server.cluster.clone_database(&self.name, &name).await.expect("a copy");
        Self { urls, name }
    }

    /// A connection that may change the schema.
    pub async fn owner(&self) -> PgConnection {
        let mut connection = PgConnection::connect(&self.urls.migrator).await.expect("the migrator connects");
        sqlx::raw_sql("set role lares_owner").execute(&mut connection).await.expect("the migrator becomes the owner");
        connection
    }

    /// A connection of the role that serves requests, past `Db::begin`: for looking, never for business.
    pub async fn service(&self) -> PgConnection {
        PgConnection::connect(&self.urls.service).await.expect("the service connects")
    }

    pub async fn remove(self) {
        let server = SERVER.get_or_init(start).await;
        server.cluster.drop_database(&self.name).await.expect("the database goes");
    }
}

async fn start() -> Server {
    let cluster = Cluster::start_disposable(&folder()).await.expect("PostgreSQL starts");
    let template = cluster.template().await.expect("the migrations run");
    sweep(&cluster).await;
    Server { cluster, template }
}

/// `test-postgres` beside the `deps` in which the test programs lie.
fn folder() -> PathBuf {
    let program = std::env::current_exe().expect("a test program");
    program.ancestors().nth(2).expect("a folder of built things").join("test-postgres")
}

/// Removes what test programs left that were killed, or that share one database to their end.
async fn sweep(cluster: &Cluster) {
    let mut connection = PgConnection::connect(&cluster.urls("postgres").service).await.expect("a look at the databases");
    let rows = sqlx::query("select datname::text as name from pg_database where datname like 'world!_%' escape '!'");
    for row in rows.fetch_all(&mut connection).await.expect("a list of databases") {
        let name: String = row.get("name");
        let process = name.split('_').nth(1).unwrap_or_default();
        if !Path::new("/proc").join(process).exists() {
            cluster.drop_database(&name).await.expect("the left database goes");
        }
    }
}
