//! The embedded folders must exist to compile; a missing `dist` is made empty here and a test says clearly that the assets were not built.

use std::fs;
use std::path::Path;

fn main() {
    // Build scripts run in the folder of their package.
    fs::create_dir_all(Path::new("assets/dist")).expect("the source tree of this crate is writable while it is built");
    for folder in ["assets/dist", "templates", "locales"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
