//! Every error code with its sentence in three languages.

use crate::{compare, source};
use lares_kernel::{Code, Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const LOCALES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

fn all() -> Vec<Code> {
    lares_domain::codes().chain(lares_web::codes()).chain(lares_connectors::CODES.iter().copied()).collect()
}

const fn status(kind: Kind) -> u16 {
    match kind {
        Kind::Invalid => 422,
        Kind::Unauthenticated => 401,
        Kind::Forbidden => 403,
        Kind::NotFound => 404,
        Kind::Conflict => 409,
        Kind::TooMany => 429,
        Kind::TooLarge => 413,
        Kind::Unavailable => 503,
        Kind::Internal => 500,
    }
}

#[test]
fn error_codes_and_their_words_are_as_promised() {
    let words: Vec<BTreeMap<String, String>> = LOCALES.iter().map(|locale| source::words(locale).into_iter().collect()).collect();
    let mut text = "Error codes: stable names, HTTP status, and what people read.\n".to_owned();
    let codes: BTreeMap<&str, Code> = all().into_iter().map(|code| (code.name(), code)).collect();
    for (name, code) in codes {
        writeln!(text, "\n{name} ({})", status(code.kind())).expect("text grows");
        let key = format!("error-{}", name.replace(['.', '_'], "-"));
        for (locale, words) in LOCALES.iter().zip(&words) {
            let sentence = words.get(&key).unwrap_or_else(|| panic!("{key} has no words in {locale}"));
            writeln!(text, "  {sentence}").expect("text grows");
        }
    }
    compare("errors.txt", &text);
}

#[test]
fn every_code_of_the_sources_is_in_the_list_once() {
    let listed: Vec<&str> = all().iter().map(|code| code.name()).collect();
    let distinct: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(listed.len(), distinct.len(), "a code is listed twice");
    let mut missing = Vec::new();
    for file in source::files("platform", ".rs") {
        let text = source::read(&file);
        let names = text.split("Code::new(\"").skip(1).filter_map(|rest| rest.split('"').next());
        missing.extend(names.filter(|name| !distinct.contains(name)).map(|name| format!("{name} in {}", file.display())));
    }
    assert!(missing.is_empty(), "not in any CODES: {missing:?}");
}
