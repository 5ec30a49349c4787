//! Codes by text message.

use super::Door;
use super::sessions::page;
use crate::error::{Served, status};
use crate::form::{Typed, form};
use crate::respond::safe_path;
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use lares_domain::identity::{self, CODE_TOO_SOON, Purpose};
use lares_kernel::{Error, Kind, Phone, Result};
use lares_views::Phrase;
use lares_views::pages::shared::{SignIn, SignInStep};
use serde::Deserialize;

/// Another code may be asked for after this long, as the domain has it.
const AGAIN: SignedDuration = SignedDuration::from_secs(60);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeForm {
    phone: String,
    #[serde(default, alias = "return")]
    next: String,
}

/// Sends a code and asks for it.
pub async fn create(door: Door, Typed { value, words }: Typed<CodeForm>) -> Served {
    let next = safe_path(&value.next);
    match send(&door, &value.phone, Purpose::SignIn).await {
        Ok(again_at) => {
            let page = SignIn { again_at: Some(again_at), ..page(&door, SignInStep::Code, next, form(&words, None)) };
            door.show(StatusCode::OK, next, &page)
        }
        Err(error) if error.code() == CODE_TOO_SOON => {
            let again_at = Some(again_at(&door, &error));
            let page = SignIn { again_at, ..page(&door, SignInStep::Code, next, form(&words, Some(&error))) };
            door.show(StatusCode::TOO_MANY_REQUESTS, next, &page)
        }
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::TooMany) => {
            door.show(status(error.kind()), next, &page(&door, SignInStep::Phone, next, form(&words, Some(&error))))
        }
        Err(error) => Err(error.into()),
    }
}

/// Sends a code to the phone typed; says when the next may be asked for.
///
/// # Errors
/// On the field `phone`; `too_many_requests`, `identity.code_too_soon`, `identity.code_too_many`.
pub async fn send(door: &Door, phone: &str, purpose: Purpose) -> Result<Timestamp> {
    door.app.limits.code(door.client)?;
    let phone = phone_of(phone)?;
    let key = match purpose {
        Purpose::SignIn => "sms-code",
        Purpose::Recover => "sms-recover",
    };
    let body = |code: &str| door.say(&Phrase::key(key).with("company", door.house()).with("code", code));
    identity::request_code(&door.app.control, door.tenant.as_deref(), &phone, purpose, body).await?;
    Ok(door.now() + AGAIN)
}

/// The phone typed, or what is wrong with it beside its field.
pub(super) fn phone_of(text: &str) -> Result<Phone> {
    Phone::parse(text).map_err(|error| Error::field("phone", error.code()))
}

/// When a code that was asked for too soon may be asked for.
pub(super) fn again_at(door: &Door, error: &Error) -> Timestamp {
    let seconds = error.args().iter().find(|(name, _)| *name == "seconds").and_then(|(_, value)| value.parse().ok());
    door.now() + SignedDuration::from_secs(seconds.unwrap_or(60))
}
