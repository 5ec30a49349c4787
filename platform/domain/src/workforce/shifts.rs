//! The weekly rule of a worker, in local wall time.

use super::{SHIFT_COUNT, SHIFT_OVERLAP, SHIFT_SHAPE, db, office};
use lares_kernel::{Ctx, Error, Permission, Result, WorkerId};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Weekday 1 = Monday; minutes from midnight, 1440 = the next midnight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Shift {
    pub weekday: i32,
    pub starts_minute: i32,
    pub ends_minute: i32,
}

/// A worker's week by day and time.
///
/// # Errors
/// `not_found` for somebody else's.
pub async fn shifts(ctx: &mut Ctx, worker: WorkerId) -> Result<Vec<Shift>> {
    ctx.authorize_owned(Permission::RosterRead, &[Some(worker.uuid())])?;
    db::rosters::shifts(ctx, worker).await
}

/// Makes these the worker's week.
///
/// # Errors
/// `invalid` for `shifts`, `not_found`.
pub async fn replace_shifts(ctx: &mut Ctx, worker: WorkerId, week: &[Shift]) -> Result<()> {
    office(ctx, Permission::RosterWrite)?;
    let week = checked(week)?;
    db::workers::state(ctx, worker).await?;
    db::rosters::replace_shifts(ctx, worker, &week).await?;
    ctx.announce("roster.changed", worker.uuid(), json!({ "shifts": week.len() })).await
}

fn checked(week: &[Shift]) -> Result<Vec<Shift>> {
    if week.len() > 28 {
        return Err(Error::field("shifts", SHIFT_COUNT));
    }
    let in_day = |shift: &Shift| {
        (1..=7).contains(&shift.weekday)
            && 0 <= shift.starts_minute
            && shift.starts_minute < shift.ends_minute
            && shift.ends_minute <= 1440
    };
    if !week.iter().all(in_day) {
        return Err(Error::field("shifts", SHIFT_SHAPE));
    }
    let mut week = week.to_vec();
    week.sort_unstable();
    let overlap = |pair: &[Shift]| pair[0].weekday == pair[1].weekday && pair[1].starts_minute < pair[0].ends_minute;
    if week.windows(2).any(overlap) { Err(Error::field("shifts", SHIFT_OVERLAP)) } else { Ok(week) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift(weekday: i32, starts_minute: i32, ends_minute: i32) -> Shift {
        Shift { weekday, starts_minute, ends_minute }
    }

    #[test]
    fn shifts_may_touch_but_not_overlap() {
        let touching = [shift(1, 720, 1440), shift(1, 480, 720), shift(2, 480, 720)];
        assert_eq!(checked(&touching).map(|week| week[0]).ok(), Some(shift(1, 480, 720)));
        let code = |week: &[Shift]| checked(week).map_err(|error| error.fields()[0].code);
        assert_eq!(code(&[shift(1, 480, 721), shift(1, 720, 900)]), Err(SHIFT_OVERLAP));
        assert_eq!(code(&[shift(1, 480, 480)]), Err(SHIFT_SHAPE));
        assert_eq!(code(&[shift(8, 0, 60)]), Err(SHIFT_SHAPE));
        assert_eq!(code(&[shift(7, 0, 1441)]), Err(SHIFT_SHAPE));
        assert_eq!(code(&[shift(7, 0, 60); 29]), Err(SHIFT_COUNT));
    }
}
