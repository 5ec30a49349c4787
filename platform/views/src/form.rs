//! What a form held and what was wrong with it, so that the same page comes back with every field kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Phrase;

/// Values and errors by field name; an empty form is `Form::default()`. The error of the form as a whole has the name "".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    pub values: BTreeMap<String, String>,
    pub errors: BTreeMap<String, Phrase>,
}

impl Form {
    #[must_use]
    pub fn value(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }

    #[must_use]
    pub fn error(mut self, name: &str, what: Phrase) -> Self {
        self.errors.insert(name.to_owned(), what);
        self
    }
}
