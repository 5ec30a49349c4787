//! The customer themselves: profile and addresses.

use super::answer::{Made, Place, done, made, show};
use super::extract::{Id, Json};
use crate::error::Served;
use crate::state::App;
use crate::visit::SignedInVisit;
use lares_domain::customers::{self, NewAddress, SaveProfile};
use lares_kernel::{AddressId, Error, Locale, Phone, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(profile, save_profile))
        .routes(routes!(addresses, add))
        .routes(routes!(address, change, remove))
        .routes(routes!(prefer))
}

#[derive(Serialize, ToSchema)]
struct Profile {
    id: Uuid,
    name: String,
    phone: String,
    email: Option<String>,
    locale: &'static str,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProfileForm {
    name: String,
    /// Empty = none.
    email: String,
    /// `zh-Hans`, `zh-Hant` or `en`.
    #[schema(value_type = String)]
    locale: Locale,
}

/// Where work is done.
#[derive(Serialize, ToSchema)]
pub struct Address {
    id: Uuid,
    contact: String,
    phone: String,
    district: String,
    line: String,
    place: Place,
    is_default: bool,
}

impl From<customers::Address> for Address {
    fn from(address: customers::Address) -> Self {
        Self {
            id: address.id.uuid(),
            contact: address.contact,
            phone: address.phone,
            district: address.district,
            line: address.line,
            place: address.place.into(),
            is_default: address.is_default,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AddressForm {
    contact: String,
    phone: String,
    district: String,
    line: String,
    place: Place,
    #[serde(default)]
    is_default: bool,
}

impl AddressForm {
    fn checked(self) -> Result<NewAddress> {
        Ok(NewAddress {
            phone: Phone::parse(&self.phone).map_err(|error| Error::field("phone", error.code()))?,
            place: self.place.checked()?,
            contact: self.contact,
            district: self.district,
            line: self.line,
            is_default: self.is_default,
        })
    }
}

/// Who one is at this company.
#[utoipa::path(get, path = "/profile", tag = "me", responses((status = 200, body = Profile)))]
async fn profile(visit: SignedInVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let me = customers::profile(&mut ctx).await?;
    let profile = Profile { id: me.id.uuid(), name: me.name, phone: me.phone, email: me.email, locale: me.locale.tag() };
    show(ctx, profile).await
}

/// Saves name, e-mail and language.
#[utoipa::path(put, path = "/profile", tag = "me", responses((status = 204, description = "Saved")))]
async fn save_profile(visit: SignedInVisit, Json(form): Json<ProfileForm>) -> Served {
    let mut ctx = visit.begin().await?;
    customers::save_profile(&mut ctx, SaveProfile { name: form.name, email: form.email, locale: form.locale }).await?;
    done(ctx).await
}

/// One's addresses, the default first.
#[utoipa::path(get, path = "/addresses", tag = "me", responses((status = 200, body = Vec<Address>)))]
async fn addresses(visit: SignedInVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = customers::addresses(&mut ctx).await?;
    show(ctx, rows.into_iter().map(Address::from).collect::<Vec<_>>()).await
}

/// Adds an address; the first one is the default.
#[utoipa::path(post, path = "/addresses", tag = "me", responses((status = 201, body = Made)))]
async fn add(visit: SignedInVisit, Json(form): Json<AddressForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let id = customers::add_address(&mut ctx, form.checked()?).await?;
    made(ctx, id.uuid()).await
}

/// One address.
#[utoipa::path(get, path = "/addresses/{id}", tag = "me", params(("id" = Uuid, Path)), responses((status = 200, body = Address)))]
async fn address(visit: SignedInVisit, Id(id): Id<AddressId>) -> Served {
    let mut ctx = visit.begin().await?;
    let address = customers::address(&mut ctx, id).await?;
    show(ctx, Address::from(address)).await
}

/// Changes an address; orders keep the one they were placed with.
#[utoipa::path(put, path = "/addresses/{id}", tag = "me", params(("id" = Uuid, Path)), responses((status = 204, description = "Saved")))]
async fn change(visit: SignedInVisit, Id(id): Id<AddressId>, Json(form): Json<AddressForm>) -> Served {
    let mut ctx = visit.begin().await?;
    customers::change_address(&mut ctx, id, form.checked()?).await?;
    done(ctx).await
}

/// Erases an address.
#[utoipa::path(delete, path = "/addresses/{id}", tag = "me", params(("id" = Uuid, Path)), responses((status = 204, description = "Erased")))]
async fn remove(visit: SignedInVisit, Id(id): Id<AddressId>) -> Served {
    let mut ctx = visit.begin().await?;
    customers::remove_address(&mut ctx, id).await?;
    done(ctx).await
}

/// Makes an address the default.
#[utoipa::path(put, path = "/addresses/{id}/preference", tag = "me", params(("id" = Uuid, Path)), responses((status = 204, description = "Default now")))]
async fn prefer(visit: SignedInVisit, Id(id): Id<AddressId>) -> Served {
    let mut ctx = visit.begin().await?;
    customers::set_default(&mut ctx, id).await?;
    done(ctx).await
}
