//! The company's workers.

use crate::api::answer::{Listed, Made, Place, done, made, show};
use crate::api::extract::{Asked, Id, Json, paging};
use crate::api::workforce::{Shift, WorkerRecord};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use lares_domain::identity;
use lares_domain::workforce::{self, OfficeFilter, ProfileForm, Sex, WorkerState};
use lares_kernel::{BlobId, Ctx, Error, Locale, Phone, Result, SkillId, WorkerId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(one, update, remove))
        .routes(routes!(approve))
        .routes(routes!(suspend))
        .routes(routes!(restore))
        .routes(routes!(shifts, replace_shifts))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WorkersQuery {
    /// Part of the name or phone number.
    text: Option<String>,
    /// `applied`, `active`, `suspended` or `removed`.
    #[param(value_type = Option<String>)]
    state: Option<WorkerState>,
    page: Option<u32>,
    size: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct WorkerRow {
    id: Uuid,
    name: String,
    phone: String,
    years: i32,
    presence: &'static str,
    state: &'static str,
    done: i64,
    rating_sum: i64,
    rating_count: i64,
    /// Certificates nobody has checked yet.
    pending_certificates: i64,
}

impl From<workforce::OfficeWorker> for WorkerRow {
    fn from(row: workforce::OfficeWorker) -> Self {
        Self {
            id: row.id.uuid(),
            name: row.name,
            phone: row.phone,
            years: row.years,
            presence: row.presence.as_str(),
            state: row.state.as_str(),
            done: row.done,
            rating_sum: row.rating_sum,
            rating_count: row.rating_count,
            pending_certificates: row.pending_certificates,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WorkerForm {
    name: String,
    phone: String,
    /// `female` or `male`.
    #[schema(value_type = String)]
    sex: Sex,
    birth_year: i32,
    home: Place,
    shows_sex: bool,
    shows_age: bool,
    shows_photo: bool,
    years: i32,
    #[serde(default)]
    bio: String,
    #[schema(value_type = Option<Uuid>)]
    photo: Option<BlobId>,
    #[schema(value_type = Vec<Uuid>)]
    skills: Vec<SkillId>,
}

impl WorkerForm {
    fn checked(self) -> Result<workforce::WorkerForm> {
        Ok(workforce::WorkerForm {
            home: self.home.checked()?,
            name: self.name,
            phone: self.phone,
            sex: self.sex,
            birth_year: self.birth_year,
            shows_sex: self.shows_sex,
            shows_age: self.shows_age,
            shows_photo: self.shows_photo,
            profile: ProfileForm { years: self.years, bio: self.bio, photo: self.photo, skills: self.skills },
        })
    }
}

/// Workers, applications first, then by name.
#[utoipa::path(get, path = "/workers", tag = "office workers", params(WorkersQuery), responses((status = 200, body = Listed<WorkerRow>)))]
async fn list(visit: OfficeVisit, Asked(query): Asked<WorkersQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = paging(query.page, query.size)?;
    let filter = OfficeFilter { text: query.text.unwrap_or_default(), state: query.state, page };
    let page = workforce::list(&mut ctx, &filter).await?;
    show(ctx, Listed::<WorkerRow>::of(page)).await
}

/// Adds a worker, who signs in with the phone given.
#[utoipa::path(post, path = "/workers", tag = "office workers", responses((status = 201, body = Made)))]
async fn create(visit: OfficeVisit, Json(form): Json<WorkerForm>) -> Served {
    let mut ctx = visit.begin().await?;
    ctx.authorize(lares_kernel::Permission::WorkerWrite)?;
    let phone = Phone::parse(&form.phone).map_err(|error| Error::field("phone", error.code()))?;
    let locale = Locale::parse(visit.locale.tag()).unwrap_or_default();
    let person = identity::ensure_person(&visit.app.control, &phone, locale).await?;
    let id = workforce::create(&mut ctx, person, &form.checked()?).await?;
    made(ctx, id.uuid()).await
}

/// One worker.
#[utoipa::path(get, path = "/workers/{id}", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 200, body = WorkerRecord)))]
async fn one(visit: OfficeVisit, Id(id): Id<WorkerId>) -> Served {
    let mut ctx = visit.begin().await?;
    let record = workforce::record(&mut ctx, id).await?;
    show(ctx, WorkerRecord::from(record)).await
}

/// Changes a worker.
#[utoipa::path(put, path = "/workers/{id}", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 204, description = "Saved")))]
async fn update(visit: OfficeVisit, Id(id): Id<WorkerId>, Json(form): Json<WorkerForm>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::update(&mut ctx, id, &form.checked()?).await?;
    done(ctx).await
}

/// Takes a worker out; the history stays.
#[utoipa::path(delete, path = "/workers/{id}", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 204, description = "Removed")))]
async fn remove(visit: OfficeVisit, Id(id): Id<WorkerId>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::remove(&mut ctx, id).await?;
    stood(&visit, id, ctx).await
}

/// Takes an application on.
#[utoipa::path(post, path = "/workers/{id}/approval", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 204, description = "Active")))]
async fn approve(visit: OfficeVisit, Id(id): Id<WorkerId>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::approve(&mut ctx, id).await?;
    stood(&visit, id, ctx).await
}

/// No new work from now on.
#[utoipa::path(post, path = "/workers/{id}/suspension", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 204, description = "Suspended")))]
async fn suspend(visit: OfficeVisit, Id(id): Id<WorkerId>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::suspend(&mut ctx, id).await?;
    stood(&visit, id, ctx).await
}

/// Brings a suspended or removed worker back.
#[utoipa::path(post, path = "/workers/{id}/restoration", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 204, description = "Active")))]
async fn restore(visit: OfficeVisit, Id(id): Id<WorkerId>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::restore(&mut ctx, id).await?;
    stood(&visit, id, ctx).await
}

/// The person's doors follow the new standing at once.
async fn stood(visit: &OfficeVisit, id: WorkerId, mut ctx: Ctx) -> Served {
    let person = workforce::record(&mut ctx, id).await?.person_id;
    let answer = done(ctx).await?;
    visit.app.members.forget(visit.tenant.id, person);
    Ok(answer)
}

/// A worker's week.
#[utoipa::path(get, path = "/workers/{id}/shifts", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 200, body = Vec<Shift>)))]
async fn shifts(visit: OfficeVisit, Id(id): Id<WorkerId>) -> Served {
    let mut ctx = visit.begin().await?;
    let week = workforce::shifts(&mut ctx, id).await?;
    show(ctx, week.into_iter().map(Shift::from).collect::<Vec<_>>()).await
}

/// Makes these the worker's week.
#[utoipa::path(put, path = "/workers/{id}/shifts", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 204, description = "Saved")))]
async fn replace_shifts(visit: OfficeVisit, Id(id): Id<WorkerId>, Json(week): Json<Vec<Shift>>) -> Served {
    let mut ctx = visit.begin().await?;
    let week: Vec<_> = week.into_iter().map(Into::into).collect();
    workforce::replace_shifts(&mut ctx, id, &week).await?;
    done(ctx).await
}
