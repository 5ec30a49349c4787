//! The words: one Fluent bundle per language, read from `locales/<tag>/*.ftl`.
//!
//! Invariant: a key missing in a language is said in English, a key missing everywhere shows its own name and is logged; in tests it is an error.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rust_embed::Embed;
use thiserror::Error;
use unic_langid::LanguageIdentifier;

use crate::Locale;

#[derive(Embed)]
#[folder = "locales"]
#[include = "*.ftl"]
struct Files;

#[derive(Debug, Error)]
pub enum TextError {
    #[error("{file}: {reason}")]
    Broken { file: String, reason: String },
}

/// All words of all languages.
pub(crate) struct Texts {
    /// Missing words are an error instead of a log line: tests and the gallery.
    pub strict: bool,
    bundles: BTreeMap<Locale, FluentBundle<FluentResource>>,
}

impl Texts {
    pub fn load(strict: bool) -> Result<Self, TextError> {
        let mut bundles = BTreeMap::new();
        for locale in Locale::ALL {
            bundles.insert(locale, load(locale)?);
        }
        Ok(Self { strict, bundles })
    }

    /// The sentence of `key`, or `None` when neither the language nor English has it.
    pub fn find(&self, locale: Locale, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        [locale, Locale::En].into_iter().find_map(|one| self.formatted(one, key, args))
    }

    pub fn knows(&self, locale: Locale, key: &str) -> bool {
        [locale, Locale::En].into_iter().any(|one| self.bundles.get(&one).is_some_and(|bundle| bundle.has_message(key)))
    }

    fn formatted(&self, locale: Locale, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let bundle = self.bundles.get(&locale)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::warn!(key, locale = locale.tag(), ?errors, "a sentence lacks what it needs");
        }
        if self.strict && !errors.is_empty() {
            return None;
        }
        Some(said)
    }
}

fn load(locale: Locale) -> Result<FluentBundle<FluentResource>, TextError> {
    let language: LanguageIdentifier = locale.tag().parse().map_err(|error| broken(locale.tag(), &error))?;
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks around variables are invisible characters that break copying and tests of HTML.
    bundle.set_use_isolating(false);
    let folder = format!("{}/", locale.tag());
    for name in Files::iter().filter(|name| name.starts_with(&folder)) {
        let Some(file) = Files::get(&name) else { continue };
        let source = String::from_utf8(file.data.into_owned()).map_err(|error| broken(&name, &error))?;
        let resource = FluentResource::try_new(source).map_err(|(_, errors)| broken(&name, &errors))?;
        bundle.add_resource(resource).map_err(|errors| broken(&name, &errors))?;
    }
    Ok(bundle)
}

fn broken(file: &str, reason: &dyn std::fmt::Debug) -> TextError {
    TextError::Broken { file: file.to_owned(), reason: format!("{reason:?}") }
}
