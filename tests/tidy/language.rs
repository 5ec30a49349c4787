//! Words for people live in the locales, in every language.

use crate::none;
use crate::source::{Source, files};
use std::collections::{BTreeMap, BTreeSet};

const LOCALES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// Where Chinese stands in sources as data: what the demo plays, and the pages' samples. May only shrink.
const DATA: [&str; 2] = ["platform/server/src/demo", "platform/views/src/"];

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF)
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs")
}

/// The line without a comment at its end.
fn said(code: &str) -> &str {
    code.split(" // ").next().unwrap_or(code)
}

#[test]
fn no_sentence_for_people_stands_in_the_sources() {
    let mut broken = Vec::new();
    let is_data = |path: &str| is_test(path) || DATA.iter().any(|data| path.starts_with(data));
    for file in files("platform", ".rs").iter().filter(|file| !is_data(&file.path)) {
        let hits = file.code().filter(|(_, code)| said(code).chars().any(is_han));
        broken.extend(hits.map(|(line, code)| format!("{} {}", file.at(line), code.trim())));
    }
    none("Chinese in sources", &broken);
}

fn words(locale: &str) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for Source { path, text } in files(&format!("platform/views/locales/{locale}"), ".ftl") {
        for line in text.lines() {
            if let Some((key, sentence)) = line.split_once(" = ").filter(|(key, _)| !key.starts_with([' ', '#', '.'])) {
                let twice = words.insert(key.to_owned(), sentence.to_owned());
                assert!(twice.is_none(), "{key} is there twice, also in {path}");
            }
        }
    }
    words
}

/// The placeholders of a sentence.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    let names = sentence.split('$').skip(1);
    names.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').next().unwrap_or_default()).collect()
}

#[test]
fn every_error_code_has_words_in_three_languages() {
    let mut codes = BTreeSet::new();
    for file in files("platform", ".rs") {
        let names = file.text.split("Code::new(\"").skip(1).filter_map(|rest| rest.split('"').next());
        codes.extend(names.map(|name| format!("error-{}", name.replace(['.', '_'], "-"))));
    }
    assert!(codes.len() > 100, "the codes were not found");
    let mut broken = Vec::new();
    for locale in LOCALES {
        let words = words(locale);
        broken.extend(codes.iter().filter(|key| !words.contains_key(*key)).map(|key| format!("{key} in {locale}")));
    }
    none("codes without words", &broken);
}

#[test]
fn the_three_languages_say_the_same_things_with_the_same_values() {
    let [hans, hant, en] = LOCALES.map(words);
    let mut broken = Vec::new();
    for (locale, other) in [("zh-Hant", &hant), ("en", &en)] {
        broken.extend(hans.keys().filter(|key| !other.contains_key(*key)).map(|key| format!("{key} lacks {locale}")));
        broken.extend(other.keys().filter(|key| !hans.contains_key(*key)).map(|key| format!("{key} is only in {locale}")));
        let same = |key: &String, sentence: &str| hans.get(key).is_none_or(|hans| placeholders(hans) == placeholders(sentence));
        // A sentence that goes on below its key is compared by the views' own test.
        let differ = other.iter().filter(|(key, sentence)| !sentence.contains("->") && !same(key, sentence));
        broken.extend(differ.map(|(key, _)| format!("{key} shows other values in {locale}")));
    }
    none("languages differ", &broken);
}

/// Every kind of message has a title and a body.
#[test]
fn every_message_has_words() {
    let en = words("en");
    let wanted = lares_domain::messaging::TABLE
        .iter()
        .flat_map(|row| [format!("message-{}-title", row.2), format!("message-{}-body", row.2)]);
    none("messages without words", &wanted.filter(|key| !en.contains_key(key)).collect::<Vec<_>>());
}

#[test]
fn placeholders_of_a_sentence_are_found() {
    assert_eq!(placeholders("{ $worker }来了，{ $starts }"), BTreeSet::from(["worker", "starts"]));
}
