//! The list of workers, and taking a new one on.

use super::again::Sent;
use super::entry::{Entry, NUMBER, Words};
use super::listing::{address, page, pager, rating, tab};
use crate::error::Served;
use crate::respond::done;
use crate::upload::{Pictures, Upload};
use crate::visit::OfficeVisit;
use axum::extract::Query;
use lares_domain::workforce::{self, OfficeFilter, OfficeWorker, ProfileForm, Sex, WorkerForm, WorkerRecord, WorkerState};
use lares_domain::{catalogue, identity, tenancy};
use lares_kernel::{Ctx, Error, Permission, Phone, Place, Result, SkillId, WorkerId};
use lares_views::pages::office::{NewWorker, SkillTick, WorkerLine, WorkerProfile, Workers};
use lares_views::{Form, parts::Tab};
use serde::Deserialize;

pub const PATH: &str = "/office/workers";
/// The fields of a profile's form beside its photo.
pub const FIELDS: [&str; 13] = [
    "name",
    "phone",
    "sex",
    "birth_year",
    "years",
    "bio",
    "skills",
    "home_lat_e6",
    "home_lng_e6",
    "shows_sex",
    "shows_age",
    "shows_photo",
    "photo_removal",
];
const MICRO: f64 = 1_000_000.0;
/// The middle of China, for a company without areas yet.
const SOMEWHERE: Place = Place { lat_e6: 31_230_000, lng_e6: 121_470_000 };

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
    page: Option<u32>,
}

pub async fn list(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let filter = OfficeFilter { text: asked.q.clone(), state: WorkerState::parse(&asked.state), page: page(asked.page)? };
    let rows = workforce::list(&mut ctx, &filter).await?;
    let page = Workers {
        tabs: tabs(&asked),
        pager: pager(&rows, PATH, &[("q", &asked.q), ("state", &asked.state)]),
        query: asked.q,
        state: asked.state,
        total: rows.total,
        writable: ctx.may(Permission::WorkerWrite),
        workers: rows.rows.into_iter().map(line).collect(),
    };
    visit.show(ctx, "workers", &page).await
}

fn tabs(asked: &Asked) -> Vec<Tab> {
    let one = |key: &str, state: &str| tab(key, address(PATH, &[("q", &asked.q), ("state", state)]), asked.state == state);
    let states = WorkerState::ALL.iter().map(|state| one(&format!("office-worker-{}", state.as_str()), state.as_str()));
    std::iter::once(one("office-workers-all", "")).chain(states).collect()
}

fn line(row: OfficeWorker) -> WorkerLine {
    WorkerLine {
        href: format!("{PATH}/{}", row.id),
        name: row.name,
        phone: row.phone,
        state: row.state.as_str().to_owned(),
        presence: row.presence.as_str().to_owned(),
        years: row.years.into(),
        done: row.done,
        rating: rating(row.rating_sum, row.rating_count),
        pending: row.pending_certificates,
    }
}

pub async fn new(visit: OfficeVisit) -> Served {
    blank(&visit, Sent::default()).await
}

async fn blank(visit: &OfficeVisit, sent: Sent) -> Served {
    let mut ctx = visit.begin().await?;
    ctx.authorize(Permission::WorkerWrite)?;
    let profile = profile(&mut ctx, PATH.to_owned(), &sent.ticked("profile", "skills", Vec::new()), sent.of("profile")).await?;
    visit.show_as(sent.status(), ctx, "workers", &NewWorker { profile }).await
}

pub async fn create(visit: OfficeVisit, sent: Upload<Vec<(String, String)>>) -> Served {
    let typed = sent.typed;
    typed.only(&FIELDS)?;
    match take_on(&visit, &typed, sent.pictures).await {
        Ok(id) => Ok(done(&format!("{PATH}/{id}"), "notice-worker-added")),
        Err(error) => blank(&visit, Sent::again("profile", &typed, error)?.renamed("home", "home_lat_e6")).await,
    }
}

/// The phone number makes the person, or finds who has it already.
async fn take_on(visit: &OfficeVisit, typed: &Words, photo: Pictures) -> Result<WorkerId> {
    let mut form = read(typed)?;
    let phone = Phone::parse(&form.phone).map_err(|error| Error::field("phone", error.code()))?;
    let mut ctx = visit.begin().await?;
    ctx.authorize(Permission::WorkerWrite)?;
    form.profile.photo = photo.instead_of(None, (false, "photo"), &mut ctx).await?;
    let person = identity::ensure_person(&visit.app.control, &phone, visit.tenant.locale).await?;
    let id = workforce::create(&mut ctx, person, &form).await?;
    ctx.commit().await?;
    visit.app.members.forget(visit.tenant.id, person);
    Ok(id)
}

/// A worker's profile as it was typed.
///
/// # Errors
/// On every field that cannot be read.
pub fn read(typed: &Words) -> Result<WorkerForm> {
    let mut entry = Entry::of(typed);
    let sex = entry.choice("sex", Sex::parse).unwrap_or(Sex::Female);
    let (lat_e6, lng_e6) = (entry.number("home_lat_e6"), entry.number("home_lng_e6"));
    let (birth_year, years) = (entry.number("birth_year"), entry.number("years"));
    if entry.text("phone").is_empty() {
        entry.fault("phone", NUMBER);
    }
    let form = WorkerForm {
        name: entry.text("name").to_owned(),
        phone: entry.text("phone").to_owned(),
        sex,
        birth_year,
        home: Place { lat_e6, lng_e6 },
        shows_sex: entry.is_on("shows_sex"),
        shows_age: entry.is_on("shows_age"),
        shows_photo: entry.is_on("shows_photo"),
        profile: ProfileForm { years, bio: entry.text("bio").to_owned(), photo: None, skills: entry.many("skills") },
    };
    entry.done()?;
    Ok(form)
}

/// The profile's form; the map opens at the worker's home, else in the company's first area.
///
/// # Errors
/// When the database does not answer.
pub async fn profile(ctx: &mut Ctx, action: String, has: &[SkillId], mut form: Form) -> Result<WorkerProfile> {
    let typed = |name: &str| form.values.get(name).and_then(|text| text.parse().ok());
    let place = match (typed("home_lat_e6"), typed("home_lng_e6")) {
        (Some(lat_e6), Some(lng_e6)) => Place { lat_e6, lng_e6 },
        _unknown => tenancy::areas::list(ctx).await?.first().map_or(SOMEWHERE, |area| area.place),
    };
    if form.values.is_empty() {
        form = form
            .value("home_lat_e6", place.lat_e6.to_string())
            .value("home_lng_e6", place.lng_e6.to_string())
            .value("shows_sex", "yes")
            .value("shows_photo", "yes");
    }
    Ok(WorkerProfile {
        action,
        photo: None,
        sexes: WorkerProfile::sexes(),
        skills: ticks(ctx, has).await?,
        lat: f64::from(place.lat_e6) / MICRO,
        lng: f64::from(place.lng_e6) / MICRO,
        form,
    })
}

/// Every skill of the company, ticked where it is had.
///
/// # Errors
/// When the database does not answer.
pub async fn ticks(ctx: &mut Ctx, has: &[SkillId]) -> Result<Vec<SkillTick>> {
    let all = catalogue::skills(ctx).await?;
    Ok(all
        .into_iter()
        .map(|skill| SkillTick { checked: has.contains(&skill.id), id: skill.id.to_string(), name: skill.name })
        .collect())
}

/// What is kept of a worker, as the form's words.
#[must_use]
pub fn words(record: &WorkerRecord) -> Form {
    let switch = |on: bool| if on { "yes" } else { "" };
    Form::default()
        .value("name", record.name.clone())
        .value("phone", record.phone.clone())
        .value("sex", record.sex.as_str())
        .value("birth_year", record.birth_year.to_string())
        .value("years", record.years.to_string())
        .value("bio", record.bio.clone())
        .value("home_lat_e6", record.home.lat_e6.to_string())
        .value("home_lng_e6", record.home.lng_e6.to_string())
        .value("shows_sex", switch(record.shows_sex))
        .value("shows_age", switch(record.shows_age))
        .value("shows_photo", switch(record.shows_photo))
}
