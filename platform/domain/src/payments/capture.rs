//! Recording that money was received or given back.

use super::{AMOUNT, METHOD, METHOD_OFF, NOT_DUE, REFUND, TOO_MUCH, db, ledger};
use crate::orders::{self, Order, PaymentState, Status};
use crate::tenancy;
use lares_kernel::{Ctx, Error, Money, OrderId, PaymentId, Permission, Result, Scope};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Cash,
    Transfer,
    Wechat,
    Alipay,
    Card,
}

impl Method {
    pub const ALL: [Self; 5] = [Self::Cash, Self::Transfer, Self::Wechat, Self::Alipay, Self::Card];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Transfer => "transfer",
            Self::Wechat => "wechat",
            Self::Alipay => "alipay",
            Self::Card => "card",
        }
    }

    /// # Errors
    /// `payments.method_unknown`.
    pub fn parse(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name).ok_or_else(|| Error::field("method", METHOD))
    }
}

/// Money a worker or the office received by hand, or a gateway confirmed.
#[derive(Clone, Debug)]
pub struct Capture {
    pub order: OrderId,
    pub method: Method,
    pub amount_minor: i64,
    /// The gateway's or bank's number, if there is one.
    pub reference: String,
}

/// What is still to be paid: the total of an order, the fee of a cancelled one, less what was captured. Money given back as
/// overpaid counts as never captured; what was given up is not owed again.
///
/// # Errors
/// `money.out_of_range`.
pub async fn outstanding(ctx: &mut Ctx, order: &Order) -> Result<Money> {
    let due = match order.status {
        Status::Cancelled => order.fee,
        Status::AwaitingPayment
        | Status::Offered
        | Status::Accepted
        | Status::Departed
        | Status::Arrived
        | Status::InService
        | Status::Completed
        | Status::Disputed => order.total,
    };
    let sums = db::sums(ctx, order.id).await?;
    due.plus(Money::new(sums.refunded - sums.forgiven - sums.captured, due.currency))
}

/// Does the company take money this way?
async fn is_accepted(ctx: &mut Ctx, method: Method) -> Result<bool> {
    Ok(tenancy::policies::payment(ctx).await?.methods.iter().any(|accepted| accepted.name() == method.name()))
}

/// Records a capture and sets the order's payment state.
///
/// # Errors
/// `not_found`, `payments.nothing_due`, `payments.more_than_due`, `payments.amount_invalid`, `payments.method_not_accepted`.
pub async fn record(ctx: &mut Ctx, capture: Capture) -> Result<PaymentId> {
    ctx.authorize(Permission::PaymentRecord)?;
    let order = orders::locked(ctx, capture.order).await?;
    ctx.authorize_owned(Permission::PaymentRecord, &[order.worker_id.map(lares_kernel::WorkerId::uuid)])?;
    if capture.amount_minor <= 0 {
        return Err(Error::field("amount", AMOUNT));
    }
    if !is_accepted(ctx, capture.method).await? {
        return Err(Error::field("method", METHOD_OFF));
    }
    let due = outstanding(ctx, &order).await?;
    if due.minor <= 0 {
        return Err(Error::new(NOT_DUE));
    }
    if capture.amount_minor > due.minor {
        return Err(Error::field("amount", TOO_MUCH).with("due", due));
    }
    take(ctx, &order, &capture).await
}

/// Writes a capture down, in the ledger too; what is covered is paid.
pub(super) async fn take(ctx: &mut Ctx, order: &Order, capture: &Capture) -> Result<PaymentId> {
    let id = PaymentId::new();
    let due = outstanding(ctx, order).await?;
    db::insert(ctx, id, "capture", capture, due.currency).await?;
    ledger::captured(ctx, order, Money::new(capture.amount_minor, due.currency)).await?;
    if capture.amount_minor >= due.minor {
        orders::settle(ctx, order.id, PaymentState::Paid).await?;
    }
    let body = json!({ "amount_minor": capture.amount_minor, "method": capture.method.name(), "number": order.number });
    ctx.announce("order.paid", order.id.uuid(), body).await?;
    Ok(id)
}

/// Sets the payment state anew after the price of an order changed: paid as long as what was received covers it.
///
/// # Errors
/// `not_found`.
pub async fn settle(ctx: &mut Ctx, id: OrderId) -> Result<()> {
    ctx.authorize_owned(Permission::PaymentRecord, &[])?;
    let order = orders::locked(ctx, id).await?;
    let due = outstanding(ctx, &order).await?;
    let sums = db::sums(ctx, id).await?;
    let is_covered = due.minor <= 0 && sums.captured > 0;
    match order.payment_state {
        PaymentState::Paid if !is_covered => orders::settle(ctx, id, PaymentState::Unpaid).await,
        PaymentState::Unpaid if is_covered => orders::settle(ctx, id, PaymentState::Paid).await,
        PaymentState::Unpaid
        | PaymentState::Authorised
        | PaymentState::Paid
        | PaymentState::PartRefunded
        | PaymentState::Refunded => Ok(()),
    }
}

/// What the company may keep by now: nothing before the work is done.
fn earned(order: &Order) -> i64 {
    match order.status {
        Status::Completed | Status::Disputed => order.total.minor,
        Status::Cancelled => order.fee.minor,
        Status::AwaitingPayment | Status::Offered | Status::Accepted | Status::Departed | Status::Arrived | Status::InService => {
            0
        }
    }
}

/// Records money given back, never more than was captured.
///
/// # Errors
/// `forbidden` for who records only their own, `not_found`, `payments.more_than_paid`, `payments.amount_invalid`.
pub async fn refund(ctx: &mut Ctx, refund: Capture) -> Result<PaymentId> {
    if ctx.authorize(Permission::PaymentRecord)? == Scope::Own {
        return Err(Error::new(lares_kernel::error::FORBIDDEN));
    }
    let order = orders::locked(ctx, refund.order).await?;
    if refund.amount_minor <= 0 {
        return Err(Error::field("amount", AMOUNT));
    }
    let sums = db::sums(ctx, order.id).await?;
    let kept = sums.captured - sums.refunded;
    if refund.amount_minor > kept {
        return Err(Error::field("amount", REFUND));
    }
    let id = PaymentId::new();
    let currency = order.total.currency;
    db::insert(ctx, id, "refund", &refund, currency).await?;
    let overpaid = (kept + sums.forgiven - earned(&order)).clamp(0, refund.amount_minor);
    ledger::refunded(ctx, &order, Money::new(refund.amount_minor, currency), overpaid).await?;
    let all = refund.amount_minor == kept;
    orders::settle(ctx, order.id, if all { PaymentState::Refunded } else { PaymentState::PartRefunded }).await?;
    let body = json!({ "amount_minor": refund.amount_minor, "number": order.number });
    ctx.announce("order.refunded", order.id.uuid(), body).await?;
    Ok(id)
}
