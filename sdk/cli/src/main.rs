//! `lares-plugin`: the plugin author's tool. Works offline; exit code 0 is success, 1 a failure told on standard error, 2 a wrong
//! command line.

mod build;
mod component;
mod toolchain;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage:
  lares-plugin component <core.wasm> <out.wasm>   turn a core module into a component
  lares-plugin build <directory> <out.wasm> [--example <name>]
                                                  compile a Rust plugin, or one of its examples, into a component";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["component", core, out] => component::convert(Path::new(core), Path::new(out)),
        ["build", directory, out] => build::build(Path::new(directory), Path::new(out), None),
        ["build", directory, out, "--example", name] => build::build(Path::new(directory), Path::new(out), Some(name)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lares-plugin: {error:#}");
            ExitCode::FAILURE
        }
    }
}
