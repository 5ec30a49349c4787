//! Asking workers: an offer to one after the other, the open pool, and what happens when nobody answers.

use super::lifecycle::{Command, Status};
use super::order::Order;
use super::{NOT_NOW, OFFER_EXPIRED, REASON, SUSPENDED, TAKEN, assign, db};
use crate::{scheduling, tenancy, workforce};
use jiff::{SignedDuration, Timestamp};
use lares_kernel::{Ctx, Error, OfferId, OrderId, Permission, Result, WorkerId};
use serde::{Deserialize, Serialize};
use serde_json::{json, to_value};

/// The job that ends an offer nobody answered; its payload is a [`Deadline`].
pub const OFFER_EXPIRED_JOB: &str = "offer_expired";
/// The job that gives an order of the pool out; its payload is a [`Waiting`].
pub const GIVE_OUT_JOB: &str = "give_out";

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

/// An offer that must be answered by now.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Deadline {
    pub order: OrderId,
    pub offer: OfferId,
}

/// An order that has waited in the pool since then.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Waiting {
    pub order: OrderId,
    pub since: Timestamp,
}

fn me(ctx: &Ctx) -> Result<WorkerId> {
    ctx.actor().worker().ok_or_else(|| Error::new(lares_kernel::error::FORBIDDEN))
}

/// The acting worker, who may take on new work.
async fn at_work(ctx: &mut Ctx) -> Result<WorkerId> {
    let worker = me(ctx)?;
    if workforce::is_active(ctx, worker).await? { Ok(worker) } else { Err(Error::new(SUSPENDED)) }
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

/// Jobs nobody has, which the acting worker could take; none for who is suspended.
///
/// # Errors
/// `forbidden`.
pub async fn open_pool(ctx: &mut Ctx) -> Result<Vec<Offer>> {
    ctx.authorize(Permission::OrderGrab)?;
    let worker = me(ctx)?;
    if workforce::is_active(ctx, worker).await? { db::offers::pool(ctx, worker).await } else { Ok(Vec::new()) }
}

/// The worker says yes; the time was theirs since the offer.
///
/// # Errors
/// `not_found` for somebody else's offer, `orders.offer_expired`, `orders.worker_suspended`, `orders.not_possible_now`.
pub async fn accept(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    ctx.authorize(Permission::OrderPerform)?;
    let worker = at_work(ctx).await?;
    let mut order = db::read::locked(ctx, id).await?;
    // Whoever was asked may know that they are too late, though the job is somebody else's by now.
    if db::offers::is_expired(ctx, id, worker).await? {
        return Err(Error::new(OFFER_EXPIRED));
    }
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
    let body = json!({ "worker": worker, "reason": reason, "number": order.number });
    ctx.announce("order.declined", id.uuid(), body).await?;
    let_go(ctx, &order, worker).await
}

/// The acting worker takes a job from the pool (抢单); exactly one of many wins.
///
/// # Errors
/// `orders.taken_by_another`, `orders.worker_suspended`, `scheduling.slot_taken` when their own time is not free.
pub async fn grab(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    ctx.authorize(Permission::OrderGrab)?;
    let worker = at_work(ctx).await?;
    let mut order = db::read::locked(ctx, id).await?;
    if order.status != Status::Offered || order.worker_id.is_some() {
        return Err(Error::new(TAKEN));
    }
    scheduling::claim(ctx, &order.claim(), &[worker]).await?;
    db::write::set_worker(ctx, id, None, Some(worker)).await?;
    order.worker_id = Some(worker);
    order.advance(ctx, Command::Accept, "order.accepted").await?;
    Ok(order)
}

/// Asks a worker whose time was just taken, until the company's time to answer is over or the visit begins.
pub(super) async fn ask(ctx: &mut Ctx, order: &Order, worker: WorkerId) -> Result<()> {
    let minutes = tenancy::policies::assignment(ctx).await?.offer_minutes;
    let within = ctx.now() + SignedDuration::from_mins(minutes.into());
    let soonest = ctx.now() + SignedDuration::from_mins(1);
    let until = within.min(order.starts_at).max(soonest);
    let offer = db::offers::open(ctx, order.id, worker, until).await?;
    let payload = to_value(Deadline { order: order.id, offer })?;
    ctx.enqueue(OFFER_EXPIRED_JOB, payload, until, Some(&format!("{offer}:{until}"))).await?;
    ctx.announce("order.offered", order.id.uuid(), json!({ "worker": worker, "number": order.number })).await
}

/// Leaves an order in the pool; after the company's time it is given out, unless the customer chose who should come.
pub(super) async fn pool(ctx: &mut Ctx, order: &Order) -> Result<()> {
    let minutes = tenancy::policies::assignment(ctx).await?.auto_after_minutes;
    if minutes == 0 || order.chosen_worker {
        return Ok(());
    }
    let since = ctx.now();
    db::offers::pooled(ctx, order.id).await?;
    let due = since + SignedDuration::from_mins(minutes.into());
    let payload = to_value(Waiting { order: order.id, since })?;
    ctx.enqueue(GIVE_OUT_JOB, payload, due, Some(&format!("{}:{since}", order.id))).await
}

/// The worker's time is free again; what follows is a reaction. A customer who chose this worker hears of it.
async fn let_go(ctx: &mut Ctx, order: &Order, worker: WorkerId) -> Result<()> {
    scheduling::vacate(ctx, order.id.uuid()).await?;
    db::write::set_worker(ctx, order.id, Some(worker), None).await?;
    if order.chosen_worker {
        let body = json!({ "worker": worker, "number": order.number });
        ctx.announce("order.choice_lost", order.id.uuid(), body).await?;
    }
    Ok(())
}

/// Ends an offer nobody answered in time; one that was answered, withdrawn or made anew stays as it is.
///
/// # Errors
/// `forbidden`.
pub async fn expire(ctx: &mut Ctx, deadline: Deadline) -> Result<()> {
    ctx.authorize_owned(Permission::OrderOffer, &[])?;
    let order = db::read::locked(ctx, deadline.order).await?;
    let Some(worker) = db::offers::expire(ctx, deadline.offer).await? else { return Ok(()) };
    if order.status != Status::Offered || order.worker_id != Some(worker) {
        return Ok(());
    }
    let body = json!({ "worker": worker, "number": order.number });
    ctx.announce("order.offer_expired", order.id.uuid(), body).await?;
    let_go(ctx, &order, worker).await
}

/// Takes every open offer back from a worker who takes on no new work, and from one who is gone also what was accepted and is still
/// to come.
///
/// # Errors
/// `forbidden`.
pub async fn release(ctx: &mut Ctx, worker: WorkerId) -> Result<()> {
    ctx.authorize_owned(Permission::OrderOffer, &[])?;
    for id in db::offers::asked_of(ctx, worker).await? {
        let order = db::read::locked(ctx, id).await?;
        if order.status != Status::Offered || order.worker_id != Some(worker) {
            continue;
        }
        db::offers::withdraw(ctx, id).await?;
        ctx.announce("order.offer_released", id.uuid(), json!({ "worker": worker, "number": order.number })).await?;
        let_go(ctx, &order, worker).await?;
    }
    if workforce::is_removed(ctx, worker).await? { leave_behind(ctx, worker).await } else { Ok(()) }
}

/// The visits of a worker who is gone are open again; a customer who chose them hears of it.
async fn leave_behind(ctx: &mut Ctx, worker: WorkerId) -> Result<()> {
    for id in db::read::accepted_by(ctx, worker).await? {
        let mut order = db::read::locked(ctx, id).await?;
        if order.status != Status::Accepted || order.worker_id != Some(worker) {
            continue;
        }
        assign::take_from(ctx, &mut order, worker).await?;
        if order.chosen_worker {
            let body = json!({ "worker": worker, "number": order.number });
            ctx.announce("order.choice_lost", id.uuid(), body).await?;
        }
    }
    Ok(())
}

/// Used by the reaction to an offer that came to nothing: asks the next best worker, as often as the company's rounds say, else
/// leaves the order in the pool.
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
    let rounds = asked.iter().filter(|asked| asked.counts).count();
    let is_over = rounds >= tenancy::policies::assignment(ctx).await?.offer_rounds.try_into().unwrap_or(usize::MAX);
    let before: Vec<WorkerId> = asked.iter().map(|asked| asked.worker).collect();
    let next = if is_over { None } else { scheduling::claim_next(ctx, &order.claim(), &before).await? };
    match next {
        Some(worker) => {
            db::write::set_worker(ctx, id, None, Some(worker)).await?;
            ask(ctx, &order, worker).await?;
        }
        None => pool(ctx, &order).await?,
    }
    Ok(next)
}

/// Gives an order that waited in the pool to whoever fits best and did not say no; tells the office when there is nobody.
///
/// # Errors
/// `forbidden`.
pub async fn give_out(ctx: &mut Ctx, waiting: Waiting) -> Result<()> {
    ctx.authorize_owned(Permission::OrderOffer, &[])?;
    let mut order = db::read::locked(ctx, waiting.order).await?;
    let since = db::offers::pooled_at(ctx, order.id).await?;
    if order.status != Status::Offered || order.worker_id.is_some() || since != Some(waiting.since) {
        return Ok(());
    }
    let unwilling = db::offers::unwilling(ctx, order.id).await?;
    let Some(worker) = scheduling::claim_next(ctx, &order.claim(), &unwilling).await? else {
        return ctx.announce("order.unclaimed", order.id.uuid(), json!({ "number": order.number })).await;
    };
    db::write::set_worker(ctx, order.id, None, Some(worker)).await?;
    order.worker_id = Some(worker);
    order.advance(ctx, Command::Assign, "order.assigned").await
}
