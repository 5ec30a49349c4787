//! Into the office of a company just founded (P01), from the platform's site, which is another host.

use super::Door;
use super::sessions::enter;
use crate::error::Served;
use crate::respond::see;
use axum::extract::Query;
use axum::http::{HeaderValue, header};
use lares_domain::identity::{self, SignedIn};
use lares_kernel::Result;
use serde::Deserialize;

const OFFICE: &str = "/office";

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    token: String,
}

/// Turns the token into the cookie. One that is not alive here leads to the same place, which asks who it is.
pub async fn show(door: Door, Query(asked): Query<Asked>) -> Served {
    let mut answer = match arrive(&door, &asked.token).await? {
        Some(signed_in) => {
            let phone = identity::person(&door.app.control, signed_in.person).await?.phone;
            enter(&door, &phone, signed_in, OFFICE).await?
        }
        None => see(OFFICE),
    };
    answer.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(answer)
}

/// Whoever is signed in here stays who they are: no link may make them somebody else.
async fn arrive(door: &Door, token: &str) -> Result<Option<SignedIn>> {
    door.app.limits.password(door.client)?;
    match door.session {
        Some(_) => Ok(None),
        None => identity::sign_in_by_hand_off(&door.app.sessions, &door.at(), token).await,
    }
}
