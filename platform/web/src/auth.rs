//! The session cookie of one host.

use crate::state::App;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use lares_domain::identity::Session;
use lares_kernel::{Result, TenantId};
use std::sync::Arc;

/// With https the browser itself refuses this cookie from another host or path.
fn name(app: &App) -> &'static str {
    if app.config.is_secure() { "__Host-lares" } else { "lares" }
}

/// The live session of the request's cookie, if it is one of this site's.
pub async fn session(app: &App, parts: &Parts, tenant: Option<TenantId>) -> Result<Option<Arc<Session>>> {
    let jar = CookieJar::from_headers(&parts.headers);
    let Some(token) = jar.get(name(app)).map(Cookie::value).filter(|token| token.len() == 64) else { return Ok(None) };
    let found = app.sessions.find(token).await?;
    Ok(found.filter(|session| session.tenant == tenant))
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
