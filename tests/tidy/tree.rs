//! The tree is the same on every machine.

use crate::none;
use crate::source::files;

const HOMES: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];

#[test]
fn no_path_of_a_machine_stands_in_the_tree() {
    let mut broken = Vec::new();
    for file in files(".", "").iter().filter(|file| !file.path.contains("assets/dist/")) {
        let hits = file.text.lines().enumerate().filter(|(_, line)| HOMES.iter().any(|home| is_path(line, home)));
        broken
            .extend(hits.map(|(at, line)| format!("{} {}", file.at(at + 1), line.trim().chars().take(120).collect::<String>())));
    }
    none("paths of one machine", &broken);
}

/// The start of a path, not the middle of an address.
fn is_path(line: &str, home: &str) -> bool {
    line.match_indices(home).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '}' | '.' | '-' | '_' | '~'))
    })
}

#[test]
fn packages_come_from_the_public_registries_only() {
    let mut broken = Vec::new();
    for file in files(".", "Cargo.lock") {
        let foreign = file.text.lines().enumerate().filter(|(_, line)| line.starts_with("source = "));
        let foreign = foreign.filter(|(_, line)| *line != "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
        broken.extend(foreign.map(|(at, line)| format!("{} {line}", file.at(at + 1))));
    }
    for file in files(".", "package-lock.json") {
        let foreign = file.text.lines().enumerate().filter(|(_, line)| line.contains("\"resolved\":"));
        let foreign = foreign.filter(|(_, line)| !line.contains("\"https://registry.npmjs.org/"));
        broken.extend(foreign.map(|(at, line)| format!("{} {}", file.at(at + 1), line.trim())));
    }
    none("packages from elsewhere", &broken);
}
