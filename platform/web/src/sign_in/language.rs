//! The language switch of every page.

use super::Door;
use crate::error::Served;
use crate::form::Typed;
use crate::respond::{safe_path, see};
use axum::response::IntoResponse;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use lares_views::Locale;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageForm {
    locale: Locale,
    #[serde(default, alias = "return")]
    next: String,
}

/// Remembers the language on this browser.
pub async fn choose(door: Door, Typed { value, .. }: Typed<LanguageForm>) -> Served {
    let mut cookie = Cookie::new("lang", value.locale.tag());
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_secure(door.app.config.is_secure());
    cookie.set_same_site(SameSite::Lax);
    cookie.make_permanent();
    Ok((CookieJar::new().add(cookie), see(safe_path(&value.next))).into_response())
}
