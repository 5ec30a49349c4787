//! Which orders a worker's pages are about: their own, offers to them, and what they could take from the pool.

use super::db;
use lares_kernel::error::FORBIDDEN;
use lares_kernel::{Ctx, Error, OrderId, Permission, Result, WorkerId};
use std::collections::HashSet;

/// The acting worker's open offers and the pool, as far as the lists show them.
///
/// # Errors
/// `forbidden` for who is no worker.
pub async fn reach(ctx: &mut Ctx) -> Result<HashSet<OrderId>> {
    let me = me(ctx)?;
    let mut found: HashSet<_> = db::offers::of_worker(ctx, me).await?.into_iter().map(|offer| offer.order_id).collect();
    if ctx.may(Permission::OrderGrab) {
        found.extend(db::offers::pool(ctx, me).await?.into_iter().map(|offer| offer.order_id));
    }
    Ok(found)
}

/// Whether an order is the acting worker's, is offered to them, or is open to them.
///
/// # Errors
/// `forbidden` for who is no worker.
pub async fn concerns(ctx: &mut Ctx, order: OrderId) -> Result<bool> {
    let me = me(ctx)?;
    db::offers::concerns(ctx, order, me).await
}

fn me(ctx: &Ctx) -> Result<WorkerId> {
    ctx.authorize(Permission::OrderPerform)?;
    ctx.actor().worker().ok_or_else(|| Error::new(FORBIDDEN))
}
