//! What the product promises, in files a non-programmer can read: a change of a promise is a change of a file, seen in review.
//!
//! `UPDATE_GOLDEN=1 cargo test -p lares-tests --test golden` writes them anew.

mod errors;
mod lifecycle;
mod openapi;
mod permissions;
mod reactions;
mod routes;
mod schema;
mod source;
mod wit;

use std::fs;

/// Compares with `tests/golden/<name>`, or writes it when asked to.
fn compare(name: &str, actual: &str) {
    let path = source::root().join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, actual).expect("the golden file is written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if let Some((line, (was, is))) = difference(&expected, actual) {
        panic!(
            "{name} line {line}:\n  was {was}\n  is  {is}\nIf that is meant: UPDATE_GOLDEN=1 cargo test -p lares-tests --test golden"
        );
    }
}

fn difference<'a>(expected: &'a str, actual: &'a str) -> Option<(usize, (&'a str, &'a str))> {
    let (mut was, mut is) = (expected.lines(), actual.lines());
    for line in 1.. {
        match (was.next(), is.next()) {
            (None, None) => return None,
            (left, right) if left == right => {}
            (left, right) => return Some((line, (left.unwrap_or("(nothing)"), right.unwrap_or("(nothing)")))),
        }
    }
    None
}

/// Columns as wide as their widest cell.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn a_changed_line_is_found() {
    assert_eq!(difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(difference("a\nb\n", "a\nc\n"), Some((2, ("b", "c"))));
    assert_eq!(difference("a\n", "a\nb\n"), Some((2, ("(nothing)", "b"))));
}
