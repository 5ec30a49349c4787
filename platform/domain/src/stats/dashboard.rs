//! The office's first page in numbers.

use super::load::{HourLoad, Load, Utilization};
use super::reports::{DayRevenue, ServiceShare, midnight};
use super::{db, reports};
use jiff::ToSpan;
use jiff::civil::Date;
use lares_kernel::{Ctx, Error, Permission, Result};
use serde::Serialize;

/// One local day. Orders by when they were placed; revenue, completed and cancelled by the day of the visit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct DayNumbers {
    pub orders: i64,
    pub revenue_minor: i64,
    pub completed: i64,
    pub cancelled: i64,
    pub new_customers: i64,
    pub reviews: i64,
    /// Mean overall mark × 100 of the day's reviews; zero without any.
    pub rating_hundredths: i64,
}

#[derive(Clone, Debug, Serialize)]
pub struct Dashboard {
    pub date: Date,
    pub today: DayNumbers,
    /// The same weekday a week before, until the same time of the day.
    pub week_before: DayNumbers,
    /// The 24 hours of today.
    pub hours: Vec<HourLoad>,
    /// The last seven whole days, busiest worker first.
    pub utilization: Vec<Utilization>,
    /// The last thirty days, today included.
    pub days: Vec<DayRevenue>,
    /// Services of those thirty days, by revenue.
    pub mix: Vec<ServiceShare>,
}

/// Everything on the first page but what needs a hand, which is asked for on its own because it changes all the time.
///
/// # Errors
/// `forbidden`.
pub async fn dashboard(ctx: &mut Ctx) -> Result<Dashboard> {
    ctx.authorize(Permission::ReportRead)?;
    let date = ctx.tenant().date(ctx.now());
    let before = |days: i32| date.checked_sub(days.days()).map_err(Error::internal);
    let (week_before, month_before) = (before(7)?, before(29)?);
    let same_time = ctx.now().to_zoned(ctx.tenant().zone.clone()).checked_sub(7.days()).map_err(Error::internal)?.timestamp();
    let ranges = [(midnight(ctx, date)?, midnight(ctx, next(date)?)?), (midnight(ctx, week_before)?, same_time)];
    let numbers = db::numbers(ctx, ranges).await?;
    let load = Load::read(ctx, week_before, date).await?;
    let report = reports::orders(ctx, month_before, date).await?;
    Ok(Dashboard {
        date,
        today: numbers[0],
        week_before: numbers[1],
        hours: load.hours(date),
        utilization: load.utilization(week_before, before(1)?),
        days: report.days,
        mix: report.mix,
    })
}

fn next(date: Date) -> Result<Date> {
    date.tomorrow().map_err(Error::internal)
}
