//! The port to a payment gateway: what the business asks of one, and what it believes.
//!
//! Invariant: no transaction is open while a gateway is asked; what it answers is recorded in a transaction of its own.
//! Invariant: money is recorded only from a [`Notice`] the gateway itself vouched for ([`Gateway::query`] or [`Gateway::verify`]),
//! never from what a customer's browser brings back, and each of the gateway's numbers counts once ([`confirm`]).

use super::capture::{Capture, Method, take};
use super::{AMOUNT, db};
use crate::orders;
use futures::future::BoxFuture;
use jiff::Timestamp;
use lares_kernel::error::FORBIDDEN;
use lares_kernel::{Actor, Ctx, Error, Money, OrderId, Permission, Result};

/// What a customer is asked to pay. The company is the merchant; the platform never holds the money.
#[derive(Clone, Debug)]
pub struct Intent {
    pub order: OrderId,
    /// Ours (商户订单号): at most 32 letters and digits, new for each try.
    pub number: String,
    pub amount: Money,
    /// What it is for, as the customer's bill says it.
    pub subject: String,
    /// After this the gateway takes nothing any more.
    pub expires_at: Timestamp,
}

/// Where the customer goes to pay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Invitation {
    /// A page of the gateway's.
    Page { url: String },
    /// A code to scan, as text.
    Code { text: String },
    /// Parameters for the application the page is open in, as JSON.
    Within { parameters: String },
}

/// What the gateway says became of an intent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    Waiting,
    Paid(Notice),
    /// Expired or closed; nothing will come of it.
    Closed,
}

/// Money that arrived, as the gateway vouches for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    pub order: OrderId,
    pub method: Method,
    pub amount: Money,
    /// The gateway's own number of the payment (支付交易号).
    pub reference: String,
    pub at: Timestamp,
}

/// Money to be given back.
#[derive(Clone, Debug)]
pub struct Repayment {
    /// Ours, new for each refund: asked again with it, the gateway gives back once.
    pub number: String,
    /// The gateway's number of the payment.
    pub reference: String,
    /// What the payment was, which gateways want to hear again.
    pub paid: Money,
    pub amount: Money,
}

/// A call the gateway made to us, exactly as it came: what is signed are the raw bytes.
#[derive(Clone, Copy, Debug)]
pub struct Callback<'a> {
    /// Names in lower case.
    pub headers: &'a [(String, String)],
    pub body: &'a [u8],
}

/// One company's account at a gateway. Answers are waited for without a transaction.
pub trait Gateway: Send + Sync {
    /// Asks for money. Asked again with the same number it invites to the same payment.
    fn invite(&self, intent: Intent) -> BoxFuture<'_, Result<Invitation>>;

    /// What became of an intent, by our number; for when no callback came.
    fn query<'a>(&'a self, number: &'a str) -> BoxFuture<'a, Result<Standing>>;

    /// Gives money back; answers the gateway's number of the refund.
    fn refund(&self, repayment: Repayment) -> BoxFuture<'_, Result<String>>;

    /// Reads a callback and believes it only with a good signature of the last minutes.
    ///
    /// # Errors
    /// Whatever is wrong with it; the caller answers so that the gateway calls again.
    fn verify(&self, callback: Callback<'_>, now: Timestamp) -> Result<Notice>;
}

/// Records money a gateway vouched for; false when it was recorded before. It is recorded whatever the company's ways to pay are now
/// and even when nothing is due any more: it arrived, and the office gives back what is too much.
///
/// # Errors
/// `forbidden`, `not_found`, `payments.amount_invalid`, `money.currency_mismatch`.
pub async fn confirm(ctx: &mut Ctx, notice: &Notice) -> Result<bool> {
    ctx.authorize_owned(Permission::PaymentRecord, &[])?;
    // People record what they were handed; only the platform itself hears gateways.
    if *ctx.actor() != Actor::System {
        return Err(Error::new(FORBIDDEN));
    }
    let order = orders::locked(ctx, notice.order).await?;
    if notice.amount.minor <= 0 || notice.reference.is_empty() {
        return Err(Error::field("amount", AMOUNT));
    }
    if notice.amount.currency != order.total.currency {
        return Err(Error::new(lares_kernel::money::CURRENCY_MISMATCH));
    }
    if db::is_confirmed(ctx, notice).await? {
        return Ok(false);
    }
    let (method, amount_minor) = (notice.method, notice.amount.minor);
    let capture = Capture { order: order.id, method, amount_minor, reference: notice.reference.clone() };
    take(ctx, &order, &capture).await.map(|_| true)
}
