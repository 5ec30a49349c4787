//! Where customers want work done (服务地址).

use super::profile::own;
use super::{OUTSIDE_AREAS, TOO_MANY_ADDRESSES, db, text};
use crate::tenancy;
use lares_kernel::{AddressId, Ctx, CustomerId, Error, Permission, Phone, Place, Result};
use serde::Serialize;

const MOST: usize = 20;

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Address {
    pub id: AddressId,
    pub customer_id: CustomerId,
    pub contact: String,
    pub phone: String,
    pub district: String,
    pub line: String,
    pub place: Place,
    pub is_default: bool,
}

/// An address as the form gives it.
#[derive(Clone, Debug)]
pub struct NewAddress {
    pub contact: String,
    pub phone: Phone,
    pub district: String,
    pub line: String,
    pub place: Place,
    pub is_default: bool,
}

/// One address.
///
/// # Errors
/// `not_found` when it is somebody else's.
pub async fn address(ctx: &mut Ctx, id: AddressId) -> Result<Address> {
    let address = db::addresses::one(ctx, id).await?;
    ctx.authorize_owned(Permission::CustomerRead, &[Some(address.customer_id.uuid())])?;
    Ok(address)
}

/// The acting customer's addresses, the default first.
///
/// # Errors
/// `forbidden`, `not_found`.
pub async fn addresses(ctx: &mut Ctx) -> Result<Vec<Address>> {
    let me = own(ctx, Permission::CustomerRead)?;
    db::addresses::of(ctx, me).await
}

/// The first one becomes the default, whatever the form says.
///
/// # Errors
/// `forbidden`; on the fields `contact`, `district`, `line`, `place` (`customers.outside_areas`); `customers.too_many_addresses`.
pub async fn add_address(ctx: &mut Ctx, new: NewAddress) -> Result<AddressId> {
    let me = own(ctx, Permission::AddressWrite)?;
    let new = checked(ctx, new).await?;
    db::addresses::lock(ctx, me).await?;
    let known = db::addresses::of(ctx, me).await?.len();
    if known >= MOST {
        return Err(Error::new(TOO_MANY_ADDRESSES).with("most", MOST));
    }
    let id = AddressId::new();
    db::addresses::insert(ctx, (id, me), &new).await?;
    if new.is_default || known == 0 {
        db::addresses::set_default(ctx, me, id).await?;
    }
    Ok(id)
}

/// Orders keep the address they were placed with.
///
/// # Errors
/// As [`add_address`]; `not_found`.
pub async fn change_address(ctx: &mut Ctx, id: AddressId, new: NewAddress) -> Result<()> {
    let me = own(ctx, Permission::AddressWrite)?;
    let new = checked(ctx, new).await?;
    db::addresses::lock(ctx, me).await?;
    db::addresses::update(ctx, (id, me), &new).await?;
    if new.is_default {
        db::addresses::set_default(ctx, me, id).await?;
    }
    Ok(())
}

/// # Errors
/// `forbidden`, `not_found`.
pub async fn set_default(ctx: &mut Ctx, id: AddressId) -> Result<()> {
    let me = own(ctx, Permission::AddressWrite)?;
    db::addresses::lock(ctx, me).await?;
    db::addresses::set_default(ctx, me, id).await
}

/// Erases the address; when it was the default, the newest of the others is now.
///
/// # Errors
/// `forbidden`, `not_found`.
pub async fn remove_address(ctx: &mut Ctx, id: AddressId) -> Result<()> {
    let me = own(ctx, Permission::AddressWrite)?;
    db::addresses::lock(ctx, me).await?;
    db::addresses::erase(ctx, (id, me)).await?;
    let left = db::addresses::of(ctx, me).await?;
    match left.first() {
        Some(first) if !first.is_default => db::addresses::set_default(ctx, me, first.id).await,
        Some(_) | None => Ok(()),
    }
}

async fn checked(ctx: &mut Ctx, new: NewAddress) -> Result<NewAddress> {
    let contact = text("contact", &new.contact, 1, 40)?;
    let district = text("district", &new.district, 0, 40)?;
    let line = text("line", &new.line, 2, 120)?;
    Place::new(new.place.lat_e6, new.place.lng_e6)?;
    if tenancy::areas::nearest(ctx, new.place).await?.is_none() {
        return Err(Error::field("place", OUTSIDE_AREAS));
    }
    Ok(NewAddress { contact, district, line, ..new })
}
