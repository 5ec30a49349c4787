//! From an order to its page.

use super::cards;
use jiff::Timestamp;
use lares_domain::orders::{self, Command, Order, Status};
use lares_domain::{catalogue, reviews, workforce};
use lares_kernel::error::NOT_FOUND;
use lares_kernel::events::Event;
use lares_kernel::{Ctx, OrderId, Result, WorkerId, phone};
use lares_views::pages::customer::{Cancellation, OrderLive, OrderPage, OrderWorker};
use lares_views::parts::{Step, StepState, TimelineEntry};
use lares_views::{Arg, Phrase};

/// What a customer is told of the way of an order.
const TOLD: [&str; 16] = [
    "order.placed",
    "order.offered",
    "order.accepted",
    "order.assigned",
    "order.unassigned",
    "order.choice_lost",
    "order.moved",
    "order.changed",
    "order.departed",
    "order.arrived",
    "order.started",
    "order.completed",
    "order.cancelled",
    "order.fee_due",
    "order.paid",
    "order.refunded",
];

pub async fn page(ctx: &mut Ctx, id: OrderId) -> Result<OrderPage> {
    let order = orders::read(ctx, id).await?;
    let live = live(ctx, &order).await?;
    let cancellation = if live.cancel.is_some() { Some(cancellation(ctx, &order).await?) } else { None };
    let service = catalogue::page(ctx, order.service_id).await;
    Ok(OrderPage {
        id: id.to_string(),
        number: order.number.clone(),
        service: order.service_name.clone(),
        icon: service.map_or_else(|_| "sparkles".to_owned(), |service| cards::icon(&service.art).to_owned()),
        live,
        contact: order.address.contact.clone(),
        phone: phone::mask(&order.address.phone),
        place: format!("{} {}", order.address.district, order.address.line).trim().to_owned(),
        notes: order.notes.clone(),
        options: order.options.iter().map(|option| format!("{} × {}", option.name, option.quantity)).collect(),
        cancellation,
    })
}

/// What changes while the page is open.
pub async fn live(ctx: &mut Ctx, order: &Order) -> Result<OrderLive> {
    let events = orders::timeline(ctx, order.id).await?;
    let worker = match order.worker_id.filter(|_| is_confirmed(order.status)) {
        Some(worker) => worker_of(ctx, order, worker).await?,
        None => None,
    };
    let said = if order.status == Status::Completed { reviews::of_order(ctx, order.id).await? } else { None };
    let can_review = order.status == Status::Completed && said.is_none();
    let can_append = said.is_some_and(|review| review.appended.is_none());
    let review = format!("/orders/{}/review", order.id);
    let is_over = matches!(order.status, Status::Completed | Status::Cancelled);
    Ok(OrderLive {
        status: order.status.name().to_owned(),
        starts_at: order.starts_at,
        ends_at: order.ends_at,
        next: next(order),
        steps: steps(order.status),
        start_code: shows_code(order.status).then(|| order.start_code.clone()),
        worker_at: None,
        timeline: events
            .iter()
            .rev()
            .filter(|event| TOLD.contains(&event.kind.as_str()))
            .map(|event| entry(event, worker.as_ref()))
            .collect(),
        worker,
        bill: cards::bill(&order.lines, order.total.currency),
        payment: order.payment_state.name().to_owned(),
        receipt: Some(format!("/orders/{}/receipt", order.id)),
        cancel: order.allows(Command::Cancel, ctx.actor()).then(|| format!("/orders/{}/cancellation", order.id)),
        change: order.allows(Command::Change, ctx.actor()).then(|| format!("/orders/{}/change", order.id)),
        review: can_review.then(|| review.clone()),
        append: can_append.then_some(review),
        book_again: is_over.then(|| format!("/booking/{}", order.service_id)),
    })
}

/// What cancelling costs now, and why.
pub async fn cancellation(ctx: &mut Ctx, order: &Order) -> Result<Cancellation> {
    let cost = orders::cancellation_preview(ctx, order.id).await?;
    let currency = order.total.currency;
    let why = match cost.free_until {
        Some(until) => Phrase::key("cancellation-free-until").with("until", Arg::Moment(until)),
        None if cost.fee.minor == 0 => Phrase::key("cancellation-free"),
        None => Phrase::key("cancellation-late").with("until", Arg::Moment(free_until(order))),
    };
    Ok(Cancellation {
        action: format!("/orders/{}/cancellation", order.id),
        fee: cards::money(cost.fee.minor, currency),
        refund: cards::money(order.total.minor - cost.fee.minor, currency),
        why,
    })
}

fn free_until(order: &Order) -> Timestamp {
    orders::free_until(&order.policy, order.fee_clock_at, order.created_at)
}

const fn is_confirmed(status: Status) -> bool {
    match status {
        Status::AwaitingPayment | Status::Offered | Status::Cancelled => false,
        Status::Accepted | Status::Departed | Status::Arrived | Status::InService | Status::Completed | Status::Disputed => true,
    }
}

/// From acceptance until the work starts.
const fn shows_code(status: Status) -> bool {
    match status {
        Status::Accepted | Status::Departed | Status::Arrived => true,
        Status::AwaitingPayment
        | Status::Offered
        | Status::InService
        | Status::Completed
        | Status::Cancelled
        | Status::Disputed => false,
    }
}

/// The worker as published; who left the company is not shown any more.
async fn worker_of(ctx: &mut Ctx, order: &Order, id: WorkerId) -> Result<Option<OrderWorker>> {
    let card = match workforce::page(ctx, id).await {
        Ok(page) => page.card,
        Err(error) if error.code() == NOT_FOUND => return Ok(None),
        Err(error) => return Err(error),
    };
    let phone = orders::worker_phone(ctx, order).await?;
    Ok(Some(OrderWorker {
        href: format!("/workers/{id}"),
        picture: card.photo.map(cards::picture),
        tenths: cards::tenths(card.rating_hundredths()),
        years: cards::count(card.years.into()),
        phone,
        name: card.name,
    }))
}

fn next(order: &Order) -> Phrase {
    if order.status == Status::Cancelled && order.fee.minor > 0 {
        return Phrase::key("order-next-cancelled-fee").with("fee", cards::money(order.fee.minor, order.fee.currency));
    }
    Phrase::key(&format!("order-next-{}", order.status.name()))
}

fn steps(status: Status) -> Vec<Step> {
    let reached = match status {
        Status::AwaitingPayment | Status::Offered => 0,
        Status::Accepted => 1,
        Status::Departed | Status::Arrived => 2,
        Status::InService => 3,
        Status::Completed | Status::Disputed => 4,
        Status::Cancelled => return Vec::new(),
    };
    let is_done = status == Status::Completed;
    let state = |at: usize| match at.cmp(&reached) {
        std::cmp::Ordering::Less => StepState::Done,
        std::cmp::Ordering::Equal if is_done => StepState::Done,
        std::cmp::Ordering::Equal => StepState::Current,
        std::cmp::Ordering::Greater => StepState::Ahead,
    };
    let names = ["booked", "accepted", "departed", "in_service", "completed"].iter().enumerate();
    names.map(|(at, name)| Step { label: Phrase::key(&format!("order-step-{name}")), state: state(at) }).collect()
}

fn entry(event: &Event, worker: Option<&OrderWorker>) -> TimelineEntry {
    let by = match event.actor_kind.as_str() {
        "worker" => worker.map(|worker| Phrase::plain(worker.name.clone())),
        "staff" => Some(Phrase::key("event-by-staff")),
        _ => None,
    };
    TimelineEntry { text: Phrase::key(&format!("event-{}", event.kind.replace('.', "-"))), at: event.at, by }
}
