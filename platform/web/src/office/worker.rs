//! One worker: profile, certificates, shifts, leave, joining and leaving.

use super::again::Sent;
use super::entry::{CHOICE, Entry, Words, clock};
use super::listing::rating;
use super::workers::{FIELDS, PATH, profile, read, words};
use crate::customer::cards::picture;
use crate::error::Served;
use crate::form::Button;
use crate::respond::done;
use crate::upload::{Pictures, Upload};
use crate::visit::OfficeVisit;
use axum::extract::Path;
use jiff::ToSpan;
use jiff::civil::Date;
use lares_domain::workforce::{
    self, Certificate, CertificateForm, CertificateState, ExceptionForm, ExceptionKind, Shift, ShiftException, WorkerState,
};
use lares_kernel::{CertificateId, Ctx, Error, Permission, Result, SkillId, WorkerId};
use lares_views::pages::office::{AbsenceLine, CertificateLine, ShiftDay, ShiftSpan, WorkerEditor, WorkerProfile};
use uuid::Uuid;

/// How far ahead leave is listed.
const AHEAD: i32 = 180;
const MIDNIGHT: i32 = 1_440;

pub async fn show(visit: OfficeVisit, Path(id): Path<WorkerId>) -> Served {
    page(&visit, id, Sent::default()).await
}

async fn page(visit: &OfficeVisit, id: WorkerId, sent: Sent) -> Served {
    let mut ctx = visit.begin().await?;
    let record = workforce::record(&mut ctx, id).await?;
    let has: Vec<SkillId> = sent.ticked("profile", "skills", record.skills.clone());
    let today = visit.tenant.date(visit.now());
    let form = sent.or("profile", words(&record));
    let profile = profile(&mut ctx, format!("{PATH}/{id}/profile"), &has, form).await?;
    let page = WorkerEditor {
        id: id.to_string(),
        name: record.name.clone(),
        state: record.state.as_str().to_owned(),
        presence: record.presence.as_str().to_owned(),
        done: record.done,
        rating: rating(record.rating_sum, record.rating_count),
        profile: WorkerProfile { photo: record.photo.map(picture), ..profile },
        kinds: kinds(&record.certificates),
        certificates: record.certificates.into_iter().map(|one| certificate(one, today)).collect(),
        certificate: sent.of("certificate"),
        shifts: week(&mut ctx, id).await?,
        shift: sent.of("shifts"),
        absences: absences(&mut ctx, id, today).await?,
        absence: sent.of("absence"),
        writable: ctx.may(Permission::WorkerWrite),
        may_verify: ctx.may(Permission::WorkerReviewCertificate),
        may_roster: ctx.may(Permission::RosterWrite),
        sees_roster: ctx.may(Permission::RosterRead),
        moves: moves(&ctx, record.state),
        wrong: sent.wrong.clone(),
    };
    visit.show_as(sent.status(), ctx, "workers", &page).await
}

fn kinds(certificates: &[Certificate]) -> Vec<String> {
    let mut kinds: Vec<String> = certificates.iter().map(|one| one.kind.clone()).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

fn certificate(one: Certificate, today: Date) -> CertificateLine {
    let is_over = one.state == CertificateState::Verified && one.expires_on.is_some_and(|day| day < today);
    CertificateLine {
        id: one.id.to_string(),
        kind: one.kind,
        number: one.number,
        issued_on: one.issued_on,
        expires_on: one.expires_on,
        state: if is_over { "expired" } else { one.state.as_str() }.to_owned(),
    }
}

/// Seven days with the shifts there are, and room for two.
async fn week(ctx: &mut Ctx, id: WorkerId) -> Result<Vec<ShiftDay>> {
    let shifts = if ctx.may(Permission::RosterRead) { workforce::shifts(ctx, id).await? } else { Vec::new() };
    let day = |weekday: u8| {
        let mine = shifts.iter().filter(|shift| shift.weekday == i32::from(weekday));
        let mut spans: Vec<ShiftSpan> =
            mine.map(|shift| ShiftSpan { from: clock(shift.starts_minute), to: clock(shift.ends_minute) }).collect();
        while spans.len() < 2 {
            spans.push(ShiftSpan { from: String::new(), to: String::new() });
        }
        ShiftDay { weekday, spans }
    };
    Ok((1..=7).map(day).collect())
}

async fn absences(ctx: &mut Ctx, id: WorkerId, today: Date) -> Result<Vec<AbsenceLine>> {
    if !ctx.may(Permission::RosterRead) {
        return Ok(Vec::new());
    }
    let until = today.checked_add(AHEAD.days()).map_err(Error::internal)?;
    let all = workforce::exceptions(ctx, Some(id), today, until).await?;
    Ok(all.into_iter().filter(|one| one.worker_id == Some(id)).map(absence).collect())
}

fn absence(one: ShiftException) -> AbsenceLine {
    let whole = one.starts_minute == 0 && one.ends_minute == MIDNIGHT;
    AbsenceLine {
        id: one.id.to_string(),
        on_date: one.on_date,
        kind: one.kind.as_str().to_owned(),
        hours: (!whole).then(|| format!("{}–{}", clock(one.starts_minute), clock(one.ends_minute))),
        reason: one.reason,
    }
}

/// What can be done about the worker's standing.
fn moves(ctx: &Ctx, state: WorkerState) -> Vec<String> {
    if !ctx.may(Permission::WorkerWrite) {
        return Vec::new();
    }
    let names: &[&str] = match state {
        WorkerState::Applied => &["approval", "removal"],
        WorkerState::Active => &["suspension", "removal"],
        WorkerState::Suspended => &["restoration", "removal"],
        WorkerState::Removed => &["restoration"],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Back to the worker, or the page once more with the part that was wrong.
async fn after(visit: &OfficeVisit, id: WorkerId, tried: std::result::Result<(), (&'static str, &Words, Error)>) -> Served {
    match tried {
        Ok(()) => Ok(done(&format!("{PATH}/{id}"), "notice-saved")),
        Err((part, typed, error)) => {
            let sent = Sent::again(part, typed, error)?;
            let sent = sent.renamed("home", "home_lat_e6").renamed("ends_minute", "ends").renamed("shifts", "");
            page(visit, id, sent).await
        }
    }
}

/// The same for a button.
async fn pressed(visit: &OfficeVisit, id: WorkerId, tried: Result<&'static str>) -> Served {
    match tried {
        Ok(notice) => Ok(done(&format!("{PATH}/{id}"), notice)),
        Err(error) => page(visit, id, Sent::said(error)?).await,
    }
}

pub async fn save_profile(visit: OfficeVisit, Path(id): Path<WorkerId>, sent: Upload<Vec<(String, String)>>) -> Served {
    let typed = sent.typed;
    typed.only(&FIELDS)?;
    let tried = keep_profile(&visit, id, &typed, sent.pictures).await;
    after(&visit, id, tried.map_err(|error| ("profile", &typed, error))).await
}

async fn keep_profile(visit: &OfficeVisit, id: WorkerId, typed: &Words, photo: Pictures) -> Result<()> {
    let mut form = read(typed)?;
    let mut ctx = visit.begin().await?;
    let had = workforce::record(&mut ctx, id).await?.photo;
    let goes = Entry::of(typed).is_on("photo_removal");
    form.profile.photo = photo.instead_of(had, (goes, "photo"), &mut ctx).await?;
    workforce::update(&mut ctx, id, &form).await?;
    ctx.commit().await
}

pub async fn add_certificate(visit: OfficeVisit, Path(id): Path<WorkerId>, typed: Words) -> Served {
    typed.only(&["kind", "number", "issued_on", "expires_on"])?;
    let tried = keep_certificate(&visit, id, &typed).await;
    after(&visit, id, tried.map_err(|error| ("certificate", &typed, error))).await
}

async fn keep_certificate(visit: &OfficeVisit, id: WorkerId, typed: &Words) -> Result<()> {
    let mut entry = Entry::of(typed);
    let form = CertificateForm {
        kind: entry.text("kind").to_owned(),
        number: entry.text("number").to_owned(),
        issued_on: entry.date("issued_on"),
        expires_on: entry.optional_date("expires_on"),
    };
    entry.done()?;
    let mut ctx = visit.begin().await?;
    workforce::add_certificate(&mut ctx, id, &form).await?;
    ctx.commit().await
}

pub async fn verify(visit: OfficeVisit, Path((id, certificate)): Path<(WorkerId, CertificateId)>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    let mut tried = workforce::verify_certificate(&mut ctx, certificate).await;
    if tried.is_ok() {
        tried = ctx.commit().await;
    }
    pressed(&visit, id, tried.map(|()| "notice-certificate-verified")).await
}

pub async fn reject(visit: OfficeVisit, Path((id, certificate)): Path<(WorkerId, CertificateId)>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    let mut tried = workforce::reject_certificate(&mut ctx, certificate).await;
    if tried.is_ok() {
        tried = ctx.commit().await;
    }
    pressed(&visit, id, tried.map(|()| "notice-certificate-rejected")).await
}

pub async fn save_shifts(visit: OfficeVisit, Path(id): Path<WorkerId>, typed: Words) -> Served {
    let names: Vec<String> = spans().flat_map(|at| ["from", "to"].map(|edge| span_field(at, edge))).collect();
    typed.only(&names)?;
    let tried = keep_shifts(&visit, id, &typed).await;
    after(&visit, id, tried.map_err(|error| ("shifts", &typed, error))).await
}

async fn keep_shifts(visit: &OfficeVisit, id: WorkerId, typed: &Words) -> Result<()> {
    let mut entry = Entry::of(typed);
    let mut week = Vec::new();
    for at in spans() {
        match (entry.minute(&span_field(at, "from")), entry.minute(&span_field(at, "to"))) {
            (Some(starts_minute), Some(to)) => week.push(Shift { weekday: at.0, starts_minute, ends_minute: end_of_day(to) }),
            (None, None) => {}
            (Some(_), None) | (None, Some(_)) => entry.fault("", CHOICE),
        }
    }
    entry.done()?;
    let mut ctx = visit.begin().await?;
    workforce::replace_shifts(&mut ctx, id, &week).await?;
    ctx.commit().await
}

/// Weekday and place in the day; four spans a day are as many as the domain takes.
fn spans() -> impl Iterator<Item = (i32, u32)> {
    (1..=7).flat_map(|weekday| (0..4).map(move |span| (weekday, span)))
}

fn span_field((weekday, span): (i32, u32), edge: &str) -> String {
    format!("shift-{weekday}-{span}-{edge}")
}

/// "00:00" as an end is the midnight after.
const fn end_of_day(minute: i32) -> i32 {
    if minute == 0 { MIDNIGHT } else { minute }
}

pub async fn add_absence(visit: OfficeVisit, Path(id): Path<WorkerId>, typed: Words) -> Served {
    typed.only(&["on_date", "absence", "starts", "ends", "reason"])?;
    let tried = keep_absence(&visit, id, &typed).await;
    after(&visit, id, tried.map_err(|error| ("absence", &typed, error))).await
}

async fn keep_absence(visit: &OfficeVisit, id: WorkerId, typed: &Words) -> Result<()> {
    let mut entry = Entry::of(typed);
    let form = ExceptionForm {
        worker: Some(id),
        on_date: entry.date("on_date"),
        kind: entry.choice("absence", ExceptionKind::parse).unwrap_or(ExceptionKind::Leave),
        starts_minute: entry.minute("starts").unwrap_or(0),
        ends_minute: entry.minute("ends").map_or(MIDNIGHT, end_of_day),
        reason: entry.text("reason").to_owned(),
    };
    entry.done()?;
    let mut ctx = visit.begin().await?;
    workforce::add_exception(&mut ctx, &form).await?;
    ctx.commit().await
}

pub async fn remove_absence(visit: OfficeVisit, Path((id, absence)): Path<(WorkerId, Uuid)>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::remove_exception(&mut ctx, absence).await?;
    ctx.commit().await?;
    Ok(done(&format!("{PATH}/{id}"), "notice-removed"))
}

pub async fn approve(visit: OfficeVisit, Path(id): Path<WorkerId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    let tried = workforce::approve(&mut ctx, id).await;
    stood(&visit, id, ctx, tried.map(|()| "notice-worker-approved")).await
}

pub async fn suspend(visit: OfficeVisit, Path(id): Path<WorkerId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    let tried = workforce::suspend(&mut ctx, id).await;
    stood(&visit, id, ctx, tried.map(|()| "notice-worker-suspended")).await
}

pub async fn restore(visit: OfficeVisit, Path(id): Path<WorkerId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    let tried = workforce::restore(&mut ctx, id).await;
    stood(&visit, id, ctx, tried.map(|()| "notice-worker-restored")).await
}

pub async fn remove(visit: OfficeVisit, Path(id): Path<WorkerId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    let tried = workforce::remove(&mut ctx, id).await;
    stood(&visit, id, ctx, tried.map(|()| "notice-worker-removed")).await
}

/// The person's doors follow the new standing at once.
async fn stood(visit: &OfficeVisit, id: WorkerId, mut ctx: Ctx, tried: Result<&'static str>) -> Served {
    let tried = match tried {
        Ok(notice) => {
            let person = workforce::record(&mut ctx, id).await?.person_id;
            let kept = ctx.commit().await;
            visit.app.members.forget(visit.tenant.id, person);
            kept.map(|()| notice)
        }
        Err(error) => {
            drop(ctx);
            Err(error)
        }
    };
    pressed(visit, id, tried).await
}
