//! Every page, in every language, with every sample; and the words and files they need.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use lares_views::{Gallery, Locale, Shot, Views, assets, pages};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn shots() -> Vec<Shot> {
    let mut gallery = Gallery::new(Views::strict().expect("templates and words load"));
    pages::gallery(&mut gallery);
    gallery.shots
}

fn files(folder: &Path, suffix: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is part of the crate").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, suffix));
        } else if path.to_string_lossy().ends_with(suffix) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_page_renders_in_every_language() {
    let shots = shots();
    let wrong: Vec<String> =
        shots.iter().filter_map(|shot| shot.html.as_ref().err().map(|error| format!("{}: {error}", shot.name))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(shots.len() > 100, "the gallery has lost its pages: {}", shots.len());
}

#[test]
fn every_template_is_shown_by_some_sample_or_used_by_another() {
    let shown: BTreeSet<&str> = shots().iter().map(|shot| shot.template).collect();
    let templates = root().join("templates");
    let sources: Vec<(String, String)> = files(&templates, ".html")
        .iter()
        .map(|path| {
            let name = path.strip_prefix(&templates).expect("found below it").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("templates are text"))
        })
        .collect();
    for (name, _) in sources.iter().filter(|(name, _)| !name.starts_with("components/")) {
        let used = sources.iter().any(|(_, text)| text.contains(&format!("\"{name}\"")));
        assert!(shown.contains(name.as_str()) || used, "{name} has no sample");
    }
}

#[test]
fn whole_pages_say_their_language_title_and_main_part() {
    for shot in shots().iter().filter(|shot| shot.whole) {
        let html = shot.html.as_ref().expect("rendering is another test");
        let tag = Locale::ALL
            .map(Locale::tag)
            .into_iter()
            .find(|tag| shot.name.ends_with(&format!(".{tag}")))
            .expect("named by language");
        assert!(html.contains(&format!("<html lang=\"{tag}\"")), "{}", shot.name);
        assert!(html.contains("id=\"content\""), "{}", shot.name);
        assert_eq!(html.matches("<h1").count(), 1, "{} needs one h1", shot.name);
        let title = html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
        assert!(!title.trim().starts_with('·') && !title.trim().is_empty(), "{} has no title", shot.name);
    }
}

#[test]
fn pages_hold_no_scripts_or_handlers_of_their_own() {
    for path in files(&root().join("templates"), ".html") {
        let text = fs::read_to_string(&path).expect("templates are text");
        for forbidden in
            [" onclick=", " onchange=", " onsubmit=", " onload=", "hx-on", "hx-vals=\"js:", "javascript:", "| safe", "<style"]
        {
            assert!(!text.contains(forbidden), "{}: {forbidden}", path.display());
        }
        for script in text.split("<script").skip(1) {
            assert!(
                script.split('>').nth(1).is_some_and(|rest| rest.starts_with("</script")),
                "{}: a script with content",
                path.display()
            );
        }
    }
}

#[test]
fn templates_hold_no_words() {
    for path in files(&root().join("templates"), ".html") {
        let text = fs::read_to_string(&path).expect("templates are text");
        if let Some(han) = text.chars().find(|letter| ('\u{3400}'..='\u{9fff}').contains(letter)) {
            panic!("{}: {han}", path.display());
        }
        let stray = words_outside_of_tags(&text);
        assert!(stray.is_empty(), "{}: {stray:?} belong into the locales", path.display());
        for attribute in ["aria-label=\"", "placeholder=\"", "alt=\"", "title=\""] {
            for value in text.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                let plain = value.chars().next().is_some_and(char::is_alphabetic);
                assert!(!plain, "{}: {attribute}{value}", path.display());
            }
        }
    }
}

/// Text between tags that is neither markup nor an expression of the template language.
fn words_outside_of_tags(text: &str) -> Vec<String> {
    let mut rest = text.to_owned();
    for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}"), ("<", ">")] {
        rest = without(&rest, open, close);
    }
    rest.split_whitespace()
        .filter(|word| word.chars().filter(char::is_ascii_alphabetic).count() >= 2)
        .map(str::to_owned)
        .collect()
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        out.push_str(&rest[..start]);
        out.push(' ');
        match rest[start..].find(close) {
            Some(end) => rest = &rest[start + end + close.len()..],
            None => return out,
        }
    }
    out.push_str(rest);
    out
}

type Words = BTreeMap<String, BTreeSet<String>>;

/// Key → variables of every sentence of a language.
fn words(locale: Locale) -> Words {
    let mut words = Words::new();
    for path in files(&root().join("locales").join(locale.tag()), ".ftl") {
        let mut key = String::new();
        for line in fs::read_to_string(&path).expect("locales are text").lines() {
            if let Some((name, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|letter: char| letter.is_ascii_alphabetic()))
            {
                key = name.trim().to_owned();
                assert!(words.insert(key.clone(), BTreeSet::new()).is_none(), "{}: {key} twice", path.display());
            }
            let variables = line
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect());
            if !line.starts_with('#') {
                words.entry(key.clone()).or_default().extend(variables);
            }
        }
    }
    words.remove("");
    words
}

#[test]
fn languages_say_the_same_things() {
    let simplified = words(Locale::ZhHans);
    for locale in [Locale::ZhHant, Locale::En] {
        let other = words(locale);
        let missing: Vec<&String> = simplified.keys().filter(|key| !other.contains_key(*key)).collect();
        let extra: Vec<&String> = other.keys().filter(|key| !simplified.contains_key(*key)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{}: missing {missing:?}, extra {extra:?}", locale.tag());
        for (key, variables) in &simplified {
            assert_eq!(Some(variables), other.get(key), "{} {key}", locale.tag());
        }
    }
}

#[test]
fn every_icon_of_a_template_is_in_the_sprite() {
    let names: Vec<String> =
        serde_json::from_str(&fs::read_to_string(root().join("assets/src/icons.json")).expect("part of the crate"))
            .expect("a list");
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    for path in files(&root().join("templates"), ".html") {
        let text = fs::read_to_string(&path).expect("templates are text");
        for pattern in ["ui.icon name=\"", " icon=\"", "\"icon\": \""] {
            for name in text.split(pattern).skip(1).filter_map(|rest| rest.split('"').next()).filter(|name| !name.is_empty()) {
                assert!(names.contains(name), "{}: no icon {name}", path.display());
            }
        }
    }
}

#[test]
fn the_assets_were_built() {
    for name in ["app.css", "app.js", "charts.js", "board.js", "board.css", "map.js", "map.css", "icons.svg", "favicon.svg"] {
        let asset = assets::get(name).unwrap_or_else(|| {
            panic!("{name} is missing: run `npm ci --ignore-scripts && node build.mjs` in platform/views/assets")
        });
        assert!(!asset.bytes.is_empty() && asset.etag.len() == 18, "{name}");
        assert!(assets::url(name).starts_with(&format!("/assets/{name}?v=")), "{name}");
    }
    assert!(assets::get("../Cargo.toml").is_none());
    assert_eq!(assets::get("app.js").map(|asset| asset.media_type).as_deref(), Some("text/javascript; charset=utf-8"));
}

#[test]
fn the_lock_file_names_no_registry() {
    let lock = fs::read_to_string(root().join("assets/package-lock.json")).expect("part of the crate");
    assert!(!lock.contains("\"resolved\""));
}
