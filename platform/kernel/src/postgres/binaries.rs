//! The installed PostgreSQL programs.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Error, Result};

/// The oldest major version we run on.
const OLDEST: u32 = 15;

const MISSING: &str = "no PostgreSQL 15 or newer is installed: run `make setup`, or install it \
    (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17), or set DATABASE_URL";

/// Folders whose sub-folders are installations, one per version: Debian, Homebrew (two places), Red Hat.
const PARENTS: [&str; 4] = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr"];

/// A folder with `initdb`, `pg_ctl` and `postgres`.
#[derive(Debug)]
pub(super) struct Binaries {
    folder: PathBuf,
    major: u32,
}

impl Binaries {
    /// The newest installation, or the one whose data format `existing` has.
    pub(super) fn find(existing: Option<u32>) -> Result<Self> {
        let mut found: Vec<Self> = candidates().into_iter().filter_map(Self::inspect).collect();
        found.retain(|binaries| binaries.major >= OLDEST);
        found.sort_by_key(|binaries| binaries.major);
        let Some(major) = existing else {
            return found.pop().ok_or_else(|| Error::internal(MISSING));
        };
        found
            .into_iter()
            .find(|binaries| binaries.major == major)
            .ok_or_else(|| Error::internal(format!("the data was written by PostgreSQL {major}, which is no longer installed")))
    }

    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn inspect(folder: PathBuf) -> Option<Self> {
        let complete = ["initdb", "pg_ctl"].iter().all(|name| folder.join(name).is_file());
        let version = output(Command::new(folder.join("postgres")).arg("--version"))?;
        let major = version.split(' ').nth(2)?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
        complete.then_some(Self { folder, major })
    }
}

fn candidates() -> Vec<PathBuf> {
    let configured = output(Command::new("pg_config").arg("--bindir")).map(PathBuf::from);
    let on_path = output(Command::new("sh").args(["-c", "command -v initdb"]))
        .and_then(|program| Path::new(&program).canonicalize().ok())
        .and_then(|program| program.parent().map(Path::to_path_buf));
    let versions = PARENTS
        .iter()
        .filter_map(|parent| std::fs::read_dir(parent).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").is_file());
    let mut all: Vec<PathBuf> = configured.into_iter().chain(on_path).chain(versions).collect();
    all.sort();
    all.dedup();
    all
}

/// What a program prints, when it ends well.
pub(super) fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
