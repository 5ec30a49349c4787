//! SQL of offers to workers.

use super::super::NOT_NOW;
use super::super::assign::Offer;
use crate::tenancy;
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, Error, OfferId, OrderId, Result, WorkerId};

/// The company's policy says how long the worker has to answer.
pub async fn open(ctx: &mut Ctx, order: OrderId, worker: WorkerId) -> Result<()> {
    let within = SignedDuration::from_mins(tenancy::policies::assignment(ctx).await?.offer_minutes.into());
    let (tenant, now) = (ctx.tenant_id(), ctx.now());
    sqlx::query!(
        "insert into offers (tenant_id, id, order_id, worker_id, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint offers_worker_key do update set state = 'open', reason = '', expires_at = excluded.expires_at",
        tenant,
        OfferId::new().uuid(),
        order.uuid(),
        worker.uuid(),
        now.to_sqlx(),
        (now + within).to_sqlx()
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// # Errors
/// `orders.not_possible_now` when there is no open offer to this worker.
pub async fn answer(ctx: &mut Ctx, order: OrderId, worker: WorkerId, state: &str, reason: &str) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update offers
            set state = $4, reason = $5
          where tenant_id = $1
            and order_id = $2
            and worker_id = $3
            and state = 'open'",
        tenant,
        order.uuid(),
        worker.uuid(),
        state,
        reason
    )
    .execute(ctx.conn())
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Error::new(NOT_NOW)) }
}

pub async fn withdraw(ctx: &mut Ctx, order: OrderId) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "update offers
            set state = 'withdrawn'
          where tenant_id = $1
            and order_id = $2
            and state = 'open'",
        tenant,
        order.uuid()
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// Everyone who was ever asked to take this order.
pub async fn asked(ctx: &mut Ctx, order: OrderId) -> Result<Vec<WorkerId>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query_scalar!("select worker_id from offers where tenant_id = $1 and order_id = $2", tenant, order.uuid())
        .fetch_all(ctx.conn())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub async fn of_worker(ctx: &mut Ctx, worker: WorkerId) -> Result<Vec<Offer>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        "select f.id, f.order_id, o.service_name, o.starts_at, o.ends_at, o.district, o.notes, o.total_minor, f.expires_at
           from offers f
           join orders o on o.tenant_id = $1 and o.id = f.order_id
          where f.tenant_id = $1
            and f.worker_id = $2
            and f.state = 'open'
            and o.status = 'offered'
          order by o.starts_at
          limit 100",
        tenant,
        worker.uuid()
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Offer {
            id: Some(row.id.into()),
            order_id: row.order_id.into(),
            service_name: row.service_name,
            starts_at: row.starts_at.to_jiff(),
            ends_at: row.ends_at.to_jiff(),
            district: row.district,
            notes: row.notes,
            total_minor: row.total_minor,
            expires_at: Some(row.expires_at.to_jiff()),
        })
        .collect())
}

/// Open orders without a worker, for services this worker has every skill for.
pub async fn pool(ctx: &mut Ctx, worker: WorkerId) -> Result<Vec<Offer>> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let rows = sqlx::query!(
        "select o.id, o.service_name, o.starts_at, o.ends_at, o.district, o.notes, o.total_minor
           from orders o
          where o.tenant_id = $1
            and o.status = 'offered'
            and o.worker_id is null
            and o.starts_at > $3
            and not exists (
                  select from service_skills s
                   where s.tenant_id = $1
                     and s.service_id = o.service_id
                     and not exists (
                           select from worker_skills w
                            where w.tenant_id = $1
                              and w.worker_id = $2
                              and w.skill_id = s.skill_id))
          order by o.starts_at
          limit 100",
        tenant,
        worker.uuid(),
        now
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Offer {
            id: None,
            order_id: row.id.into(),
            service_name: row.service_name,
            starts_at: row.starts_at.to_jiff(),
            ends_at: row.ends_at.to_jiff(),
            district: row.district,
            notes: row.notes,
            total_minor: row.total_minor,
            expires_at: None,
        })
        .collect())
}

/// Whether a worker's pages show this order: theirs, offered to them, or open and within their skills.
pub async fn concerns(ctx: &mut Ctx, order: OrderId, worker: WorkerId) -> Result<bool> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_scalar!(
        r#"select exists (
             select
               from orders o
              where o.tenant_id = $1
                and o.id = $2
                and (o.worker_id = $3
                 or exists (
                    select from offers f
                     where f.tenant_id = $1
                       and f.order_id = $2
                       and f.worker_id = $3
                       and f.state = 'open')
                 or o.worker_id is null
                and o.status = 'offered'
                and not exists (
                    select from service_skills s
                     where s.tenant_id = $1
                       and s.service_id = o.service_id
                       and not exists (
                           select from worker_skills w
                            where w.tenant_id = $1
                              and w.worker_id = $3
                              and w.skill_id = s.skill_id)))) as "concerns!""#,
        tenant,
        order.uuid(),
        worker.uuid()
    )
    .fetch_one(ctx.conn())
    .await?)
}
