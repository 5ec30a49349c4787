//! Everyone's lists of orders: mine, my work, the office's table and board, the week by worker.

use super::db;
use super::lifecycle::Status;
use super::order::PaymentState;
use jiff::Timestamp;
use lares_kernel::error::FORBIDDEN;
use lares_kernel::{Ctx, CustomerId, Error, OrderId, Page, PageRequest, Permission, Result, WorkerId};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct OrderRow {
    pub id: OrderId,
    pub number: String,
    pub status: Status,
    pub payment_state: PaymentState,
    pub service_name: String,
    pub art: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub district: String,
    pub customer_id: CustomerId,
    pub contact: String,
    pub worker_id: Option<WorkerId>,
    pub worker_name: Option<String>,
    pub total_minor: i64,
    pub fee_minor: i64,
    pub reviewed: bool,
    pub created_at: Timestamp,
}

/// What a customer or worker looks for in their own list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub statuses: Vec<Status>,
    /// Matches the number, the service or the district.
    pub text: String,
}

#[derive(Clone, Debug, Default)]
pub struct OfficeFilter {
    pub statuses: Vec<Status>,
    pub payment: Option<PaymentState>,
    pub worker: Option<WorkerId>,
    pub customer: Option<CustomerId>,
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    pub text: String,
}

/// Orders by status, for tabs.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Counts(pub Vec<(Status, i64)>);

impl Counts {
    #[must_use]
    pub fn of(&self, statuses: &[Status]) -> i64 {
        self.0.iter().filter(|(status, _)| statuses.contains(status)).map(|(_, count)| count).sum()
    }
}

/// The acting customer's orders, newest first, with the count of each status.
///
/// # Errors
/// `forbidden` for who is no customer.
pub async fn mine(ctx: &mut Ctx, filter: &Filter, page: PageRequest) -> Result<(Page<OrderRow>, Counts)> {
    ctx.authorize(Permission::OrderRead)?;
    let me = ctx.actor().customer().ok_or_else(|| Error::new(FORBIDDEN))?;
    let filter =
        OfficeFilter { customer: Some(me), statuses: filter.statuses.clone(), text: filter.text.clone(), ..Default::default() };
    let counts = db::list::counts_of_customer(ctx, me).await?;
    Ok((db::list::search(ctx, &filter, page).await?, counts))
}

/// The acting customer's newest orders, at most 100, in one round trip; for the front page.
///
/// # Errors
/// `forbidden` for who is no customer, `page.invalid` for a count outside 1..=100.
pub async fn latest(ctx: &mut Ctx, count: u32) -> Result<Vec<OrderRow>> {
    ctx.authorize(Permission::OrderRead)?;
    let me = ctx.actor().customer().ok_or_else(|| Error::new(FORBIDDEN))?;
    let filter = OfficeFilter { customer: Some(me), ..Default::default() };
    Ok(db::list::search(ctx, &filter, PageRequest::new(1, count)?).await?.rows)
}

/// Orders of one customer for the office.
///
/// # Errors
/// `forbidden`.
pub async fn of_customer(ctx: &mut Ctx, customer: CustomerId, page: PageRequest) -> Result<Page<OrderRow>> {
    office(ctx)?;
    db::list::search(ctx, &OfficeFilter { customer: Some(customer), ..Default::default() }, page).await
}

/// The acting worker's jobs between two instants, by start.
///
/// # Errors
/// `forbidden` for who is no worker.
pub async fn of_worker(ctx: &mut Ctx, from: Timestamp, to: Timestamp) -> Result<Vec<OrderRow>> {
    ctx.authorize(Permission::OrderRead)?;
    let me = ctx.actor().worker().ok_or_else(|| Error::new(FORBIDDEN))?;
    let mut rows = db::list::between(ctx, from, to, Some(me)).await?;
    rows.retain(|row| row.status != Status::Cancelled);
    // As on the order itself: whom it is for comes with acceptance.
    rows.iter_mut().filter(|row| row.status == Status::Offered).for_each(|row| row.contact.clear());
    Ok(rows)
}

/// The office's table.
///
/// # Errors
/// `forbidden`.
pub async fn of_office(ctx: &mut Ctx, filter: &OfficeFilter, page: PageRequest) -> Result<Page<OrderRow>> {
    office(ctx)?;
    db::list::search(ctx, filter, page).await
}

/// Has the company ever had an order?
///
/// # Errors
/// `forbidden`.
pub async fn any(ctx: &mut Ctx) -> Result<bool> {
    office(ctx)?;
    db::list::any(ctx).await
}

/// The live board: everything open, plus what finished or was cancelled since `since`; at most 500.
///
/// # Errors
/// `forbidden`.
pub async fn board(ctx: &mut Ctx, since: Timestamp) -> Result<Vec<OrderRow>> {
    office(ctx)?;
    db::list::board(ctx, since).await
}

/// All orders that start between two instants, for the roster by worker.
///
/// # Errors
/// `forbidden`.
pub async fn roster(ctx: &mut Ctx, from: Timestamp, to: Timestamp) -> Result<Vec<OrderRow>> {
    office(ctx)?;
    db::list::between(ctx, from, to, None).await
}

fn office(ctx: &Ctx) -> Result<()> {
    match ctx.authorize(Permission::OrderRead)? {
        lares_kernel::Scope::Any => Ok(()),
        lares_kernel::Scope::Own => Err(Error::new(FORBIDDEN)),
    }
}
