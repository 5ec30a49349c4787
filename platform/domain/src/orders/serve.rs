//! Reading one order, and what later modules (payments, reviews) ask of it.

use super::db;
use super::lifecycle::Status;
use super::order::{Order, PaymentState};
use crate::workforce;
use lares_kernel::error::NOT_FOUND;
use lares_kernel::events::Event;
use lares_kernel::{Actor, Ctx, CustomerId, Error, OrderId, Permission, Result, ServiceId, WorkerId};

/// One order, as much of it as the actor may see.
///
/// # Errors
/// `not_found`, also for somebody else's.
pub async fn read(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    let order = db::read::one(ctx, id).await?;
    ctx.authorize_owned(Permission::OrderRead, &order.owners())?;
    Ok(if matches!(ctx.actor(), Actor::Worker { .. }) { masked_for_worker(order) } else { order })
}

/// Until accepted, a worker sees the district and about where it is, not the door; the start code is never shown to them.
#[must_use]
pub fn masked_for_worker(mut order: Order) -> Order {
    order.start_code = String::new();
    if matches!(order.status, Status::AwaitingPayment | Status::Offered | Status::Cancelled) {
        order.address.line = String::new();
        order.address.phone = lares_kernel::phone::mask(&order.address.phone);
        order.address.contact = String::new();
        order.address.place = order.address.place.coarse();
    }
    order
}

/// The number of whoever comes, from acceptance until the work is done; before and after, customer and worker have no reason to call.
///
/// # Errors
/// `not_found` for somebody else's order.
pub async fn worker_phone(ctx: &mut Ctx, order: &Order) -> Result<Option<String>> {
    ctx.authorize_owned(Permission::OrderRead, &order.owners())?;
    let is_coming = match order.status {
        Status::Accepted | Status::Departed | Status::Arrived | Status::InService => true,
        Status::AwaitingPayment | Status::Offered | Status::Completed | Status::Cancelled | Status::Disputed => false,
    };
    match order.worker_id.filter(|_| is_coming) {
        Some(worker) => workforce::phone(ctx, worker).await,
        None => Ok(None),
    }
}

/// What happened to an order, oldest first.
///
/// # Errors
/// `not_found`.
pub async fn timeline(ctx: &mut Ctx, id: OrderId) -> Result<Vec<Event>> {
    let order = db::read::one(ctx, id).await?;
    ctx.authorize_owned(Permission::OrderRead, &order.owners())?;
    ctx.timeline(id.uuid()).await
}

/// Who may be reviewed for an order.
#[derive(Clone, Copy, Debug)]
pub struct Reviewable {
    pub order_id: OrderId,
    pub customer_id: CustomerId,
    pub worker_id: WorkerId,
    pub service_id: ServiceId,
}

/// The parties of a completed order of the acting customer.
///
/// # Errors
/// `not_found`, `orders.not_possible_now` before it is completed.
pub async fn reviewable(ctx: &mut Ctx, id: OrderId) -> Result<Reviewable> {
    let order = db::read::one(ctx, id).await?;
    if ctx.actor().customer() != Some(order.customer_id) {
        return Err(Error::new(NOT_FOUND));
    }
    match (order.status, order.worker_id) {
        (Status::Completed, Some(worker_id)) => {
            Ok(Reviewable { order_id: id, customer_id: order.customer_id, worker_id, service_id: order.service_id })
        }
        _ => Err(Error::new(super::NOT_NOW)),
    }
}

/// Sets the payment state; called by payments, which alone knows what was paid.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn settle(ctx: &mut Ctx, id: OrderId, state: PaymentState) -> Result<()> {
    db::write::set_payment_state(ctx, id, state).await
}

/// The order, locked until the end of the transaction; for payments.
///
/// # Errors
/// `not_found`.
pub(crate) async fn locked(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    db::read::locked(ctx, id).await
}
