//! The worker's own data: profile, skills, certificates (W07).

use super::{me, names};
use crate::customer::cards::{count, picture};
use crate::error::Served;
use crate::form::{Typed, form};
use crate::respond::see;
use crate::upload::{Pictures, Upload};
use crate::visit::{Visit, WorkerVisit};
use axum::http::StatusCode;
use jiff::ToSpan;
use jiff::civil::Date;
use lares_domain::catalogue::{self, Skill};
use lares_domain::tenancy::starter;
use lares_domain::workforce::{self, Certificate, CertificateState, WorkerRecord};
use lares_kernel::{Ctx, Error, Kind, Result, SkillId, phone};
use lares_views::pages::worker as pages;
use lares_views::parts::Choice;
use lares_views::{Form, Phrase};
use serde::Deserialize;

pub async fn show(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let record = workforce::record(&mut ctx, me(&visit)?).await?;
    let skills = catalogue::skills(&mut ctx).await?;
    let page = page(&visit, visit.tenant.date(ctx.now()), record, &skills);
    visit.show(ctx, "profile", &page).await
}

fn page(visit: &Visit, today: Date, record: WorkerRecord, known: &[Skill]) -> pages::Me {
    let mean =
        if record.rating_count > 0 { (record.rating_sum * 20 + record.rating_count) / (record.rating_count * 2) } else { 0 };
    pages::Me {
        phone: phone::mask(&record.phone),
        picture: record.photo.map(picture),
        years: count(record.years.into()),
        done: count(record.done),
        tenths: count(mean),
        reviews: count(record.rating_count),
        presence: record.presence.as_str().to_owned(),
        skills: known.iter().filter(|skill| record.skills.contains(&skill.id)).map(|skill| skill.name.clone()).collect(),
        certificates: record.certificates.iter().map(|one| certificate(visit, today, one)).collect(),
        also_office: visit.membership.staff.is_some(),
        company_phone: visit.tenant.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        name: record.name,
    }
}

fn certificate(visit: &Visit, today: Date, one: &Certificate) -> pages::Certificate {
    let soon = today.saturating_add(30.days());
    let state = match (one.state, one.expires_on) {
        (CertificateState::Verified, Some(end)) if end < today => "expired",
        (CertificateState::Verified, Some(end)) if end <= soon => "expiring",
        (state, _) => state.as_str(),
    };
    pages::Certificate {
        kind: names::certificate(&visit.tenant, &one.kind),
        number: one.number.clone(),
        expires_on: one.expires_on,
        state: state.to_owned(),
    }
}

pub async fn edit(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let record = workforce::record(&mut ctx, me(&visit)?).await?;
    let form = Form::default().value("years", record.years.to_string()).value("bio", record.bio.clone());
    let page = profile(&mut ctx, (record.skills.clone(), &record), form).await?;
    visit.show(ctx, "profile", &page).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileForm {
    years: i32,
    #[serde(default)]
    bio: String,
    #[serde(default)]
    skills: Vec<SkillId>,
    photo_removal: Option<String>,
}

pub async fn save(visit: WorkerVisit, sent: Upload<ProfileForm>) -> Served {
    let (Typed { value, words }, photo) = (sent.typed, sent.pictures);
    let skills = value.skills.clone();
    match change(&visit, value, photo).await {
        Ok(()) => Ok(see("/worker/me")),
        Err(error) if error.kind() == Kind::Invalid => {
            let mut ctx = visit.begin().await?;
            let record = workforce::record(&mut ctx, me(&visit)?).await?;
            let page = profile(&mut ctx, (skills, &record), form(&words, Some(&error))).await?;
            visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, ctx, "profile", &page).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn change(visit: &Visit, typed: ProfileForm, sent: Pictures) -> Result<()> {
    let (mut ctx, id) = (visit.begin().await?, me(visit)?);
    let had = workforce::record(&mut ctx, id).await?.photo;
    let photo = sent.instead_of(had, (typed.photo_removal.is_some(), "photo"), &mut ctx).await?;
    let changed = workforce::ProfileForm { years: typed.years, bio: typed.bio, photo, skills: typed.skills };
    workforce::change_profile(&mut ctx, id, &changed).await?;
    ctx.commit().await
}

async fn profile(ctx: &mut Ctx, (chosen, record): (Vec<SkillId>, &WorkerRecord), form: Form) -> Result<pages::ProfileForm> {
    let choice =
        |skill: Skill| pages::SkillChoice { chosen: chosen.contains(&skill.id), id: skill.id.to_string(), name: skill.name };
    Ok(pages::ProfileForm {
        name: record.name.clone(),
        photo: record.photo.map(picture),
        shows_photo: record.shows_photo,
        skills: catalogue::skills(ctx).await?.into_iter().map(choice).collect(),
        form,
    })
}

pub async fn new_certificate(visit: WorkerVisit) -> Served {
    let ctx = visit.begin().await?;
    visit.show(ctx, "profile", &certificate_form(&visit, Form::default())).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateForm {
    kind: String,
    number: String,
    issued_on: String,
    #[serde(default)]
    expires_on: String,
}

pub async fn add_certificate(visit: WorkerVisit, Typed { value, words }: Typed<CertificateForm>) -> Served {
    match hand_in(&visit, value).await {
        Ok(()) => Ok(see("/worker/me")),
        Err(error) if error.kind() == Kind::Invalid => {
            let page = certificate_form(&visit, form(&words, Some(&error)));
            let ctx = visit.begin().await?;
            visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, ctx, "profile", &page).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn hand_in(visit: &Visit, typed: CertificateForm) -> Result<()> {
    let date = |field: &str, text: &str| text.parse::<Date>().map_err(|_| Error::field(field, workforce::DATES));
    let form = workforce::CertificateForm {
        kind: typed.kind,
        number: typed.number,
        issued_on: date("issued_on", &typed.issued_on)?,
        expires_on: Some(typed.expires_on).filter(|text| !text.is_empty()).map(|text| date("expires_on", &text)).transpose()?,
    };
    let mut ctx = visit.begin().await?;
    workforce::add_certificate(&mut ctx, me(visit)?, &form).await?;
    ctx.commit().await
}

fn certificate_form(visit: &Visit, form: Form) -> pages::CertificateForm {
    let known = starter(&visit.tenant.template).map(|starter| starter.certificates.as_slice()).unwrap_or_default();
    let choice = |kind: &lares_domain::tenancy::CertificateKind| Choice {
        value: kind.kind.clone(),
        label: Phrase::plain(kind.name.clone()),
    };
    pages::CertificateForm { kinds: known.iter().map(choice).collect(), form }
}
