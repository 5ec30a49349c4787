//! The week: hours, visits and leave (W02).

use super::today::job_row;
use super::{me, names};
use crate::error::Served;
use crate::form::{Typed, form};
use crate::respond::see;
use crate::visit::{Visit, WorkerVisit};
use axum::extract::Query;
use axum::http::StatusCode;
use jiff::ToSpan;
use jiff::civil::Date;
use lares_domain::orders::{self, OrderRow};
use lares_domain::scheduling::day::{self, Calendar};
use lares_domain::tenancy::holidays::{self, Holiday, HolidayKind};
use lares_domain::tenancy::policies;
use lares_domain::workforce::{self, ExceptionForm, ExceptionKind, ShiftException};
use lares_kernel::{Ctx, Error, Kind, Permission, Result};
use lares_views::Form;
use lares_views::pages::worker::{Hours, Leave, Roster, RosterDay};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    /// Any date of the week to show.
    week: Option<Date>,
}

pub async fn show(visit: WorkerVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, &visit, asked.week, Form::default()).await?;
    visit.show(ctx, "roster", &page).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveForm {
    on_date: String,
    from: String,
    to: String,
    #[serde(default)]
    reason: String,
}

pub async fn ask_leave(visit: WorkerVisit, Typed { value, words }: Typed<LeaveForm>) -> Served {
    match add(&visit, &value).await {
        Ok(date) => Ok(see(&format!("/worker/roster?week={date}"))),
        Err(error) if error.kind() == Kind::Invalid => {
            let mut ctx = visit.begin().await?;
            let page = page(&mut ctx, &visit, value.on_date.parse().ok(), form(&words, Some(&error))).await?;
            visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, ctx, "roster", &page).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn add(visit: &Visit, typed: &LeaveForm) -> Result<Date> {
    let on_date: Date = typed.on_date.parse().map_err(|_| Error::field("on_date", workforce::DATES))?;
    let form = ExceptionForm {
        worker: Some(me(visit)?),
        on_date,
        kind: ExceptionKind::Leave,
        starts_minute: minute(&typed.from).unwrap_or(-1),
        ends_minute: minute(&typed.to).unwrap_or(-1),
        reason: typed.reason.clone(),
    };
    let mut ctx = visit.begin().await?;
    workforce::add_exception(&mut ctx, &form).await?;
    ctx.commit().await?;
    Ok(on_date)
}

/// "08:30" as minutes from midnight; a browser cannot write 24:00, so the last minute of the day is the next midnight.
fn minute(text: &str) -> Option<i32> {
    let (hour, minute) = text.split_once(':')?;
    let minute = hour.parse::<i32>().ok()? * 60 + minute.get(..2)?.parse::<i32>().ok()?;
    Some(if minute == day::NEXT_MIDNIGHT - 1 { day::NEXT_MIDNIGHT } else { minute })
}

/// What is known of a week.
pub struct Week {
    pub calendar: Calendar,
    pub roster: day::Roster,
    pub holidays: Vec<Holiday>,
    pub exceptions: Vec<ShiftException>,
    pub visits: Vec<OrderRow>,
}

async fn page(ctx: &mut Ctx, visit: &Visit, week: Option<Date>, form: Form) -> Result<Roster> {
    let today = visit.tenant.date(ctx.now());
    let shown = week.unwrap_or(today);
    let first = monday(shown);
    let known = read(ctx, visit, first).await?;
    let link = |days: i32| format!("/worker/roster?week={}", first.saturating_add(days.days()));
    Ok(Roster {
        days: (0..7).map(|ahead: i32| known.day(visit, first.saturating_add(ahead.days()), today)).collect(),
        previous: link(-7),
        next: link(7),
        this_week: (first != monday(today)).then(|| "/worker/roster".to_owned()),
        may_leave: ctx.may(Permission::RosterWrite),
        today,
        form,
    })
}

/// The Monday of a date's week.
#[must_use]
pub fn monday(date: Date) -> Date {
    date.saturating_sub(i32::from(date.weekday().to_monday_zero_offset()).days())
}

/// The seven days from `first` on.
///
/// # Errors
/// `forbidden`; when the database does not answer.
pub async fn read(ctx: &mut Ctx, visit: &Visit, first: Date) -> Result<Week> {
    let (me, zone) = (me(visit)?, visit.tenant.zone.clone());
    let last = first.saturating_add(6.days());
    let holidays = holidays::list(ctx, first, last).await?;
    let exceptions = workforce::exceptions(ctx, Some(me), first, last).await?;
    let shifts = workforce::shifts(ctx, me).await?;
    let open_on_holidays = policies::booking(ctx).await?.open_on_holidays;
    let (from, to) = names::span(&zone, first, last);
    let visits = orders::of_worker(ctx, from, to).await?;
    let dates = |kind| holidays.iter().filter(move |day| day.kind == kind).map(|day| day.on_date).collect();
    let dated = |kind| exceptions.iter().filter(move |one| one.kind == kind).map(hours).collect();
    let calendar = Calendar {
        zone,
        holidays: dates(HolidayKind::Holiday),
        workdays: dates(HolidayKind::Workday),
        open_on_holidays,
        closures: dated(ExceptionKind::Closure),
    };
    let roster = day::Roster {
        shifts: shifts.iter().map(shift).collect(),
        overrides: dated(ExceptionKind::Override),
        leaves: dated(ExceptionKind::Leave),
    };
    Ok(Week { calendar, roster, holidays, exceptions, visits })
}

fn shift(shift: &workforce::Shift) -> day::Shift {
    day::Shift { weekday: shift.weekday, starts_minute: shift.starts_minute, ends_minute: shift.ends_minute }
}

fn hours(one: &ShiftException) -> day::Hours {
    day::Hours { on_date: one.on_date, starts_minute: one.starts_minute, ends_minute: one.ends_minute }
}

impl Week {
    fn day(&self, visit: &Visit, date: Date, today: Date) -> RosterDay {
        let zone = &visit.tenant.zone;
        let table = day::timetable(&self.calendar, &self.roster, date, date);
        let whole = |one: &&ShiftException| one.starts_minute == 0 && one.ends_minute == day::NEXT_MIDNIGHT;
        let closures = self.exceptions.iter().filter(|one| one.kind == ExceptionKind::Closure && one.on_date == date);
        let leave = self.exceptions.iter().filter(|one| one.kind == ExceptionKind::Leave && one.on_date == date);
        let holiday = self.holidays.iter().find(|day| day.on_date == date);
        let day_off = holiday.is_some_and(|day| day.kind == HolidayKind::Holiday) && !self.calendar.open_on_holidays;
        RosterDay {
            date,
            is_today: date == today,
            holiday: holiday.map(|day| day.name.clone()),
            closed: table.open.is_empty() && (day_off || closures.clone().any(|one| whole(&one))),
            hours: table.open.iter().map(|window| local(zone, date, window)).collect(),
            leave: leave.map(|one| absence(one, whole(&one))).collect(),
            visits: self.visits.iter().filter(|row| visit.tenant.date(row.starts_at) == date).map(job_row).collect(),
        }
    }
}

fn local(zone: &jiff::tz::TimeZone, date: Date, window: &day::Window) -> Hours {
    Hours { from: names::wall_time(zone, date, window.starts_at), to: names::wall_time(zone, date, window.ends_at) }
}

fn absence(one: &ShiftException, whole: bool) -> Leave {
    let text = |minute: i32| format!("{:02}:{:02}", minute / 60, minute % 60);
    Leave { whole, hours: Hours { from: text(one.starts_minute), to: text(one.ends_minute) }, reason: one.reason.clone() }
}

#[cfg(test)]
mod tests {
    use super::minute;

    #[test]
    fn the_last_minute_a_browser_can_write_is_the_next_midnight() {
        assert_eq!([minute("00:00"), minute("08:30"), minute("23:59")], [Some(0), Some(510), Some(1440)]);
        assert_eq!([minute(""), minute("8"), minute("x:10"), minute("08:")], [None; 4]);
    }
}
