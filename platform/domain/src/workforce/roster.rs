//! Who could come between two dates and what is known of their time: the raw material of `scheduling`, in one round trip.

use super::exceptions::check_range;
use super::{Presence, Shift, db, office};
use crate::catalogue::Offering;
use jiff::civil::Date;
use lares_kernel::{Ctx, Permission, Place, Result, SkillId, WorkerId};
use serde::{Deserialize, Serialize};

/// Which workers are asked for; no skills and no certificate = every active one.
pub(super) struct Fit<'a> {
    pub skills: &'a [SkillId],
    pub certificate_kind: Option<&'a str>,
    /// Only this one.
    pub worker: Option<WorkerId>,
}

/// Hours of one date in local wall time; the same fields as `scheduling::day::Hours`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DatedHours {
    pub on_date: Date,
    pub starts_minute: i32,
    pub ends_minute: i32,
}

/// Whether the certificate that is needed is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum Certified {
    NotNeeded,
    Missing,
    /// Up to and including this date.
    Until(Date),
    Unlimited,
}

impl Certified {
    /// The last date on which the worker may come; None when on no date.
    #[must_use]
    pub fn last_date(self) -> Option<Date> {
        match self {
            Self::NotNeeded | Self::Unlimited => Some(Date::MAX),
            Self::Missing => None,
            Self::Until(last) => Some(last),
        }
    }

    /// With one more verified certificate: the last date of it, none when it never ends.
    pub(super) fn with(self, until: Option<Date>) -> Self {
        match (self, until) {
            (Self::NotNeeded | Self::Unlimited, _) => self,
            (_, None) => Self::Unlimited,
            (Self::Missing, Some(until)) => Self::Until(until),
            (Self::Until(known), Some(until)) => Self::Until(known.max(until)),
        }
    }

    /// May this worker come on `date`?
    #[must_use]
    pub fn covers(self, date: Date) -> bool {
        self.last_date().is_some_and(|last| date <= last)
    }
}

/// An active worker with all the skills. A missing certificate does not drop them, so that the refusal can say so.
#[derive(Clone, Debug, Serialize)]
pub struct RosterWorker {
    pub id: WorkerId,
    pub name: String,
    pub home: Place,
    pub presence: Presence,
    pub certified: Certified,
    pub shifts: Vec<Shift>,
    pub overrides: Vec<DatedHours>,
    pub leaves: Vec<DatedHours>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Roster {
    pub workers: Vec<RosterWorker>,
    pub closures: Vec<DatedHours>,
}

/// Who could do `offering` between two local dates (both included), or only whether `worker` could.
///
/// # Errors
/// `workforce.range_too_long` beyond 400 days.
pub async fn roster_inputs(ctx: &mut Ctx, offering: &Offering, worker: Option<WorkerId>, from: Date, to: Date) -> Result<Roster> {
    ctx.authorize(Permission::WorkerRead)?;
    let fit = Fit { skills: &offering.skills, certificate_kind: offering.certificate_kind.as_deref(), worker };
    read(ctx, &fit, from, to).await
}

/// Every active worker between two local dates, for capacity and the board; it says where everybody lives, so it is no page of customers.
///
/// # Errors
/// `forbidden` for anybody but staff, `workforce.range_too_long` beyond 400 days.
pub async fn roster_of_all(ctx: &mut Ctx, from: Date, to: Date) -> Result<Roster> {
    let shown = if ctx.may(Permission::RosterRead) { Permission::RosterRead } else { Permission::ReportRead };
    office(ctx, shown)?;
    read(ctx, &Fit { skills: &[], certificate_kind: None, worker: None }, from, to).await
}

async fn read(ctx: &mut Ctx, fit: &Fit<'_>, from: Date, to: Date) -> Result<Roster> {
    check_range(from, to)?;
    db::rosters::roster(ctx, fit, from, to).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_certificate_covers_its_last_day_and_not_the_next() {
        let until = Certified::Until(date(2026, 11, 23));
        assert!(until.covers(date(2026, 11, 23)) && !until.covers(date(2026, 11, 24)));
        assert!(Certified::NotNeeded.covers(Date::MAX) && Certified::Unlimited.covers(Date::MAX));
        assert!(!Certified::Missing.covers(date(2026, 11, 23)));
    }
}
