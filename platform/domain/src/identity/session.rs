//! Sessions: opaque 256-bit tokens, 30 days idle, 90 days at most, listed and revocable.
//!
//! Invariant: a revoked session is dead on this node at once and on every node within two seconds.

use super::db;
use super::sign_in::{At, SignedIn};
use jiff::{SignedDuration, Timestamp};
use lares_kernel::error::NOT_FOUND;
use lares_kernel::signals::{Signal, Topic};
use lares_kernel::{Control, Error, Locale, PersonId, Result, SessionId, TenantId, random};
use moka::sync::Cache;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;

const IDLE: SignedDuration = SignedDuration::from_hours(30 * 24);
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How often being seen is written down.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// Somebody signed in on a device.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Session {
    pub id: SessionId,
    pub person: PersonId,
    pub phone: String,
    /// The company whose pages it is for; None = the platform's own. A page of another company must not accept it.
    pub tenant: Option<TenantId>,
    pub device: String,
    pub locale: Locale,
    /// May the person run the platform?
    pub is_operator: bool,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub expires_at: Timestamp,
}

impl Session {
    fn lives(&self, now: Timestamp) -> bool {
        now < self.expires_at && now < self.seen_at + IDLE
    }
}

/// All sessions of the platform, with a short memory.
#[derive(Clone)]
pub struct Sessions {
    control: Control,
    known: Cache<[u8; 32], Arc<Session>>,
}

impl Sessions {
    #[must_use]
    pub fn new(control: Control) -> Self {
        Self { control, known: Cache::builder().max_capacity(100_000).time_to_live(Duration::from_secs(2)).build() }
    }

    #[must_use]
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// The live session of a token.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, token: &str) -> Result<Option<Arc<Session>>> {
        let (hash, now) = (digest(token), self.control.clock().now());
        if let Some(known) = self.known.get(&hash) {
            return Ok(Some(known).filter(|session| session.lives(now)));
        }
        let Some(mut session) = db::session(&self.control, &hash, now).await?.filter(|session| session.lives(now)) else {
            return Ok(None);
        };
        if session.seen_at + SEEN_EVERY <= now {
            db::touch(&self.control, session.id, now).await?;
            session.seen_at = now;
        }
        let session = Arc::new(session);
        self.known.insert(hash, Arc::clone(&session));
        Ok(Some(session))
    }

    /// The live sessions of a person, the last seen first: those of one company's pages, or of the platform's own.
    /// Companies do not learn of each other, so neither do their pages.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn list(&self, person: PersonId, tenant: Option<TenantId>) -> Result<Vec<Session>> {
        let now = self.control.clock().now();
        let mut sessions = db::sessions(&self.control, person, tenant, now).await?;
        sessions.retain(|session| session.lives(now));
        Ok(sessions)
    }

    /// Ends one session of a person; their own is signing out.
    ///
    /// # Errors
    /// `not_found` when it is somebody else's or over.
    pub async fn revoke(&self, person: PersonId, session: SessionId) -> Result<()> {
        let ended = db::revoke(&self.control, person, session, self.control.clock().now()).await?;
        if ended == 0 {
            return Err(Error::new(NOT_FOUND));
        }
        self.heard();
        Ok(())
    }

    /// Ends every session of a person but `kept`, in all companies.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoke_others(&self, person: PersonId, kept: Option<SessionId>) -> Result<u64> {
        let ended = db::revoke_others(&self.control, person, kept, self.control.clock().now()).await?;
        self.heard();
        Ok(ended)
    }

    /// Forgets what is remembered; called when a signal of [`Topic::Session`] is heard.
    pub fn forget(&self) {
        self.known.invalidate_all();
    }

    fn heard(&self) {
        self.forget();
        self.control.hub().send(Signal { tenant: None, topic: Topic::Session, key: String::new() });
    }

    /// Begins a session; the token is shown to the browser once and kept nowhere.
    pub(super) async fn begin(&self, person: PersonId, at: &At) -> Result<SignedIn> {
        let (token, device) = (random::token(), named(&at.device));
        let new = self.fresh(at, &device);
        db::insert_session(&self.control, person, &new, &digest(&token)).await?;
        Ok(SignedIn { token, session: new.id, person })
    }

    /// Begins the session of whom a hand-off to this company names, and uses the hand-off up; None when it is not alive here.
    pub(super) async fn begin_handed_over(&self, hand_off: &str, at: &At) -> Result<Option<SignedIn>> {
        let (token, device) = (random::token(), named(&at.device));
        let new = self.fresh(at, &device);
        let person = db::hand_offs::take(&self.control, &digest(hand_off), &new, &digest(&token)).await?;
        Ok(person.map(|person| SignedIn { token, session: new.id, person }))
    }

    fn fresh<'a>(&self, at: &At, device: &'a str) -> db::NewSession<'a> {
        let now = self.control.clock().now();
        db::NewSession { id: SessionId::new(), tenant: at.tenant, device, now, expires_at: now + ABSOLUTE }
    }
}

fn named(device: &str) -> String {
    device.chars().filter(|next| !next.is_control()).take(200).collect()
}

pub(super) fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_thirty_days_idle_and_ninety_in_all() {
        let start = Timestamp::from_second(1_700_000_000).expect("a time");
        let day = |days: i64| start + SignedDuration::from_hours(days * 24);
        let mut session = Session {
            id: SessionId::new(),
            person: PersonId::new(),
            phone: String::new(),
            tenant: None,
            device: String::new(),
            locale: Locale::En,
            is_operator: false,
            created_at: start,
            seen_at: start,
            expires_at: start + ABSOLUTE,
        };
        assert!(session.lives(day(29)) && !session.lives(day(30)));
        session.seen_at = day(80);
        assert!(session.lives(day(89)) && !session.lives(day(90)));
    }
}
