//! From a folder with a Rust plugin to its component.

use crate::{component, toolchain};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Compiles the package in `directory`; cargo skips what has not changed.
pub fn build(directory: &Path, out: &Path, example: Option<&str>) -> Result<()> {
    let mut cargo = toolchain::cargo()?;
    match example {
        Some(name) => cargo.args(["--example", name]),
        None => cargo.arg("--lib"),
    };
    cargo.current_dir(directory).arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit());
    let told = cargo.output().context("cannot start cargo")?;
    if !told.status.success() {
        bail!("{} does not compile", directory.display());
    }
    let manifest = directory.canonicalize()?.join("Cargo.toml");
    let core = module_of(&String::from_utf8_lossy(&told.stdout), &manifest)
        .with_context(|| format!("{} is no cdylib", directory.display()))?;
    component::convert(&core, out)
}

/// The module among what cargo says it made of the package with this manifest.
fn module_of(messages: &str, manifest: &Path) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["manifest_path"].as_str().is_some_and(|path| Path::new(path) == manifest))
        .filter_map(|message| message["filenames"].as_array().cloned())
        .flatten()
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .find(|file| file.extension().is_some_and(|kind| kind == "wasm"))
}
