//! Reading the sources themselves.

use std::fs;
use std::path::{Path, PathBuf};

/// The checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lie in the checkout").to_path_buf()
}

/// Every file below a folder with this ending, by path.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The words of one language, by key.
pub fn words(locale: &str) -> Vec<(String, String)> {
    let mut words = Vec::new();
    for file in files(&format!("platform/views/locales/{locale}"), ".ftl") {
        for line in read(&file).lines() {
            if let Some((key, sentence)) = line.split_once(" = ").filter(|(key, _)| !key.starts_with([' ', '#', '.'])) {
                words.push((key.to_owned(), sentence.to_owned()));
            }
        }
    }
    words
}
