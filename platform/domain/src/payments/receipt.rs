//! The receipt (支付凭证): what was paid for which order.

use super::db;
use crate::orders::{self, Order};
use jiff::Timestamp;
use lares_kernel::{Ctx, Money, OrderId, PaymentId, Permission, Result};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct Payment {
    pub id: PaymentId,
    pub kind: String,
    pub method: String,
    pub amount_minor: i64,
    pub reference: String,
    pub at: Timestamp,
}

#[derive(Clone, Debug)]
pub struct Receipt {
    pub order: Order,
    pub payments: Vec<Payment>,
    pub outstanding: Money,
}

/// # Errors
/// `not_found`, also for somebody else's order.
pub async fn receipt(ctx: &mut Ctx, id: OrderId) -> Result<Receipt> {
    let order = orders::read(ctx, id).await?;
    ctx.authorize_owned(Permission::PaymentRead, &order.owners())?;
    let payments = db::of_order(ctx, id).await?;
    let outstanding = super::outstanding(ctx, &order).await?;
    Ok(Receipt { order, payments, outstanding })
}
