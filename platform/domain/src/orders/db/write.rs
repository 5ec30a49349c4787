//! Guarded writes of orders: each names what it expects to find.

use super::super::TAKEN;
use super::super::lifecycle::Status;
use super::super::order::{Order, PaymentState};
use jiff_sqlx::ToSqlx;
use lares_kernel::error::CHANGED;
use lares_kernel::{Ctx, Error, OrderId, Result, WorkerId};
use serde_json::to_value;

pub async fn insert(ctx: &mut Ctx, order: &Order) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into orders (tenant_id, id, number, customer_id, service_id, worker_id, status, payment_state, service_name, starts_at,
                             ends_at, fee_clock_at, cleanup_minutes, chosen_worker, contact, phone, district, line, lat_e6, lng_e6,
                             notes, options, lines, total_minor, currency, policy, start_code, created_at, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
                 $26, $27, $28, $28)",
        tenant,
        order.id.uuid(),
        order.number,
        order.customer_id.uuid(),
        order.service_id.uuid(),
        order.worker_id.map(lares_kernel::WorkerId::uuid),
        order.status.name(),
        order.payment_state.name(),
        order.service_name,
        order.starts_at.to_sqlx(),
        order.ends_at.to_sqlx(),
        order.fee_clock_at.to_sqlx(),
        order.cleanup_minutes,
        order.chosen_worker,
        order.address.contact,
        order.address.phone,
        order.address.district,
        order.address.line,
        order.address.place.lat_e6,
        order.address.place.lng_e6,
        order.notes,
        to_value(&order.options)?,
        to_value(&order.lines)?,
        order.total.minor,
        order.total.currency.code(),
        to_value(&order.policy)?,
        order.start_code,
        order.created_at.to_sqlx(),
    )
    .execute(ctx.conn())
    .await
    .map_err(|error| Error::from(error).on_constraint("orders_number_key", CHANGED))?;
    Ok(())
}

/// # Errors
/// `changed_meanwhile` when the status is no longer `from`.
pub async fn set_status(ctx: &mut Ctx, id: OrderId, from: Status, to: Status) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let done = sqlx::query!(
        "update orders
            set status = $4, changed_at = $5
          where tenant_id = $1
            and id = $2
            and status = $3",
        tenant,
        id.uuid(),
        from.name(),
        to.name(),
        now
    )
    .execute(ctx.conn())
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Error::new(CHANGED)) }
}

/// # Errors
/// `orders.taken_by_another` when the worker is no longer `from`.
pub async fn set_worker(ctx: &mut Ctx, id: OrderId, from: Option<WorkerId>, to: Option<WorkerId>) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update orders
            set worker_id = $4
          where tenant_id = $1
            and id = $2
            and worker_id is not distinct from $3",
        tenant,
        id.uuid(),
        from.map(lares_kernel::WorkerId::uuid),
        to.map(lares_kernel::WorkerId::uuid)
    )
    .execute(ctx.conn())
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Error::new(TAKEN)) }
}

pub async fn set_time(ctx: &mut Ctx, order: &Order) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "update orders
            set starts_at = $3, ends_at = $4, fee_clock_at = $5
          where tenant_id = $1
            and id = $2",
        tenant,
        order.id.uuid(),
        order.starts_at.to_sqlx(),
        order.ends_at.to_sqlx(),
        order.fee_clock_at.to_sqlx()
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// # Errors
/// `changed_meanwhile` when the status or the worker is no longer what the order was read with.
pub async fn changed(ctx: &mut Ctx, order: &Order, before: Option<WorkerId>) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update orders
            set worker_id = $5, starts_at = $6, ends_at = $7, fee_clock_at = $8, cleanup_minutes = $9, contact = $10, phone = $11,
                district = $12, line = $13, lat_e6 = $14, lng_e6 = $15, notes = $16, options = $17, lines = $18, total_minor = $19,
                changed_at = $20
          where tenant_id = $1
            and id = $2
            and status = $3
            and worker_id is not distinct from $4",
        tenant,
        order.id.uuid(),
        order.status.name(),
        before.map(WorkerId::uuid),
        order.worker_id.map(WorkerId::uuid),
        order.starts_at.to_sqlx(),
        order.ends_at.to_sqlx(),
        order.fee_clock_at.to_sqlx(),
        order.cleanup_minutes,
        order.address.contact,
        order.address.phone,
        order.address.district,
        order.address.line,
        order.address.place.lat_e6,
        order.address.place.lng_e6,
        order.notes,
        to_value(&order.options)?,
        to_value(&order.lines)?,
        order.total.minor,
        order.changed_at.to_sqlx()
    )
    .execute(ctx.conn())
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Error::new(CHANGED)) }
}

/// Counts one try of the start code and answers how many there were.
pub async fn count_start_try(ctx: &mut Ctx, id: OrderId) -> Result<i32> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_scalar!(
        "update orders
            set start_tries = start_tries + 1
          where tenant_id = $1
            and id = $2
         returning start_tries",
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?)
}

pub async fn cancelled(ctx: &mut Ctx, order: &Order) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "update orders
            set fee_minor = $3, cancel_reason = $4
          where tenant_id = $1
            and id = $2",
        tenant,
        order.id.uuid(),
        order.fee.minor,
        order.cancel_reason
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub async fn set_payment_state(ctx: &mut Ctx, id: OrderId, state: PaymentState) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "update orders
            set payment_state = $3
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid(),
        state.name()
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}
