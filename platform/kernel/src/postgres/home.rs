//! Where a private cluster keeps its files, and which account owns them.
//!
//! PostgreSQL refuses to run as root. Started by root, the cluster runs as `postgres` or `nobody`, and when that account
//! cannot enter the wanted folder (a checkout below `/root`), or its path does not suit a socket, the files go to
//! `/var/lib/lares/<hash of the path>`; a note `MOVED` in the wanted folder says so.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use super::binaries::output;
use crate::{Error, Result};

/// A socket's whole path may have 107 bytes; its file name takes 15.
const LONGEST_SOCKET_FOLDER: usize = 85;

const ELSEWHERE: &str = "/var/lib/lares";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Account {
    uid: u32,
    gid: u32,
}

#[derive(Debug)]
pub(super) struct Home {
    folder: PathBuf,
    /// Set when root must become someone else.
    account: Option<Account>,
}

impl Home {
    /// Decides where the cluster of `wanted` lives; makes the folder.
    pub(super) fn settle(wanted: &Path) -> Result<Self> {
        fs::create_dir_all(wanted).map_err(Error::internal)?;
        let folder = wanted.canonicalize().map_err(Error::internal)?;
        let me = id(&["-u"]).ok_or_else(|| Error::internal("the program `id` does not answer"))?;
        let owner = fs::metadata(folder.join("cluster")).ok().map(|data| Account { uid: data.uid(), gid: data.gid() });
        match owner {
            Some(owner) if me == 0 && owner.uid != 0 => Ok(Self { folder, account: Some(owner) }),
            Some(owner) if owner.uid != me => Err(Error::internal(format!(
                "the database in {} belongs to user {}: run as that user, or remove the folder",
                folder.display(),
                owner.uid
            ))),
            Some(_) | None if me != 0 => Ok(Self { folder, account: None }),
            Some(_) | None => Self::of_root(folder),
        }
    }

    fn of_root(folder: PathBuf) -> Result<Self> {
        let account = ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| Some(Account { uid: id(&["-u", name])?, gid: id(&["-g", name])? }))
            .ok_or_else(|| Error::internal("PostgreSQL refuses root, and there is no account `postgres` or `nobody`"))?;
        if folder.ancestors().all(|ancestor| can_enter(ancestor, account)) && fits_socket(&folder.join("socket")) {
            return Ok(Self { folder, account: Some(account) });
        }
        let moved = Path::new(ELSEWHERE).join(hash(&folder));
        fs::create_dir_all(&moved).map_err(Error::internal)?;
        for made in [Path::new(ELSEWHERE), &moved] {
            fs::set_permissions(made, Permissions::from_mode(0o755)).map_err(Error::internal)?;
        }
        let note = format!("{}\nThe database account cannot enter this folder.\n", moved.display());
        fs::write(folder.join("MOVED"), note).map_err(Error::internal)?;
        Ok(Self { folder: moved.canonicalize().map_err(Error::internal)?, account: Some(account) })
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The folder of the socket: short, without a character that would need quoting.
    pub(super) fn socket(&self) -> PathBuf {
        let inside = self.folder.join("socket");
        if fits_socket(&inside) { inside } else { Path::new("/tmp").join(format!("lares-{}", hash(&self.folder))) }
    }

    /// Makes a folder that only the cluster's account can enter; refuses one that somebody else made.
    pub(super) fn private_folder(&self, path: &Path) -> Result<()> {
        fs::create_dir_all(path).map_err(Error::internal)?;
        if let Some(Account { uid, gid }) = self.account {
            let found = fs::symlink_metadata(path).map_err(Error::internal)?;
            if !found.is_dir() || (found.uid() != 0 && found.uid() != uid) {
                return Err(Error::internal(format!("{} belongs to somebody else", path.display())));
            }
            chown(path, Some(uid), Some(gid)).map_err(Error::internal)?;
        }
        fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(Error::internal)
    }

    /// A command run as the cluster's account.
    pub(super) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/");
        if let Some(Account { uid, gid }) = self.account {
            command.uid(uid).gid(gid);
        }
        command
    }
}

fn fits_socket(folder: &Path) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    let text = folder.as_os_str().as_encoded_bytes();
    text.len() <= LONGEST_SOCKET_FOLDER && text.iter().copied().all(plain)
}

fn can_enter(folder: &Path, account: Account) -> bool {
    fs::metadata(folder).is_ok_and(|data| {
        let bit = if data.uid() == account.uid {
            0o100
        } else if data.gid() == account.gid {
            0o010
        } else {
            0o001
        };
        data.mode() & bit != 0
    })
}

fn id(arguments: &[&str]) -> Option<u32> {
    output(Command::new("id").args(arguments))?.parse().ok()
}

fn hash(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
