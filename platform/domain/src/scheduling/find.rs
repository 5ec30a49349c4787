//! Asking for times: slots of a day, the load of a month, why a time is not offered.

use super::day::{Calendar, Hours, Roster, Shift, timetable};
use super::reason::{self, Refusal};
use super::slots::{Busy, Candidate, SlotQuery, Unfit, search, shifted};
use super::{RANGE, db};
use crate::workforce::{self, RosterWorker};
use crate::{catalogue, tenancy};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use lares_kernel::{Actor, Ctx, Error, OrderId, Permission, Place, Result, ServiceId, WorkerId};
use serde::Serialize;
use std::collections::HashMap;
use std::ops::Range;

/// What somebody is needed for.
#[derive(Clone, Debug)]
pub struct Need {
    pub service: ServiceId,
    /// With the chosen options.
    pub minutes: i64,
    pub place: Option<Place>,
    /// Only this one, or whoever fits.
    pub worker: Option<WorkerId>,
    /// The order that is about to move: its own time counts as free.
    pub moving: Option<OrderId>,
}

/// A time on the customer's calendar.
#[derive(Clone, Debug, Serialize)]
pub struct OpenSlot {
    pub starts_at: Timestamp,
    pub opening: Opening,
}

#[derive(Clone, Debug, Serialize)]
pub enum Opening {
    /// Best first.
    Free { workers: Vec<WorkerId> },
    /// A stable code such as `scheduling.busy`.
    Refused { code: &'static str },
}

/// How full a day is: times offered of times that could be.
#[derive(Clone, Debug, Serialize)]
pub struct DayLoad {
    pub date: Date,
    pub free: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    Workday,
    Weekend,
    Holiday,
}

/// Longest stretch of days one search covers.
const LONGEST_DAYS: i64 = 92;
/// Two days on both sides, so that the visits before and after are seen as well.
const MARGIN_MINUTES: i64 = 48 * 60;

/// What a date is for prices and rosters: holidays and swapped workdays (调休) come before the weekday.
///
/// # Errors
/// When the database does not answer.
pub async fn day_kind(ctx: &mut Ctx, date: Date) -> Result<DayKind> {
    let kinds = tenancy::holidays::list(ctx, date, date).await?;
    Ok(match kinds.first().map(|day| day.kind) {
        Some(tenancy::holidays::HolidayKind::Holiday) => DayKind::Holiday,
        Some(tenancy::holidays::HolidayKind::Workday) => DayKind::Workday,
        None if date.weekday().to_monday_one_offset() >= 6 => DayKind::Weekend,
        None => DayKind::Workday,
    })
}

/// The times of one local day, free ones with who could come, refused ones of opening hours with why.
///
/// # Errors
/// `not_found` for the service.
pub async fn open_slots(ctx: &mut Ctx, need: &Need, date: Date) -> Result<Vec<OpenSlot>> {
    ctx.authorize(Permission::ServiceRead)?;
    let (from, to) = day_bounds(ctx, date, 1)?;
    let (query, fit) = candidates(ctx, need, from, to).await?;
    let free: HashMap<Timestamp, Vec<WorkerId>> = search(&query, &fit)
        .into_iter()
        .map(|slot| (slot.starts_at, slot.workers.into_iter().map(|(worker, _)| worker).collect()))
        .collect();
    let times = std::iter::successors(Some(from), |at| Some(shifted(*at, query.step_minutes))).take_while(|at| *at < to);
    Ok(times.filter_map(|at| slot_at(&query, &fit, free.get(&at), at)).collect())
}

fn slot_at(query: &SlotQuery, fit: &[Candidate], free: Option<&Vec<WorkerId>>, at: Timestamp) -> Option<OpenSlot> {
    if let Some(workers) = free {
        return Some(OpenSlot { starts_at: at, opening: Opening::Free { workers: workers.clone() } });
    }
    // Times outside everybody's hours are not worth a grey button.
    match reason::why_not(query, fit, at)? {
        Refusal::NoShift | Refusal::Past => None,
        other => Some(OpenSlot { starts_at: at, opening: Opening::Refused { code: other.code().name() } }),
    }
}

/// How many times each local day of a stretch offers.
///
/// # Errors
/// `not_found` for the service, `scheduling.range_too_long`.
pub async fn month(ctx: &mut Ctx, need: &Need, first: Date, days: i64) -> Result<Vec<DayLoad>> {
    ctx.authorize(Permission::ServiceRead)?;
    if !(1..=LONGEST_DAYS).contains(&days) {
        return Err(Error::field("days", RANGE));
    }
    let (from, to) = day_bounds(ctx, first, days)?;
    let (query, fit) = candidates(ctx, need, from, to).await?;
    let mut free: HashMap<Date, u32> = HashMap::new();
    for slot in search(&query, &fit) {
        *free.entry(ctx.tenant().date(slot.starts_at)).or_default() += 1;
    }
    let dates = first.series(1.day()).take(usize::try_from(days).unwrap_or(0));
    Ok(dates.map(|date| DayLoad { date, free: free.get(&date).copied().unwrap_or(0) }).collect())
}

/// Why a time is not offered; None when it is.
///
/// # Errors
/// `not_found` for the service.
pub async fn why_not(ctx: &mut Ctx, need: &Need, starts_at: Timestamp) -> Result<Option<Refusal>> {
    ctx.authorize(Permission::ServiceRead)?;
    let (query, fit) = candidates(ctx, need, starts_at, shifted(starts_at, 1)).await?;
    Ok(reason::why_not(&query, &fit, starts_at))
}

fn day_bounds(ctx: &Ctx, first: Date, days: i64) -> Result<(Timestamp, Timestamp)> {
    let zone = &ctx.tenant().zone;
    let off = |_: jiff::Error| Error::field("date", RANGE);
    let midnight = |date: Date| date.to_zoned(zone.clone()).map(|zoned| zoned.timestamp()).map_err(off);
    let last = first.checked_add(days.days()).map_err(off)?;
    Ok((midnight(first)?, midnight(last)?))
}

/// The question and everybody who might do it, for starts in `from..to`. As many round trips for five hundred workers as for one.
///
/// # Errors
/// `not_found` for the service.
pub async fn candidates(ctx: &mut Ctx, need: &Need, from: Timestamp, to: Timestamp) -> Result<(SlotQuery, Vec<Candidate>)> {
    // What was ordered is still done after the service was withdrawn; customers find only what is on the shelf.
    let offering = if is_bound(ctx) {
        catalogue::offering(ctx, need.service).await?
    } else {
        catalogue::offering_ever(ctx, need.service).await?
    };
    let booking = tenancy::policies::booking(ctx).await?;
    let query = query(ctx, need, &offering, &booking, from..to);
    let (before, after) = (shifted(from, -MARGIN_MINUTES), shifted(to, MARGIN_MINUTES));
    let (first, last) = (ctx.tenant().date(before), ctx.tenant().date(after));
    let inputs = workforce::roster_inputs(ctx, &offering, need.worker, first, last).await?;
    let days = tenancy::holidays::list(ctx, first, last).await?;
    let of = |kind| days.iter().filter(|day| day.kind == kind).map(|day| day.on_date).collect();
    let calendar = Calendar {
        zone: ctx.tenant().zone.clone(),
        holidays: of(tenancy::holidays::HolidayKind::Holiday),
        workdays: of(tenancy::holidays::HolidayKind::Workday),
        open_on_holidays: booking.open_on_holidays,
        closures: inputs.closures.iter().map(hours).collect(),
    };
    let mut busy = db::busy(ctx, before, after, need.moving).await?;
    let asked = (ctx.tenant().date(from), first, last);
    let candidates = inputs.workers.into_iter().map(|worker| {
        let busy = busy.remove(&worker.id).unwrap_or_default();
        candidate(&calendar, &worker, busy, asked)
    });
    Ok((query, candidates.collect()))
}

/// A certificate that ends within the searched dates takes the hours after it away (B10); one that ended before makes unfit.
fn candidate(calendar: &Calendar, worker: &RosterWorker, busy: Vec<Busy>, (asked, first, last): (Date, Date, Date)) -> Candidate {
    let certified_until = worker.certified.last_date().filter(|until| *until >= asked);
    let roster = Roster {
        shifts: worker.shifts.iter().map(shift).collect(),
        overrides: worker.overrides.iter().map(hours).collect(),
        leaves: worker.leaves.iter().map(hours).collect(),
    };
    Candidate {
        worker: worker.id,
        home: Some(worker.home),
        unfit: certified_until.is_none().then_some(Unfit::NoCertificate),
        timetable: timetable(calendar, &roster, first, certified_until.map_or(last, |until| until.min(last))),
        busy,
    }
}

fn shift(shift: &workforce::Shift) -> Shift {
    Shift { weekday: shift.weekday, starts_minute: shift.starts_minute, ends_minute: shift.ends_minute }
}

fn hours(hours: &workforce::DatedHours) -> Hours {
    Hours { on_date: hours.on_date, starts_minute: hours.starts_minute, ends_minute: hours.ends_minute }
}

/// The office and the platform agree times by telephone: lead, horizon and the shelf are for customers.
pub(super) fn is_bound(ctx: &Ctx) -> bool {
    matches!(ctx.actor(), Actor::Guest | Actor::Customer { .. })
}

fn query(
    ctx: &Ctx,
    need: &Need,
    offering: &catalogue::Offering,
    booking: &tenancy::BookingPolicy,
    starts: Range<Timestamp>,
) -> SlotQuery {
    let now = ctx.now();
    let is_bound = is_bound(ctx);
    let lead = if is_bound { SignedDuration::from_mins(booking.lead_minutes.into()) } else { SignedDuration::ZERO };
    let horizon = if is_bound { i64::from(booking.horizon_days) } else { 366 };
    SlotQuery {
        zone: ctx.tenant().zone.clone(),
        now,
        from: starts.start,
        to: starts.end,
        earliest: now + lead,
        latest: now + SignedDuration::from_hours(horizon * 24),
        minutes: need.minutes,
        cleanup_minutes: offering.cleanup_minutes,
        place: need.place,
        step_minutes: booking.step_minutes.into(),
    }
}

/// Ledger rows by worker.
pub(super) type BusyRows = HashMap<WorkerId, Vec<Busy>>;
