//! The worker's steps: depart, arrive, start by the customer's code, finish; each with what the device says of time and place.

use super::lifecycle::{By, Command, Status};
use super::order::Order;
use super::steps::{Report, Step, note};
use super::{START_CODE, START_LOCKED, db};
use lares_kernel::{Ctx, Error, OrderId, Permission, Result};

/// Wrong start codes a worker may enter before the office must help.
const START_TRIES: i32 = 5;

/// Locked, so that the office cannot give the job to another worker between the look and the step.
async fn own(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    let order = db::read::locked(ctx, id).await?;
    ctx.authorize_owned(Permission::OrderPerform, &[order.worker_id.map(lares_kernel::WorkerId::uuid)])?;
    Ok(order)
}

/// # Errors
/// `not_found` for somebody else's order, `orders.not_possible_now`.
pub async fn depart(ctx: &mut Ctx, id: OrderId, report: Report) -> Result<Order> {
    let mut order = own(ctx, id).await?;
    order.advance(ctx, Command::Depart, "order.departed").await?;
    note(ctx, id, Step::Depart, report).await?;
    Ok(order)
}

/// # Errors
/// `not_found`, `orders.not_possible_now`.
pub async fn arrive(ctx: &mut Ctx, id: OrderId, report: Report) -> Result<Order> {
    let mut order = own(ctx, id).await?;
    order.advance(ctx, Command::Arrive, "order.arrived").await?;
    note(ctx, id, Step::Arrive, report).await?;
    Ok(order)
}

/// What came of entering a start code. A wrong code is an answer, not an error, so that the try is kept.
#[derive(Clone, Debug)]
pub enum Started {
    Yes(Box<Order>),
    WrongCode { tries_left: i32 },
}

impl Started {
    /// The order, or the refusal to show.
    ///
    /// # Errors
    /// `orders.wrong_start_code`.
    pub fn into_result(self) -> Result<Order> {
        match self {
            Self::Yes(order) => Ok(*order),
            Self::WrongCode { tries_left } => Err(Error::field("code", START_CODE).with("left", tries_left)),
        }
    }
}

/// Starts the work with the code the customer tells at the door; the office needs none. Commit also after a wrong code: it counts.
///
/// # Errors
/// `not_found`, `orders.not_possible_now`, `orders.start_code_locked`.
pub async fn start(ctx: &mut Ctx, id: OrderId, code: &str, report: Report) -> Result<Started> {
    let mut order = own(ctx, id).await?;
    // The office starts without a code: it is who helps once the tries are used up.
    if order.status == Status::Arrived && order.party(ctx.actor()) == By::Worker {
        let tries = db::write::count_start_try(ctx, id).await?;
        if tries > START_TRIES {
            return Err(Error::new(START_LOCKED));
        }
        if code.trim() != order.start_code {
            return Ok(Started::WrongCode { tries_left: START_TRIES - tries });
        }
    }
    order.advance(ctx, Command::Start, "order.started").await?;
    note(ctx, id, Step::Start, report).await?;
    Ok(Started::Yes(Box::new(order)))
}

/// # Errors
/// `not_found`, `orders.not_possible_now`.
pub async fn finish(ctx: &mut Ctx, id: OrderId, report: Report) -> Result<Order> {
    let mut order = own(ctx, id).await?;
    order.advance(ctx, Command::Finish, "order.completed").await?;
    note(ctx, id, Step::Finish, report).await?;
    crate::catalogue::count_sale(ctx, order.service_id).await?;
    if let Some(worker) = order.worker_id {
        crate::workforce::count_done(ctx, worker).await?;
    }
    Ok(order)
}
