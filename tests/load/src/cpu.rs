//! CPU time as the scheduler counts it: of this process and of every process of the cluster, in nanoseconds.
//!
//! The same sum as `getrusage` without its unsafe call; threads of the runtime are kept alive so that none takes its time with it.

use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// Reads the meters of this process and of the cluster whose postmaster it knows.
#[derive(Clone, Debug)]
pub struct Meter {
    postmaster: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
pub struct Reading {
    app: Duration,
    database: Duration,
}

/// What was used between two readings.
#[derive(Clone, Copy, Debug)]
pub struct Used {
    pub app: Duration,
    pub database: Duration,
}

impl Meter {
    #[must_use]
    pub fn new(postmaster: Option<u32>) -> Self {
        Self { postmaster }
    }

    /// # Errors
    /// Where there is no `/proc/*/schedstat`.
    pub fn read(&self) -> Result<Reading> {
        let database = match self.postmaster {
            Some(postmaster) => processes_of(postmaster)?.into_iter().map(|process| of_task(&process)).sum(),
            None => Duration::ZERO,
        };
        Ok(Reading { app: of_this_process()?, database })
    }

    /// # Errors
    /// As [`Meter::read`].
    pub fn since(&self, before: Reading) -> Result<Used> {
        let now = self.read()?;
        Ok(Used { app: now.app.saturating_sub(before.app), database: now.database.saturating_sub(before.database) })
    }
}

fn of_this_process() -> Result<Duration> {
    let threads = fs::read_dir("/proc/self/task").context("no /proc")?;
    Ok(threads.flatten().map(|thread| of_task(&thread.path())).sum())
}

/// A process or thread that has just ended counts nothing.
fn of_task(folder: &std::path::Path) -> Duration {
    let text = fs::read_to_string(folder.join("schedstat")).unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|field| field.parse().ok()).unwrap_or(0);
    Duration::from_nanos(nanos)
}

/// The postmaster and its children.
fn processes_of(postmaster: u32) -> Result<Vec<PathBuf>> {
    let mut found = vec![PathBuf::from(format!("/proc/{postmaster}"))];
    for entry in fs::read_dir("/proc")?.flatten() {
        let is_process = entry.file_name().to_string_lossy().bytes().all(|byte| byte.is_ascii_digit());
        if is_process && parent(&entry.path()) == Some(postmaster) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// The fourth field of `stat`; the second one, in brackets, may hold anything.
fn parent(process: &std::path::Path) -> Option<u32> {
    let text = fs::read_to_string(process.join("stat")).ok()?;
    text.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
}

/// Resident memory of this process in bytes.
///
/// # Errors
/// Where there is no `/proc/self/status`.
pub fn resident() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status").context("no /proc")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
    let kibibytes: u64 = line.split_whitespace().nth(1).context("VmRSS without a number")?.parse()?;
    Ok(kibibytes * 1024)
}
