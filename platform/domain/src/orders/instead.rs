//! What whoever came too late can have instead (B01).

use super::db;
use crate::pricing;
use crate::scheduling::{self, Alternative, Need};
use jiff::Timestamp;
use lares_kernel::{Ctx, Error, OrderId, Permission, QuoteId, Result, WorkerId};
use serde_json::to_value;

/// What was wanted when the time turned out to be taken.
#[derive(Clone, Copy, Debug)]
pub enum Wanted {
    /// An order from this quote.
    Quote(QuoteId),
    /// This order for this worker, at its own or at another time.
    Job { order: OrderId, worker: Option<WorkerId>, starts_at: Option<Timestamp> },
    /// This order as this quote would change it.
    Change { order: OrderId, quote: QuoteId },
}

/// The refusal with the next best times attached as `alternatives`, when another time can help; any other as it is. `ctx` is a new
/// one: the transaction that lost is over, and nobody waits for a search.
pub async fn instead(mut ctx: Ctx, refusal: Error, wanted: Wanted) -> Error {
    if !scheduling::is_taken(&refusal) {
        return refusal;
    }
    // A search that fails takes nothing from the refusal, which the person must hear either way.
    let found = alternatives(&mut ctx, wanted).await.unwrap_or_default();
    match to_value(&found) {
        Ok(found_json) if !found.is_empty() => refusal.attach("alternatives", found_json),
        Ok(_) | Err(_) => refusal,
    }
}

/// The next best times for what was wanted.
///
/// # Errors
/// `not_found`, also for somebody else's.
pub async fn alternatives(ctx: &mut Ctx, wanted: Wanted) -> Result<Vec<Alternative>> {
    match wanted {
        Wanted::Quote(id) => {
            let quote = pricing::read(ctx, id).await?;
            let place = crate::customers::address(ctx, quote.address_id).await?.place;
            let minutes = quote.ends_at.duration_since(quote.starts_at).as_mins();
            let need = Need { service: quote.service_id, minutes, place: Some(place), worker: quote.worker_id, moving: None };
            scheduling::alternatives(ctx, &need, quote.starts_at).await
        }
        Wanted::Change { order, quote } => {
            let order = db::read::one(ctx, order).await?;
            ctx.authorize_owned(Permission::OrderChange, &[Some(order.customer_id.uuid())])?;
            let quote = pricing::of_change(ctx, quote, order.id).await?;
            let place = crate::customers::address(ctx, quote.address_id).await?.place;
            let minutes = quote.ends_at.duration_since(quote.starts_at).as_mins();
            let worker = order.worker_id.filter(|_| order.chosen_worker);
            let need = Need { service: quote.service_id, minutes, place: Some(place), worker, moving: Some(order.id) };
            scheduling::alternatives(ctx, &need, quote.starts_at).await
        }
        Wanted::Job { order, worker, starts_at } => {
            let order = db::read::one(ctx, order).await?;
            // A job of the pool is nobody's, and whoever may take it may ask when they could.
            if order.worker_id.is_some() || ctx.actor().worker().is_none() {
                ctx.authorize_owned(Permission::OrderRead, &order.owners())?;
            } else {
                ctx.authorize(Permission::OrderGrab)?;
            }
            let minutes = order.ends_at.duration_since(order.starts_at).as_mins();
            let need =
                Need { service: order.service_id, minutes, place: Some(order.address.place), worker, moving: Some(order.id) };
            scheduling::alternatives(ctx, &need, starts_at.unwrap_or(order.starts_at)).await
        }
    }
}
