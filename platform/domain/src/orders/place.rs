//! Placing an order: the quote is confirmed, a worker's time is taken, and everything is written, or nothing is.

use super::lifecycle::Status;
use super::order::{Order, PaymentState, Snapshot};
use super::{NOTES, db, offers};
use crate::customers::{self, Address};
use crate::pricing::{self, Quote};
use crate::scheduling::{self, Claim, Kind};
use crate::tenancy::{self, AssignmentMode};
use lares_extension::Extensions;
use lares_kernel::{Ctx, Error, Money, OrderId, Permission, Place, QuoteId, Result, WorkerId};
use serde_json::json;

#[derive(Clone, Debug)]
pub struct PlaceOrder {
    pub quote: QuoteId,
    pub notes: String,
}

/// What the customer gets back.
#[derive(Clone, Debug)]
pub struct Placed {
    pub order: Order,
}

/// Places an order from a quote.
///
/// # Errors
/// `scheduling.slot_taken` (ask for slots again), `pricing.quote_expired`, `pricing.quote_used`, `pricing.price_changed`,
/// `pricing.plugin_unavailable`, `orders.notes_too_long`.
pub async fn place(ctx: &mut Ctx, extensions: &Extensions, command: PlaceOrder) -> Result<Placed> {
    ctx.authorize(Permission::OrderPlace)?;
    if command.notes.chars().count() > 500 {
        return Err(Error::field("notes", NOTES));
    }
    let quote = pricing::read(ctx, command.quote).await?;
    let id = OrderId::new();
    pricing::spend(ctx, &quote, id).await?;
    let mode = tenancy::policies::assignment(ctx).await?.mode;
    let address = customers::address(ctx, quote.address_id).await?;
    let taken = Taken { worker: take_time(ctx, id, (&quote, address.place), mode).await?, mode };
    pricing::confirm(ctx, extensions, &quote).await?;
    let order = draft(ctx, id, (&quote, address), &taken, &command.notes).await?;
    db::write::insert(ctx, &order).await?;
    let body = json!({ "number": order.number, "quote": quote.id, "customer": quote.customer_id, "worker": taken.worker, "status": order.status.name() });
    ctx.announce("order.placed", id.uuid(), body).await?;
    match (order.worker_id, order.status) {
        (Some(worker), Status::Offered) => offers::ask(ctx, &order, worker).await?,
        (Some(worker), _) => {
            let body = json!({ "worker": worker, "number": order.number });
            ctx.announce("order.assigned", id.uuid(), body).await?;
        }
        (None, _) => offers::pool(ctx, &order).await?,
    }
    Ok(Placed { order })
}

/// The worker whose time is now taken; None when the company lets workers grab from the pool.
async fn take_time(
    ctx: &mut Ctx,
    order: OrderId,
    (quote, place): (&Quote, Place),
    mode: AssignmentMode,
) -> Result<Option<WorkerId>> {
    let claim = Claim {
        service: quote.service_id,
        order: Some(order),
        starts_at: quote.starts_at,
        ends_at: quote.ends_at,
        place,
        kind: Kind::Visit,
    };
    match (quote.worker_id, mode) {
        (Some(worker), _) => scheduling::claim(ctx, &claim, &[worker]).await.map(Some),
        (None, AssignmentMode::Pool) => {
            scheduling::require_somebody(ctx, &claim).await?;
            Ok(None)
        }
        (None, AssignmentMode::Auto | AssignmentMode::Offer) => scheduling::claim_best(ctx, &claim).await.map(Some),
    }
}

/// Whose time was taken for the order, under which rule.
struct Taken {
    worker: Option<WorkerId>,
    mode: AssignmentMode,
}

async fn draft(ctx: &mut Ctx, id: OrderId, (quote, address): (&Quote, Address), taken: &Taken, notes: &str) -> Result<Order> {
    let offering = crate::catalogue::offering(ctx, quote.service_id).await?;
    let is_accepted = taken.worker.is_some() && taken.mode == AssignmentMode::Auto;
    Ok(Order {
        id,
        number: number(ctx),
        customer_id: quote.customer_id,
        service_id: quote.service_id,
        worker_id: taken.worker,
        status: if is_accepted { Status::Accepted } else { Status::Offered },
        payment_state: PaymentState::Unpaid,
        service_name: offering.name,
        starts_at: quote.starts_at,
        ends_at: quote.ends_at,
        fee_clock_at: quote.starts_at,
        cleanup_minutes: i32::try_from(offering.cleanup_minutes).unwrap_or(0),
        chosen_worker: quote.worker_id.is_some(),
        address: Snapshot {
            contact: address.contact,
            phone: address.phone,
            district: address.district,
            line: address.line,
            place: address.place,
        },
        notes: notes.trim().to_owned(),
        options: quote.options.clone(),
        lines: quote.lines.clone(),
        total: quote.total,
        fee: Money::zero(quote.total.currency),
        policy: quote.policy.clone(),
        start_code: lares_kernel::random::digits(4),
        cancel_reason: None,
        created_at: ctx.now(),
        changed_at: ctx.now(),
    })
}

/// Local date and seven random digits: short enough to say, too many to guess a neighbour's.
fn number(ctx: &Ctx) -> String {
    let date = ctx.tenant().date(ctx.now());
    format!("{:02}{:02}{:02}{}", date.year() % 100, date.month(), date.day(), lares_kernel::random::digits(7))
}
