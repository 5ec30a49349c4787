//! SQL of offers to workers.

use super::super::NOT_NOW;
use super::super::offers::Offer;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, Error, OfferId, OrderId, Result, WorkerId};

/// Opens an offer, or the one the worker had before once more. Answers its id.
pub async fn open(ctx: &mut Ctx, order: OrderId, worker: WorkerId, until: Timestamp) -> Result<OfferId> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now());
    let id = sqlx::query_scalar!(
        "insert into offers (tenant_id, id, order_id, worker_id, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint offers_worker_key do update set state = 'open', reason = '', expires_at = excluded.expires_at
         returning id",
        tenant,
        OfferId::new().uuid(),
        order.uuid(),
        worker.uuid(),
        now.to_sqlx(),
        until.to_sqlx()
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(id.into())
}

/// Was the worker asked, and let the time to answer pass?
pub async fn is_expired(ctx: &mut Ctx, order: OrderId, worker: WorkerId) -> Result<bool> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    Ok(sqlx::query_scalar!(
        r#"select exists (
             select from offers
              where tenant_id = $1
                and order_id = $2
                and worker_id = $3
                and (state = 'expired' or (state = 'open' and expires_at <= $4))) as "expired!""#,
        tenant,
        order.uuid(),
        worker.uuid(),
        now
    )
    .fetch_one(ctx.conn())
    .await?)
}

/// Marks an open offer that is due as expired and answers whose it was; None when it is not one.
pub async fn expire(ctx: &mut Ctx, offer: OfferId) -> Result<Option<WorkerId>> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let worker = sqlx::query_scalar!(
        "update offers
            set state = 'expired'
          where tenant_id = $1
            and id = $2
            and state = 'open'
            and expires_at <= $3
         returning worker_id",
        tenant,
        offer.uuid(),
        now
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(worker.map(Into::into))
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

/// Remembers that the office took the job from this worker, asked or not, so that nothing gives it back.
pub async fn take_back(ctx: &mut Ctx, order: OrderId, worker: WorkerId) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "insert into offers (tenant_id, id, order_id, worker_id, state, created_at, expires_at)
         values ($1, $2, $3, $4, 'withdrawn', $5, $5)
         on conflict on constraint offers_worker_key do update set state = 'withdrawn'",
        tenant,
        OfferId::new().uuid(),
        order.uuid(),
        worker.uuid(),
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// Somebody who was asked to take an order.
pub struct Asked {
    pub worker: WorkerId,
    /// As a round of the company's asking; what the office took back does not.
    pub counts: bool,
    /// Neither said no nor had it taken away.
    pub is_willing: bool,
}

pub async fn asked(ctx: &mut Ctx, order: OrderId) -> Result<Vec<Asked>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        r#"select worker_id, state <> 'withdrawn' as "counts!", state not in ('declined', 'withdrawn') as "is_willing!"
             from offers
            where tenant_id = $1
              and order_id = $2"#,
        tenant,
        order.uuid()
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Asked { worker: row.worker_id.into(), counts: row.counts, is_willing: row.is_willing })
        .collect())
}

/// Who said no to this order or had it taken away.
pub async fn unwilling(ctx: &mut Ctx, order: OrderId) -> Result<Vec<WorkerId>> {
    let asked = asked(ctx, order).await?;
    Ok(asked.into_iter().filter(|asked| !asked.is_willing).map(|asked| asked.worker).collect())
}

/// The orders this worker is being asked to take, in one order for everybody who locks them.
pub async fn asked_of(ctx: &mut Ctx, worker: WorkerId) -> Result<Vec<OrderId>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query_scalar!(
        "select order_id from offers where tenant_id = $1 and worker_id = $2 and state = 'open' order by order_id",
        tenant,
        worker.uuid()
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Notes that the order waits in the pool from now on.
pub async fn pooled(ctx: &mut Ctx, order: OrderId) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!("update orders set pooled_at = $3 where tenant_id = $1 and id = $2", tenant, order.uuid(), now)
        .execute(ctx.conn())
        .await?;
    Ok(())
}

/// Since when the order waits in the pool, when last it did.
pub async fn pooled_at(ctx: &mut Ctx, order: OrderId) -> Result<Option<Timestamp>> {
    let tenant = ctx.tenant_id();
    let at = sqlx::query_scalar!("select pooled_at from orders where tenant_id = $1 and id = $2", tenant, order.uuid())
        .fetch_one(ctx.conn())
        .await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}

pub async fn of_worker(ctx: &mut Ctx, worker: WorkerId) -> Result<Vec<Offer>> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let rows = sqlx::query!(
        "select f.id, f.order_id, o.service_name, o.starts_at, o.ends_at, o.district, o.notes, o.total_minor, f.expires_at
           from offers f
           join orders o on o.tenant_id = $1 and o.id = f.order_id
          where f.tenant_id = $1
            and f.worker_id = $2
            and f.state = 'open'
            and f.expires_at > $3
            and o.status = 'offered'
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
