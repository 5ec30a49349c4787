//! Files and functions of a size one can read.

use crate::none;
use crate::source::{Source, rust};

const LONGEST_FILE: usize = 500;
const LONGEST_FUNCTION: usize = 60;

#[test]
fn no_file_is_longer_than_500_lines() {
    let long = rust().into_iter().map(|file| (file.text.lines().count(), file.path)).filter(|(lines, _)| *lines > LONGEST_FILE);
    none("long files", &long.map(|(lines, path)| format!("{path} has {lines} lines")).collect::<Vec<_>>());
}

#[test]
fn no_function_is_longer_than_60_lines() {
    let broken: Vec<String> = rust().iter().flat_map(long_functions).collect();
    none("long functions", &broken);
}

/// A function begins with `fn` and ends with the brace under its first letter, as rustfmt writes it.
fn long_functions(file: &Source) -> Vec<String> {
    let lines: Vec<&str> = file.text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_function(line)) {
        let indent = line.len() - line.trim_start().len();
        let end = format!("{}}}", &line[..indent]);
        let length = lines[at..].iter().position(|next| *next == end).map_or(0, |end| end + 1);
        if length > LONGEST_FUNCTION && !line.trim_end().ends_with('}') && !line.trim_end().ends_with(';') {
            found.push(format!("{} has {length} lines", file.at(at + 1)));
        }
    }
    found
}

fn is_function(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    let modifiers = ["pub", "pub(crate)", "pub(super)", "async", "const", "unsafe", "extern", "\"C\""];
    let first = words.iter().find(|word| !modifiers.contains(word));
    first == Some(&"fn")
}

#[test]
fn the_first_line_of_a_function_is_known() {
    assert!(is_function("    pub async fn x() {") && is_function("fn x() {"));
    assert!(!is_function("// fn x()") && !is_function("let f: fn() = x;"));
}
