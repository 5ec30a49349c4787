//! The next step of a visit, and taking it (W05).

use super::job;
use crate::error::{Served, status};
use crate::form::{Typed, form};
use crate::message::money;
use crate::respond::see;
use crate::visit::WorkerVisit;
use axum::extract::Path;
use jiff::SignedDuration;
use lares_domain::orders::{self, Order, PaymentState, Report, Status};
use lares_domain::payments::{self, Capture, Method};
use lares_domain::tenancy::policies;
use lares_kernel::answers::Answer;
use lares_kernel::{Ctx, Error, Kind, OrderId, Place, Result, random};
use lares_views::pages::worker::{JobStep, NextStep};
use lares_views::parts::Choice;
use lares_views::{Form, Phrase};
use serde::Deserialize;
use serde_json::Value;

/// Setting off longer than this before the visit is probably a slip of the thumb.
const EARLY: SignedDuration = SignedDuration::from_hours(3);

/// What the worker does next with this order.
pub async fn next(ctx: &mut Ctx, order: &Order, form: Form) -> Result<NextStep> {
    let step = match order.status {
        Status::Accepted => JobStep::Depart,
        Status::Departed => JobStep::Arrive,
        Status::Arrived => JobStep::Start,
        Status::InService => JobStep::Finish,
        Status::Completed if order.payment_state == PaymentState::Unpaid => JobStep::Payment,
        Status::Completed | Status::AwaitingPayment | Status::Offered | Status::Cancelled | Status::Disputed => JobStep::Nothing,
    };
    let mut next = NextStep {
        job: order.id.to_string(),
        step,
        early: order.starts_at > ctx.now() + EARLY,
        due: None,
        methods: Vec::new(),
        key: random::token(),
        form,
    };
    if step == JobStep::Payment {
        let due = payments::outstanding(ctx, order).await?;
        next.due = Some(money(due.minor, due.currency));
        next.methods = policies::payment(ctx).await?.methods.iter().map(|method| choice(method.name())).collect();
    }
    Ok(next)
}

fn choice(method: &str) -> Choice {
    Choice { value: method.to_owned(), label: Phrase::key(&format!("method-{method}")) }
}

/// What the device filled in, when the person let it; empty without scripts.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StepForm {
    device_at: String,
    lat_e6: String,
    lng_e6: String,
}

impl StepForm {
    /// What does not read is left out: the step counts, not what the device makes of it.
    fn report(&self) -> Report {
        let place = self.lat_e6.parse().ok().zip(self.lng_e6.parse().ok());
        Report { device_at: self.device_at.parse().ok(), place: place.and_then(|(lat, lng)| Place::new(lat, lng).ok()) }
    }
}

pub async fn depart(visit: WorkerVisit, Path(id): Path<OrderId>, Typed { value, .. }: Typed<StepForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let done = orders::depart(&mut ctx, id, value.report()).await.map(|_| ());
    stepped(&visit, id, ctx, done).await
}

pub async fn arrive(visit: WorkerVisit, Path(id): Path<OrderId>, Typed { value, .. }: Typed<StepForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let done = orders::arrive(&mut ctx, id, value.report()).await.map(|_| ());
    stepped(&visit, id, ctx, done).await
}

/// On with the day, or the job as it stands now with what came between.
async fn stepped(visit: &WorkerVisit, id: OrderId, ctx: Ctx, done: Result<()>) -> Served {
    match done {
        Ok(()) => {
            ctx.commit().await?;
            Ok(see("/worker"))
        }
        Err(error) => {
            drop(ctx);
            mended(visit, id, error).await
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartForm {
    code: String,
    #[serde(default)]
    device_at: String,
    #[serde(default)]
    lat_e6: String,
    #[serde(default)]
    lng_e6: String,
}

pub async fn start(visit: WorkerVisit, Path(id): Path<OrderId>, Typed { value, .. }: Typed<StartForm>) -> Served {
    let seen = StepForm { device_at: value.device_at, lat_e6: value.lat_e6, lng_e6: value.lng_e6 };
    match try_code(&visit, id, &value.code, seen.report()).await {
        Ok(()) => Ok(see("/worker")),
        Err(error) => mended(&visit, id, error).await,
    }
}

/// Starts with the customer's code. A wrong one is committed too: it counts as a try.
async fn try_code(visit: &WorkerVisit, id: OrderId, code: &str, seen: Report) -> Result<()> {
    let mut ctx = visit.begin().await?;
    let started = orders::start(&mut ctx, id, code, seen).await?;
    ctx.commit().await?;
    started.into_result().map(|_| ())
}

pub async fn finish(visit: WorkerVisit, Path(id): Path<OrderId>, Typed { value, .. }: Typed<StepForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let done = orders::finish(&mut ctx, id, value.report()).await.map(|_| ());
    stepped(&visit, id, ctx, done).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentForm {
    method: String,
    amount_minor: i64,
    key: String,
}

/// Records what the customer paid at the door; sent twice it is recorded once.
pub async fn pay(visit: WorkerVisit, Path(id): Path<OrderId>, Typed { value, .. }: Typed<PaymentForm>) -> Served {
    match record(&visit, id, &value).await {
        Ok(()) => Ok(see("/worker")),
        Err(error) => mended(&visit, id, error).await,
    }
}

async fn record(visit: &WorkerVisit, order: OrderId, typed: &PaymentForm) -> Result<()> {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    let request = format!("{order} {} {}", typed.method, typed.amount_minor);
    if ctx.answered(person, &typed.key, request.as_bytes()).await?.is_some() {
        return Ok(());
    }
    let method = Method::parse(&typed.method)?;
    let capture = Capture { order, method, amount_minor: typed.amount_minor, reference: String::new() };
    payments::record(&mut ctx, capture).await?;
    ctx.keep_answer(person, &typed.key, &Answer { status: 303, body: Value::Null }).await?;
    ctx.commit().await
}

/// The job's page once more when the worker can go on from there: a wrong code, or somebody was faster.
async fn mended(visit: &WorkerVisit, id: OrderId, error: Error) -> Served {
    match error.kind() {
        Kind::Invalid | Kind::Conflict | Kind::TooMany => again(visit, id, &error).await,
        Kind::Unauthenticated | Kind::Forbidden | Kind::NotFound | Kind::TooLarge | Kind::Unavailable | Kind::Internal => {
            Err(error.into())
        }
    }
}

/// The job's page with what was wrong beside its field.
async fn again(visit: &WorkerVisit, id: OrderId, error: &Error) -> Served {
    let mut ctx = visit.begin().await?;
    let page = job::page(&mut ctx, visit, id, form(&std::collections::BTreeMap::new(), Some(error))).await?;
    visit.show_as(status(error.kind()), ctx, "today", &page).await
}
