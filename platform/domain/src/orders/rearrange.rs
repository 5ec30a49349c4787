//! Moving a visit on the board: what the mover saw must still be so.

use super::order::Order;
use super::{MOVED, assign, db, unassign};
use jiff::Timestamp;
use lares_kernel::{Ctx, Error, OrderId, Permission, Result, WorkerId};

/// Where the visit stood on the board that was dragged on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    pub worker: Option<WorkerId>,
    pub starts_at: Timestamp,
}

/// Where it is put: no worker takes it away from whoever has it and keeps its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Move {
    pub worker: Option<WorkerId>,
    pub starts_at: Timestamp,
    pub seen: Seen,
}

/// # Errors
/// `orders.moved_meanwhile` when it stands elsewhere by now, and those of [`assign()`] and [`unassign()`].
pub async fn rearrange(ctx: &mut Ctx, id: OrderId, to: Move) -> Result<Order> {
    ctx.authorize(Permission::OrderAssign)?;
    let order = db::read::locked(ctx, id).await?;
    if to.seen != (Seen { worker: order.worker_id, starts_at: order.starts_at }) {
        return Err(Error::new(MOVED));
    }
    match to.worker {
        Some(worker) => assign(ctx, id, worker, Some(to.starts_at)).await,
        None => unassign(ctx, id).await,
    }
}
