//! From the platform's site into a company just founded, without signing in again: the cookie of one host is not the other's.
//!
//! Invariant: a hand-off opens one session, at one company, within a minute; only its hash is kept.

use super::db;
use super::session::{Sessions, digest};
use super::sign_in::{At, SignedIn};
use jiff::SignedDuration;
use lares_kernel::{Control, PersonId, Result, TenantId, random};

const LIFE: SignedDuration = SignedDuration::from_secs(60);

/// A token for the address of the company. Whoever calls has made sure that it is given to this person only.
///
/// # Errors
/// When the database does not answer.
pub async fn hand_off(control: &Control, tenant: TenantId, person: PersonId) -> Result<String> {
    let (token, now) = (random::token(), control.clock().now());
    db::hand_offs::insert(control, &digest(&token), (tenant, person), (now, now + LIFE)).await?;
    Ok(token)
}

/// Signs in whom the token names; None when it is used, over, or of another company.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_in_by_hand_off(sessions: &Sessions, at: &At, token: &str) -> Result<Option<SignedIn>> {
    sessions.begin_handed_over(token, at).await
}
