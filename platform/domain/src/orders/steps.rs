//! Where and when, by their own device, a worker took each step (W05). For people to look at: nothing is decided or reckoned by it.

use super::db;
use jiff::{SignedDuration, Timestamp};
use lares_kernel::error::FORBIDDEN;
use lares_kernel::{Ctx, Error, OrderId, Permission, Place, Result, Scope};
use serde::Serialize;

/// A step that was taken without a network arrives later, though hardly later than this.
const OLDEST: SignedDuration = SignedDuration::from_hours(72);
/// Clocks of devices go wrong; this far ahead is still one's own minute.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);

/// What the device says, as far as it says anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Report {
    pub device_at: Option<Timestamp>,
    pub place: Option<Place>,
}

impl Report {
    /// The same without what cannot be: a clock that is wrong is no reason to keep somebody from working.
    #[must_use]
    pub fn bounded(self, now: Timestamp) -> Self {
        let device_at = self.device_at.filter(|at| (now - OLDEST..=now + AHEAD).contains(at));
        Self { device_at, place: self.place.and_then(|place| Place::new(place.lat_e6, place.lng_e6).ok()) }
    }
}

/// A step of the visit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Depart,
    Arrive,
    Start,
    Finish,
}

impl Step {
    pub const ALL: [Self; 4] = [Self::Depart, Self::Arrive, Self::Start, Self::Finish];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Depart => "depart",
            Self::Arrive => "arrive",
            Self::Start => "start",
            Self::Finish => "finish",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

/// A step as it was recorded.
#[derive(Clone, Debug, Serialize)]
pub struct StepRecord {
    pub step: Step,
    /// By our clock.
    pub at: Timestamp,
    pub device_at: Option<Timestamp>,
    pub place: Option<Place>,
    /// Meters from the address of the order.
    pub away: Option<i64>,
}

/// The steps of an order with place and device time, for the office alone.
///
/// # Errors
/// `forbidden`, `not_found`.
pub async fn steps(ctx: &mut Ctx, id: OrderId) -> Result<Vec<StepRecord>> {
    if ctx.authorize(Permission::OrderRead)? == Scope::Own {
        return Err(Error::new(FORBIDDEN));
    }
    let order = db::read::one(ctx, id).await?;
    let mut steps = db::steps::of(ctx, id).await?;
    steps.sort_by_key(|record| record.step);
    for step in &mut steps {
        step.away = step.place.map(|place| place.meters_to(order.address.place));
    }
    Ok(steps)
}

/// Keeps what came with a step that was just taken.
pub(super) async fn note(ctx: &mut Ctx, id: OrderId, step: Step, report: Report) -> Result<()> {
    let report = report.bounded(ctx.now());
    db::steps::insert(ctx, id, step, report).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_is_left_out_and_the_rest_kept() {
        let now: Timestamp = "2026-06-01T02:00:00Z".parse().expect("a time");
        let at = |hours| Report { device_at: Some(now + SignedDuration::from_hours(hours)), place: None };
        assert_eq!([at(-72), at(-1), at(0)].map(|report| report.bounded(now)), [at(-72), at(-1), at(0)]);
        assert_eq!([at(-73), at(1)].map(|report| report.bounded(now)), [Report::default(); 2]);
        let off = Report { place: Some(Place { lat_e6: 91_000_000, lng_e6: 0 }), ..at(0) };
        assert_eq!(off.bounded(now), at(0));
    }
}
