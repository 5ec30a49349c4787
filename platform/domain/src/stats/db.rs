//! SQL of the reports; reads tables of other modules and writes none.

use super::attention::StuckOrder;
use super::dashboard::DayNumbers;
use super::load::Visit;
use super::reports::{ServiceDay, WorkerResult};
use crate::scheduling::day::Window;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, Error, Result};

/// The name of the company's zone, as PostgreSQL knows it too.
fn zone(ctx: &Ctx) -> Result<String> {
    ctx.tenant().zone.iana_name().map(ToOwned::to_owned).ok_or_else(|| Error::internal("a company's zone without a name"))
}

/// The numbers of two ranges in one round trip; of the second only what was finished within it.
pub(super) async fn numbers(ctx: &mut Ctx, ranges: [(Timestamp, Timestamp); 2]) -> Result<[DayNumbers; 2]> {
    let tenant = ctx.tenant_id();
    let [first, second] = ranges;
    let rows = sqlx::query_as!(
        DayNumbers,
        r#"select (select count(*)
                     from orders o
                    where o.tenant_id = $1
                      and o.created_at >= r.starts
                      and o.created_at < r.ends
                      and o.status <> 'awaiting_payment') as "orders!",
                  v.revenue as "revenue_minor!", v.completed as "completed!", v.cancelled as "cancelled!",
                  (select count(*)
                     from customers c
                    where c.tenant_id = $1
                      and c.created_at >= r.starts
                      and c.created_at < r.ends) as "new_customers!",
                  m.reviews as "reviews!", m.rating as "rating_hundredths!"
             from (values (1, $2::timestamptz, $3::timestamptz), (2, $4, $5)) as r (position, starts, ends)
            cross join lateral (
                  select coalesce(sum(case o.status when 'completed' then o.total_minor
                                                    when 'cancelled' then o.fee_minor end), 0)::bigint as revenue,
                         count(*) filter (where o.status = 'completed') as completed,
                         count(*) filter (where o.status = 'cancelled') as cancelled
                    from orders o
                   where o.tenant_id = $1
                     and o.starts_at >= r.starts
                     and o.starts_at < r.ends
                     -- What was finished by that time of the day, not what began.
                     and (r.position = 1 or o.status <> 'completed' or o.ends_at <= r.ends)) as v
            cross join lateral (
                  select count(*) as reviews, coalesce(round(avg(w.overall) * 100), 0)::bigint as rating
                    from reviews w
                   where w.tenant_id = $1
                     and w.created_at >= r.starts
                     and w.created_at < r.ends) as m
            order by r.position"#,
        tenant,
        first.0.to_sqlx(),
        first.1.to_sqlx(),
        second.0.to_sqlx(),
        second.1.to_sqlx()
    )
    .fetch_all(ctx.conn())
    .await?;
    <[DayNumbers; 2]>::try_from(rows).map_err(|_| Error::internal("two ranges have two rows"))
}

/// Visits that begin in the range (or up to a day before it and reach into it), at most 50,000.
pub(super) async fn visits(ctx: &mut Ctx, from: Timestamp, to: Timestamp) -> Result<Vec<Visit>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        "select worker_id, starts_at, ends_at
           from orders
          where tenant_id = $1
            and starts_at >= $2::timestamptz - interval '1 day'
            and starts_at < $3
            and ends_at > $2
            and status not in ('awaiting_payment', 'cancelled')
          order by starts_at
          limit 50000",
        tenant,
        from.to_sqlx(),
        to.to_sqlx()
    )
    .fetch_all(ctx.conn())
    .await?;
    let visits = rows.into_iter().map(|row| Visit {
        worker: row.worker_id.map(Into::into),
        window: Window { starts_at: row.starts_at.to_jiff(), ends_at: row.ends_at.to_jiff() },
    });
    Ok(visits.collect())
}

pub(super) async fn service_days(ctx: &mut Ctx, from: Timestamp, to: Timestamp) -> Result<Vec<ServiceDay>> {
    let (tenant, zone) = (ctx.tenant_id(), zone(ctx)?);
    Ok(sqlx::query_as!(
        ServiceDay,
        r#"select (o.starts_at at time zone $4)::date as "date!", o.service_id, max(o.service_name) as "name!",
                  count(*) as "orders!",
                  count(*) filter (where o.status = 'completed') as "completed!",
                  coalesce(sum(case o.status when 'completed' then o.total_minor
                                             when 'cancelled' then o.fee_minor end), 0)::bigint as "revenue_minor!"
             from orders o
            where o.tenant_id = $1
              and o.starts_at >= $2
              and o.starts_at < $3
              and o.status <> 'awaiting_payment'
            group by 1, o.service_id
            order by 1, o.service_id"#,
        tenant,
        from.to_sqlx(),
        to.to_sqlx(),
        zone
    )
    .fetch_all(ctx.conn())
    .await?)
}

pub(super) async fn worker_results(ctx: &mut Ctx, from: Timestamp, to: Timestamp) -> Result<Vec<WorkerResult>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        WorkerResult,
        r#"select w.id as worker_id, w.name, count(*) as "orders!",
                  count(*) filter (where o.status = 'completed') as "completed!",
                  coalesce(sum(extract(epoch from o.ends_at - o.starts_at) / 60)
                             filter (where o.status <> 'cancelled'), 0)::bigint as "booked_minutes!",
                  coalesce(sum(case o.status when 'completed' then o.total_minor
                                             when 'cancelled' then o.fee_minor end), 0)::bigint as "revenue_minor!"
             from orders o
             join workers w on w.tenant_id = $1
              and w.id = o.worker_id
            where o.tenant_id = $1
              and o.starts_at >= $2
              and o.starts_at < $3
              and o.status <> 'awaiting_payment'
            group by w.id, w.name
            order by 6 desc, w.id
            limit 5000"#,
        tenant,
        from.to_sqlx(),
        to.to_sqlx()
    )
    .fetch_all(ctx.conn())
    .await?)
}

pub(super) async fn new_customers(ctx: &mut Ctx, from: Timestamp, to: Timestamp) -> Result<Vec<(Date, i64)>> {
    let (tenant, zone) = (ctx.tenant_id(), zone(ctx)?);
    let rows = sqlx::query!(
        r#"select (c.created_at at time zone $4)::date as "date!", count(*) as "count!"
             from customers c
            where c.tenant_id = $1
              and c.created_at >= $2
              and c.created_at < $3
            group by 1"#,
        tenant,
        from.to_sqlx(),
        to.to_sqlx(),
        zone
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.date.to_jiff(), row.count)).collect())
}

/// Offered before `waiting_since`, or to begin within two hours.
pub(super) async fn unassigned(ctx: &mut Ctx, waiting_since: Timestamp) -> Result<Vec<StuckOrder>> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let rows = sqlx::query!(
        "select id, number, service_name, status, worker_id, starts_at, changed_at
           from orders
          where tenant_id = $1
            and status = 'offered'
            and (changed_at < $2 or starts_at < $3::timestamptz + interval '2 hours')
          order by starts_at
          limit 20",
        tenant,
        waiting_since.to_sqlx(),
        now
    )
    .fetch_all(ctx.conn())
    .await?;
    let stuck = rows.into_iter().map(|row| StuckOrder {
        id: row.id.into(),
        number: row.number,
        service_name: row.service_name,
        status: row.status,
        worker_id: row.worker_id.map(Into::into),
        starts_at: row.starts_at.to_jiff(),
        since: row.changed_at.to_jiff(),
    });
    Ok(stuck.collect())
}

/// Not departed at the start, not begun at `late`, or not finished at `late`.
pub(super) async fn overdue(ctx: &mut Ctx, late: Timestamp) -> Result<Vec<StuckOrder>> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let rows = sqlx::query!(
        "select id, number, service_name, status, worker_id, starts_at, changed_at
           from orders
          where tenant_id = $1
            and (status = 'accepted' and starts_at < $3
              or status in ('departed', 'arrived') and starts_at < $2
              or status = 'in_service' and starts_at < $2 and ends_at < $2)
          order by starts_at
          limit 20",
        tenant,
        late.to_sqlx(),
        now
    )
    .fetch_all(ctx.conn())
    .await?;
    let stuck = rows.into_iter().map(|row| StuckOrder {
        id: row.id.into(),
        number: row.number,
        service_name: row.service_name,
        status: row.status,
        worker_id: row.worker_id.map(Into::into),
        starts_at: row.starts_at.to_jiff(),
        since: row.changed_at.to_jiff(),
    });
    Ok(stuck.collect())
}
