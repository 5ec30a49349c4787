//! Reports over a range of local days, at most 400.

use super::{RANGE, db};
use crate::scheduling::day::{Edge, instant};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use lares_kernel::{Ctx, Error, Permission, Result, ServiceId, WorkerId};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The visits of one local day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct DayRevenue {
    pub date: Date,
    pub orders: i64,
    pub completed: i64,
    pub revenue_minor: i64,
}

/// What a service brought in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ServiceShare {
    pub service_id: ServiceId,
    pub name: String,
    pub orders: i64,
    pub revenue_minor: i64,
}

/// Every day of the range, and its services by revenue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct OrderReport {
    pub days: Vec<DayRevenue>,
    pub mix: Vec<ServiceShare>,
}

/// What one worker did.
#[derive(Clone, Debug, Serialize)]
pub struct WorkerResult {
    pub worker_id: WorkerId,
    pub name: String,
    pub orders: i64,
    pub completed: i64,
    pub booked_minutes: i64,
    pub revenue_minor: i64,
}

/// New customers of one local day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct DayCustomers {
    pub date: Date,
    pub new_customers: i64,
}

/// Orders of one service on one day, as the query adds them up.
#[derive(Clone, Debug)]
pub(super) struct ServiceDay {
    pub date: Date,
    pub service_id: ServiceId,
    pub name: String,
    pub orders: i64,
    pub completed: i64,
    pub revenue_minor: i64,
}

/// Orders and revenue by day of the visit and by service (A09).
///
/// # Errors
/// `stats.range_too_long`.
pub async fn orders(ctx: &mut Ctx, first: Date, last: Date) -> Result<OrderReport> {
    ctx.authorize(Permission::ReportRead)?;
    let (from, to) = range(ctx, first, last)?;
    let rows = db::service_days(ctx, from, to).await?;
    Ok(OrderReport { days: by_day(&rows, first, last), mix: by_service(&rows) })
}

/// What every worker with a visit in the range did, by revenue (A14).
///
/// # Errors
/// `stats.range_too_long`.
pub async fn workers(ctx: &mut Ctx, first: Date, last: Date) -> Result<Vec<WorkerResult>> {
    ctx.authorize(Permission::ReportRead)?;
    let (from, to) = range(ctx, first, last)?;
    db::worker_results(ctx, from, to).await
}

/// New customers by day (A14).
///
/// # Errors
/// `stats.range_too_long`.
pub async fn customers(ctx: &mut Ctx, first: Date, last: Date) -> Result<Vec<DayCustomers>> {
    ctx.authorize(Permission::ReportRead)?;
    let (from, to) = range(ctx, first, last)?;
    let counted: BTreeMap<Date, i64> = db::new_customers(ctx, from, to).await?.into_iter().collect();
    let day = |date| DayCustomers { date, new_customers: counted.get(&date).copied().unwrap_or(0) };
    Ok(dates(first, last).map(day).collect())
}

/// The instant at which a local date begins.
pub(super) fn midnight(ctx: &Ctx, date: Date) -> Result<Timestamp> {
    Ok(instant(&ctx.tenant().zone, date, 0, Edge::Start))
}

fn range(ctx: &Ctx, first: Date, last: Date) -> Result<(Timestamp, Timestamp)> {
    let days = first.until(last).map_err(|_| Error::field("to", RANGE))?.get_days();
    let after = last.tomorrow().map_err(|_| Error::field("to", RANGE))?;
    if !(0..400).contains(&days) {
        return Err(Error::field("to", RANGE));
    }
    Ok((midnight(ctx, first)?, midnight(ctx, after)?))
}

fn dates(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(1.day()).take_while(move |date| *date <= last)
}

fn by_day(rows: &[ServiceDay], first: Date, last: Date) -> Vec<DayRevenue> {
    let empty = |date| DayRevenue { date, orders: 0, completed: 0, revenue_minor: 0 };
    let mut days: BTreeMap<Date, DayRevenue> = dates(first, last).map(|date| (date, empty(date))).collect();
    for row in rows {
        let day = days.entry(row.date).or_insert_with(|| empty(row.date));
        day.orders += row.orders;
        day.completed += row.completed;
        day.revenue_minor += row.revenue_minor;
    }
    days.into_values().collect()
}

fn by_service(rows: &[ServiceDay]) -> Vec<ServiceShare> {
    let mut shares: BTreeMap<ServiceId, ServiceShare> = BTreeMap::new();
    for row in rows {
        let share = shares.entry(row.service_id).or_insert_with(|| ServiceShare {
            service_id: row.service_id,
            name: row.name.clone(),
            orders: 0,
            revenue_minor: 0,
        });
        share.orders += row.orders;
        share.revenue_minor += row.revenue_minor;
    }
    let mut mix: Vec<ServiceShare> = shares.into_values().collect();
    mix.sort_by_key(|share| (Reverse(share.revenue_minor), Reverse(share.orders), share.service_id));
    mix
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn row(day: i8, service_id: ServiceId, revenue_minor: i64) -> ServiceDay {
        ServiceDay { date: date(2026, 11, day), service_id, name: "x".into(), orders: 2, completed: 1, revenue_minor }
    }

    #[test]
    fn a_day_without_orders_is_still_a_day() {
        let (a, b) = (ServiceId::new(), ServiceId::new());
        let days = by_day(&[row(1, a, 100), row(1, b, 50), row(3, a, 7)], date(2026, 11, 1), date(2026, 11, 3));
        let days: Vec<_> = days.iter().map(|day| (day.date.day(), day.orders, day.revenue_minor)).collect();
        assert_eq!(days, [(1, 4, 150), (2, 0, 0), (3, 2, 7)]);
    }

    #[test]
    fn the_mix_adds_days_up_and_puts_the_most_revenue_first() {
        let (a, b) = (ServiceId::new(), ServiceId::new());
        let mix = by_service(&[row(1, a, 100), row(1, b, 150), row(3, a, 70)]);
        let mix: Vec<_> = mix.iter().map(|share| (share.service_id, share.orders, share.revenue_minor)).collect();
        assert_eq!(mix, [(a, 4, 170), (b, 2, 150)]);
    }
}
