//! The start times at which somebody can come, and who.
//!
//! Invariant: a start is offered for a worker exactly when `app.occupy` (migration 0006) would accept it at `SlotQuery::now`, the visit lies
//! inside the worker's hours, and nothing makes the worker unfit. `oracle.rs` says the same minute by minute; a test keeps them equal.
//! Invariant: the visit must end by closing time; clean-up and the way home need not.

use super::day::{Edge, NEXT_MIDNIGHT, Timetable, instant};
use super::travel::travel_minutes;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use lares_kernel::{Place, WorkerId};
use std::ops::Range;

/// What is asked for. Starts are offered on every `step_minutes` (a divisor of 1440) of the local wall clock, in `from..to`,
/// no earlier than `now` and `earliest` (now + lead time), no later than `latest`.
#[derive(Clone, Debug)]
pub struct SlotQuery {
    pub zone: TimeZone,
    pub now: Timestamp,
    pub from: Timestamp,
    pub to: Timestamp,
    pub earliest: Timestamp,
    pub latest: Timestamp,
    pub minutes: i64,
    pub cleanup_minutes: i64,
    pub place: Option<Place>,
    pub step_minutes: i64,
}

/// A worker who may be asked. `busy` needs the last row before and the first row after the searched time as well: travel is
/// counted from and to them.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub worker: WorkerId,
    /// Where the first visit of a day is reached from; counts for the ranking only.
    pub home: Option<Place>,
    pub unfit: Option<Unfit>,
    pub timetable: Timetable,
    pub busy: Vec<Busy>,
}

/// Why this worker cannot do this service here at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    NoSkill,
    NoCertificate,
    NotInArea,
}

/// One row of the occupancy ledger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Busy {
    pub kind: BusyKind,
    pub visit_starts_at: Timestamp,
    /// `ends_at` of the row: the end of the visit and its clean-up.
    pub blocked_until: Timestamp,
    pub place: Option<Place>,
    /// Of a hold; from this instant on the row counts for nothing.
    pub expires_at: Option<Timestamp>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BusyKind {
    Hold,
    Visit,
    Leave,
}

impl Busy {
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.expires_at.is_none_or(|expires_at| expires_at > now)
    }
}

/// A start time and who can come then: least extra travel (minutes) first, then fewest visits that day, then by id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    pub starts_at: Timestamp,
    pub workers: Vec<(WorkerId, i64)>,
}

/// The offered slots by time. Cost: workers × (rows + windows) for the sweep, then one step per answer.
#[must_use]
pub fn search(query: &SlotQuery, candidates: &[Candidate]) -> Vec<Slot> {
    let grid = Grid::new(query);
    let mut runs = Vec::new();
    let mut rows: Vec<&Busy> = Vec::new();
    for candidate in candidates.iter().filter(|candidate| candidate.unfit.is_none()) {
        rows.clear();
        rows.extend(candidate.busy.iter().filter(|row| row.is_live(query.now)));
        rows.sort_unstable_by_key(|row| row.visit_starts_at);
        sweep(query, &grid, candidate, &rows, &mut runs);
    }
    // Ranking the runs ranks every slot: each is filled in this order.
    runs.sort_unstable_by_key(|run| (run.extra_travel, run.visits, run.worker));
    fill(&grid, &runs)
}

/// `at` moved by minutes, stopping at the ends of time.
pub(super) fn shifted(at: Timestamp, minutes: i64) -> Timestamp {
    let end = if minutes < 0 { Timestamp::MIN } else { Timestamp::MAX };
    at.checked_add(SignedDuration::from_secs(minutes.saturating_mul(60))).unwrap_or(end)
}

/// The local day of some starts, and which.
struct Day {
    starts_at: Timestamp,
    ends_at: Timestamp,
    indices: Range<usize>,
}

/// Every start time that may be offered at all.
struct Grid {
    starts: Vec<Timestamp>,
    days: Vec<Day>,
}

impl Grid {
    fn new(query: &SlotQuery) -> Self {
        let mut grid = Self { starts: Vec::new(), days: Vec::new() };
        let first = query.from.max(query.earliest).max(query.now);
        let end = query.to.min(query.latest.checked_add(SignedDuration::from_nanos(1)).unwrap_or(Timestamp::MAX));
        if query.minutes < 1 || query.step_minutes < 1 || first >= end {
            return grid;
        }
        for date in query.zone.to_datetime(first).date().series(1.day()) {
            let starts_at = instant(&query.zone, date, 0, Edge::Start);
            if starts_at >= end {
                break;
            }
            let ends_at = instant(&query.zone, date, NEXT_MIDNIGHT, Edge::End);
            let known = grid.starts.len();
            grid.add(query, starts_at.max(first), ends_at.min(end));
            grid.days.push(Day { starts_at, ends_at, indices: known..grid.starts.len() });
        }
        grid
    }

    /// The aligned starts in `from..to`, one stretch of constant offset after the other.
    fn add(&mut self, query: &SlotQuery, from: Timestamp, to: Timestamp) {
        let step = query.step_minutes.saturating_mul(60);
        let mut stretch = from;
        while stretch < to {
            let change = query.zone.following(stretch).next().map_or(to, |transition| transition.timestamp());
            let stretch_end = change.min(to);
            let offset = i64::from(query.zone.to_offset(stretch).seconds());
            let whole = stretch.as_second() + i64::from(stretch.subsec_nanosecond() > 0);
            let aligned = whole + (-(whole + offset)).rem_euclid(step);
            let seconds = (aligned..).step_by(usize::try_from(step).unwrap_or(usize::MAX));
            let starts = seconds.map_while(|second| Timestamp::from_second(second).ok());
            self.starts.extend(starts.take_while(|start| *start < stretch_end));
            stretch = stretch_end;
        }
    }

    /// The starts in `first..=last`.
    fn between(&self, first: Timestamp, last: Timestamp) -> Range<usize> {
        let start = self.starts.partition_point(|at| *at < first);
        start..start.max(self.starts.partition_point(|at| *at <= last))
    }
}

/// Consecutive starts of one local day at which a worker can come, all between the same two neighbors.
struct Run {
    extra_travel: i64,
    visits: usize,
    worker: WorkerId,
    indices: Range<usize>,
}

/// The rows on both sides of a free time.
#[derive(Clone, Copy)]
struct Neighbors<'a> {
    before: Option<&'a Busy>,
    after: Option<&'a Busy>,
}

impl Neighbors<'_> {
    /// The first and the last start that leave room for travel on both sides.
    fn room(self, query: &SlotQuery) -> (Timestamp, Timestamp) {
        let first = self.before.map_or(Timestamp::MIN, |row| shifted(row.blocked_until, travel_minutes(row.place, query.place)));
        let last = self.after.map_or(Timestamp::MAX, |row| {
            let taken = query.minutes + query.cleanup_minutes + travel_minutes(query.place, row.place);
            shifted(row.visit_starts_at, -taken)
        });
        (first, last)
    }

    /// The detour this visit adds to the worker's day, which begins and ends at home.
    fn extra_travel(self, query: &SlotQuery, home: Option<Place>, day: &Day) -> i64 {
        let from = self.before.filter(|row| row.visit_starts_at >= day.starts_at).and_then(|row| row.place).or(home);
        let to = self.after.filter(|row| row.visit_starts_at < day.ends_at).and_then(|row| row.place).or(home);
        travel_minutes(from, query.place) + travel_minutes(query.place, to) - travel_minutes(from, to)
    }
}

/// Finds the runs of one worker; `rows` are live and sorted.
fn sweep(query: &SlotQuery, grid: &Grid, candidate: &Candidate, rows: &[&Busy], runs: &mut Vec<Run>) {
    let mut windows = candidate.timetable.open.as_slice();
    for index in 0..=rows.len() {
        let before = index.checked_sub(1).map(|before| rows[before]);
        let neighbors = Neighbors { before, after: rows.get(index).copied() };
        let (first, last) = neighbors.room(query);
        // `first` may go back from one room to the next (the way to a short errand may be longer than it); the rows never do.
        while let [window, rest @ ..] = windows
            && before.is_some_and(|row| window.ends_at <= row.visit_starts_at)
        {
            windows = rest;
        }
        for window in windows.iter().take_while(|window| window.starts_at <= last) {
            let latest = shifted(window.ends_at, -query.minutes).min(last);
            let indices = grid.between(window.starts_at.max(first), latest);
            let today = grid.days.iter().skip_while(|day| day.indices.end <= indices.start);
            for day in today.take_while(|day| day.indices.start < indices.end && !indices.is_empty()) {
                runs.push(Run {
                    extra_travel: neighbors.extra_travel(query, candidate.home, day),
                    visits: visits(rows, day),
                    worker: candidate.worker,
                    indices: indices.start.max(day.indices.start)..indices.end.min(day.indices.end),
                });
            }
        }
    }
}

fn visits(rows: &[&Busy], day: &Day) -> usize {
    let first = rows.partition_point(|row| row.visit_starts_at < day.starts_at);
    let today = rows[first..].iter().take_while(|row| row.visit_starts_at < day.ends_at);
    today.filter(|row| row.kind != BusyKind::Leave).count()
}

fn fill(grid: &Grid, runs: &[Run]) -> Vec<Slot> {
    let mut sizes = vec![0_usize; grid.starts.len()];
    for run in runs {
        sizes[run.indices.clone()].iter_mut().for_each(|size| *size += 1);
    }
    let sized = grid.starts.iter().zip(&sizes);
    let mut slots: Vec<Slot> =
        sized.map(|(start, size)| Slot { starts_at: *start, workers: Vec::with_capacity(*size) }).collect();
    for run in runs {
        for slot in &mut slots[run.indices.clone()] {
            slot.workers.push((run.worker, run.extra_travel));
        }
    }
    slots.retain(|slot| !slot.workers.is_empty());
    slots
}
