//! Why nobody can come at a given time.
//!
//! Invariant: [`why_not`] refuses exactly the times that `slots::search` does not offer (a time off the grid is judged like any other).

use super::day::{Absence, Timetable};
use super::slots::{Busy, BusyKind, Candidate, SlotQuery, Unfit, shifted};
use super::travel::travel_minutes;
use jiff::Timestamp;
use lares_kernel::{Code, Kind};

pub const PAST: Code = Code::new("scheduling.past", Kind::Invalid);
pub const TOO_SOON: Code = Code::new("scheduling.too_soon", Kind::Invalid);
pub const TOO_FAR: Code = Code::new("scheduling.too_far", Kind::Invalid);
pub const TRAVEL: Code = Code::new("scheduling.travel", Kind::Conflict);
pub const BUSY: Code = Code::new("scheduling.busy", Kind::Conflict);
pub const ON_LEAVE: Code = Code::new("scheduling.on_leave", Kind::Conflict);
pub const CLOSED: Code = Code::new("scheduling.closed", Kind::Conflict);
pub const NO_SHIFT: Code = Code::new("scheduling.no_shift", Kind::Conflict);
pub const NO_CERTIFICATE: Code = Code::new("scheduling.no_certificate", Kind::Conflict);
pub const NOT_IN_AREA: Code = Code::new("scheduling.not_in_area", Kind::Conflict);
pub const NO_SKILL: Code = Code::new("scheduling.no_skill", Kind::Conflict);

pub const CODES: &[Code] =
    &[PAST, TOO_SOON, TOO_FAR, TRAVEL, BUSY, ON_LEAVE, CLOSED, NO_SHIFT, NO_CERTIFICATE, NOT_IN_AREA, NO_SKILL];

/// Why a time is refused. Below the three that concern the time alone, the order is from nearly possible to impossible.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Refusal {
    Past,
    TooSoon,
    TooFar,
    /// Free, but the way from the visit before or to the visit after takes too long.
    Travel,
    Busy,
    OnLeave,
    /// The company is closed, or it is a holiday.
    Closed,
    NoShift,
    NoCertificate,
    NotInArea,
    NoSkill,
}

impl Refusal {
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::Past => PAST,
            Self::TooSoon => TOO_SOON,
            Self::TooFar => TOO_FAR,
            Self::Travel => TRAVEL,
            Self::Busy => BUSY,
            Self::OnLeave => ON_LEAVE,
            Self::Closed => CLOSED,
            Self::NoShift => NO_SHIFT,
            Self::NoCertificate => NO_CERTIFICATE,
            Self::NotInArea => NOT_IN_AREA,
            Self::NoSkill => NO_SKILL,
        }
    }
}

impl From<Unfit> for Refusal {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::NoSkill => Self::NoSkill,
            Unfit::NoCertificate => Self::NoCertificate,
            Unfit::NotInArea => Self::NotInArea,
        }
    }
}

/// None when somebody can start at `starts_at`; else the reason of whoever is nearest to it. Ignores `from`, `to` and the step.
#[must_use]
pub fn why_not(query: &SlotQuery, candidates: &[Candidate], starts_at: Timestamp) -> Option<Refusal> {
    if let Some(refusal) = untimely(query, starts_at) {
        return Some(refusal);
    }
    let mut nearest = Refusal::NoSkill;
    for candidate in candidates {
        nearest = nearest.min(refusal(query, candidate, starts_at)?);
    }
    Some(nearest)
}

/// What is wrong with the time itself, whoever would come.
#[must_use]
pub fn untimely(query: &SlotQuery, starts_at: Timestamp) -> Option<Refusal> {
    if starts_at < query.now {
        Some(Refusal::Past)
    } else if starts_at < query.earliest {
        Some(Refusal::TooSoon)
    } else {
        (starts_at > query.latest).then_some(Refusal::TooFar)
    }
}

/// Why this one worker cannot start at `starts_at`, whatever the lead time.
#[must_use]
pub fn refusal(query: &SlotQuery, candidate: &Candidate, starts_at: Timestamp) -> Option<Refusal> {
    if let Some(unfit) = candidate.unfit {
        return Some(unfit.into());
    }
    off_hours(query, &candidate.timetable, starts_at).or_else(|| occupied(query, &candidate.busy, starts_at))
}

/// What the first minute of the visit outside the worker's hours is.
fn off_hours(query: &SlotQuery, timetable: &Timetable, starts_at: Timestamp) -> Option<Refusal> {
    let ends_at = shifted(starts_at, query.minutes);
    let window = timetable.open.iter().find(|window| window.contains(starts_at));
    let uncovered = window.map_or(starts_at, |window| window.ends_at);
    if starts_at < ends_at && uncovered >= ends_at {
        return None;
    }
    let away = |absence| timetable.away.iter().any(|away| away.absence == absence && away.window.contains(uncovered));
    // On a closed day being on leave as well makes no difference.
    if away(Absence::Closed) {
        Some(Refusal::Closed)
    } else if away(Absence::Leave) {
        Some(Refusal::OnLeave)
    } else {
        Some(Refusal::NoShift)
    }
}

/// The rule of `app.occupy`, with the graver of both sides.
fn occupied(query: &SlotQuery, busy: &[Busy], starts_at: Timestamp) -> Option<Refusal> {
    let live = || busy.iter().filter(|row| row.is_live(query.now));
    let before = live().filter(|row| row.visit_starts_at <= starts_at).max_by_key(|row| row.visit_starts_at);
    let after = live().filter(|row| row.visit_starts_at > starts_at).min_by_key(|row| row.visit_starts_at);
    let done_at = shifted(starts_at, query.minutes + query.cleanup_minutes);
    let earlier = before.and_then(|row| overlap(row, row.blocked_until, starts_at, travel_minutes(row.place, query.place)));
    let later = after.and_then(|row| overlap(row, done_at, row.visit_starts_at, travel_minutes(query.place, row.place)));
    earlier.max(later)
}

/// Whether what ends at `ends_at` leaves no time to travel to what starts at `starts_at`; `row` is the one of them in the ledger.
fn overlap(row: &Busy, ends_at: Timestamp, starts_at: Timestamp, travel: i64) -> Option<Refusal> {
    if ends_at > starts_at {
        return Some(match row.kind {
            BusyKind::Leave => Refusal::OnLeave,
            BusyKind::Hold | BusyKind::Visit => Refusal::Busy,
        });
    }
    (shifted(ends_at, travel) > starts_at).then_some(Refusal::Travel)
}
