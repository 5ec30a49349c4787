//! Changing an order: another time, place or extras at a price shown before, and notes (C14).
//!
//! The wish becomes a quote of its own; applying it spends the quote, moves the worker's time and keeps the plugins' writes, or
//! nothing happens.

use super::lifecycle::{By, Command, Status};
use super::order::{Order, Snapshot};
use super::{FEE_CHANGED, NOT_NOW, NOTES, cancel, db, offers};
use crate::pricing::{self, Line, Quote, QuoteFor, Source};
use crate::{customers, scheduling};
use jiff::{SignedDuration, Timestamp};
use lares_extension::Extensions;
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{AddressId, Ctx, Error, Money, OptionId, OrderId, Permission, QuoteId, Result, WorkerId};
use serde::Serialize;
use serde_json::json;

/// What the order is to become; all of it, not only what differs.
#[derive(Clone, Debug)]
pub struct ChangeWish {
    pub options: Vec<(OptionId, u32)>,
    pub address: AddressId,
    pub starts_at: Timestamp,
}

/// What a change costs, before the click.
#[derive(Clone, Debug, Serialize)]
pub struct ChangePreview {
    /// With the fee as its last line.
    pub quote: Quote,
    pub fee: Money,
    /// The new total less the old one; negative when the order becomes cheaper.
    pub difference_minor: i64,
    /// Until when moving is free, if that is still ahead.
    pub free_until: Option<Timestamp>,
}

/// A change as it was shown; None leaves a part as it is.
#[derive(Clone, Debug, Default)]
pub struct ChangeOrder {
    pub quote: Option<QuoteId>,
    pub notes: Option<String>,
}

/// Until when moving a visit costs nothing (pure): counted, like a cancellation, by the fee clock.
#[must_use]
pub fn move_free_until(order: &Order) -> Timestamp {
    order.fee_clock_at - SignedDuration::from_hours(order.policy.reschedule_free_hours.into())
}

/// What a customer's change costs at `now` beside the new price (pure): nothing in time; later a moved visit costs what cancelling it
/// would, and one that only becomes cheaper the same, but never more than it saves.
///
/// # Errors
/// `money.out_of_range`.
pub fn change_fee(order: &Order, starts_at: Timestamp, total: Money, now: Timestamp) -> Result<Money> {
    if now <= move_free_until(order) {
        return Ok(Money::zero(order.total.currency));
    }
    let full = cancel::fee(&order.policy, order, now)?;
    let saved = (order.total.minor - total.minor).max(0);
    let is_moved = starts_at != order.starts_at;
    Ok(if is_moved { full } else { Money::new(full.minor.min(saved), full.currency) })
}

/// Which of the customer's addresses the order goes to now, for the form of a change.
///
/// # Errors
/// `not_found`, `orders.not_possible_now`.
pub async fn change_address(ctx: &mut Ctx, id: OrderId) -> Result<AddressId> {
    let order = db::read::one(ctx, id).await?;
    require(ctx, &order)?;
    pricing::address_of(ctx, id).await
}

/// Prices a change and freezes the answer; nothing is changed yet.
///
/// # Errors
/// `not_found`, `orders.not_possible_now`, and what a quote refuses.
pub async fn change_preview(ctx: &mut Ctx, extensions: &Extensions, id: OrderId, wish: ChangeWish) -> Result<ChangePreview> {
    let order = db::read::one(ctx, id).await?;
    require(ctx, &order)?;
    let address = customers::address(ctx, wish.address).await?;
    if address.customer_id != order.customer_id {
        return Err(Error::field("address", NOT_FOUND));
    }
    let ask = QuoteFor {
        service: order.service_id,
        options: wish.options,
        address: wish.address,
        worker: order.worker_id.filter(|_| order.chosen_worker),
        starts_at: wish.starts_at,
        codes: Vec::new(),
    };
    let mut quote = pricing::reprice(ctx, extensions, id, ask).await?;
    let fee = fee(ctx, &order, &quote)?;
    let mut fees: Vec<Line> = fees(&order.lines).cloned().collect();
    if fee.minor > 0 {
        fees.push(fee_line(fee));
    }
    pricing::freeze(ctx, &mut quote, fees).await?;
    let difference_minor = quote.total.minor - order.total.minor;
    let free_until = Some(move_free_until(&order)).filter(|until| *until > ctx.now());
    Ok(ChangePreview { quote, fee, difference_minor, free_until })
}

/// Changes the order exactly as it was shown: the quote is spent, the worker's time moves, the notes are replaced.
///
/// # Errors
/// `not_found`, `orders.not_possible_now`, `orders.fee_changed`, `orders.notes_too_long`, `scheduling.slot_taken`,
/// `pricing.quote_expired`, `pricing.quote_used`, `pricing.price_changed`, `pricing.plugin_unavailable`.
pub async fn change(ctx: &mut Ctx, extensions: &Extensions, id: OrderId, command: ChangeOrder) -> Result<Order> {
    let mut order = db::read::locked(ctx, id).await?;
    require(ctx, &order)?;
    let is_nothing = command.quote.is_none() && command.notes.as_ref().is_none_or(|notes| notes.trim() == order.notes);
    if is_nothing {
        return Ok(order);
    }
    if let Some(notes) = command.notes {
        if notes.chars().count() > 500 {
            return Err(Error::field("notes", NOTES));
        }
        notes.trim().clone_into(&mut order.notes);
    }
    let (before, was_at, was) = (order.worker_id, order.starts_at, order.total);
    if let Some(quote) = command.quote {
        let quote = pricing::of_change(ctx, quote, id).await?;
        require_fee(ctx, &order, &quote)?;
        pricing::spend(ctx, &quote, id).await?;
        become_of(ctx, &mut order, &quote).await?;
        order.worker_id = take_time(ctx, &order).await?;
        pricing::confirm(ctx, extensions, &quote).await?;
    }
    order.changed_at = ctx.now();
    db::write::changed(ctx, &order, before).await?;
    let body = json!({ "number": order.number, "was_at": was_at, "was_minor": was.minor });
    ctx.announce("order.changed", id.uuid(), body).await?;
    if command.quote.is_some() {
        tell_workers(ctx, &order, before).await?;
    }
    Ok(order)
}

/// The actor may change this order, now.
fn require(ctx: &Ctx, order: &Order) -> Result<()> {
    ctx.authorize_owned(Permission::OrderChange, &[Some(order.customer_id.uuid())])?;
    if order.allows(Command::Change, ctx.actor()) { Ok(()) } else { Err(Error::new(NOT_NOW)) }
}

fn fees(lines: &[Line]) -> impl Iterator<Item = &Line> {
    lines.iter().filter(|line| line.source == Source::Fee)
}

/// Its words are the reader's, by the code.
fn fee_line(fee: Money) -> Line {
    Line::own(Source::Fee, "rescheduling".to_owned(), String::new(), fee.minor)
}

/// What this change costs the actor beside the new price; the office changes on the company's account.
fn fee(ctx: &Ctx, order: &Order, quote: &Quote) -> Result<Money> {
    let priced: i64 = quote.lines.iter().filter(|line| line.source != Source::Fee).map(|line| line.amount_minor).sum();
    let before: i64 = fees(&order.lines).map(|line| line.amount_minor).sum();
    let total = Money::new(priced + before, order.total.currency);
    match order.party(ctx.actor()) {
        By::Customer => change_fee(order, quote.starts_at, total, ctx.now()),
        By::Worker | By::Office | By::System => Ok(Money::zero(order.total.currency)),
    }
}

/// The fees shown are those due now: the ones of earlier changes, and this one's.
fn require_fee(ctx: &Ctx, order: &Order, quote: &Quote) -> Result<()> {
    let due = fee(ctx, order, quote)?;
    let before = fees(&order.lines).cloned();
    let expected: Vec<Line> = before.chain((due.minor > 0).then(|| fee_line(due))).collect();
    let shown: Vec<Line> = fees(&quote.lines).cloned().collect();
    if shown == expected { Ok(()) } else { Err(Error::new(FEE_CHANGED).with("fee", due)) }
}

/// The order as the quote describes it. Its policy stays the one it was placed under; its fee clock is the earliest start the customer
/// chose, or a later one the office chose.
async fn become_of(ctx: &mut Ctx, order: &mut Order, quote: &Quote) -> Result<()> {
    let address = customers::address(ctx, quote.address_id).await?;
    let offering = crate::catalogue::offering(ctx, quote.service_id).await?;
    (order.starts_at, order.ends_at) = (quote.starts_at, quote.ends_at);
    order.fee_clock_at = match order.party(ctx.actor()) {
        By::Office => order.fee_clock_at.max(quote.starts_at),
        By::Customer | By::Worker | By::System => order.fee_clock_at.min(quote.starts_at),
    };
    order.cleanup_minutes = i32::try_from(offering.cleanup_minutes).unwrap_or(0);
    order.address = Snapshot {
        contact: address.contact,
        phone: address.phone,
        district: address.district,
        line: address.line,
        place: address.place,
    };
    order.options.clone_from(&quote.options);
    order.lines.clone_from(&quote.lines);
    order.total = quote.total;
    Ok(())
}

/// Who has the order at its new time; None where nobody had it and somebody could.
async fn take_time(ctx: &mut Ctx, order: &Order) -> Result<Option<WorkerId>> {
    match order.worker_id {
        Some(worker) => {
            let unwilling = db::offers::unwilling(ctx, order.id).await?;
            scheduling::transfer(ctx, &order.claim(), (worker, order.chosen_worker), &unwilling).await.map(Some)
        }
        None => scheduling::require_somebody(ctx, &order.claim()).await.map(|()| None),
    }
}

/// Whoever had it, has it, or is asked now hears of it.
async fn tell_workers(ctx: &mut Ctx, order: &Order, before: Option<WorkerId>) -> Result<()> {
    let told = |worker: WorkerId| json!({ "worker": worker, "number": order.number });
    if let Some(before) = before.filter(|before| order.worker_id != Some(*before)) {
        ctx.announce("order.reassigned", order.id.uuid(), told(before)).await?;
    }
    match (order.worker_id, order.status) {
        (Some(worker), Status::Offered) => {
            db::offers::withdraw(ctx, order.id).await?;
            offers::ask(ctx, order, worker).await
        }
        (Some(worker), _) if before == Some(worker) => ctx.announce("order.job_changed", order.id.uuid(), told(worker)).await,
        (Some(worker), _) => ctx.announce("order.assigned", order.id.uuid(), told(worker)).await,
        (None, _) => offers::pool(ctx, order).await,
    }
}
