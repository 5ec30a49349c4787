//! The arithmetic: which charges a visit carries. Whole numbers only, no host, no texts.
//!
//! Invariant: the same visit and settings always give the same charges, in the same order.

use crate::settings::{Charge, Kind, Settings};
use lares_plugin_sdk::money;

const MINUTES_OF_DAY: u32 = 1440;
const SATURDAY: u8 = 6;

/// What the rules look at.
#[derive(Clone, Debug)]
pub struct Visit {
    pub subtotal_minor: i64,
    /// 1 is Monday.
    pub weekday: u8,
    pub starts_minute: u32,
    /// Above 1440 on a later day.
    pub ends_minute: u32,
    pub day: Day,
    pub distance_metres: Option<u32>,
}

/// Holidays and moved working days (调休) are already in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Day {
    Workday,
    Weekend,
    Holiday,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    Night,
    Weekend,
    Holiday,
    Distance { kilometres: u32 },
    Minimum,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extra {
    pub reason: Reason,
    pub minor: i64,
    /// Of all extras with this set only the largest counts.
    pub of_the_day: bool,
}

/// The charges for a visit; `None` when an amount does not fit.
pub fn extras(settings: &Settings, visit: &Visit) -> Option<Vec<Extra>> {
    let mut found = Vec::new();
    let night = &settings.night;
    if overlaps(visit, night.from_minute, night.to_minute) {
        push(&mut found, Reason::Night, amount(&night.charge(), visit)?, !night.adds_to_day);
    }
    if on_weekend(visit) {
        push(&mut found, Reason::Weekend, amount(&settings.weekend, visit)?, true);
    }
    if visit.day == Day::Holiday {
        push(&mut found, Reason::Holiday, amount(&settings.holiday, visit)?, true);
    }
    if let Some((kilometres, minor)) = distance(settings, visit) {
        push(&mut found, Reason::Distance { kilometres }, minor, false);
    }
    let total = visit.subtotal_minor.checked_add(counted(&found)?)?;
    push(&mut found, Reason::Minimum, settings.minimum_minor.saturating_sub(total), false);
    Some(found)
}

fn push(found: &mut Vec<Extra>, reason: Reason, minor: i64, of_the_day: bool) {
    if minor > 0 {
        found.push(Extra { reason, minor, of_the_day });
    }
}

/// What the extras come to once only the largest of the day counts.
fn counted(extras: &[Extra]) -> Option<i64> {
    let day = extras.iter().filter(|extra| extra.of_the_day).map(|extra| extra.minor).max().unwrap_or(0);
    let mut rest = extras.iter().filter(|extra| !extra.of_the_day);
    rest.try_fold(day, |sum, extra| sum.checked_add(extra.minor))
}

fn amount(charge: &Charge, visit: &Visit) -> Option<i64> {
    if !charge.enabled {
        return Some(0);
    }
    match charge.kind {
        Kind::Amount => Some(charge.minor),
        Kind::Percent => money::share(visit.subtotal_minor, charge.basis_points),
    }
}

/// A public holiday on a Saturday is a weekend day as well; a Saturday worked for a holiday (调休) is not.
fn on_weekend(visit: &Visit) -> bool {
    match visit.day {
        Day::Workday => false,
        Day::Weekend => true,
        Day::Holiday => visit.weekday >= SATURDAY,
    }
}

/// Whether any minute of the visit lies in the daily window, which may pass midnight.
fn overlaps(visit: &Visit, from: u32, to: u32) -> bool {
    if from == to {
        return false;
    }
    let length = if from < to { to - from } else { to + MINUTES_OF_DAY - from };
    // Shifted by a day, so that the window that began the evening before is not negative.
    let (starts, ends) = (visit.starts_minute + MINUTES_OF_DAY, visit.ends_minute + MINUTES_OF_DAY);
    let days = 0..=ends / MINUTES_OF_DAY;
    days.map(|day| day * MINUTES_OF_DAY + from).any(|opens| starts < opens + length && opens < ends)
}

/// Started kilometres beyond the free ones and what they cost.
fn distance(settings: &Settings, visit: &Visit) -> Option<(u32, i64)> {
    let rule = &settings.distance;
    let beyond = visit.distance_metres?.checked_sub(rule.free_metres)?;
    if !rule.enabled || beyond == 0 {
        return None;
    }
    let kilometres = beyond.div_ceil(1000);
    Some((kilometres, rule.per_km_minor.saturating_mul(i64::from(kilometres)).min(rule.max_minor)))
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
