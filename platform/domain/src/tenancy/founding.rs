//! Founding a company (入驻): from a name and a starter to a company that can take bookings.
//!
//! Invariant: the control row holds the address before anything of the company is written, and is committed last.

use super::starter::{Starter, starter};
use super::{UNKNOWN_TEMPLATE, check_slug, db, named};
use jiff::tz::TimeZone;
use lares_kernel::control::ControlTx;
use lares_kernel::signals::{Signal, Topic};
use lares_kernel::{Actor, Control, Db, Error, Locale, PersonId, Result, StaffId, Tenant, TenantId};
use std::sync::Arc;

/// A company to be. Whoever calls has made sure that `owner` is who they say.
#[derive(Clone, Debug)]
pub struct Founding {
    pub name: String,
    pub slug: String,
    /// Id of a starter.
    pub template: String,
    pub owner: PersonId,
    pub owner_name: String,
    pub locale: Locale,
}

#[derive(Clone, Debug)]
pub struct Founded {
    pub tenant: Arc<Tenant>,
    pub owner: StaffId,
}

/// What is wrong with a name, an address and a starter, before anything expensive is done; the starter when nothing is.
///
/// # Errors
/// On the fields `slug`, `name` and `template`.
pub fn check(name: &str, slug: &str, template: &str) -> Result<&'static Starter> {
    check_slug(slug)?;
    named("name", name, 60)?;
    starter(template).ok_or_else(|| Error::field("template", UNKNOWN_TEMPLATE))
}

/// Makes the company with everything its starter gives.
///
/// # Errors
/// As [`check`]; `tenancy.slug_taken` when somebody has the address, or took it a moment ago.
pub async fn found(control: &Control, db: &Db, founding: Founding) -> Result<Founded> {
    found_within(control.begin().await?, control, db, founding).await
}

/// The same, together with what the caller already did to the control plane: both happen, or neither does.
///
/// # Errors
/// As [`found`].
pub async fn found_within(mut tx: ControlTx, control: &Control, db: &Db, founding: Founding) -> Result<Founded> {
    let starter = check(&founding.name, &founding.slug, &founding.template)?;
    let owner_name = named("owner_name", &founding.owner_name, 40)?;
    let tenant = Arc::new(Tenant {
        id: TenantId::new(),
        name: named("name", &founding.name, 60)?,
        slug: founding.slug,
        template: founding.template,
        suspended: false,
        zone: TimeZone::get(&starter.zone).map_err(Error::internal)?,
        currency: starter.currency,
        locale: founding.locale,
        theme: starter.theme.clone(),
        phone: None,
    });
    db::insert_tenant(&mut tx, &tenant, &starter.zone, control.clock().now()).await?;
    let owner = seed(db, &tenant, starter, (founding.owner, &owner_name)).await?;
    tx.commit().await?;
    control.forget_tenants();
    control.hub().send(Signal { tenant: Some(tenant.id), topic: Topic::Tenant, key: tenant.slug.clone() });
    Ok(Founded { tenant, owner })
}

/// Writes what the starter gives; the company has no roles yet, so the platform itself acts.
async fn seed(db: &Db, tenant: &Arc<Tenant>, starter: &Starter, owner: (PersonId, &str)) -> Result<StaffId> {
    let mut ctx = db.begin(tenant, Actor::System).await?;
    let staff = StaffId::new();
    db::seed::roles(&mut ctx, starter).await?;
    db::seed::owner(&mut ctx, staff, owner).await?;
    db::seed::rules(&mut ctx, starter).await?;
    db::seed::catalogue(&mut ctx, starter).await?;
    let company = ctx.tenant_id();
    ctx.announce("tenant.founded", company, serde_json::json!({ "template": starter.id })).await?;
    ctx.commit().await?;
    // The company had no roles when this transaction began.
    db.forget_roles(tenant.id);
    Ok(staff)
}
