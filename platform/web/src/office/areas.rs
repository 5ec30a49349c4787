//! Where the company works.

use super::again::Sent;
use super::entry::{Entry, Words};
use crate::error::Served;
use crate::form::Button;
use crate::respond::done;
use crate::visit::OfficeVisit;
use axum::extract::{Path, Query};
use lares_domain::tenancy::areas::{self, Area, Circle};
use lares_kernel::{AreaId, Error, Permission, Place, Result};
use lares_views::Form;
use lares_views::pages::office::{AreaLine, AreaSettings};
use serde::Deserialize;

const PATH: &str = "/office/settings/areas";
/// The fields of the form.
const FIELDS: [&str; 4] = ["name", "radius_m", "lat_e6", "lng_e6"];
const MICRO: f64 = 1_000_000.0;
const SOMEWHERE: Place = Place { lat_e6: 31_230_000, lng_e6: 121_470_000 };

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    area: Option<AreaId>,
}

pub async fn show(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    page(&visit, asked.area, Sent::default()).await
}

async fn page(visit: &OfficeVisit, edited: Option<AreaId>, sent: Sent) -> Served {
    let mut ctx = visit.begin().await?;
    ctx.authorize(Permission::SettingsRead)?;
    let all = areas::list(&mut ctx).await?;
    let edited = edited.and_then(|id| all.iter().find(|area| area.id == id));
    let middle = edited.or(all.first()).map_or(SOMEWHERE, |area| area.place);
    let page = AreaSettings {
        areas: all.iter().map(line).collect(),
        lat: f64::from(middle.lat_e6) / MICRO,
        lng: f64::from(middle.lng_e6) / MICRO,
        writable: ctx.may(Permission::SettingsWrite),
        action: edited.map_or_else(|| "/office/areas".to_owned(), |area| format!("/office/areas/{}", area.id)),
        editing: edited.is_some(),
        form: sent.or("area", edited.map(words).unwrap_or_default()),
    };
    visit.show_as(sent.status(), ctx, "settings", &page).await
}

fn line(area: &Area) -> AreaLine {
    AreaLine {
        id: area.id.to_string(),
        name: area.name.clone(),
        lat: f64::from(area.place.lat_e6) / MICRO,
        lng: f64::from(area.place.lng_e6) / MICRO,
        metres: area.radius_m.into(),
    }
}

fn words(area: &Area) -> Form {
    Form::default()
        .value("name", area.name.clone())
        .value("radius_m", area.radius_m.to_string())
        .value("lat_e6", area.place.lat_e6.to_string())
        .value("lng_e6", area.place.lng_e6.to_string())
}

fn read(typed: &Words) -> Result<Circle> {
    let mut entry = Entry::of(typed);
    let (lat_e6, lng_e6, radius_m) = (entry.number("lat_e6"), entry.number("lng_e6"), entry.number("radius_m"));
    let name = entry.text("name").to_owned();
    entry.done()?;
    let place = Place::new(lat_e6, lng_e6).map_err(|error| Error::field("lat_e6", error.code()))?;
    Ok(Circle { name, place, radius_m })
}

pub async fn add(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&FIELDS)?;
    match keep(&visit, None, &typed).await {
        Ok(()) => Ok(done(PATH, "notice-added")),
        Err(error) => page(&visit, None, Sent::again("area", &typed, error)?).await,
    }
}

pub async fn change(visit: OfficeVisit, Path(id): Path<AreaId>, typed: Words) -> Served {
    typed.only(&FIELDS)?;
    match keep(&visit, Some(id), &typed).await {
        Ok(()) => Ok(done(PATH, "notice-saved")),
        Err(error) => page(&visit, Some(id), Sent::again("area", &typed, error)?).await,
    }
}

async fn keep(visit: &OfficeVisit, id: Option<AreaId>, typed: &Words) -> Result<()> {
    let circle = read(typed)?;
    let mut ctx = visit.begin().await?;
    match id {
        Some(id) => areas::change(&mut ctx, id, circle).await?,
        None => areas::add(&mut ctx, circle).await.map(|_| ())?,
    }
    ctx.commit().await
}

pub async fn remove(visit: OfficeVisit, Path(id): Path<AreaId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    areas::remove(&mut ctx, id).await?;
    ctx.commit().await?;
    Ok(done(PATH, "notice-removed"))
}
