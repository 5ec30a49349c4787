//! One order: everything about it, and what the office does with it.

use super::again::Sent;
use super::entry::{Entry, Words, local, plain};
use super::listing::keyed;
use super::people;
use crate::error::Served;
use crate::form::Button;
use crate::instead::instead;
use crate::respond::done;
use crate::visit::OfficeVisit;
use axum::extract::Path;
use lares_domain::orders::{self, Command, Order, Status, Step, StepRecord, Wanted};
use lares_domain::payments::{self, Capture, Method, Receipt};
use lares_domain::tenancy::policies;
use lares_domain::workforce;
use lares_kernel::answers::Answer;
use lares_kernel::events::Event;
use lares_kernel::{Ctx, Money as Amount, OrderId, Permission, Result};
use lares_views::pages::office::{AssignedWorker, Assignment, MoneyForm, OfficeCancellation, OrderPage, PaymentLine, StepLine};
use lares_views::parts::{Bill, BillLine, TimelineEntry};
use lares_views::{Form, Money, Phrase};

pub async fn show(visit: OfficeVisit, Path(id): Path<OrderId>) -> Served {
    page(&visit, id, Sent::default()).await
}

pub async fn assign(visit: OfficeVisit, Path(id): Path<OrderId>, typed: Words) -> Served {
    typed.only(&["worker_id", "starts_at"])?;
    let tried = give(&visit, id, &typed).await;
    after(&visit, id, "notice-assigned", tried.map_err(|error| ("assignment", typed, error))).await
}

async fn give(visit: &OfficeVisit, id: OrderId, typed: &Words) -> Result<()> {
    let mut entry = Entry::of(typed);
    let worker = entry.choice("worker_id", |text| text.parse().ok());
    let starts_at = entry.moment("starts_at", &visit.tenant);
    entry.done()?;
    let mut ctx = visit.begin().await?;
    let worker = worker.unwrap_or_default();
    match orders::assign(&mut ctx, id, worker, Some(starts_at)).await {
        Ok(_) => ctx.commit().await,
        Err(error) => {
            let wanted = Wanted::Job { order: id, worker: Some(worker), starts_at: Some(starts_at) };
            Err(instead(visit, ctx, error, wanted).await)
        }
    }
}

pub async fn unassign(visit: OfficeVisit, Path(id): Path<OrderId>, _: Button) -> Served {
    let mut ctx = visit.begin().await?;
    match orders::unassign(&mut ctx, id).await {
        Ok(_) => {
            ctx.commit().await?;
            Ok(done(&address(id), "notice-unassigned"))
        }
        Err(error) => {
            drop(ctx);
            page(&visit, id, Sent::said(error)?).await
        }
    }
}

pub async fn cancel(visit: OfficeVisit, Path(id): Path<OrderId>, typed: Words) -> Served {
    typed.only(&["fee_minor", "reason"])?;
    let tried = call_off(&visit, id, &typed).await;
    after(&visit, id, "notice-order-cancelled", tried.map_err(|error| ("cancellation", typed, error))).await
}

async fn call_off(visit: &OfficeVisit, id: OrderId, typed: &Words) -> Result<()> {
    let mut entry = Entry::of(typed);
    let fee = entry.number("fee_minor");
    let reason = entry.text("reason");
    entry.done()?;
    let mut ctx = visit.begin().await?;
    orders::cancel(&mut ctx, id, reason, fee).await?;
    ctx.commit().await
}

pub async fn capture(visit: OfficeVisit, Path(id): Path<OrderId>, typed: Words) -> Served {
    typed.only(&["key", "amount", "method", "reference"])?;
    let tried = take(&visit, id, &typed).await;
    after(&visit, id, "notice-captured", tried.map_err(|error| ("payment", typed, error))).await
}

async fn take(visit: &OfficeVisit, id: OrderId, typed: &Words) -> Result<()> {
    let money = moved(id, typed, "")?;
    let mut ctx = visit.begin().await?;
    if is_first(visit, &mut ctx, typed).await? {
        payments::record(&mut ctx, money).await?;
    }
    ctx.commit().await
}

pub async fn refund(visit: OfficeVisit, Path(id): Path<OrderId>, typed: Words) -> Served {
    typed.only(&["key", "refund_amount", "refund_method", "refund_reference"])?;
    let tried = give_back(&visit, id, &typed).await;
    after(&visit, id, "notice-refunded", tried.map_err(|error| ("refund", typed, error))).await
}

async fn give_back(visit: &OfficeVisit, id: OrderId, typed: &Words) -> Result<()> {
    let money = moved(id, typed, "refund_")?;
    let mut ctx = visit.begin().await?;
    if is_first(visit, &mut ctx, typed).await? {
        payments::refund(&mut ctx, money).await?;
    }
    ctx.commit().await
}

/// Money moves once for each form that was shown, however often it is sent.
async fn is_first(visit: &OfficeVisit, ctx: &mut Ctx, typed: &Words) -> Result<bool> {
    let (person, key) = (visit.person()?, Entry::of(typed).text("key"));
    let request = serde_json::to_vec(&typed.words)?;
    if ctx.answered(person, key, &request).await?.is_some() {
        return Ok(false);
    }
    ctx.keep_answer(person, key, &Answer { status: 303, body: serde_json::Value::Null }).await?;
    Ok(true)
}

fn moved(order: OrderId, typed: &Words, prefix: &str) -> Result<Capture> {
    let mut entry = Entry::of(typed);
    let amount_minor = entry.amount(&format!("{prefix}amount"));
    let method = entry.choice(&format!("{prefix}method"), |name| Method::parse(name).ok()).unwrap_or(Method::Cash);
    let reference = entry.text(&format!("{prefix}reference")).chars().take(100).collect();
    entry.done()?;
    Ok(Capture { order, method, amount_minor, reference })
}

fn address(id: OrderId) -> String {
    format!("/office/orders/{id}")
}

/// Back to the order, or the order once more with what was wrong beside its form.
async fn after(
    visit: &OfficeVisit,
    id: OrderId,
    notice: &'static str,
    tried: std::result::Result<(), (&'static str, Words, lares_kernel::Error)>,
) -> Served {
    let Err((part, typed, error)) = tried else { return Ok(done(&address(id), notice)) };
    let sent = Sent::again(part, &typed, error)?;
    let sent = if part == "refund" { sent.renamed("amount", "refund_amount") } else { sent };
    page(visit, id, sent).await
}

async fn page(visit: &OfficeVisit, id: OrderId, sent: Sent) -> Served {
    let mut ctx = visit.begin().await?;
    let order = orders::read(&mut ctx, id).await?;
    let mut page = facts(&order, &orders::timeline(&mut ctx, id).await?, visit);
    page.customer_href = ctx.may(Permission::CustomerRead).then(|| format!("/office/customers/{}", order.customer_id));
    page.worker = worker(&mut ctx, &order).await?;
    page.steps = orders::steps(&mut ctx, id).await?.iter().map(step).collect();
    money(&mut ctx, &order, &mut page, &sent).await?;
    actions(&mut ctx, visit, &order, &mut page, &sent).await?;
    page.wrong = sent.wrong.clone();
    visit.show_as(sent.status(), ctx, "orders", &page).await
}

fn amount(money: Amount) -> Money {
    Money::new(money.minor, money.currency.code())
}

/// Customers choose a reason from a list, the office writes its own words.
fn said(visit: &OfficeVisit, reason: &str) -> Phrase {
    visit.known(&format!("cancellation-reason-{reason}"), reason)
}

fn facts(order: &Order, events: &[Event], visit: &OfficeVisit) -> OrderPage {
    OrderPage {
        id: order.id.to_string(),
        number: order.number.clone(),
        status: order.status.name().to_owned(),
        payment: order.payment_state.name().to_owned(),
        service: order.service_name.clone(),
        starts_at: order.starts_at,
        ends_at: order.ends_at,
        created_at: order.created_at,
        customer: order.address.contact.clone(),
        customer_href: None,
        contact: order.address.contact.clone(),
        phone: order.address.phone.clone(),
        place: format!("{} {}", order.address.district, order.address.line),
        notes: order.notes.clone(),
        options: chosen(order),
        start_code: order.start_code.clone(),
        worker: None,
        bill: bill(order),
        fee: (order.status == Status::Cancelled).then(|| amount(order.fee)),
        cancel_reason: order.cancel_reason.as_deref().filter(|reason| !reason.is_empty()).map(|reason| said(visit, reason)),
        payments: Vec::new(),
        outstanding: amount(Amount::zero(order.total.currency)),
        timeline: events.iter().rev().map(|event| entry(event, visit)).collect(),
        steps: Vec::new(),
        change: None,
        assignment: None,
        cancellation: None,
        capture: None,
        refund: None,
        wrong: None,
    }
}

/// Options stand among the frozen lines with their quantity.
fn chosen(order: &Order) -> Vec<String> {
    let options = order.lines.iter().filter(|line| line.source == lares_domain::pricing::Source::Option);
    options.map(|line| line.label.clone()).collect()
}

fn bill(order: &Order) -> Bill {
    let currency = order.total.currency;
    let lines = order.lines.iter().map(|line| BillLine {
        label: crate::customer::cards::label(line),
        amount: amount(Amount::new(line.amount_minor, currency)),
        why: (!line.why.is_empty()).then(|| Phrase::plain(&line.why)),
    });
    Bill { lines: lines.collect(), total: amount(order.total), notices: Vec::new() }
}

/// What happened in words; a kind we have none for is an update.
fn entry(event: &Event, visit: &OfficeVisit) -> TimelineEntry {
    let key = format!("event-{}", event.kind.replace('.', "-"));
    let known = visit.app.views.knows(visit.locale, &key);
    let text = Phrase::key(if known { &key } else { "event-order-other" });
    TimelineEntry { text, at: event.at, by: Some(Phrase::key(&format!("event-by-{}", event.actor_kind))) }
}

/// A step as the device reported it; its clock is shown only where it tells another minute.
fn step(record: &StepRecord) -> StepLine {
    let event = match record.step {
        Step::Depart => "departed",
        Step::Arrive => "arrived",
        Step::Start => "started",
        Step::Finish => "completed",
    };
    let differs = |at: &jiff::Timestamp| at.duration_since(record.at).abs() >= jiff::SignedDuration::from_mins(1);
    StepLine {
        label: Phrase::key(&format!("event-order-{event}")),
        at: record.at,
        device_at: record.device_at.filter(differs),
        map: record.place.map(crate::worker::names::map),
        away: record.away,
    }
}

async fn worker(ctx: &mut Ctx, order: &Order) -> Result<Option<AssignedWorker>> {
    let Some(id) = order.worker_id.filter(|_| ctx.may(Permission::WorkerRead)) else { return Ok(None) };
    let record = workforce::record(ctx, id).await?;
    Ok(Some(AssignedWorker {
        name: record.name,
        href: format!("/office/workers/{id}"),
        phone: record.phone,
        chosen: order.chosen_worker,
    }))
}

/// Payments and their forms, for who may see or record them.
async fn money(ctx: &mut Ctx, order: &Order, page: &mut OrderPage, sent: &Sent) -> Result<()> {
    if !ctx.may(Permission::PaymentRead) {
        page.outstanding = amount(payments::outstanding(ctx, order).await?);
        return Ok(());
    }
    let receipt = payments::receipt(ctx, order.id).await?;
    page.outstanding = amount(receipt.outstanding);
    page.payments = receipt.payments.iter().map(|payment| line(payment, order)).collect();
    if ctx.may(Permission::PaymentRecord) {
        let (due, kept) = (receipt.outstanding.minor, kept(&receipt));
        let accepted: Vec<_> = policies::payment(ctx).await?.methods.iter().map(|method| method.name()).collect();
        page.capture = (due > 0).then(|| money_form(due, &accepted, sent.of("payment")));
        page.refund = (kept > 0).then(|| money_form(kept, &Method::ALL.map(Method::name), sent.of("refund")));
    }
    Ok(())
}

fn line(payment: &payments::Payment, order: &Order) -> PaymentLine {
    PaymentLine {
        kind: payment.kind.clone(),
        method: payment.method.clone(),
        amount: amount(Amount::new(payment.amount_minor, order.total.currency)),
        reference: payment.reference.clone(),
        at: payment.at,
    }
}

/// What was captured and not given back.
fn kept(receipt: &Receipt) -> i64 {
    let signed =
        |payment: &payments::Payment| if payment.kind == "refund" { -payment.amount_minor } else { payment.amount_minor };
    receipt.payments.iter().map(signed).sum()
}

fn money_form(minor: i64, methods: &[&'static str], form: Form) -> MoneyForm {
    let methods = methods.iter().map(|method| keyed(method, &format!("method-{method}")));
    MoneyForm { key: lares_kernel::random::uuid().to_string(), methods: methods.collect(), amount: plain(minor), form }
}

/// The forms the order's state and the person's role allow.
async fn actions(ctx: &mut Ctx, visit: &OfficeVisit, order: &Order, page: &mut OrderPage, sent: &Sent) -> Result<()> {
    if ctx.may(Permission::OrderAssign) && order.allows(Command::Assign, ctx.actor()) {
        let workers = people::active(ctx).await?;
        page.assignment = Some(Assignment {
            workers: people::choices(&workers),
            worker_id: order.worker_id.map(|id| id.to_string()).unwrap_or_default(),
            starts_at: local(order.starts_at, &visit.tenant),
            revocable: order.worker_id.is_some() && order.allows(Command::Unassign, ctx.actor()),
            form: sent.of("assignment"),
        });
    }
    let may_change = ctx.may(Permission::OrderChange) && order.allows(Command::Change, ctx.actor());
    page.change = may_change.then(|| format!("/office/orders/{}/change", order.id));
    if ctx.may(Permission::OrderCancel) && order.allows(Command::Cancel, ctx.actor()) {
        let preview = orders::cancellation_preview(ctx, order.id).await?;
        let paid = (order.total.minor - page.outstanding.minor).max(0);
        let back = Amount::new((paid - preview.fee.minor).max(0), order.total.currency);
        page.cancellation =
            Some(OfficeCancellation { fee: amount(preview.fee), back: amount(back), form: sent.of("cancellation") });
    }
    Ok(())
}
