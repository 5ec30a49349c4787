//! Signing in: a code by text message or a password becomes a token.

use super::extract::{Id, Json};
use crate::error::Served;
use crate::form::phrase_of_sms;
use crate::state::App;
use crate::visit::{CustomerVisit, Visit};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use jiff::Timestamp;
use lares_domain::identity::{self, At, Purpose, Session, SignedIn};
use lares_domain::customers;
use lares_kernel::{Actor, Error, Locale, Phone, Result, SessionId};
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(send_code)).routes(routes!(sign_in, list)).routes(routes!(revoke))
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

/// Who calls, for limits and for the list of sessions.
struct Caller {
    address: IpAddr,
    device: String,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let socket = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let hops: Vec<IpAddr> = text("x-forwarded-for").iter().flat_map(|hops| hops.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
        // Only entries our own proxies wrote, from the right, are to be believed.
        let forwarded = app.config.trusted_hops.checked_sub(1).and_then(|back| hops.iter().rev().nth(back)).copied();
        let address = forwarded.or(socket).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Ok(Self { address, device: text(header::USER_AGENT.as_str()).unwrap_or_default() })
    }
}

/// Sends a code by text message; the answer does not tell whether the number is known.
#[utoipa::path(post, path = "/codes", tag = "sessions", responses((status = 204, description = "Sent")))]
async fn send_code(visit: CustomerVisit, caller: Caller, Json(body): Json<CodeRequest>) -> Served {
    visit.app.limits.code(caller.address)?;
    let phone = phone(&body.phone)?;
    let frame = visit.bare_frame("");
    let text = |code: &str| visit.app.views.say(&phrase_of_sms(code, &visit.tenant.name), &frame);
    identity::request_code(&visit.app.control, Some(&visit.tenant), &phone, Purpose::SignIn, text).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Signs in with a code or a password.
#[utoipa::path(post, path = "/sessions", tag = "sessions", responses((status = 201, body = Token)))]
async fn sign_in(visit: CustomerVisit, caller: Caller, Json(body): Json<Credentials>) -> Served {
    visit.app.limits.password(caller.address)?;
    let phone = phone(&body.phone)?;
    let locale = Locale::parse(visit.locale.tag()).unwrap_or_default();
    let at = At { tenant: Some(visit.tenant.id), device: caller.device, locale };
    let signed = match (&body.code, &body.password) {
        (Some(code), None) => identity::sign_in_by_code(&visit.app.sessions, &at, &phone, code).await?,
        (None, Some(password)) => identity::sign_in_by_password(&visit.app.sessions, &at, &phone, password).await?,
        (Some(_), Some(_)) | (None, None) => return Err(Error::field("code", identity::CODE_WRONG).into()),
    };
    welcome(&visit, &signed, &phone, locale).await?;
    Ok((StatusCode::CREATED, axum::Json(Token { token: signed.token, session: signed.session.uuid() })).into_response())
}

/// Whoever signs in at a company is its customer from then on.
async fn welcome(visit: &Visit, signed: &SignedIn, phone: &Phone, locale: Locale) -> Result<()> {
    let mut ctx = visit.app.db.begin(&visit.tenant, Actor::System).await?;
    customers::welcome(&mut ctx, signed.person, phone, locale).await?;
    ctx.commit().await?;
    visit.app.members.forget(visit.tenant.id, signed.person);
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

fn phone(text: &str) -> Result<Phone> {
    Phone::parse(text).map_err(|error| Error::field("phone", error.code()))
}
