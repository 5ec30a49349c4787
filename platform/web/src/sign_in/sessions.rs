//! Beginning and ending sessions.

use super::Door;
use super::codes::phone_of;
use crate::auth;
use crate::error::{Served, status};
use crate::form::{Typed, form};
use crate::respond::{address, safe_path, see};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use lares_domain::customers;
use lares_domain::identity::{self, SignedIn};
use lares_kernel::error::{NOT_FOUND, SIGN_IN};
use lares_kernel::{Actor, Error, Kind, PersonId, Phone, Result, SessionId};
use lares_views::Form;
use lares_views::pages::shared::{SignIn, SignInStep};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default, alias = "return")]
    next: String,
    /// `password`, or nothing for a code.
    #[serde(default)]
    with: String,
}

/// The page; whoever is signed in already goes on.
pub async fn show(door: Door, Query(asked): Query<Asked>) -> Served {
    let next = safe_path(&asked.next);
    if let Some(session) = &door.session {
        return Ok(see(&destination(&door, session.person, next).await?));
    }
    let step = if asked.with == "password" { SignInStep::Password } else { SignInStep::Phone };
    door.show(StatusCode::OK, next, &page(&door, step, next, Form::default()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionForm {
    phone: String,
    code: Option<String>,
    password: Option<String>,
    #[serde(default, alias = "return")]
    next: String,
}

/// Signs in by code or password.
pub async fn create(door: Door, Typed { value, mut words }: Typed<SessionForm>) -> Served {
    words.remove("password");
    let next = safe_path(&value.next);
    match sign_in(&door, &value).await {
        Ok(signed_in) => enter(&door, &value.phone, signed_in, next).await,
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::TooMany) => {
            let step = if value.password.is_some() { SignInStep::Password } else { SignInStep::Code };
            door.show(status(error.kind()), next, &page(&door, step, next, form(&words, Some(&error))))
        }
        Err(error) => Err(error.into()),
    }
}

async fn sign_in(door: &Door, typed: &SessionForm) -> Result<SignedIn> {
    door.app.limits.password(door.client)?;
    let phone = phone_of(&typed.phone)?;
    let sessions = &door.app.sessions;
    match (&typed.code, &typed.password) {
        (_, Some(password)) => identity::sign_in_by_password(sessions, &door.at(), &phone, password).await,
        (code, None) => identity::sign_in_by_code(sessions, &door.at(), &phone, code.as_deref().unwrap_or_default()).await,
    }
}

/// Lets a person in: they become a customer of the company, get the cookie and go where they wanted.
pub(super) async fn enter(door: &Door, phone: &str, signed_in: SignedIn, next: &str) -> Served {
    if let Some(tenant) = &door.tenant {
        let phone = Phone::parse(phone)?;
        let mut ctx = door.app.db.begin(tenant, Actor::System).await?;
        customers::welcome(&mut ctx, signed_in.person, &phone, door.kernel_locale()).await?;
        ctx.commit().await?;
        door.app.members.forget(tenant.id, signed_in.person);
    }
    let to = destination(door, signed_in.person, next).await?;
    Ok((CookieJar::new().add(auth::cookie(&door.app, signed_in.token)), see(&to)).into_response())
}

/// Where they wanted to go; without a wish, to their work.
async fn destination(door: &Door, person: PersonId, next: &str) -> Result<String> {
    let Some(tenant) = door.tenant.as_ref().filter(|_| next == "/") else { return Ok(next.to_owned()) };
    let membership = door.app.members.who(tenant, person).await?;
    let to = match (&membership.staff, &membership.worker) {
        (Some(_), _) => "/office",
        (None, Some(_)) => "/worker",
        (None, None) => "/",
    };
    Ok(to.to_owned())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevocationForm {
    #[serde(default, alias = "return")]
    next: Option<String>,
}

/// Ends one of one's own sessions; `current` is signing out.
pub async fn revoke(door: Door, Path(id): Path<String>, Typed { value, .. }: Typed<RevocationForm>) -> Served {
    let session = door.session.clone().ok_or_else(|| Error::new(SIGN_IN))?;
    let id: SessionId = if id == "current" { session.id } else { id.parse().map_err(|_| Error::new(NOT_FOUND))? };
    door.app.sessions.revoke(session.person, id).await?;
    if id == session.id {
        return Ok(left(&door));
    }
    Ok(see(safe_path(value.next.as_deref().unwrap_or("/me/security"))))
}

fn left(door: &Door) -> Response {
    (CookieJar::new().add(auth::forgotten(&door.app)), see("/")).into_response()
}

/// The sign-in page at one of its steps.
pub(super) fn page(door: &Door, step: SignInStep, next: &str, form: Form) -> SignIn {
    SignIn {
        step,
        return_to: next.to_owned(),
        password_href: address("/sign-in", &[("with", "password"), ("return", next)]),
        code_href: address("/sign-in", &[("return", next)]),
        recovery_href: address("/recovery", &[("return", next)]),
        again_at: None,
        inbox: door.inbox(),
        form,
    }
}
