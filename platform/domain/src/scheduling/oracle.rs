//! The rules of scheduling once more, minute by minute and as plain as can be, to test `day.rs`, `slots.rs` and `reason.rs` against.
//!
//! Invariant: shares only types and `travel_minutes` with what it judges; everything lies on whole minutes.

use super::day::{Calendar, Roster};
use super::slots::{Busy, BusyKind, Candidate, Slot, SlotQuery};
use super::travel::travel_minutes;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use lares_kernel::WorkerId;
use std::collections::BTreeSet;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Every minute (by its beginning) in which the worker works on the local dates `first..=last`.
#[must_use]
pub fn working_minutes(calendar: &Calendar, roster: &Roster, first: Date, last: Date) -> BTreeSet<Timestamp> {
    let dates = first.series(1.day()).take_while(|date| *date <= last);
    dates.flat_map(|date| working_day(calendar, roster, date)).collect()
}

fn working_day(calendar: &Calendar, roster: &Roster, date: Date) -> BTreeSet<Timestamp> {
    let clock = wall_clock(&calendar.zone, date);
    let mut minutes = BTreeSet::new();
    let mut overridden = false;
    for hours in roster.overrides.iter().filter(|hours| hours.on_date == date) {
        overridden = true;
        minutes.extend(between(&clock, hours.starts_minute, hours.ends_minute));
    }
    if overridden {
        return minutes;
    }
    let mut weekday = i32::from(date.weekday().to_monday_one_offset());
    if calendar.workdays.contains(&date) {
        if roster.shifts.iter().all(|shift| shift.weekday != weekday) {
            weekday = 1;
        }
    } else if calendar.holidays.contains(&date) && !calendar.open_on_holidays {
        return minutes;
    }
    for shift in roster.shifts.iter().filter(|shift| shift.weekday == weekday) {
        minutes.extend(between(&clock, shift.starts_minute, shift.ends_minute));
    }
    for hours in calendar.closures.iter().chain(&roster.leaves).filter(|hours| hours.on_date == date) {
        for minute in between(&clock, hours.starts_minute, hours.ends_minute) {
            minutes.remove(&minute);
        }
    }
    minutes
}

/// The minutes of a local date in order, each with what the clock on the wall shows.
fn wall_clock(zone: &TimeZone, date: Date) -> Vec<(Timestamp, i32)> {
    let Ok(around) = date.at(0, 0, 0, 0).to_zoned(TimeZone::UTC) else { return Vec::new() };
    let mut at = around.timestamp() - SignedDuration::from_hours(15);
    let mut clock = Vec::new();
    for _ in 0..55 * 60 {
        let wall = zone.to_datetime(at);
        if wall.date() == date {
            clock.push((at, i32::from(wall.hour()) * 60 + i32::from(wall.minute())));
        }
        at += MINUTE;
    }
    clock
}

fn between(clock: &[(Timestamp, i32)], starts_minute: i32, ends_minute: i32) -> Vec<Timestamp> {
    let first = clock.iter().position(|(_, wall)| *wall == starts_minute).unwrap_or_else(|| moved(clock, starts_minute));
    let last = clock.iter().rposition(|(_, wall)| *wall == ends_minute).unwrap_or_else(|| moved(clock, ends_minute));
    (first..last).map(|index| clock[index].0).collect()
}

/// Where a wall minute that is skipped (or 24:00) lies: as many minutes after the last one shown before as are between them.
fn moved(clock: &[(Timestamp, i32)], minute: i32) -> usize {
    let missing = |wall: i32| usize::try_from(minute - wall).unwrap_or(0);
    let later = clock.iter().position(|(_, wall)| *wall > minute).unwrap_or(clock.len());
    let index = match later.checked_sub(1) {
        Some(before) => before + missing(clock[before].1),
        None => missing(0),
    };
    if minute >= 24 * 60 { clock.len() } else { index.min(clock.len()) }
}

/// What `slots::search` must answer.
#[must_use]
pub fn search(query: &SlotQuery, candidates: &[Candidate]) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut at = query.from;
    while at < query.to {
        let wall = query.zone.to_datetime(at);
        let aligned = (i64::from(wall.hour()) * 60 + i64::from(wall.minute())) % query.step_minutes == 0;
        if aligned && at >= query.now && at >= query.earliest && at <= query.latest {
            let workers = ranked(query, candidates, at);
            if !workers.is_empty() {
                slots.push(Slot { starts_at: at, workers });
            }
        }
        at += MINUTE;
    }
    slots
}

fn ranked(query: &SlotQuery, candidates: &[Candidate], at: Timestamp) -> Vec<(WorkerId, i64)> {
    let able = candidates.iter().filter(|candidate| can_come(query, candidate, at));
    let mut ranks: Vec<_> = able.map(|candidate| rank(query, candidate, at)).collect();
    ranks.sort();
    ranks.into_iter().map(|(extra, _, worker)| (worker, extra)).collect()
}

/// Whether the visit lies in working minutes and `app.occupy` would give the time.
#[must_use]
pub fn can_come(query: &SlotQuery, candidate: &Candidate, at: Timestamp) -> bool {
    let works =
        |minute: Timestamp| candidate.timetable.open.iter().any(|window| window.starts_at <= minute && minute < window.ends_at);
    candidate.unfit.is_none()
        && (0..query.minutes).all(|minute| works(at + MINUTE * minute as i32))
        && is_free(query, candidate, at)
}

/// No minute of the way there, the visit, the clean-up and the way on is one of another row.
#[must_use]
pub fn is_free(query: &SlotQuery, candidate: &Candidate, at: Timestamp) -> bool {
    let rows: Vec<&Busy> = candidate.busy.iter().filter(|row| row.expires_at.is_none_or(|end| end > query.now)).collect();
    let before = rows.iter().filter(|row| row.visit_starts_at <= at).max_by_key(|row| row.visit_starts_at);
    let after = rows.iter().filter(|row| row.visit_starts_at > at).min_by_key(|row| row.visit_starts_at);
    let there = before.map_or(0, |row| travel_minutes(row.place, query.place));
    let onward = after.map_or(0, |row| travel_minutes(query.place, row.place));
    let taken = |minute: Timestamp| rows.iter().any(|row| row.visit_starts_at <= minute && minute < row.blocked_until);
    (-there..query.minutes + query.cleanup_minutes + onward).all(|minute| !taken(at + MINUTE * minute as i32))
}

fn rank(query: &SlotQuery, candidate: &Candidate, at: Timestamp) -> (i64, usize, WorkerId) {
    let date = |at: Timestamp| query.zone.to_datetime(at).date();
    let live = candidate.busy.iter().filter(|row| row.expires_at.is_none_or(|end| end > query.now));
    let today: Vec<&Busy> = live.filter(|row| date(row.visit_starts_at) == date(at)).collect();
    let before = today.iter().filter(|row| row.visit_starts_at <= at).max_by_key(|row| row.visit_starts_at);
    let after = today.iter().filter(|row| row.visit_starts_at > at).min_by_key(|row| row.visit_starts_at);
    let from = before.and_then(|row| row.place).or(candidate.home);
    let to = after.and_then(|row| row.place).or(candidate.home);
    let extra = travel_minutes(from, query.place) + travel_minutes(query.place, to) - travel_minutes(from, to);
    let visits = today.iter().filter(|row| row.kind != BusyKind::Leave).count();
    (extra, visits, candidate.worker)
}
