//! The embedded folders must exist to compile; a missing `dist` is made empty here and a test says clearly that the assets were not built.

use std::fs;
use std::path::Path;

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR for build scripts");
    let dist = Path::new(&root).join("assets/dist");
    fs::create_dir_all(&dist).expect("the source tree of this crate is writable while it is built");
    for folder in ["assets/dist", "templates", "locales"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
