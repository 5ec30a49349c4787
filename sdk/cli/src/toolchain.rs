//! Which Rust compiler makes `wasm32-unknown-unknown` here.

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// A cargo that can build for the target, ready for `build` arguments.
pub fn cargo() -> Result<Command> {
    if has_target("rustc") {
        return Ok(build_with("cargo"));
    }
    let debian = Path::new("/usr/bin/rustc");
    if debian.exists() && library_source(debian).is_some_and(|source| source.exists()) {
        // Debian's compiler brings no standard library for the target, only its source: it is built along, which a stable compiler
        // allows to its own bootstrap.
        let mut command = build_with("/usr/bin/cargo");
        command.env("RUSTC", debian).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld");
        command.arg("-Zbuild-std=std,panic_abort");
        return Ok(command);
    }
    bail!(
        "no Rust compiler for {TARGET}: `rustup target add {TARGET}`, or on Debian \
         `apt-get install --no-install-recommends rustc-web cargo-web rust-web-src lld`"
    );
}

fn build_with(cargo: &str) -> Command {
    let mut command = Command::new(cargo);
    command.args(["build", "--release", "--locked", "--target", TARGET]);
    command
}

fn has_target(rustc: &str) -> bool {
    sysroot(rustc).is_some_and(|root| root.join("lib/rustlib").join(TARGET).join("lib").exists())
}

fn library_source(rustc: &Path) -> Option<PathBuf> {
    Some(sysroot(rustc.to_str()?)?.join("lib/rustlib/src/rust/library"))
}

fn sysroot(rustc: &str) -> Option<PathBuf> {
    let told = Command::new(rustc).args(["--print", "sysroot"]).output().ok()?;
    let path = String::from_utf8(told.stdout).ok()?;
    told.status.success().then(|| PathBuf::from(path.trim()))
}
