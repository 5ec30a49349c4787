//! Who may know whom.

use crate::none;
use crate::source::{Source, files, root};
use std::fs;

/// The modules of the domain in reading order.
fn order() -> Vec<String> {
    let lib = fs::read_to_string(root().join("platform/domain/src/lib.rs")).expect("the domain's list of modules");
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned)).collect()
}

/// design.md: reading order is import order.
#[test]
fn a_domain_module_imports_only_those_above_it() {
    let order = order();
    assert!(order.len() > 10, "the list of modules was not found");
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut broken = Vec::new();
    for file in files("platform/domain/src", ".rs") {
        let Some(own) = file.path.split('/').nth(3).and_then(place) else { continue };
        for (line, code) in file.code() {
            let below = named(code).into_iter().find(|name| place(name).is_some_and(|other| other > own));
            broken.extend(below.map(|name| format!("{} imports {name}", file.at(line))));
        }
    }
    none("modules import upward only", &broken);
}

/// The modules a line names: `crate::orders`, `use crate::{catalogue, orders as x};`.
fn named(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => found.extend(list.split('}').next().unwrap_or_default().split(',').map(word)),
            None => found.push(word(rest)),
        }
    }
    found
}

fn word(text: &str) -> &str {
    let text = text.trim();
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

#[test]
fn a_list_of_modules_is_read_name_by_name() {
    assert_eq!(named("use crate::{catalogue, orders as x};"), ["catalogue", "orders"]);
    assert_eq!(named("    crate::orders::settle(ctx)"), ["orders"]);
    assert!(named("pub(crate) fn x()").is_empty());
}

fn speaks(file: &Source, words: &[&str]) -> Vec<String> {
    let hits = file.code().filter(|(_, code)| words.iter().any(|word| code.contains(word)));
    hits.map(|(line, code)| format!("{} {}", file.at(line), code.trim())).collect()
}

/// design.md: SQL lives in `db` files; pages and the extension port do not know the database.
#[test]
fn sql_is_spoken_in_db_files_and_the_kernel_only() {
    let is_home = |path: &str| path.starts_with("platform/kernel/") || path.ends_with("/db.rs") || path.contains("/db/");
    let mut broken = Vec::new();
    for folder in
        ["platform/domain/src", "platform/plugin-host/src", "platform/web/src", "platform/views/src", "platform/extension/src"]
    {
        for file in files(folder, ".rs").iter().filter(|file| !is_home(&file.path)) {
            broken.extend(speaks(file, &["sqlx::", "query!(", "query_as!(", "query_scalar!("]));
        }
    }
    none("SQL outside db files", &broken);
}

/// design.md: the views know neither kernel nor domain, the domain knows no transport, the guest's engine only its host.
#[test]
fn crates_know_only_the_crates_below_them() {
    let forbidden: [(&str, &[&str]); 5] = [
        ("platform/kernel/src", &["lares_domain", "lares_extension", "lares_web", "lares_views", "axum::"]),
        ("platform/extension/src", &["lares_domain", "lares_web", "lares_views", "axum::", "wasmtime::"]),
        (
            "platform/domain/src",
            &["lares_web", "lares_views", "lares_plugin_host", "lares_connectors", "axum::", "wasmtime::", "lettre::"],
        ),
        ("platform/views/src", &["lares_kernel", "lares_domain", "lares_web", "axum::"]),
        ("platform/plugin-host/src", &["lares_domain", "lares_web", "lares_views", "axum::"]),
    ];
    let mut broken = Vec::new();
    for (folder, words) in forbidden {
        for file in files(folder, ".rs") {
            broken.extend(speaks(&file, words));
        }
    }
    none("a crate knows one it must not", &broken);
}

/// style.md: time and chance come from the kernel, so that tests can move and replay them.
#[test]
fn clock_and_chance_have_one_home_each() {
    let words =
        ["Timestamp::now(", "Zoned::now(", "SystemTime::now(", "new_v4(", "now_v7(", "getrandom::", "thread_rng(", "rand::"];
    let homes = ["platform/kernel/src/clock.rs", "platform/kernel/src/random.rs"];
    let mut broken = Vec::new();
    for file in files("platform", ".rs").iter().filter(|file| !homes.contains(&file.path.as_str())) {
        broken.extend(speaks(file, &words));
    }
    none("clock or chance outside their homes", &broken);
}
