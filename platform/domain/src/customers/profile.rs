//! The customer themselves: name, e-mail, language.

use super::{EMAIL_SHAPE, db, text};
use jiff::Timestamp;
use lares_kernel::error::NOT_FOUND;
use lares_kernel::signals::Topic;
use lares_kernel::{Ctx, CustomerId, Error, Locale, Permission, PersonId, Phone, Result};
use serde::Serialize;

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Customer {
    pub id: CustomerId,
    pub person: PersonId,
    pub name: String,
    pub phone: String,
    pub email: Option<String>,
    pub locale: Locale,
    pub created_at: Timestamp,
}

#[derive(Clone, Debug)]
pub struct SaveProfile {
    pub name: String,
    /// Empty = none.
    pub email: String,
    pub locale: Locale,
}

/// Makes the person a customer of the context's company, or finds that they are; the platform acts.
///
/// # Errors
/// `forbidden`.
pub async fn welcome(ctx: &mut Ctx, person: PersonId, phone: &Phone, locale: Locale) -> Result<CustomerId> {
    ctx.authorize_owned(Permission::CustomerWrite, &[])?;
    let new = CustomerId::new();
    if db::insert(ctx, new, (person, phone), locale).await? {
        ctx.announce("customer.joined", new.uuid(), serde_json::json!({})).await?;
        ctx.nudge(Topic::Roles, person.to_string()).await?;
        return Ok(new);
    }
    db::of_person(ctx, person).await
}

/// The acting customer.
///
/// # Errors
/// `forbidden`; `not_found` for whoever is no customer.
pub async fn profile(ctx: &mut Ctx) -> Result<Customer> {
    let me = own(ctx, Permission::CustomerRead)?;
    db::one(ctx, me).await
}

/// What a customer chose to be spoken to in; for work that somebody else does for them.
///
/// # Errors
/// `not_found`.
pub(crate) async fn language(ctx: &mut Ctx, id: CustomerId) -> Result<Locale> {
    Ok(db::one(ctx, id).await?.locale)
}

/// # Errors
/// `forbidden`, `not_found`; on the fields `name`, `email`.
pub async fn save_profile(ctx: &mut Ctx, save: SaveProfile) -> Result<()> {
    let me = own(ctx, Permission::CustomerWrite)?;
    let name = text("name", &save.name, 0, 40)?;
    let email = email(&save.email)?;
    db::update(ctx, me, (&name, email.as_deref()), save.locale).await?;
    ctx.announce("customer.changed", me.uuid(), serde_json::json!({})).await
}

/// The acting customer's id, when they hold the permission.
pub(super) fn own(ctx: &Ctx, permission: Permission) -> Result<CustomerId> {
    ctx.authorize(permission)?;
    ctx.actor().customer().ok_or_else(|| Error::new(NOT_FOUND))
}

/// Shape only: whether it is theirs shows when a message arrives.
fn email(typed: &str) -> Result<Option<String>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let plain = typed.len() <= 254 && typed.chars().all(|next| next.is_ascii_graphic() && !"<>()[],;:\\\"".contains(next));
    let parts: Vec<&str> = typed.split('@').collect();
    let shaped = match parts[..] {
        [local, host] => (1..=64).contains(&local.len()) && host.contains('.') && host.split('.').all(|label| !label.is_empty()),
        _ => false,
    };
    if plain && shaped { Ok(Some(typed.to_owned())) } else { Err(Error::field("email", EMAIL_SHAPE)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_mail_look_like_some() {
        assert_eq!(email("  mei@example.com ").ok(), Some(Some("mei@example.com".into())));
        assert_eq!(email("  ").ok(), Some(None));
        for wrong in [
            "mei",
            "mei@",
            "@example.com",
            "mei@example",
            "a@b@c.de",
            "mei@exam ple.com",
            "mei@example.com\nbcc:x@y.z",
            "a,b@c.de",
            "m@.com",
        ] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
    }
}
