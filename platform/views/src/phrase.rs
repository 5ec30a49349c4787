//! Something to be said to a person whose language is only known when the page is rendered.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Money;

/// A locale key with its arguments, or words that are already in a language (a company's or a plugin's own text).
///
/// Templates write it with the filter `say`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Phrase {
    Key { key: String, args: BTreeMap<String, Arg> },
    Plain(String),
}

/// An argument of a phrase; amounts and times are written in the reader's language and zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    Text(String),
    Number(i64),
    Money(Money),
    /// "12月3日 周四 20:00"
    Moment(Timestamp),
    /// "12月3日 周四"
    Day(Timestamp),
    /// "20:00"
    Clock(Timestamp),
}

impl Phrase {
    #[must_use]
    pub fn key(key: &str) -> Self {
        Self::Key { key: key.to_owned(), args: BTreeMap::new() }
    }

    #[must_use]
    pub fn plain(words: impl Into<String>) -> Self {
        Self::Plain(words.into())
    }

    /// Adds an argument; words already in a language have none.
    #[must_use]
    pub fn with(mut self, name: &str, arg: impl Into<Arg>) -> Self {
        if let Self::Key { args, .. } = &mut self {
            args.insert(name.to_owned(), arg.into());
        }
        self
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Money> for Arg {
    fn from(amount: Money) -> Self {
        Self::Money(amount)
    }
}
