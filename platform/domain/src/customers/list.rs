//! What the office sees: everybody with their orders and spending, and one customer's page.

use super::addresses::Address;
use super::db;
use super::profile::Customer;
use jiff::Timestamp;
use lares_kernel::{Ctx, CustomerId, Page, PageRequest, Permission, Result, Scope};
use serde::Serialize;

/// Words of a name, or digits of a phone; empty = everybody.
#[derive(Clone, Default, Debug)]
pub struct Search {
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct CustomerRow {
    pub id: CustomerId,
    pub name: String,
    pub phone: String,
    pub orders: i64,
    /// Captured less refunded, in minor units of the company's currency.
    pub spent_minor: i64,
    pub last_order_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(Clone, Debug, Serialize)]
pub struct CustomerPage {
    pub customer: Customer,
    pub addresses: Vec<Address>,
    pub orders: i64,
    pub cancelled: i64,
    pub spent_minor: i64,
    pub last_order_at: Option<Timestamp>,
}

/// Customers, the newest first.
///
/// # Errors
/// `forbidden`.
pub async fn list(ctx: &mut Ctx, search: &Search, page: PageRequest) -> Result<Page<CustomerRow>> {
    let only = match ctx.authorize(Permission::CustomerRead)? {
        Scope::Any => None,
        Scope::Own => Some(ctx.actor().id().unwrap_or_default()),
    };
    let text: String = search.text.trim().chars().take(60).collect();
    let rows = db::list(ctx, &text, only, page).await?;
    let total = db::count(ctx, &text, only).await?;
    Ok(page.page(rows, total))
}

/// One customer with addresses and sums.
///
/// # Errors
/// `forbidden`, `not_found`.
pub async fn page(ctx: &mut Ctx, id: CustomerId) -> Result<CustomerPage> {
    ctx.authorize_owned(Permission::CustomerRead, &[Some(id.uuid())])?;
    let customer = db::one(ctx, id).await?;
    let addresses = db::addresses::of(ctx, id).await?;
    let sums = db::sums(ctx, id).await?;
    Ok(CustomerPage {
        customer,
        addresses,
        orders: sums.orders,
        cancelled: sums.cancelled,
        spent_minor: sums.spent_minor,
        last_order_at: sums.last_order_at,
    })
}
