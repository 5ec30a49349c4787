//! The packages the house stands on: each is used where it is asked for, and each may be given away with the house.

use crate::none;
use crate::source::{files, root};
use serde_json::Value;
use std::collections::HashSet;
use std::process::Command;

/// Licenses that ask for no more than their own text.
const FREE: [&str; 13] = [
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "MIT",
    "MIT-0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "BSL-1.0",
    "Unicode-3.0",
    "CDLA-Permissive-2.0",
];

/// Packages looked at by hand, with what was found.
const LOOKED_AT: [(&str, &str); 6] = [
    ("axe-core", "MPL-2.0; looks at pages in the tests, is no part of them"),
    ("graceful-fs", "BlueOak-1.0.0; of a tool"),
    ("htmx-ext-sse", "0BSD, said in its repository only"),
    ("lightningcss", "MPL-2.0; a tool that builds the styles"),
    ("smartstring", "MPL-2.0; of casbin's matchers, unchanged"),
    ("webdriver", "MPL-2.0; drives the browser of the tests"),
];

/// The names below `[dependencies]` and its sisters.
fn asked_for(manifest: &str) -> Vec<&str> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies") && !line.contains("workspace");
        } else if inside && !line.starts_with('#') {
            names.extend(line.split(['=', '.', ' ']).next().filter(|name| !name.is_empty()));
        }
    }
    names
}

/// style.md: a dependency nobody names is weight for nothing.
#[test]
fn every_dependency_is_named_in_the_sources_of_its_crate() {
    let manifests = files(".", "Cargo.toml");
    let folders: Vec<&str> = manifests.iter().filter_map(|file| file.path.strip_suffix("Cargo.toml")).collect();
    let sources = files(".", ".rs");
    let mut broken = Vec::new();
    for (manifest, folder) in manifests.iter().zip(&folders) {
        // A crate below this one has sources of its own.
        let below: Vec<&&str> = folders.iter().filter(|other| other.len() > folder.len() && other.starts_with(folder)).collect();
        let own =
            sources.iter().filter(|file| file.path.starts_with(folder) && !below.iter().any(|b| file.path.starts_with(**b)));
        let words: HashSet<&str> = own.flat_map(|file| file.text.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
        let idle = asked_for(&manifest.text).into_iter().filter(|name| !words.contains(name.replace('-', "_").as_str()));
        broken.extend(idle.map(|name| format!("{} asks for {name}", manifest.path)));
    }
    let house = manifests.iter().find(|file| file.path == "Cargo.toml").expect("the workspace");
    let shared = house.text.split("[workspace.dependencies]").nth(1).and_then(|rest| rest.split("\n[").next()).expect("a list");
    let names =
        shared.lines().filter_map(|line| line.split([' ', '=']).next()).filter(|name| !name.is_empty() && !name.starts_with('#'));
    let idle = names.filter(|name| !manifests.iter().any(|file| asked_for(&file.text).contains(name)));
    broken.extend(idle.map(|name| format!("no crate asks for {name}")));
    none("dependencies nobody names", &broken);
}

/// A choice is free when one side is, a sum when both are.
fn is_free(license: &str) -> bool {
    let license = license.replace('/', " OR ").replace(['(', ')'], " ");
    license.split(" AND ").all(|sum| sum.split(" OR ").any(|one| FREE.contains(&one.trim())))
}

/// Of everything the product is built from on this machine; known without a network.
#[test]
fn every_crate_has_a_license_that_asks_for_no_more_than_its_text() {
    let mut metadata = Command::new(env!("CARGO"));
    metadata
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", &host()])
        .current_dir(root());
    let answer = metadata.output().expect("cargo answers");
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let answer: Value = serde_json::from_slice(&answer.stdout).expect("JSON");
    let packages = answer["packages"].as_array().expect("packages");
    assert!(packages.len() > 100, "the packages were not found");
    let is_known = |package: &Value| LOOKED_AT.iter().any(|(known, _)| package["name"] == *known);
    let odd = packages.iter().filter(|package| !is_free(package["license"].as_str().unwrap_or_default()) && !is_known(package));
    none("licenses", &odd.map(|package| format!("{} {}", package["name"], package["license"])).collect::<Vec<_>>());
}

#[test]
fn every_script_has_a_license_that_asks_for_no_more_than_its_text() {
    let is_known = |name: &str| LOOKED_AT.iter().any(|(known, _)| name.starts_with(&format!("node_modules/{known}")));
    let mut broken = Vec::new();
    for lock in files(".", "package-lock.json") {
        let lock: Value = serde_json::from_str(&lock.text).expect("JSON");
        let packages =
            lock["packages"].as_object().expect("packages").iter().filter(|(name, _)| !name.is_empty() && !is_known(name));
        let odd = packages.filter(|(_, package)| !is_free(package["license"].as_str().unwrap_or_default()));
        broken.extend(odd.map(|(name, package)| format!("{name} {}", package["license"])));
    }
    none("licenses", &broken);
}

/// What Debian 12 has; npm leaves out, without a word, the native part of a package that asks for more.
const NODE: u32 = 18;

#[test]
fn every_script_runs_on_the_oldest_node_we_promise() {
    let asks = |package: &Value| {
        let least = package["engines"]["node"].as_str()?.trim_start_matches(['>', '=', '^', ' ']);
        least.split(['.', ' ']).next()?.parse::<u32>().ok()
    };
    let mut young = Vec::new();
    for lock in files(".", "package-lock.json") {
        let lock: Value = serde_json::from_str(&lock.text).expect("JSON");
        let packages = lock["packages"].as_object().expect("packages").iter();
        young.extend(
            packages.filter(|(_, package)| asks(package).is_some_and(|least| least > NODE)).map(|(name, _)| name.clone()),
        );
    }
    none("needs a younger Node.js", &young);
}

/// The machine the tests run on, as rustc names it.
fn host() -> String {
    let answer = Command::new("rustc").arg("-vV").output().expect("rustc answers");
    let text = String::from_utf8_lossy(&answer.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned()
}

#[test]
fn names_and_licenses_are_read() {
    let manifest =
        "[package]\nname = \"x\"\n[dependencies]\nserde.workspace = true\ntokio = { version = \"1\" }\n# no\n[lib]\nname = \"y\"";
    assert_eq!(asked_for(manifest), ["serde", "tokio"]);
    assert!(is_free("MIT OR Apache-2.0") && is_free("MIT/GPL-3.0") && is_free("(MIT OR GPL-3.0) AND Unicode-3.0"));
    assert!(!is_free("") && !is_free("GPL-3.0") && !is_free("MIT AND GPL-3.0") && !is_free("MPL-2.0"));
}
