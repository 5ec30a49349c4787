//! A form that was wrong: the same page once more, with every field kept.

use super::entry::Words;
use crate::error::Failed;
use crate::form::{form, phrase};
use lares_kernel::{Error, Kind};
use lares_views::{Form, Phrase};
use std::str::FromStr;

/// Which form of a page was sent, what was typed, and what is wrong with it.
#[derive(Default)]
pub struct Sent {
    pub part: &'static str,
    pub form: Form,
    pub wrong: Option<Phrase>,
    /// Every field as often as it was sent: of boxes of one name the form itself keeps the last.
    pub pairs: Vec<(String, String)>,
}

impl Sent {
    /// The page comes back when the person can do something about it.
    ///
    /// # Errors
    /// What is no matter of the form: not allowed, not there, our fault.
    pub fn again(part: &'static str, typed: &Words, error: Error) -> Result<Self, Failed> {
        let error = mendable(error)?;
        Ok(Self { part, form: form(&typed.words, Some(&error)), wrong: None, pairs: typed.value.clone() })
    }

    /// The same for a button without fields: said at the top of the page.
    ///
    /// # Errors
    /// What is no matter of the form.
    pub fn said(error: Error) -> Result<Self, Failed> {
        let error = mendable(error)?;
        let worst = error.fields().first().map_or(error.code(), |field| field.code);
        Ok(Self { wrong: Some(phrase(worst, error.args())), ..Self::default() })
    }

    /// What was typed into this part of the page, or nothing.
    #[must_use]
    pub fn of(&self, part: &str) -> Form {
        if self.part == part { self.form.clone() } else { Form::default() }
    }

    /// What was typed, or what the part shows otherwise.
    #[must_use]
    pub fn or(&self, part: &str, otherwise: Form) -> Form {
        if self.part == part { self.form.clone() } else { otherwise }
    }

    /// The boxes of this name that were ticked in this part of the page, or those that are otherwise.
    #[must_use]
    pub fn ticked<T: FromStr>(&self, part: &str, name: &str, otherwise: Vec<T>) -> Vec<T> {
        if self.part != part || self.pairs.is_empty() {
            return otherwise;
        }
        self.pairs.iter().filter(|(key, _)| key == name).filter_map(|(_, value)| value.parse().ok()).collect()
    }

    #[must_use]
    pub fn status(&self) -> axum::http::StatusCode {
        let wrong = self.wrong.is_some() || !self.form.errors.is_empty();
        if wrong { axum::http::StatusCode::UNPROCESSABLE_ENTITY } else { axum::http::StatusCode::OK }
    }

    /// A field of the domain under the name it has on the page.
    #[must_use]
    pub fn renamed(mut self, from: &str, to: &str) -> Self {
        if let Some(error) = self.form.errors.remove(from) {
            self.form.errors.insert(to.to_owned(), error);
        }
        self
    }
}

fn mendable(error: Error) -> Result<Error, Failed> {
    match error.kind() {
        Kind::Invalid | Kind::Conflict | Kind::TooLarge | Kind::TooMany => Ok(error),
        Kind::Unauthenticated | Kind::Forbidden | Kind::NotFound | Kind::Unavailable | Kind::Internal => Err(error.into()),
    }
}
