//! The office's own hand: who does the job and when, as on the dispatch board.

use super::lifecycle::{Command, Status};
use super::order::Order;
use super::{NOT_NOW, db, offers};
use crate::scheduling;
use jiff::Timestamp;
use lares_kernel::{Ctx, Error, OrderId, Permission, Result, WorkerId};
use serde_json::json;

/// The office gives the job to a worker, at the agreed or another time (drag on the board). The fee clock
/// only ever moves away from now: what the office does costs the customer nothing.
///
/// # Errors
/// `scheduling.slot_taken`, `orders.not_possible_now`; on the field `starts_at` a time that is past.
pub async fn assign(ctx: &mut Ctx, id: OrderId, worker: WorkerId, starts_at: Option<Timestamp>) -> Result<Order> {
    ctx.authorize(Permission::OrderAssign)?;
    let mut order = db::read::locked(ctx, id).await?;
    if !order.allows(Command::Assign, ctx.actor()) {
        return Err(Error::new(NOT_NOW));
    }
    let before = order.worker_id;
    let is_new = before != Some(worker) || order.status == Status::Offered;
    let is_moved = starts_at.is_some_and(|at| at != order.starts_at);
    if !is_new && !is_moved {
        return Ok(order);
    }
    scheduling::lock(ctx, &[Some(worker), before]).await?;
    scheduling::vacate(ctx, id.uuid()).await?;
    if let Some(at) = starts_at {
        shift(ctx, &mut order, at).await?;
    }
    scheduling::claim(ctx, &order.claim(), &[worker]).await?;
    db::write::set_worker(ctx, id, before, Some(worker)).await?;
    db::offers::withdraw(ctx, id).await?;
    order.worker_id = Some(worker);
    order.advance(ctx, Command::Assign, if is_new { "order.assigned" } else { "order.moved" }).await?;
    tell(ctx, &order, before, is_new && is_moved).await?;
    Ok(order)
}

/// Moves the visit to another start, as long as it was; nothing when it is the same.
async fn shift(ctx: &mut Ctx, order: &mut Order, at: Timestamp) -> Result<()> {
    if at == order.starts_at {
        return Ok(());
    }
    if at < ctx.now() {
        return Err(Error::field("starts_at", scheduling::reason::PAST));
    }
    let length = order.ends_at.duration_since(order.starts_at);
    let ends_at = at.checked_add(length).map_err(|_| Error::field("starts_at", scheduling::reason::TOO_FAR))?;
    (order.starts_at, order.ends_at) = (at, ends_at);
    order.fee_clock_at = order.fee_clock_at.max(at);
    db::write::set_time(ctx, order).await
}

/// Whoever had the job before hears that it went to somebody else; a new time is said apart from a new worker.
async fn tell(ctx: &mut Ctx, order: &Order, before: Option<WorkerId>, is_moved: bool) -> Result<()> {
    if let Some(before) = before.filter(|before| Some(*before) != order.worker_id) {
        let body = json!({ "worker": before, "number": order.number });
        ctx.announce("order.reassigned", order.id.uuid(), body).await?;
    }
    if is_moved {
        let body = json!({ "worker": order.worker_id, "number": order.number });
        ctx.announce("order.moved", order.id.uuid(), body).await?;
    }
    Ok(())
}

/// The office takes the job, or the offer, away from its worker; it is open again.
///
/// # Errors
/// `orders.not_possible_now`.
pub async fn unassign(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    ctx.authorize(Permission::OrderAssign)?;
    let mut order = db::read::locked(ctx, id).await?;
    let Some(worker) = order.worker_id else { return Err(Error::new(NOT_NOW)) };
    take_from(ctx, &mut order, worker).await?;
    Ok(order)
}

/// The job is open again, and is not given to the worker who had it.
pub(super) async fn take_from(ctx: &mut Ctx, order: &mut Order, worker: WorkerId) -> Result<()> {
    order.advance(ctx, Command::Unassign, "order.unassigned").await?;
    scheduling::vacate(ctx, order.id.uuid()).await?;
    db::write::set_worker(ctx, order.id, Some(worker), None).await?;
    db::offers::take_back(ctx, order.id, worker).await?;
    order.worker_id = None;
    offers::pool(ctx, order).await
}
