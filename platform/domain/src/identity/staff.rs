//! The office's people (后台员工) and their roles.
//!
//! Invariant: a company always has an active owner; only an owner makes or unmakes one.

use super::{ALREADY_STAFF, LAST_OWNER, OWNERS_ONLY, UNKNOWN_ROLE, db, sign_up};
use crate::tenancy::named;
use jiff::Timestamp;
use lares_kernel::error::NOT_FOUND;
use lares_kernel::signals::Topic;
use lares_kernel::{Actor, Control, Ctx, Error, Permission, PersonId, Phone, Result, StaffId};
use serde::Serialize;
use serde_json::json;

const OWNER: &str = "owner";
/// Roles every signed-in customer, worker or guest has; nobody in the office is given one.
const NOT_OFFICE: [&str; 3] = ["guest", "customer", "worker"];

#[derive(Clone, Debug, Serialize)]
pub struct Staff {
    pub id: StaffId,
    pub person: PersonId,
    pub name: String,
    /// Filled by [`list`] from the control plane.
    pub phone: String,
    pub role: String,
    pub created_at: Timestamp,
}

/// A role to choose from. `label` is empty for the platform's own, which the locales name.
#[derive(Clone, Debug, Serialize)]
pub struct Role {
    pub id: String,
    pub parent: Option<String>,
    pub label: String,
    /// `deny` rules carry a leading `!`, `own` rules a trailing `.own`.
    pub rules: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct NewStaff {
    pub phone: Phone,
    pub name: String,
    pub role: String,
}

/// Everybody active in the office, the longest there first.
///
/// # Errors
/// `forbidden`.
pub async fn list(ctx: &mut Ctx, control: &Control) -> Result<Vec<Staff>> {
    ctx.authorize(Permission::StaffRead)?;
    let mut staff = db::staff::list(ctx).await?;
    let people: Vec<_> = staff.iter().map(|member| member.person.uuid()).collect();
    let phones = db::phones(control, &people).await?;
    for member in &mut staff {
        member.phone = phones.get(&member.person.uuid()).cloned().unwrap_or_default();
    }
    Ok(staff)
}

/// The roles one can have in the office, with their rules.
///
/// # Errors
/// `forbidden`.
pub async fn roles(ctx: &mut Ctx) -> Result<Vec<Role>> {
    ctx.authorize(Permission::StaffRead)?;
    let mut roles = db::staff::roles(ctx).await?;
    roles.retain(|role| !NOT_OFFICE.contains(&role.id.as_str()));
    Ok(roles)
}

/// What the company calls one's own role; None for a role that has no name of its own.
///
/// # Errors
/// When the database does not answer.
pub async fn own_label(ctx: &mut Ctx) -> Result<Option<String>> {
    let Actor::Staff { role, .. } = ctx.actor().clone() else { return Ok(None) };
    db::staff::role_label(ctx, &role).await
}

/// Adds somebody by phone; who was removed before comes back.
///
/// # Errors
/// `forbidden`; on the fields `name` and `role`; `identity.already_staff`, `identity.owners_only`.
pub async fn add(ctx: &mut Ctx, control: &Control, new: NewStaff) -> Result<StaffId> {
    ctx.authorize(Permission::StaffWrite)?;
    let name = named("name", &new.name, 40)?;
    check_role(ctx, &new.role).await?;
    owner_if(ctx, new.role == OWNER)?;
    let locale = ctx.tenant().locale;
    let person = sign_up::ensure_person(control, &new.phone, locale).await?;
    let added = db::staff::add(ctx, person, &name, &new.role).await?;
    let staff = added.ok_or_else(|| Error::field("phone", ALREADY_STAFF))?;
    tell(ctx, "staff.added", staff, json!({ "role": new.role })).await?;
    Ok(staff)
}

/// # Errors
/// `forbidden`, `not_found`; on the field `role`; `identity.last_owner`, `identity.owners_only`.
pub async fn change_role(ctx: &mut Ctx, staff: StaffId, role: &str) -> Result<()> {
    ctx.authorize(Permission::StaffWrite)?;
    check_role(ctx, role).await?;
    let others = other_owners(ctx, staff).await?;
    let before = standing(ctx, staff).await?;
    if before == role {
        return Ok(());
    }
    owner_if(ctx, before == OWNER || role == OWNER)?;
    keep_an_owner(&before, others)?;
    db::staff::set_role(ctx, staff, role).await?;
    tell(ctx, "staff.role_changed", staff, json!({ "from": before, "to": role })).await
}

/// # Errors
/// `forbidden`, `not_found`, `identity.last_owner`, `identity.owners_only`.
pub async fn remove(ctx: &mut Ctx, staff: StaffId) -> Result<()> {
    ctx.authorize(Permission::StaffWrite)?;
    let others = other_owners(ctx, staff).await?;
    let before = standing(ctx, staff).await?;
    owner_if(ctx, before == OWNER)?;
    keep_an_owner(&before, others)?;
    db::staff::remove(ctx, staff).await?;
    tell(ctx, "staff.removed", staff, json!({ "role": before })).await
}

async fn standing(ctx: &mut Ctx, staff: StaffId) -> Result<String> {
    db::staff::role_of(ctx, staff).await?.ok_or_else(|| Error::new(NOT_FOUND))
}

async fn check_role(ctx: &mut Ctx, role: &str) -> Result<()> {
    let known = !NOT_OFFICE.contains(&role) && db::staff::has_role(ctx, role).await?;
    if known { Ok(()) } else { Err(Error::field("role", UNKNOWN_ROLE)) }
}

/// A role that may manage staff must not be a way to become owner.
fn owner_if(ctx: &Ctx, concerns_owner: bool) -> Result<()> {
    let is_owner = match ctx.actor() {
        Actor::Staff { role, .. } => role == OWNER,
        Actor::System => true,
        Actor::Guest | Actor::Customer { .. } | Actor::Worker { .. } => false,
    };
    if concerns_owner && !is_owner { Err(Error::new(OWNERS_ONLY)) } else { Ok(()) }
}

/// Locks the owners before anybody else's row, so that two cannot unmake each other at once.
async fn other_owners(ctx: &mut Ctx, leaving: StaffId) -> Result<usize> {
    let owners = db::staff::lock_owners(ctx).await?;
    Ok(owners.iter().filter(|owner| **owner != leaving).count())
}

fn keep_an_owner(before: &str, others: usize) -> Result<()> {
    if before == OWNER && others == 0 { Err(Error::new(LAST_OWNER)) } else { Ok(()) }
}

async fn tell(ctx: &mut Ctx, event: &'static str, staff: StaffId, body: serde_json::Value) -> Result<()> {
    ctx.announce(event, staff.uuid(), body).await?;
    ctx.nudge(Topic::Roles, staff.to_string()).await
}
