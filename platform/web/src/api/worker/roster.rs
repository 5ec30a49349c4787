//! The worker's week: hours, jobs and leave.

use crate::api::answer::{Made, made, show};
use crate::api::extract::{Asked, Dates, Json};
use crate::api::order_view::OrderRow;
use crate::api::workforce::{Absence, AbsenceForm, Shift};
use crate::error::Served;
use crate::state::App;
use crate::visit::WorkerVisit;
use crate::worker::me;
use crate::worker::roster::{self, Week};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use lares_domain::scheduling::day;
use lares_domain::workforce;
use lares_kernel::Tenant;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(week)).routes(routes!(shifts)).routes(routes!(absences, take_leave))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WeekQuery {
    /// Any local date of the week; today when absent.
    week: Option<Date>,
}

#[derive(Serialize, ToSchema)]
struct Open {
    starts_at: Timestamp,
    ends_at: Timestamp,
}

/// One local date of the week.
#[derive(Serialize, ToSchema)]
struct RosterDay {
    date: Date,
    /// The name of a public holiday or worked weekend.
    holiday: Option<String>,
    /// When one works, after leave, closures and holidays.
    open: Vec<Open>,
    absences: Vec<Absence>,
    jobs: Vec<OrderRow>,
}

impl RosterDay {
    fn of(week: &Week, tenant: &Tenant, date: Date) -> Self {
        let table = day::timetable(&week.calendar, &week.roster, date, date);
        let absences = week.exceptions.iter().filter(|one| one.on_date == date);
        let jobs = week.visits.iter().filter(|row| tenant.date(row.starts_at) == date);
        Self {
            date,
            holiday: week.holidays.iter().find(|day| day.on_date == date).map(|day| day.name.clone()),
            open: table.open.iter().map(|one| Open { starts_at: one.starts_at, ends_at: one.ends_at }).collect(),
            absences: absences.cloned().map(Into::into).collect(),
            jobs: jobs.cloned().map(Into::into).collect(),
        }
    }
}

/// One's week from Monday: when one works, what is booked, who is away.
#[utoipa::path(get, path = "/roster", tag = "worker", params(WeekQuery), responses((status = 200, body = Vec<RosterDay>)))]
async fn week(visit: WorkerVisit, Asked(query): Asked<WeekQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let first = roster::monday(query.week.unwrap_or(visit.tenant.date(ctx.now())));
    let week = roster::read(&mut ctx, &visit, first).await?;
    let dates = (0..7).map(|ahead: i32| first.saturating_add(ahead.days()));
    show(ctx, dates.map(|date| RosterDay::of(&week, &visit.tenant, date)).collect::<Vec<_>>()).await
}

/// One's weekly hours.
#[utoipa::path(get, path = "/shifts", tag = "worker", responses((status = 200, body = Vec<Shift>)))]
async fn shifts(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let week = workforce::shifts(&mut ctx, me(&visit)?).await?;
    show(ctx, week.into_iter().map(Shift::from).collect::<Vec<_>>()).await
}

/// What differs from one's week between two dates, closures of the company included.
#[utoipa::path(get, path = "/absences", tag = "worker", params(Dates), responses((status = 200, body = Vec<Absence>)))]
async fn absences(visit: WorkerVisit, Asked(dates): Asked<Dates>) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = workforce::exceptions(&mut ctx, Some(me(&visit)?), dates.from, dates.to).await?;
    show(ctx, rows.into_iter().map(Absence::from).collect::<Vec<_>>()).await
}

/// Takes leave on a date; visits already booked stay.
#[utoipa::path(post, path = "/absences", tag = "worker", responses((status = 201, body = Made)))]
async fn take_leave(visit: WorkerVisit, Json(form): Json<AbsenceForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let id = workforce::add_exception(&mut ctx, &form.of(me(&visit)?)).await?;
    made(ctx, id).await
}
