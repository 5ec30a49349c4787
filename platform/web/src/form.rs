//! Reading forms: unknown fields and wrong types are refused, and whatever was typed goes back on the page.

use crate::error::Failed;
use axum::extract::{FromRequest, Request};
use lares_kernel::error::INVALID;
use lares_kernel::{Code, Error, Kind};
use lares_views::{Arg, Form, Phrase};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

pub const UNREADABLE: Code = Code::new("form.unreadable", Kind::Invalid);

/// A typed form together with the words as they were typed.
pub struct Typed<T> {
    pub value: T,
    pub words: BTreeMap<String, String>,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Typed<T> {
    type Rejection = Failed;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let bytes = bytes::Bytes::from_request(request, state).await.map_err(too_large)?;
        Ok(Self::of_bytes(&bytes)?)
    }
}

impl<T: DeserializeOwned> Typed<T> {
    fn of_bytes(bytes: &[u8]) -> lares_kernel::Result<Self> {
        let pairs: Vec<(String, String)> = serde_html_form::from_bytes(bytes).map_err(|_| Error::new(UNREADABLE))?;
        let value = serde_html_form::from_bytes(bytes).map_err(|_| Error::new(UNREADABLE))?;
        Ok(Self { value, words: pairs.into_iter().collect() })
    }

    /// A form that came in parts.
    ///
    /// # Errors
    /// `form.unreadable`.
    pub fn of_pairs(pairs: &[(String, String)]) -> lares_kernel::Result<Self> {
        let text = serde_html_form::to_string(pairs).map_err(|_| Error::new(UNREADABLE))?;
        Self::of_bytes(text.as_bytes())
    }
}

impl Typed<Vec<(String, String)>> {
    /// Refuses a field that is none of these: for forms whose fields are read one by one.
    ///
    /// # Errors
    /// `form.unreadable`.
    pub fn only<N: AsRef<str>>(&self, names: &[N]) -> lares_kernel::Result<()> {
        known(self.value.iter().map(|(name, _)| name.as_str()), |name| names.iter().any(|one| one.as_ref() == name))
    }
}

/// A form without fields: a button.
pub struct Button;

impl<S: Send + Sync> FromRequest<S> for Button {
    type Rejection = Failed;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let typed = Typed::<Vec<(String, String)>>::from_request(request, state).await?;
        typed.only::<&str>(&[])?;
        Ok(Self)
    }
}

/// Refuses a form with a field its page does not have.
///
/// # Errors
/// `form.unreadable`.
pub fn known<'a>(mut sent: impl Iterator<Item = &'a str>, is_known: impl Fn(&str) -> bool) -> lares_kernel::Result<()> {
    if sent.all(is_known) { Ok(()) } else { Err(Error::new(UNREADABLE)) }
}

fn too_large(_: axum::extract::rejection::BytesRejection) -> Failed {
    Error::new(crate::error::TOO_LARGE).into()
}

/// The words as typed, with what was wrong beside each field; fields the page does not know land on the form as a whole.
#[must_use]
pub fn form(words: &BTreeMap<String, String>, error: Option<&Error>) -> Form {
    let mut form = Form { values: words.clone(), errors: BTreeMap::new() };
    let Some(error) = error else { return form };
    for field in error.fields() {
        form.errors.insert(field.name.clone(), phrase(field.code, error.args()));
    }
    if error.fields().is_empty() || error.code() != INVALID {
        form.errors.insert(String::new(), phrase(error.code(), error.args()));
    }
    if let Some(times) = crate::instead::said(error) {
        form.errors.insert("alternatives".to_owned(), times);
    }
    form
}

/// The sentence of an error code: locale key `error-` + the code with `.` and `_` as `-`.
#[must_use]
pub fn phrase(code: Code, args: &[(&'static str, String)]) -> Phrase {
    let key = format!("error-{}", code.name().replace(['.', '_'], "-"));
    args.iter().fold(Phrase::key(&key), |phrase, (name, value)| phrase.with(name, Arg::Text(value.clone())))
}

/// What an error says to a person: what is wrong with its first field, else the error itself.
#[must_use]
pub fn sentence(error: &Error) -> Phrase {
    phrase(error.fields().first().map_or(error.code(), |field| field.code), error.args())
}
