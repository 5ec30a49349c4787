//! The next best times for who came too late.

use super::find::{Need, candidates};
use super::slots::{Slot, search, shifted};
use super::{NOBODY, SLOT_TAKEN, reason};
use jiff::Timestamp;
use lares_kernel::{Ctx, Error, Kind, Permission, Result, WorkerId};
use serde::{Deserialize, Serialize};

/// As many as one likes to read.
const MOST: usize = 3;
/// Searched before and after the time that was wanted.
const BEFORE_MINUTES: i64 = 24 * 60;
const AFTER_MINUTES: i64 = 7 * 24 * 60;

/// A time that can be had, and who comes then.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Alternative {
    pub starts_at: Timestamp,
    pub worker: WorkerId,
}

/// Was this refused because somebody's time is not free, so that another time may do?
#[must_use]
pub fn is_taken(error: &Error) -> bool {
    let code = error.code();
    code.kind() == Kind::Conflict && (code == SLOT_TAKEN || code == NOBODY || reason::CODES.contains(&code))
}

/// Up to three free times nearest to the one wanted, by time: of the worker asked for, or of anybody when that one has none.
/// Ask in a transaction of its own, after the one that lost is over.
///
/// # Errors
/// `not_found` for the service.
pub async fn alternatives(ctx: &mut Ctx, need: &Need, wanted: Timestamp) -> Result<Vec<Alternative>> {
    ctx.authorize(Permission::ServiceRead)?;
    let from = shifted(wanted, -BEFORE_MINUTES).max(ctx.now());
    let to = shifted(wanted.max(from), AFTER_MINUTES);
    let anybody = Need { worker: None, ..need.clone() };
    let (query, fit) = candidates(ctx, &anybody, from, to).await?;
    let slots = search(&query, &fit);
    let mine = need.worker.map(|worker| nearest(&slots, wanted, Some(worker))).unwrap_or_default();
    Ok(if mine.is_empty() { nearest(&slots, wanted, None) } else { mine })
}

fn nearest(slots: &[Slot], wanted: Timestamp, only: Option<WorkerId>) -> Vec<Alternative> {
    let who = |slot: &Slot| slot.workers.iter().map(|(worker, _)| *worker).find(|worker| only.is_none_or(|only| only == *worker));
    let mut found: Vec<Alternative> =
        slots.iter().filter_map(|slot| who(slot).map(|worker| Alternative { starts_at: slot.starts_at, worker })).collect();
    found.sort_by_key(|one| one.starts_at.duration_since(wanted).abs());
    found.truncate(MOST);
    found.sort_by_key(|one| one.starts_at);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(minutes: i64, workers: &[WorkerId]) -> Slot {
        let starts_at = shifted(Timestamp::UNIX_EPOCH, minutes);
        Slot { starts_at, workers: workers.iter().map(|worker| (*worker, 0)).collect() }
    }

    #[test]
    fn the_three_nearest_times_come_in_the_order_of_the_day() {
        let (lin, wang) = (WorkerId::new(), WorkerId::new());
        let slots = [slot(0, &[lin]), slot(60, &[wang]), slot(120, &[lin, wang]), slot(180, &[lin]), slot(600, &[lin])];
        let minutes = |only| {
            let found = nearest(&slots, shifted(Timestamp::UNIX_EPOCH, 100), only);
            found.iter().map(|one| one.starts_at.as_second() / 60).collect::<Vec<_>>()
        };
        assert_eq!(minutes(None), [60, 120, 180]);
        assert_eq!(minutes(Some(lin)), [0, 120, 180]);
        assert_eq!(minutes(Some(WorkerId::new())), Vec::<i64>::new());
    }
}
