//! Cancelling, with the fee shown before the click and frozen by it (C14, B04).

use super::lifecycle::{By, Command};
use super::order::Order;
use super::{FEE_CHANGED, NOT_NOW, REASON, db};
use crate::scheduling;
use crate::tenancy::{CancellationPolicy, Fee};
use jiff::{SignedDuration, Timestamp};
use lares_kernel::{Ctx, Error, Money, OrderId, Permission, Result};
use serde::Serialize;
use serde_json::json;

/// What cancelling now would cost.
#[derive(Clone, Debug, Serialize)]
pub struct Cancellation {
    pub order_id: OrderId,
    pub fee: Money,
    /// Until when cancelling is free, if that is still ahead.
    pub free_until: Option<Timestamp>,
}

/// The fee for a customer's cancellation at `now` (pure): nothing while nobody has the job or within the grace after booking, else
/// what the policy's tier says for the time left until the fee clock, never more than the total.
///
/// # Errors
/// `money.out_of_range`.
pub fn fee(policy: &CancellationPolicy, order: &Order, now: Timestamp) -> Result<Money> {
    let currency = order.total.currency;
    let is_in_grace = now <= order.created_at + SignedDuration::from_mins(policy.grace_minutes.into());
    if is_in_grace || order.worker_id.is_none() {
        return Ok(Money::zero(currency));
    }
    let minutes_left = order.fee_clock_at.duration_since(now).as_mins();
    let fee = match policy.tier(minutes_left).map(|tier| tier.fee) {
        None => Money::zero(currency),
        Some(Fee::BasisPoints(points)) => order.total.percent(points.into())?,
        Some(Fee::Minor(minor)) => Money::new(minor, currency),
    };
    Ok(Money::new(fee.minor.clamp(0, order.total.minor), currency))
}

/// Until when cancelling costs nothing (pure): the end of the grace or the moment the first tier with a fee begins to apply,
/// whichever is later; the start when no tier costs anything.
#[must_use]
pub fn free_until(policy: &CancellationPolicy, starts_at: Timestamp, booked_at: Timestamp) -> Timestamp {
    let is_free = |fee: &Fee| matches!(fee, Fee::BasisPoints(0) | Fee::Minor(0));
    let by_grace = booked_at + SignedDuration::from_mins(policy.grace_minutes.into());
    let first = policy.tiers.iter().filter(|tier| !is_free(&tier.fee)).map(|tier| tier.hours_before).max();
    by_grace.max(starts_at - SignedDuration::from_hours(first.unwrap_or(0).into()))
}

fn cost(ctx: &Ctx, order: &Order) -> Result<Cancellation> {
    // The office cancels on the company's account; charging is then a decision of its own.
    let fee = match order.party(ctx.actor()) {
        By::Customer => fee(&order.policy, order, ctx.now())?,
        By::Worker | By::Office | By::System => Money::zero(order.total.currency),
    };
    let free_until = Some(free_until(&order.policy, order.fee_clock_at, order.created_at)).filter(|until| *until > ctx.now());
    Ok(Cancellation { order_id: order.id, fee, free_until })
}

/// What it would cost the actor to cancel now.
///
/// # Errors
/// `not_found`, `orders.not_possible_now`.
pub async fn cancellation_preview(ctx: &mut Ctx, id: OrderId) -> Result<Cancellation> {
    let order = db::read::one(ctx, id).await?;
    ctx.authorize_owned(Permission::OrderCancel, &[Some(order.customer_id.uuid())])?;
    if !order.allows(Command::Cancel, ctx.actor()) {
        return Err(Error::new(NOT_NOW));
    }
    cost(ctx, &order)
}

/// Cancels at exactly the fee that was shown; gives the worker's time back.
///
/// # Errors
/// `not_found`, `orders.not_possible_now`, `orders.fee_changed`, `orders.reason_too_long`.
pub async fn cancel(ctx: &mut Ctx, id: OrderId, reason: &str, shown_fee_minor: i64) -> Result<Order> {
    if reason.chars().count() > 200 {
        return Err(Error::field("reason", REASON));
    }
    let mut order = db::read::locked(ctx, id).await?;
    ctx.authorize_owned(Permission::OrderCancel, &[Some(order.customer_id.uuid())])?;
    if !order.allows(Command::Cancel, ctx.actor()) {
        return Err(Error::new(NOT_NOW));
    }
    let cost = cost(ctx, &order)?;
    if cost.fee.minor != shown_fee_minor {
        return Err(Error::new(FEE_CHANGED).with("fee", cost.fee));
    }
    order.fee = cost.fee;
    order.cancel_reason = Some(reason.trim().to_owned());
    db::write::cancelled(ctx, &order).await?;
    db::offers::withdraw(ctx, id).await?;
    scheduling::vacate(ctx, id.uuid()).await?;
    order.advance(ctx, Command::Cancel, "order.cancelled").await?;
    if order.fee.minor > 0 {
        let body = json!({ "fee_minor": order.fee.minor, "number": order.number });
        ctx.announce("order.fee_due", id.uuid(), body).await?;
    }
    Ok(order)
}
