//! What the documents say of the tree is so.

use crate::none;
use crate::source::{files, root, rust};
use std::collections::HashSet;
use std::path::Path;

/// Names in the last column of a table row, between backticks.
fn named(row: &str) -> impl Iterator<Item = &str> {
    let last = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default();
    last.split('`').skip(1).step_by(2)
}

#[test]
fn the_invariants_are_kept_by_tests_that_are_there() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map");
    let table = text.split("| invariant | kept by |").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("the invariants");
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).collect();
    assert!(rows.len() > 10, "the rows were not found");
    let sources = rust();
    let tests: HashSet<&str> =
        sources.iter().flat_map(|file| file.text.split("fn ").skip(1)).filter_map(|rest| rest.split('(').next()).collect();
    let mut broken: Vec<String> = rows.iter().filter(|row| named(row).next().is_none()).map(ToString::to_string).collect();
    broken.extend(
        rows.iter().flat_map(|row| named(row)).filter(|name| !tests.contains(name)).map(|name| format!("no test {name}")),
    );
    none("invariants nothing keeps", &broken);
}

#[test]
fn links_and_pictures_of_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for document in files(".", ".md") {
        let folder = Path::new(&document.path).parent().unwrap_or(Path::new(""));
        let targets = document.text.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next());
        let local = targets.filter(|target| !target.is_empty() && !target.contains(':'));
        let lost = local.filter(|target| !root().join(folder).join(target).exists());
        broken.extend(lost.map(|target| format!("{} → {target}", document.path)));
    }
    none("links that lead nowhere", &broken);
}

#[test]
fn the_last_column_of_a_row_is_read() {
    assert_eq!(named("| of `Db::begin` | `one_test`, by hand, `other_test` |").collect::<Vec<_>>(), ["one_test", "other_test"]);
}
