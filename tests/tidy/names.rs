//! Names say what a thing is.

use crate::none;
use crate::source::rust;

const EMPTY_FILES: [&str; 9] = ["util", "utils", "helper", "helpers", "manager", "managers", "misc", "stuff", "impl"];
const EMPTY_ENDINGS: [&str; 8] = ["Manager", "Helper", "Helpers", "Utils", "Util", "Repository", "Handler", "Impl"];

#[test]
fn no_file_is_named_for_nothing_in_particular() {
    let is_empty = |path: &str| path.split('/').any(|part| EMPTY_FILES.contains(&part.trim_end_matches(".rs")));
    let broken: Vec<String> = rust().into_iter().map(|file| file.path).filter(|path| is_empty(path)).collect();
    none("empty names of files", &broken);
}

#[test]
fn no_type_is_named_for_nothing_in_particular() {
    let mut broken = Vec::new();
    for file in rust() {
        for (line, code) in file.code() {
            let name = ["struct ", "enum ", "trait "].iter().find_map(|kind| defined(code, kind));
            if let Some(name) = name.filter(|name| EMPTY_ENDINGS.iter().any(|ending| name.ends_with(ending))) {
                broken.push(format!("{} {name}", file.at(line)));
            }
        }
    }
    none("empty names of types", &broken);
}

fn defined<'a>(code: &'a str, kind: &str) -> Option<&'a str> {
    let code = code.trim_start();
    let code = code.strip_prefix("pub(crate) ").or_else(|| code.strip_prefix("pub(super) ")).unwrap_or(code);
    let rest = code.strip_prefix("pub ").unwrap_or(code).strip_prefix(kind)?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}
