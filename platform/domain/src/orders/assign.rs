//! Who does the job: offers to one worker, the open pool, and the office's own hand.

use super::lifecycle::{Command, Status};
use super::order::Order;
use super::{NOT_NOW, REASON, TAKEN, db};
use crate::scheduling::{self, Claim, Kind};
use jiff::Timestamp;
use lares_kernel::{Ctx, Error, OfferId, OrderId, Permission, Result, WorkerId};
use serde::Serialize;
use serde_json::json;

/// A job a worker is asked to take; the exact address comes with acceptance.
#[derive(Clone, Debug, Serialize)]
pub struct Offer {
    pub id: Option<OfferId>,
    pub order_id: OrderId,
    pub service_name: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub district: String,
    pub notes: String,
    pub total_minor: i64,
    pub expires_at: Option<Timestamp>,
}

fn me(ctx: &Ctx) -> Result<WorkerId> {
    ctx.actor().worker().ok_or_else(|| Error::new(lares_kernel::error::FORBIDDEN))
}

/// Offers waiting for the acting worker's answer.
///
/// # Errors
/// `forbidden`.
pub async fn offers(ctx: &mut Ctx) -> Result<Vec<Offer>> {
    ctx.authorize(Permission::OrderPerform)?;
    let worker = me(ctx)?;
    db::offers::of_worker(ctx, worker).await
}

/// Jobs nobody has, which the acting worker could take.
///
/// # Errors
/// `forbidden`.
pub async fn open_pool(ctx: &mut Ctx) -> Result<Vec<Offer>> {
    ctx.authorize(Permission::OrderGrab)?;
    let worker = me(ctx)?;
    db::offers::pool(ctx, worker).await
}

/// The worker says yes; the time was theirs since the offer.
///
/// # Errors
/// `not_found` for somebody else's offer, `orders.not_possible_now`.
pub async fn accept(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    ctx.authorize(Permission::OrderPerform)?;
    let worker = me(ctx)?;
    let mut order = db::read::locked(ctx, id).await?;
    ctx.authorize_owned(Permission::OrderPerform, &[order.worker_id.map(lares_kernel::WorkerId::uuid)])?;
    db::offers::answer(ctx, id, worker, "accepted", "").await?;
    order.advance(ctx, Command::Accept, "order.accepted").await?;
    Ok(order)
}

/// The worker says no; their time is free again and the job goes on to the next or to the pool.
///
/// # Errors
/// `not_found`, `orders.not_possible_now`, `orders.reason_too_long`.
pub async fn decline(ctx: &mut Ctx, id: OrderId, reason: &str) -> Result<()> {
    ctx.authorize(Permission::OrderPerform)?;
    let worker = me(ctx)?;
    if reason.chars().count() > 200 {
        return Err(Error::field("reason", REASON));
    }
    let order = db::read::locked(ctx, id).await?;
    ctx.authorize_owned(Permission::OrderPerform, &[order.worker_id.map(lares_kernel::WorkerId::uuid)])?;
    if order.status != Status::Offered {
        return Err(Error::new(NOT_NOW));
    }
    db::offers::answer(ctx, id, worker, "declined", reason).await?;
    scheduling::vacate(ctx, id.uuid()).await?;
    db::write::set_worker(ctx, id, Some(worker), None).await?;
    ctx.announce("order.declined", id.uuid(), json!({ "worker": worker, "reason": reason, "number": order.number })).await
}

/// The acting worker takes a job from the pool (抢单); exactly one of many wins.
///
/// # Errors
/// `orders.taken_by_another`, `scheduling.slot_taken` when their own time is not free, `orders.worker_not_fit`.
pub async fn grab(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    ctx.authorize(Permission::OrderGrab)?;
    let worker = me(ctx)?;
    let mut order = db::read::locked(ctx, id).await?;
    if order.status != Status::Offered || order.worker_id.is_some() {
        return Err(Error::new(TAKEN));
    }
    take(ctx, &order, worker).await?;
    db::write::set_worker(ctx, id, None, Some(worker)).await?;
    order.worker_id = Some(worker);
    order.advance(ctx, Command::Accept, "order.accepted").await?;
    Ok(order)
}

/// The office gives the job to a worker, at the agreed or another time (drag on the board).
///
/// # Errors
/// `scheduling.slot_taken`, `orders.not_possible_now`, `orders.worker_not_fit`; on the field `starts_at` a time that is past.
pub async fn assign(ctx: &mut Ctx, id: OrderId, worker: WorkerId, starts_at: Option<Timestamp>) -> Result<Order> {
    ctx.authorize(Permission::OrderAssign)?;
    let mut order = db::read::locked(ctx, id).await?;
    if !order.allows(Command::Assign, ctx.actor()) {
        return Err(Error::new(NOT_NOW));
    }
    let before = order.worker_id;
    scheduling::lock(ctx, &[Some(worker), before]).await?;
    scheduling::vacate(ctx, id.uuid()).await?;
    if let Some(at) = starts_at.filter(|at| *at != order.starts_at) {
        if at < ctx.now() {
            return Err(Error::field("starts_at", scheduling::reason::PAST));
        }
        let length = order.ends_at.duration_since(order.starts_at);
        let ends_at = at.checked_add(length).map_err(|_| Error::field("starts_at", scheduling::reason::TOO_FAR))?;
        (order.starts_at, order.ends_at) = (at, ends_at);
        order.fee_clock_at = order.fee_clock_at.min(at);
        db::write::set_time(ctx, &order).await?;
    }
    take(ctx, &order, worker).await?;
    db::write::set_worker(ctx, id, before, Some(worker)).await?;
    db::offers::withdraw(ctx, id).await?;
    order.worker_id = Some(worker);
    order.advance(ctx, Command::Assign, "order.assigned").await?;
    Ok(order)
}

/// The office takes the job away from its worker; it is open again.
///
/// # Errors
/// `orders.not_possible_now`.
pub async fn unassign(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    ctx.authorize(Permission::OrderAssign)?;
    let mut order = db::read::locked(ctx, id).await?;
    order.advance(ctx, Command::Unassign, "order.unassigned").await?;
    scheduling::vacate(ctx, id.uuid()).await?;
    db::write::set_worker(ctx, id, order.worker_id, None).await?;
    order.worker_id = None;
    Ok(order)
}

async fn take(ctx: &mut Ctx, order: &Order, worker: WorkerId) -> Result<()> {
    let claim = Claim {
        service: order.service_id,
        order: Some(order.id),
        starts_at: order.starts_at,
        ends_at: order.ends_at,
        place: order.address.place,
        kind: Kind::Visit,
    };
    scheduling::claim(ctx, &claim, &[worker]).await.map(|_| ())
}

/// Used by the reaction to a declined or expired offer: asks the next best worker, or leaves it in the pool.
///
/// # Errors
/// `forbidden`.
pub async fn offer_next(ctx: &mut Ctx, id: OrderId) -> Result<Option<WorkerId>> {
    ctx.authorize_owned(Permission::OrderOffer, &[])?;
    let order = db::read::locked(ctx, id).await?;
    if order.status != Status::Offered || order.worker_id.is_some() || order.chosen_worker {
        return Ok(None);
    }
    let asked = db::offers::asked(ctx, id).await?;
    let claim = Claim {
        service: order.service_id,
        order: Some(id),
        starts_at: order.starts_at,
        ends_at: order.ends_at,
        place: order.address.place,
        kind: Kind::Visit,
    };
    match scheduling::claim_next(ctx, &claim, &asked).await? {
        Some(worker) => {
            db::write::set_worker(ctx, id, None, Some(worker)).await?;
            db::offers::open(ctx, id, worker).await?;
            ctx.announce("order.offered", id.uuid(), json!({ "worker": worker, "number": order.number })).await?;
            Ok(Some(worker))
        }
        None => Ok(None),
    }
}
