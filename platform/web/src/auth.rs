//! Who is asking: the session cookie of one host, or the same session's token as a bearer token.

use crate::state::App;
use axum::http::{HeaderMap, header};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use lares_domain::identity::Session;
use lares_kernel::{Result, TenantId};
use std::sync::Arc;

/// With https the browser itself refuses this cookie from another host or path.
fn name(app: &App) -> &'static str {
    if app.config.is_secure() { "__Host-lares" } else { "lares" }
}

/// The live session of the request's token, if it is one of this site's. A program's bearer token goes before a cookie.
pub async fn session(app: &App, headers: &HeaderMap, tenant: Option<TenantId>) -> Result<Option<Arc<Session>>> {
    let jar = CookieJar::from_headers(headers);
    let token = bearer(headers).or_else(|| jar.get(name(app)).map(Cookie::value));
    let Some(token) = token.filter(|token| token.len() == 64) else { return Ok(None) };
    let found = app.sessions.find(token).await?;
    Ok(found.filter(|session| session.tenant == tenant))
}

/// The token of `Authorization: Bearer …` (RFC 6750).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Does the browser itself say who is asking? A bearer token is put on by a program that meant to.
#[must_use]
pub fn is_by_cookie(app: &App, headers: &HeaderMap) -> bool {
    bearer(headers).is_none() && CookieJar::from_headers(headers).get(name(app)).is_some()
}

/// The cookie that carries a fresh session's token.
#[must_use]
pub fn cookie(app: &App, token: String) -> Cookie<'static> {
    let mut cookie = Cookie::new(name(app), token);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_secure(app.config.is_secure());
    cookie.set_same_site(SameSite::Lax);
    cookie.make_permanent();
    cookie
}

/// The cookie that makes the browser forget.
#[must_use]
pub fn forgotten(app: &App) -> Cookie<'static> {
    let mut cookie = cookie(app, String::new());
    cookie.make_removal();
    cookie
}
