//! A new password for who forgot theirs (C03).

use super::Door;
use super::codes::{again_at, phone_of, send};
use super::sessions::enter;
use crate::error::{Served, status};
use crate::form::{Typed, form};
use crate::respond::{address, safe_path};
use axum::extract::Query;
use axum::http::StatusCode;
use jiff::Timestamp;
use lares_domain::identity::{self, CODE_TOO_SOON, Purpose, SignedIn};
use lares_kernel::{Kind, Result};
use lares_views::Form;
use lares_views::pages::shared::Recovery;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default, alias = "return")]
    next: String,
}

pub async fn show(door: Door, Query(asked): Query<Asked>) -> Served {
    let next = safe_path(&asked.next);
    door.show(StatusCode::OK, next, &page(&door, None, next, Form::default()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeForm {
    phone: String,
    #[serde(default, alias = "return")]
    next: String,
}

pub async fn send_code(door: Door, Typed { value, words }: Typed<CodeForm>) -> Served {
    let next = safe_path(&value.next);
    let (code, sent, error) = match send(&door, &value.phone, Purpose::Recover).await {
        Ok(again_at) => (StatusCode::OK, Some(again_at), None),
        Err(error) if error.code() == CODE_TOO_SOON => (status(error.kind()), Some(again_at(&door, &error)), Some(error)),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::TooMany) => (status(error.kind()), None, Some(error)),
        Err(error) => return Err(error.into()),
    };
    door.show(code, next, &page(&door, sent, next, form(&words, error.as_ref())))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryForm {
    phone: String,
    code: String,
    password: String,
    #[serde(default, alias = "return")]
    next: String,
}

/// Sets the password and signs in with it.
pub async fn create(door: Door, Typed { value, mut words }: Typed<RecoveryForm>) -> Served {
    words.remove("password");
    let next = safe_path(&value.next);
    match recover(&door, &value).await {
        Ok(signed_in) => enter(&door, &value.phone, signed_in, next).await,
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::TooMany) => {
            let page = Recovery { again_at: None, ..page(&door, Some(door.now()), next, form(&words, Some(&error))) };
            door.show(status(error.kind()), next, &page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn recover(door: &Door, typed: &RecoveryForm) -> Result<SignedIn> {
    door.app.limits.password(door.client)?;
    let phone = phone_of(&typed.phone)?;
    identity::recover(&door.app.sessions, &door.at(), &phone, (&typed.code, &typed.password)).await
}

fn page(door: &Door, sent: Option<Timestamp>, next: &str, form: Form) -> Recovery {
    Recovery {
        sent: sent.is_some(),
        return_to: next.to_owned(),
        sign_in_href: address("/sign-in", &[("return", next)]),
        again_at: sent,
        inbox: door.inbox(),
        form,
    }
}
