//! The office's settings as a type of the plugin.

use crate::{Problem, context, problem};
use serde::de::DeserializeOwned;

/// The settings of the company this call is for.
///
/// # Errors
/// `settings.malformed` when they do not fit the type; the manifest's schema should keep that from happening.
pub fn settings<T: DeserializeOwned>() -> Result<T, Problem> {
    parse(&context::settings())
}

/// The same from a text, for `check-settings` and tests.
///
/// # Errors
/// `settings.malformed`.
pub fn parse<T: DeserializeOwned>(json: &str) -> Result<T, Problem> {
    serde_json::from_str(json).map_err(|error| problem("settings.malformed", error.to_string()))
}
