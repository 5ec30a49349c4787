//! Signing in: a code by text message or a password becomes a token.

use super::extract::{Id, Json};
use crate::error::Served;
use crate::sign_in::{self, Door};
use crate::state::App;
use crate::visit::CustomerVisit;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use jiff::Timestamp;
use lares_domain::customers;
use lares_domain::identity::{self, Purpose, Session, SignedIn};
use lares_kernel::error::{NOT_FOUND, SIGN_IN};
use lares_kernel::{Actor, Error, Phone, Result, SessionId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(send_code))
        .routes(routes!(create, list))
        .routes(routes!(revoke))
        .routes(routes!(send_recovery))
        .routes(routes!(recover))
        .routes(routes!(set_password))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeRequest {
    /// E.164, or eleven digits of mainland China.
    phone: String,
}

/// Exactly one of `code` and `password`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Credentials {
    phone: String,
    code: Option<String>,
    password: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Recovery {
    phone: String,
    /// As it was sent to the phone.
    code: String,
    /// The new one.
    password: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordForm {
    /// Only asked when there is one.
    #[serde(default)]
    current: String,
    password: String,
}

#[derive(Serialize, ToSchema)]
struct Token {
    /// For `Authorization: Bearer …`, at this company only; shown once.
    token: String,
    session: Uuid,
}

#[derive(Serialize, ToSchema)]
struct SessionRow {
    id: Uuid,
    device: String,
    created_at: Timestamp,
    seen_at: Timestamp,
    expires_at: Timestamp,
    is_this: bool,
}

/// Sends a code by text message; the answer does not tell whether the number is known.
#[utoipa::path(post, path = "/codes", tag = "sessions", responses((status = 204, description = "Sent")))]
async fn send_code(door: Door, Json(body): Json<CodeRequest>) -> Served {
    sign_in::send(&door, &body.phone, Purpose::SignIn).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Signs in with a code or a password; whoever does is the company's customer from then on.
#[utoipa::path(post, path = "/sessions", tag = "sessions", responses((status = 201, body = Token)))]
async fn create(door: Door, Json(body): Json<Credentials>) -> Served {
    door.app.limits.password(door.client)?;
    let phone = Phone::parse(&body.phone).map_err(|error| Error::field("phone", error.code()))?;
    let sessions = &door.app.sessions;
    let signed = match (&body.code, &body.password) {
        (Some(code), None) => identity::sign_in_by_code(sessions, &door.at(), &phone, code).await?,
        (None, Some(password)) => identity::sign_in_by_password(sessions, &door.at(), &phone, password).await?,
        (Some(_), Some(_)) | (None, None) => return Err(Error::field("code", identity::CODE_WRONG).into()),
    };
    enter(&door, signed, &phone).await
}

/// Makes who signed in the company's customer, and shows them their token.
async fn enter(door: &Door, signed: SignedIn, phone: &Phone) -> Served {
    welcome(door, &signed, phone).await?;
    Ok((StatusCode::CREATED, axum::Json(Token { token: signed.token, session: signed.session.uuid() })).into_response())
}

async fn welcome(door: &Door, signed: &SignedIn, phone: &Phone) -> Result<()> {
    let tenant = door.tenant.as_ref().ok_or_else(|| Error::new(NOT_FOUND))?;
    let mut ctx = door.app.db.begin(tenant, Actor::System).await?;
    customers::welcome(&mut ctx, signed.person, phone, door.kernel_locale()).await?;
    ctx.commit().await?;
    door.app.members.forget(tenant.id, signed.person);
    Ok(())
}

/// One's live sessions at this company.
#[utoipa::path(get, path = "/sessions", tag = "sessions", responses((status = 200, body = Vec<SessionRow>)))]
async fn list(visit: CustomerVisit) -> Served {
    let sessions = visit.app.sessions.list(visit.person()?, Some(visit.tenant.id)).await?;
    let mine = visit.session.as_ref().map(|session| session.id);
    let rows: Vec<SessionRow> = sessions.into_iter().map(|session| row(session, mine)).collect();
    Ok(axum::Json(rows).into_response())
}

/// Ends one of one's sessions; ending the present one is signing out.
#[utoipa::path(delete, path = "/sessions/{id}", tag = "sessions", params(("id" = Uuid, Path)), responses((status = 204, description = "Ended")))]
async fn revoke(visit: CustomerVisit, Id(id): Id<SessionId>) -> Served {
    visit.app.sessions.revoke(visit.person()?, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Sends a code that a forgotten password is replaced with.
#[utoipa::path(post, path = "/recovery/codes", tag = "sessions", responses((status = 204, description = "Sent")))]
async fn send_recovery(door: Door, Json(body): Json<CodeRequest>) -> Served {
    sign_in::send(&door, &body.phone, Purpose::Recover).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Sets a new password by code, ends every session, and signs in.
#[utoipa::path(post, path = "/recovery", tag = "sessions", responses((status = 201, body = Token)))]
async fn recover(door: Door, Json(body): Json<Recovery>) -> Served {
    door.app.limits.password(door.client)?;
    let phone = Phone::parse(&body.phone).map_err(|error| Error::field("phone", error.code()))?;
    let signed = identity::recover(&door.app.sessions, &door.at(), &phone, (&body.code, &body.password)).await?;
    enter(&door, signed, &phone).await
}

/// Sets or changes one's password; every other session ends.
#[utoipa::path(put, path = "/password", tag = "sessions", responses((status = 204, description = "Set")))]
async fn set_password(visit: CustomerVisit, Json(form): Json<PasswordForm>) -> Served {
    let session = visit.session.as_ref().ok_or_else(|| Error::new(SIGN_IN))?;
    identity::set_password(&visit.app.sessions, session, &form.current, &form.password).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn row(session: Session, mine: Option<SessionId>) -> SessionRow {
    SessionRow {
        is_this: mine == Some(session.id),
        id: session.id.uuid(),
        device: session.device,
        created_at: session.created_at,
        seen_at: session.seen_at,
        expires_at: session.expires_at,
    }
}
