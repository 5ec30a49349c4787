//! Where the visits go.

use crate::error::{Served, status};
use crate::form::{Button, Typed, form};
use crate::respond::{safe_path, see};
use crate::visit::SignedInVisit;
use axum::extract::{Path, Query};
use lares_domain::customers::{self, Address, NewAddress};
use lares_domain::tenancy::areas::{self, Area};
use lares_kernel::{AddressId, Ctx, Error, Kind, Phone, Place, Result, phone};
use lares_views::pages::customer::{AddressCard, AddressForm, Addresses};
use lares_views::parts::Choice;
use lares_views::{Form, Phrase};
use serde::Deserialize;

pub async fn list(visit: SignedInVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let addresses = customers::addresses(&mut ctx).await?.into_iter().map(card).collect();
    visit.show(ctx, "me", &Addresses { addresses }).await
}

fn card(address: Address) -> AddressCard {
    AddressCard {
        id: address.id.to_string(),
        contact: address.contact,
        phone: phone::mask(&address.phone),
        place: format!("{} {}", address.district, address.line).trim().to_owned(),
        is_default: address.is_default,
    }
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default, rename = "return")]
    back: String,
}

pub async fn fresh(visit: SignedInVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let me = customers::profile(&mut ctx).await?;
    let form = Form::default().value("contact", me.name).value("phone", local(&me.phone)).value("return", asked.back);
    let page = page(&mut ctx, None, form).await?;
    visit.show(ctx, "me", &page).await
}

pub async fn edit(visit: SignedInVisit, Path(id): Path<AddressId>) -> Served {
    let mut ctx = visit.begin().await?;
    let address = customers::address(&mut ctx, id).await?;
    let page = page(&mut ctx, Some(id), filled(&address)).await?;
    visit.show(ctx, "me", &page).await
}

fn filled(address: &Address) -> Form {
    let form = Form::default().value("contact", &address.contact).value("phone", local(&address.phone));
    let form = form.value("district", &address.district);
    let form = form.value("line", &address.line).value("lat_e6", address.place.lat_e6.to_string());
    let form = form.value("lng_e6", address.place.lng_e6.to_string());
    if address.is_default { form.value("is_default", "yes") } else { form }
}

/// A mainland number as people write it.
fn local(phone: &str) -> &str {
    phone.strip_prefix("+86").unwrap_or(phone)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    contact: String,
    phone: String,
    district: String,
    line: String,
    /// Empty without scripts: then the middle of the district is meant.
    #[serde(default)]
    lat_e6: String,
    #[serde(default)]
    lng_e6: String,
    is_default: Option<String>,
    #[serde(default, rename = "return")]
    back: String,
}

pub async fn create(visit: SignedInVisit, typed: Typed<Written>) -> Served {
    save(&visit, None, typed).await
}

pub async fn change(visit: SignedInVisit, Path(id): Path<AddressId>, typed: Typed<Written>) -> Served {
    save(&visit, Some(id), typed).await
}

async fn save(visit: &SignedInVisit, id: Option<AddressId>, Typed { value, words }: Typed<Written>) -> Served {
    let mut ctx = visit.begin().await?;
    match write(&mut ctx, id, &value).await {
        Ok(()) => ctx.commit().await?,
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
            drop(ctx);
            let mut ctx = visit.begin().await?;
            let page = page(&mut ctx, id, placed(form(&words, Some(&error)))).await?;
            return visit.show_as(status(error.kind()), ctx, "me", &page).await;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(see(after(&value.back)))
}

async fn write(ctx: &mut Ctx, id: Option<AddressId>, written: &Written) -> Result<()> {
    let new = NewAddress {
        contact: written.contact.clone(),
        phone: Phone::parse(&written.phone).map_err(|error| Error::field("phone", error.code()))?,
        district: written.district.clone(),
        line: written.line.clone(),
        place: place(ctx, written).await?,
        is_default: written.is_default.is_some(),
    };
    match id {
        Some(id) => customers::change_address(ctx, id, new).await,
        None => customers::add_address(ctx, new).await.map(|_| ()),
    }
}

async fn place(ctx: &mut Ctx, written: &Written) -> Result<Place> {
    if let (Ok(lat_e6), Ok(lng_e6)) = (written.lat_e6.parse(), written.lng_e6.parse()) {
        return Place::new(lat_e6, lng_e6).map_err(|error| Error::field("place", error.code()));
    }
    let middle = areas::list(ctx).await?.into_iter().find(|area| area.name == written.district).map(|area| area.place);
    middle.ok_or_else(|| Error::field("place", lares_kernel::place::INVALID))
}

/// What is wrong with the place is said below the map.
fn placed(mut form: Form) -> Form {
    if let Some(wrong) = form.errors.remove("place") {
        form.errors.insert("lat_e6".to_owned(), wrong);
    }
    form
}

pub async fn prefer(visit: SignedInVisit, Path(id): Path<AddressId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    customers::set_default(&mut ctx, id).await?;
    ctx.commit().await?;
    Ok(see("/addresses"))
}

pub async fn delete(visit: SignedInVisit, Path(id): Path<AddressId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    customers::remove_address(&mut ctx, id).await?;
    ctx.commit().await?;
    Ok(see("/addresses"))
}

async fn page(ctx: &mut Ctx, id: Option<AddressId>, form: Form) -> Result<AddressForm> {
    let areas = areas::list(ctx).await?;
    let word = |name: &str| form.values.get(name).cloned().unwrap_or_default();
    let return_to = word("return");
    let degrees = |name: &str| word(name).parse::<i32>().ok().map(|micro| f64::from(micro) / 1e6);
    let middle = |of: fn(&Place) -> i32| areas.first().map_or(0.0, |area| f64::from(of(&area.place)) / 1e6);
    Ok(AddressForm {
        action: id.map_or_else(|| "/addresses".to_owned(), |id| format!("/addresses/{id}")),
        back: after(&return_to).to_owned(),
        fresh: id.is_none(),
        districts: districts(&areas, &word("district")),
        lat: degrees("lat_e6").unwrap_or_else(|| middle(|place| place.lat_e6)),
        lng: degrees("lng_e6").unwrap_or_else(|| middle(|place| place.lng_e6)),
        return_to,
        form,
    })
}

/// The company's areas; a district written earlier stays a choice.
fn districts(areas: &[Area], written: &str) -> Vec<Choice> {
    let choice = |name: &str| Choice { value: name.to_owned(), label: Phrase::plain(name) };
    let known = areas.iter().any(|area| area.name == written) || written.is_empty();
    areas.iter().map(|area| choice(&area.name)).chain((!known).then(|| choice(written))).collect()
}

/// Where to go afterwards: back to the booking, or to the list.
fn after(back: &str) -> &str {
    if back.is_empty() { "/addresses" } else { safe_path(back) }
}
