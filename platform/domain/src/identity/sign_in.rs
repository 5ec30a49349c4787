//! Signing in by code or password, setting and recovering a password.

use super::code::{Purpose, take_code};
use super::session::{Session, Sessions};
use super::sign_up::ensure_person;
use super::{PASSWORD_WRONG, SIGN_IN_WRONG, check_password, db, guesses, password};
use lares_kernel::{Error, Locale, PersonId, Phone, Result, SessionId, TenantId};

/// Where somebody signs in.
#[derive(Clone, Debug)]
pub struct At {
    /// The company whose pages it is; None = the platform's own.
    pub tenant: Option<TenantId>,
    /// What the browser says it is, for the list of sessions.
    pub device: String,
    /// For a person met the first time.
    pub locale: Locale,
}

#[derive(Clone, Debug)]
pub struct SignedIn {
    /// For the cookie, once.
    pub token: String,
    pub session: SessionId,
    pub person: PersonId,
}

/// Signs in with a code that was sent; a number met the first time becomes a person.
///
/// # Errors
/// `identity.code_wrong` on the field `code`.
pub async fn sign_in_by_code(sessions: &Sessions, at: &At, phone: &Phone, code: &str) -> Result<SignedIn> {
    let control = sessions.control();
    take_code(control, at.tenant, phone, Purpose::SignIn, code).await?;
    let person = ensure_person(control, phone, at.locale).await?;
    guesses::forget(control, phone.as_str()).await?;
    sessions.begin(person, at).await
}

/// Signs in with phone and password. Unknown number, no password and wrong password are one answer, equally slow.
///
/// # Errors
/// `identity.sign_in_wrong`; `identity.too_many_tries` after ten wrong ones in a quarter of an hour.
pub async fn sign_in_by_password(sessions: &Sessions, at: &At, phone: &Phone, password: &str) -> Result<SignedIn> {
    let control = sessions.control();
    guesses::count(control, phone.as_str()).await?;
    let known = db::credentials(control, phone).await?;
    let (person, hash) = known.map_or((None, None), |(person, hash)| (Some(person), hash));
    let right = password::matches(password, hash).await?;
    match person {
        Some(person) if right => {
            guesses::forget(control, phone.as_str()).await?;
            sessions.begin(person, at).await
        }
        Some(_) | None => Err(Error::new(SIGN_IN_WRONG)),
    }
}

/// Sets or changes the password of a signed-in person and ends their other sessions.
///
/// # Errors
/// On the fields `current` (`identity.password_wrong`; only asked when there is one) and `password`;
/// `identity.too_many_tries` as when signing in.
pub async fn set_password(sessions: &Sessions, session: &Session, current: &str, new: &str) -> Result<()> {
    check_password(new)?;
    let control = sessions.control();
    if let Some(hash) = db::password_hash(control, session.person).await? {
        guesses::count(control, &session.phone).await?;
        if !password::matches(current, Some(hash)).await? {
            return Err(Error::field("current", PASSWORD_WRONG));
        }
        guesses::forget(control, &session.phone).await?;
    }
    db::set_password(control.pool(), session.person, &password::hash(new).await?).await?;
    sessions.revoke_others(session.person, Some(session.id)).await?;
    Ok(())
}

/// Sets a new password with a code sent for it ([`Purpose::Recover`]), ends every session, and signs in here.
///
/// # Errors
/// On the fields `password` and `code`.
pub async fn recover(sessions: &Sessions, at: &At, phone: &Phone, (code, new): (&str, &str)) -> Result<SignedIn> {
    check_password(new)?;
    let control = sessions.control();
    take_code(control, at.tenant, phone, Purpose::Recover, code).await?;
    let person = ensure_person(control, phone, at.locale).await?;
    db::set_password(control.pool(), person, &password::hash(new).await?).await?;
    sessions.revoke_others(person, None).await?;
    guesses::forget(control, phone.as_str()).await?;
    sessions.begin(person, at).await
}
