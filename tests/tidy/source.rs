//! Reading the tree.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file of the tree.
pub struct Source {
    /// From the checkout, with `/`.
    pub path: String,
    pub text: String,
}

impl Source {
    /// The lines that are code: neither comment nor unit test.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.text.lines().position(|line| line.trim() == "#[cfg(test)]").unwrap_or(usize::MAX);
        let is_code = move |(at, line): &(usize, &str)| *at < tests && !line.trim_start().starts_with("//");
        self.text.lines().enumerate().filter(is_code).map(|(at, line)| (at + 1, line))
    }

    /// `path:line`.
    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lie in the checkout").to_path_buf()
}

/// Files git knows or would add, below a folder, with this ending; what is no text is left out.
pub fn files(folder: &str, ending: &str) -> Vec<Source> {
    let listing = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "--", folder])
        .current_dir(root())
        .output()
        .expect("git lists the tree");
    let names = String::from_utf8_lossy(&listing.stdout).into_owned();
    let wanted = names.lines().filter(|name| name.ends_with(ending));
    let mut files: Vec<Source> = wanted
        .filter_map(|path| Some(Source { text: fs::read_to_string(root().join(path)).ok()?, path: path.to_owned() }))
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.dedup_by(|one, other| one.path == other.path);
    files
}

/// All Rust of ours.
pub fn rust() -> Vec<Source> {
    let mut all = files(".", ".rs");
    all.retain(|file| !file.path.contains("/bindings/"));
    all
}
