//! An agency signs up (入驻): its owner proves a phone, chooses a password, and the company is founded.

use super::code::{Purpose, check_code, spend};
use super::{check_password, db, password};
use crate::tenancy::{self, Founding, SLUG_TAKEN};
use lares_kernel::{Control, Db, Error, Locale, PersonId, Phone, Result, StaffId, Tenant};
use serde::Serialize;
use std::sync::Arc;

/// How the owner's phone is known to be theirs. Without proof a stranger could plant a password on somebody's number.
#[derive(Clone, Debug)]
pub enum Proof {
    /// The code sent to it from the platform's site ([`Purpose::SignIn`], no company).
    Code(String),
    /// The operator of the platform vouches: the demo and the command line.
    Vouched,
}

#[derive(Clone, Debug)]
pub struct SignUp {
    pub name: String,
    pub slug: String,
    /// Id of a starter ([`tenancy::templates`]).
    pub template: String,
    pub owner_phone: Phone,
    pub owner_name: String,
    pub password: String,
    pub locale: Locale,
    pub proof: Proof,
}

#[derive(Clone, Debug)]
pub struct SignedUp {
    pub tenant: Arc<Tenant>,
    pub owner: PersonId,
    pub staff: StaffId,
}

/// A human being as they see themselves.
#[derive(Clone, Debug, Serialize)]
pub struct Person {
    pub id: PersonId,
    pub phone: String,
    pub email: Option<String>,
    pub locale: Locale,
    pub has_password: bool,
    pub is_operator: bool,
}

/// Makes the company and its owner, or nothing: who loses the race for an address keeps their code and has no account.
/// The cheap checks come first, so that no try of a code is spent on a form that must come back.
///
/// # Errors
/// On the fields `name`, `slug`, `template`, `owner_name`, `password`, `code`; `tenancy.slug_taken` on `slug` or, when
/// somebody took it a moment ago, as the error itself.
pub async fn sign_up(control: &Control, db: &Db, sign_up: SignUp) -> Result<SignedUp> {
    tenancy::check(&sign_up.name, &sign_up.slug, &sign_up.template)?;
    tenancy::named("owner_name", &sign_up.owner_name, 40)?;
    check_password(&sign_up.password)?;
    if !tenancy::slug_available(control, &sign_up.slug).await? {
        return Err(Error::field("slug", SLUG_TAKEN));
    }
    let code = match &sign_up.proof {
        Proof::Code(code) => Some(check_code(control, None, &sign_up.owner_phone, Purpose::SignIn, code).await?),
        Proof::Vouched => None,
    };
    let hash = password::hash(&sign_up.password).await?;
    let now = control.clock().now();
    let mut tx = control.begin().await?;
    if let Some(code) = code {
        spend(&mut tx, code, now).await?;
    }
    let owner = db::ensure_person(tx.conn(), &sign_up.owner_phone, (sign_up.locale, now)).await?;
    db::set_password(tx.conn(), owner, &hash).await?;
    let founding = Founding {
        name: sign_up.name,
        slug: sign_up.slug,
        template: sign_up.template,
        owner,
        owner_name: sign_up.owner_name,
        locale: sign_up.locale,
    };
    let founded = tenancy::found_within(tx, control, db, founding).await?;
    Ok(SignedUp { tenant: founded.tenant, owner, staff: founded.owner })
}

/// # Errors
/// `not_found`.
pub async fn person(control: &Control, id: PersonId) -> Result<Person> {
    db::person(control, id).await
}

/// The person of a number, made when nobody has it; for staff and workers the office adds.
///
/// # Errors
/// When the database does not answer.
pub async fn ensure_person(control: &Control, phone: &Phone, locale: Locale) -> Result<PersonId> {
    db::ensure_person(control.pool(), phone, (locale, control.clock().now())).await
}

/// The person of a number, if there is one. Never shown to a company's pages.
///
/// # Errors
/// When the database does not answer.
pub async fn find_person(control: &Control, phone: &Phone) -> Result<Option<PersonId>> {
    Ok(db::credentials(control, phone).await?.map(|(person, _)| person))
}
