//! The life of a private cluster: made on first use, started or shared, stopped by the last one out.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection, raw_sql};

use super::binaries::Binaries;
use super::home::Home;
use crate::{Error, Result};

/// Private, single machine: no network, and the settings every query of ours is written for.
const SETTINGS: &str = "-p 5432 -c listen_addresses= -c jit=off -c timezone=UTC -c max_connections=200";
/// For data that may be lost with the machine's power.
const DISPOSABLE: &str = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";

/// "Already there, skipping" is not news.
pub(super) const QUIET: [(&str, &str); 1] = [("client_min_messages", "warning")];

/// A running private cluster; keep it as long as its databases are used.
#[derive(Debug)]
pub struct Cluster {
    home: Home,
    binaries: Binaries,
    /// Locked, shared, by every process that uses the cluster.
    users: File,
    started: bool,
}

impl Cluster {
    /// Starts the cluster of this folder, or joins the one that runs; makes it on first use.
    ///
    /// # Errors
    /// No PostgreSQL installed, a folder of another user, or a server that does not start (its log says why).
    pub async fn start(data_dir: &Path) -> Result<Self> {
        Self::start_with(data_dir, SETTINGS.to_owned()).await
    }

    /// The same without waiting for the disk: for tests and throw-away data.
    ///
    /// # Errors
    /// As [`Cluster::start`].
    pub async fn start_disposable(data_dir: &Path) -> Result<Self> {
        Self::start_with(data_dir, format!("{SETTINGS}{DISPOSABLE}")).await
    }

    async fn start_with(data_dir: &Path, settings: String) -> Result<Self> {
        let data_dir = data_dir.to_path_buf();
        let launch = tokio::task::spawn_blocking(move || launch(&data_dir, &settings));
        let (cluster, starting) = launch.await.map_err(Error::internal)??;
        let mut administrator = cluster.administrator("postgres").await?;
        raw_sql(include_str!("roles.sql")).execute(&mut administrator).await?;
        administrator.close().await?;
        drop(starting);
        Ok(cluster)
    }

    pub(super) fn socket(&self) -> PathBuf {
        self.home.socket()
    }

    /// A connection as administrator; only this module makes one.
    pub(super) async fn administrator(&self, database: &str) -> Result<PgConnection> {
        let options = PgConnectOptions::from_str(&self.url("postgres", database))?.options(QUIET);
        Ok(options.disable_statement_logging().connect().await?)
    }

    /// The socket's folder needs no escaping: see [`Home::socket`].
    pub(super) fn url(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}@localhost:5432/{database}?host={}", self.socket().display())
    }
}

impl Drop for Cluster {
    /// Only where the watcher of `launch` could not run; else it may have been quicker, which is fine.
    fn drop(&mut self) {
        let last = self.users.unlock().is_ok() && self.users.try_lock().is_ok();
        if self.started && last {
            let stopped = stop(&self.home, self.home.command(self.binaries.program("pg_ctl"))).status();
            if let Err(error) = stopped {
                tracing::warn!(%error, "PostgreSQL was not stopped");
            }
        }
    }
}

/// The cluster, and the lock that keeps other processes from starting it until the roles are there.
fn launch(data_dir: &Path, settings: &str) -> Result<(Cluster, File)> {
    let home = Home::settle(data_dir)?;
    let users = open(&home.file("users.lock"))?;
    users.lock_shared().map_err(Error::internal)?;
    let starting = open(&home.file("start.lock"))?;
    starting.lock().map_err(Error::internal)?;

    let binaries = Binaries::find(data_version(&home))?;
    if !home.file("cluster").exists() {
        create(&home, &binaries)?;
    }
    let mut cluster = Cluster { home, binaries, users, started: false };
    if !is_running(&cluster.home, &cluster.binaries) {
        run(&cluster.home, &cluster.binaries, settings)?;
        watch(&cluster.home, &cluster.binaries);
        cluster.started = true;
    }
    Ok((cluster, starting))
}

/// The data appears under its name only when it is complete, so that a killed first start leaves nothing half made.
fn create(home: &Home, binaries: &Binaries) -> Result<()> {
    let unfinished = home.file("cluster.new");
    for locale in ["C.UTF-8", "C"] {
        if unfinished.exists() {
            std::fs::remove_dir_all(&unfinished).map_err(Error::internal)?;
        }
        home.private_folder(&unfinished)?;
        let mut initdb = home.command(binaries.program("initdb"));
        initdb.args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"]);
        initdb.arg(format!("--locale={locale}")).arg("-D").arg(&unfinished);
        let output = initdb.output().map_err(Error::internal)?;
        if output.status.success() {
            return std::fs::rename(&unfinished, home.file("cluster")).map_err(Error::internal);
        }
        tracing::warn!(locale, error = %String::from_utf8_lossy(&output.stderr), "initdb");
    }
    Err(Error::internal(format!("initdb could not make a database in {}", unfinished.display())))
}

fn run(home: &Home, binaries: &Binaries, settings: &str) -> Result<()> {
    let socket = home.socket();
    // Nobody serves this data, so whatever lies there is stale; its process number may be somebody else's by now.
    if socket.exists() {
        std::fs::remove_dir_all(&socket).map_err(Error::internal)?;
    }
    home.private_folder(&socket)?;
    let log = home.file("cluster").join("server.log");
    let mut start = home.command(binaries.program("pg_ctl"));
    start.args(["start", "-s", "-w", "-t", "120", "-o", &format!("{settings} -k {}", socket.display())]);
    start.arg("-D").arg(home.file("cluster")).arg("-l").arg(&log);
    // The server outlives pg_ctl and would keep a pipe of ours open.
    start.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if start.status().map_err(Error::internal)?.success() {
        return Ok(());
    }
    Err(Error::internal(format!("PostgreSQL does not start; its log is {}", log.display())))
}

/// Leaves a process that stops the server once nobody holds `users.lock`, even when we are killed.
fn watch(home: &Home, binaries: &Binaries) {
    let mut watcher = home.command("flock");
    watcher.arg(home.file("users.lock")).arg(binaries.program("pg_ctl"));
    let mut watcher = stop(home, watcher);
    // A group of its own: Ctrl-C is for us, who still have requests to finish.
    watcher.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(error) = watcher.spawn() {
        tracing::debug!(%error, "no flock: PostgreSQL stops with a clean exit only");
    }
}

fn stop(home: &Home, mut command: Command) -> Command {
    command.args(["stop", "-s", "-w", "-m", "fast", "-D"]).arg(home.file("cluster"));
    command
}

/// Whether a server serves this data. A process number left by a crash may be anybody's today: the working folder tells.
fn is_running(home: &Home, binaries: &Binaries) -> bool {
    let data = home.file("cluster");
    let note = data.join("postmaster.pid");
    let Some(process) = std::fs::read_to_string(&note).ok().and_then(|text| text.lines().next().map(str::to_owned)) else {
        return false;
    };
    if !Path::new("/proc/self").exists() {
        let mut status = home.command(binaries.program("pg_ctl"));
        return status.args(["status", "-D"]).arg(&data).stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    }
    let alive = std::fs::read_link(format!("/proc/{process}/cwd")).is_ok_and(|folder| folder == data);
    if !alive && let Err(error) = std::fs::remove_file(&note) {
        tracing::warn!(%error, "a stale postmaster.pid stays");
    }
    alive
}

fn data_version(home: &Home) -> Option<u32> {
    std::fs::read_to_string(home.file("cluster").join("PG_VERSION")).ok()?.trim().parse().ok()
}

fn open(path: &Path) -> Result<File> {
    File::options().create(true).append(true).open(path).map_err(Error::internal)
}
