//! When a worker works: weekly shifts in local wall time, dated exceptions, holidays and 调休 workdays.
//!
//! Precedence, highest first: override > leave > closure > 调休 workday > holiday > weekly. An override gives exactly its hours.
//!
//! Invariant: wall time becomes an instant only in [`instant`].
//! Invariant: the hours of a date lie between its first midnight and the next one; intervals are half-open.
//! Invariant: the windows of a [`Timetable`] are sorted and touch nowhere (a night worked through is one window).

use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeSet;

/// Monday, whose shifts a 调休 workday borrows when the worker has none on that weekday.
const MONDAY: i32 = 1;
/// The minute at which the next date begins.
pub const NEXT_MIDNIGHT: i32 = 1440;

/// A weekly rule in local wall time: weekday 1 = Monday; minutes from midnight, 1440 = the next midnight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shift {
    pub weekday: i32,
    pub starts_minute: i32,
    pub ends_minute: i32,
}

/// Hours of one date in local wall time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hours {
    pub on_date: Date,
    pub starts_minute: i32,
    pub ends_minute: i32,
}

/// What holds for every worker of the company.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub zone: TimeZone,
    pub holidays: BTreeSet<Date>,
    /// 调休: dates worked although they are weekends.
    pub workdays: BTreeSet<Date>,
    /// Holidays are ordinary days; a pricing plugin may add a surcharge.
    pub open_on_holidays: bool,
    pub closures: Vec<Hours>,
}

/// What holds for one worker.
#[derive(Clone, Default, Debug)]
pub struct Roster {
    pub shifts: Vec<Shift>,
    pub overrides: Vec<Hours>,
    pub leaves: Vec<Hours>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

impl Window {
    #[must_use]
    pub fn contains(&self, at: Timestamp) -> bool {
        self.starts_at <= at && at < self.ends_at
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absence {
    /// A closure of the company or a holiday.
    Closed,
    Leave,
}

/// Time in which the worker does not work, and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Away {
    pub window: Window,
    pub absence: Absence,
}

#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Timetable {
    pub open: Vec<Window>,
    pub away: Vec<Away>,
}

/// The working windows of a worker on the local dates `first..=last`.
#[must_use]
pub fn timetable(calendar: &Calendar, roster: &Roster, first: Date, last: Date) -> Timetable {
    let mut table = Timetable::default();
    for date in first.series(1.day()).take_while(|date| *date <= last) {
        add_day(calendar, roster, date, &mut table);
    }
    table
}

fn add_day(calendar: &Calendar, roster: &Roster, date: Date, table: &mut Timetable) {
    if roster.overrides.iter().any(|hours| hours.on_date == date) {
        let open = dated(&calendar.zone, &roster.overrides, date).collect();
        return append(&mut table.open, open);
    }
    let known = table.away.len();
    let away = |absence| move |window| Away { window, absence };
    if is_holiday(calendar, date) {
        table.away.push(away(Absence::Closed)(whole_day(&calendar.zone, date)));
    }
    table.away.extend(dated(&calendar.zone, &calendar.closures, date).map(away(Absence::Closed)));
    table.away.extend(dated(&calendar.zone, &roster.leaves, date).map(away(Absence::Leave)));
    let open = table.away[known..].iter().fold(planned(calendar, roster, date), |open, away| without(&open, away.window));
    append(&mut table.open, open);
}

fn is_holiday(calendar: &Calendar, date: Date) -> bool {
    !calendar.open_on_holidays && calendar.holidays.contains(&date) && !calendar.workdays.contains(&date)
}

/// The weekly shifts that apply on `date`, before anything is taken away.
fn planned(calendar: &Calendar, roster: &Roster, date: Date) -> Vec<Window> {
    let weekday = i32::from(date.weekday().to_monday_one_offset());
    let usual = roster.shifts.iter().any(|shift| shift.weekday == weekday);
    // Which weekday a 调休 workday replaces is not announced; Monday stands for the working week.
    let weekday = if !usual && calendar.workdays.contains(&date) { MONDAY } else { weekday };
    let shifts = roster.shifts.iter().filter(|shift| shift.weekday == weekday);
    shifts.filter_map(|shift| window(&calendar.zone, date, shift.starts_minute, shift.ends_minute)).collect()
}

fn dated(zone: &TimeZone, hours: &[Hours], date: Date) -> impl Iterator<Item = Window> {
    let hours = hours.iter().filter(move |hours| hours.on_date == date);
    hours.filter_map(move |hours| window(zone, date, hours.starts_minute, hours.ends_minute))
}

/// Adds the windows of the next date, joining what touches or overlaps.
fn append(windows: &mut Vec<Window>, mut day: Vec<Window>) {
    day.sort_unstable_by_key(|window| window.starts_at);
    for window in day {
        match windows.last_mut() {
            Some(last) if window.starts_at <= last.ends_at => last.ends_at = last.ends_at.max(window.ends_at),
            Some(_) | None => windows.push(window),
        }
    }
}

fn without(open: &[Window], away: Window) -> Vec<Window> {
    let pieces = open.iter().flat_map(|window| {
        let before = Window { starts_at: window.starts_at, ends_at: window.ends_at.min(away.starts_at) };
        let after = Window { starts_at: window.starts_at.max(away.ends_at), ends_at: window.ends_at };
        [before, after]
    });
    pieces.filter(|piece| piece.starts_at < piece.ends_at).collect()
}

fn whole_day(zone: &TimeZone, date: Date) -> Window {
    Window { starts_at: instant(zone, date, 0, Edge::Start), ends_at: instant(zone, date, NEXT_MIDNIGHT, Edge::End) }
}

/// None when daylight saving time leaves nothing of it.
fn window(zone: &TimeZone, date: Date, starts_minute: i32, ends_minute: i32) -> Option<Window> {
    let starts_at = instant(zone, date, starts_minute, Edge::Start);
    let ends_at = instant(zone, date, ends_minute, Edge::End);
    (starts_at < ends_at).then_some(Window { starts_at, ends_at })
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    Start,
    End,
}

/// The instant of a wall minute (0..=1440; 1440 = the next midnight) of a local date.
///
/// A minute skipped in spring moves forward by the length of the gap, at most to the next midnight. Of a minute that comes twice in
/// autumn a start takes the first and an end the second; a midnight is always the first, so that dates tile the time line.
#[must_use]
pub fn instant(zone: &TimeZone, date: Date, minute: i32, edge: Edge) -> Timestamp {
    let next_midnight = || midnight(zone, date.tomorrow().unwrap_or(Date::MAX));
    match i8::try_from(minute / 60) {
        Ok(0) if minute <= 0 => midnight(zone, date),
        Ok(hour) if (0..24).contains(&hour) => {
            let wall = zone.to_ambiguous_timestamp(date.at(hour, (minute % 60) as i8, 0, 0));
            let skipped = matches!(wall.offset(), AmbiguousOffset::Gap { .. });
            let at = match edge {
                Edge::Start => wall.compatible(),
                Edge::End => wall.later(),
            };
            let at = at.unwrap_or(Timestamp::MAX);
            if skipped { at.min(next_midnight()) } else { at }
        }
        Ok(_) | Err(_) => next_midnight(),
    }
}

fn midnight(zone: &TimeZone, date: Date) -> Timestamp {
    zone.to_ambiguous_timestamp(date.at(0, 0, 0, 0)).compatible().unwrap_or(Timestamp::MAX)
}
