//! Everybody's time at once, for the office's board and for capacity.

use super::day::{self, Away, Calendar, Hours, Roster, Shift, Window};
use super::db;
use crate::workforce::office;
use crate::{tenancy, workforce};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use lares_kernel::{Ctx, Permission, Result, WorkerId};
use serde::Serialize;
use std::collections::HashMap;

/// When one worker is there between two dates, and what of it is not work for a customer.
#[derive(Clone, Debug)]
pub struct Plan {
    pub worker: WorkerId,
    pub name: String,
    pub open: Vec<Window>,
    pub away: Vec<Away>,
    /// On the way to a visit, and putting things away after it.
    pub between: Vec<Between>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Between {
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

/// The plans of all active workers on the local dates `first..=last`, by name.
///
/// # Errors
/// `forbidden` for anybody but staff, `workforce.range_too_long` beyond 400 days.
pub async fn plans(ctx: &mut Ctx, first: Date, last: Date) -> Result<Vec<Plan>> {
    office(ctx, Permission::RosterRead)?;
    let mut plans = hours_of_all(ctx, first, last).await?;
    let zone = ctx.tenant().zone.clone();
    let from = day::instant(&zone, first, 0, day::Edge::Start);
    let to = day::instant(&zone, last, day::NEXT_MIDNIGHT, day::Edge::End);
    let mut between = db::between(ctx, from - SignedDuration::from_hours(24), to).await?;
    for plan in &mut plans {
        plan.between = between.remove(&plan.worker).unwrap_or_default();
    }
    plans.sort_by(|one, other| (&one.name, one.worker).cmp(&(&other.name, other.worker)));
    Ok(plans)
}

/// The same without what lies between the visits.
///
/// # Errors
/// `forbidden` for anybody but staff, `workforce.range_too_long` beyond 400 days.
pub(crate) async fn hours_of_all(ctx: &mut Ctx, first: Date, last: Date) -> Result<Vec<Plan>> {
    let roster = workforce::roster_of_all(ctx, first, last).await?;
    let calendar = calendar(ctx, &roster.closures, first, last).await?;
    let plan = |worker: workforce::RosterWorker| {
        let timetable = day::timetable(&calendar, &own(&worker), first, last);
        Plan { worker: worker.id, name: worker.name, open: timetable.open, away: timetable.away, between: Vec::new() }
    };
    Ok(roster.workers.into_iter().map(plan).collect())
}

async fn calendar(ctx: &mut Ctx, closures: &[workforce::DatedHours], first: Date, last: Date) -> Result<Calendar> {
    let open_on_holidays = tenancy::policies::booking(ctx).await?.open_on_holidays;
    let days = tenancy::holidays::list(ctx, first, last).await?;
    let of = |kind| days.iter().filter(|day| day.kind == kind).map(|day| day.on_date).collect();
    Ok(Calendar {
        zone: ctx.tenant().zone.clone(),
        holidays: of(tenancy::holidays::HolidayKind::Holiday),
        workdays: of(tenancy::holidays::HolidayKind::Workday),
        open_on_holidays,
        closures: closures.iter().map(dated).collect(),
    })
}

fn own(worker: &workforce::RosterWorker) -> Roster {
    let shift = |shift: &workforce::Shift| Shift {
        weekday: shift.weekday,
        starts_minute: shift.starts_minute,
        ends_minute: shift.ends_minute,
    };
    Roster {
        shifts: worker.shifts.iter().map(shift).collect(),
        overrides: worker.overrides.iter().map(dated).collect(),
        leaves: worker.leaves.iter().map(dated).collect(),
    }
}

fn dated(hours: &workforce::DatedHours) -> Hours {
    Hours { on_date: hours.on_date, starts_minute: hours.starts_minute, ends_minute: hours.ends_minute }
}

/// By worker.
pub(super) type Betweens = HashMap<WorkerId, Vec<Between>>;
