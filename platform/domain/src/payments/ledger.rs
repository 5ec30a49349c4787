//! The entries: debit positive, credit negative, each entry zero in sum.

use super::db;
use crate::orders::Order;
use crate::pricing::Source;
use lares_kernel::{Ctx, Money, Result, random};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// One side of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    pub account: &'static str,
    pub minor: i64,
}

const fn post(account: &'static str, minor: i64) -> Posting {
    Posting { account, minor }
}

/// The work is done: the customer owes the total; discounts are shown apart from what was earned.
///
/// # Errors
/// When the database does not answer.
pub async fn completed(ctx: &mut Ctx, order: &Order) -> Result<()> {
    let plugin_minus = |line: &&crate::pricing::Line| line.amount_minor < 0 && matches!(line.source, Source::Plugin(_));
    let discounts: i64 = order.lines.iter().filter(plugin_minus).map(|line| -line.amount_minor).sum();
    let total = order.total.minor;
    let postings = [post("receivable", total), post("discounts", discounts), post("revenue", -(total + discounts))];
    write(ctx, order, once(order, "completed"), &postings).await
}

/// A cancellation with a fee: the customer owes the fee.
///
/// # Errors
/// When the database does not answer.
pub async fn cancelled(ctx: &mut Ctx, order: &Order) -> Result<()> {
    let postings = [post("receivable", order.fee.minor), post("fees", -order.fee.minor)];
    write(ctx, order, once(order, "cancelled"), &postings).await
}

pub(super) async fn captured(ctx: &mut Ctx, order: &Order, amount: Money) -> Result<()> {
    write(ctx, order, random::uuid(), &[post("cash", amount.minor), post("receivable", -amount.minor)]).await
}

/// `overpaid` of the amount was the customer's own money; the rest is given up.
pub(super) async fn refunded(ctx: &mut Ctx, order: &Order, amount: Money, overpaid: i64) -> Result<()> {
    let postings = [post("receivable", overpaid), post("refunds", amount.minor - overpaid), post("cash", -amount.minor)];
    write(ctx, order, random::uuid(), &postings).await
}

/// The entry of what happens to an order once: a job that runs twice finds it written.
fn once(order: &Order, what: &str) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(order.id.uuid().as_bytes());
    hash.update(what.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

async fn write(ctx: &mut Ctx, order: &Order, entry: Uuid, postings: &[Posting]) -> Result<()> {
    debug_assert_eq!(postings.iter().map(|posting| posting.minor).sum::<i64>(), 0, "an entry sums to zero");
    let moved: Vec<Posting> = postings.iter().copied().filter(|posting| posting.minor != 0).collect();
    if moved.is_empty() { Ok(()) } else { db::post(ctx, order, entry, &moved).await }
}
