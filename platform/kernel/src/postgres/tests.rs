//! A real cluster in a folder of its own; needs PostgreSQL installed, as all tests do.

use std::path::PathBuf;

use sqlx::{Connection, PgConnection, query_scalar};

use super::{Cluster, ConnectUrls, migrate, pending};

#[tokio::test]
async fn a_fresh_database_lacks_every_migration_and_a_migrated_one_none() {
    let folder = Folder::new("pending");
    let cluster = Cluster::start_disposable(&folder.0).await.unwrap();
    let urls = cluster.create_database("fresh").await.unwrap();
    let lacking = pending(&urls.migrator).await.unwrap();
    assert_eq!(lacking.first().map(String::as_str), Some("0001 ground"));
    migrate(&urls.migrator).await.unwrap();
    assert!(pending(&urls.migrator).await.unwrap().is_empty());
}

/// A fresh folder, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("lares-test-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Failing here would hide the test's own failure.
        drop(std::fs::remove_dir_all(&self.0));
    }
}

async fn may_read(url: &str, table: &str) -> bool {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
    query_scalar::<_, i64>(sql).fetch_one(&mut connection).await.is_ok()
}

#[tokio::test]
async fn each_role_sees_its_own_schema_and_nobody_sees_the_migrations() {
    let folder = Folder::new("roles");
    let cluster = Cluster::start_disposable(&folder.0).await.unwrap();
    let template = cluster.template().await.unwrap();
    let ConnectUrls { service, control, migrator } = cluster.clone_database(&template, "copy").await.unwrap();

    assert!(may_read(&service, "app.orders").await);
    assert!(!may_read(&service, "control.people").await);
    assert!(may_read(&control, "control.people").await);
    assert!(!may_read(&control, "app.orders").await);
    assert!(!may_read(&service, "migration.applied").await);
    migrate(&migrator).await.unwrap();
}

#[tokio::test]
async fn two_users_share_one_server_and_a_name_of_sql_is_refused() {
    let folder = Folder::new("shared");
    let first = Cluster::start_disposable(&folder.0).await.unwrap();
    let second = Cluster::start_disposable(&folder.0).await.unwrap();
    first.create_database("shared").await.unwrap();
    assert_eq!(second.create_database("shared").await.unwrap(), first.urls("shared"));
    assert!(second.create_database("shared; drop database shared").await.is_err());

    drop(first);
    PgConnection::connect(&second.urls("shared").service).await.unwrap();
}

#[tokio::test]
async fn a_process_number_left_by_a_crash_does_not_keep_the_server_from_starting() {
    let folder = Folder::new("stale");
    let note = folder.0.join("cluster/postmaster.pid");
    drop(Cluster::start_disposable(&folder.0).await.unwrap());
    // Waits for whoever stops the server: the watcher holds this lock until it is down.
    std::fs::File::open(folder.0.join("users.lock")).unwrap().lock().unwrap();
    assert!(!note.exists(), "the last user stopped it");

    std::fs::write(&note, format!("{}\n{}\n", std::process::id(), folder.0.display())).unwrap();
    let again = Cluster::start_disposable(&folder.0).await.unwrap();
    again.create_database("after").await.unwrap();
}
