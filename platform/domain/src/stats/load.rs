//! Booked time against the time workers are there.

use super::db;
use super::reports::midnight;
use crate::scheduling::day::{self, Edge, Window};
use crate::scheduling::{self, Plan};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use lares_kernel::{Ctx, Error, Result, WorkerId};
use serde::Serialize;
use std::cmp::Reverse;

/// One hour of a local day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct HourLoad {
    /// 0..=23
    pub hour: i32,
    /// Visits that begin in it.
    pub visits: i64,
    pub booked_minutes: i64,
    pub capacity_minutes: i64,
}

/// How much of a worker's time was booked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Utilization {
    pub worker_id: WorkerId,
    pub name: String,
    pub booked_minutes: i64,
    pub open_minutes: i64,
}

impl Utilization {
    /// Booked of open time × 100 %, beyond 100 for work outside one's hours; None without any hours.
    #[must_use]
    pub fn percent(&self) -> Option<i64> {
        (self.open_minutes > 0).then(|| self.booked_minutes * 100 / self.open_minutes)
    }
}

/// A visit that takes place or took place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    pub worker: Option<WorkerId>,
    pub window: Window,
}

/// Visits and hours of some days.
pub(super) struct Load {
    zone: TimeZone,
    visits: Vec<Visit>,
    workers: Vec<Plan>,
}

impl Load {
    /// Four round trips.
    pub(super) async fn read(ctx: &mut Ctx, first: Date, last: Date) -> Result<Self> {
        let after = last.tomorrow().map_err(Error::internal)?;
        let (from, to) = (midnight(ctx, first)?, midnight(ctx, after)?);
        let visits = db::visits(ctx, from, to).await?;
        let workers = scheduling::hours_of_all(ctx, first, last).await?;
        Ok(Self { zone: ctx.tenant().zone.clone(), visits, workers })
    }

    pub(super) fn hours(&self, date: Date) -> Vec<HourLoad> {
        let hour = |hour: i32| {
            let window = window(&self.zone, date, hour * 60, (hour + 1) * 60);
            let booked = self.visits.iter().map(|visit| shared_minutes(visit.window, window)).sum();
            let open = self.workers.iter().flat_map(|worker| &worker.open);
            HourLoad {
                hour,
                visits: count(self.visits.iter().filter(|visit| window.contains(visit.window.starts_at))),
                booked_minutes: booked,
                capacity_minutes: open.map(|open| shared_minutes(*open, window)).sum(),
            }
        };
        (0..24).map(hour).collect()
    }

    pub(super) fn utilization(&self, first: Date, last: Date) -> Vec<Utilization> {
        let starts_at = day::instant(&self.zone, first, 0, Edge::Start);
        let span = Window { starts_at, ends_at: day::instant(&self.zone, last, day::NEXT_MIDNIGHT, Edge::End) };
        let of = |worker: &Plan| {
            let visits = self.visits.iter().filter(|visit| visit.worker == Some(worker.worker));
            Utilization {
                worker_id: worker.worker,
                name: worker.name.clone(),
                booked_minutes: visits.map(|visit| shared_minutes(visit.window, span)).sum(),
                open_minutes: worker.open.iter().map(|open| shared_minutes(*open, span)).sum(),
            }
        };
        let mut rows: Vec<Utilization> = self.workers.iter().map(of).collect();
        rows.sort_by_key(|row| (Reverse(row.percent()), Reverse(row.booked_minutes), row.worker_id));
        rows
    }
}

fn window(zone: &TimeZone, date: Date, starts_minute: i32, ends_minute: i32) -> Window {
    // Both edges as starts, so that the hours of a day tile it when the clocks change.
    let at = |minute| day::instant(zone, date, minute, Edge::Start);
    Window { starts_at: at(starts_minute), ends_at: at(ends_minute) }
}

fn shared_minutes(a: Window, b: Window) -> i64 {
    let (from, to): (Timestamp, Timestamp) = (a.starts_at.max(b.starts_at), a.ends_at.min(b.ends_at));
    if from < to { (to.as_second() - from.as_second()) / 60 } else { 0 }
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    items.fold(0, |count, _| count + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn plan(worker: WorkerId, name: &str, open: Window) -> Plan {
        Plan { worker, name: name.into(), open: vec![open], away: Vec::new(), between: Vec::new() }
    }

    fn load() -> Load {
        let zone = TimeZone::fixed(jiff::tz::offset(8));
        let on = |from, to| window(&zone, date(2026, 11, 23), from, to);
        let (anna, bo) = (WorkerId::new(), WorkerId::new());
        Load {
            visits: vec![
                Visit { worker: Some(anna), window: on(9 * 60 + 30, 11 * 60) },
                Visit { worker: None, window: on(10 * 60, 10 * 60 + 15) },
            ],
            workers: vec![plan(bo, "bo", on(9 * 60, 10 * 60)), plan(anna, "anna", on(8 * 60, 11 * 60))],
            zone,
        }
    }

    #[test]
    fn each_hour_counts_its_own_minutes_of_visits_and_shifts() {
        let hours = load().hours(date(2026, 11, 23));
        assert_eq!(hours.len(), 24);
        assert_eq!(hours[9], HourLoad { hour: 9, visits: 1, booked_minutes: 30, capacity_minutes: 120 });
        assert_eq!(hours[10], HourLoad { hour: 10, visits: 1, booked_minutes: 75, capacity_minutes: 60 });
        assert_eq!(hours[12], HourLoad { hour: 12, visits: 0, booked_minutes: 0, capacity_minutes: 0 });
    }

    #[test]
    fn the_busiest_worker_comes_first() {
        let rows = load().utilization(date(2026, 11, 23), date(2026, 11, 23));
        let rows: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.percent())).collect();
        assert_eq!(rows, [("anna", Some(50)), ("bo", Some(0))]);
    }
}
