//! A worker's side: offers, the pool, and the steps of a job.

use crate::api::answer::{Made, Place, show};
use crate::api::extract::{Asked, Empty, Id, IfKeyed, Json, Once};
use crate::api::order_view::{Order, OrderRow};
use crate::error::Served;
use crate::instead::instead;
use crate::state::App;
use crate::visit::WorkerVisit;
use axum::response::IntoResponse;
use jiff::Timestamp;
use lares_domain::orders::{self, Offer, Report, Wanted};
use lares_domain::payments::{self, Capture, Method};
use lares_kernel::{OrderId, Result};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(offers))
        .routes(routes!(pool))
        .routes(routes!(jobs))
        .routes(routes!(job))
        .routes(routes!(accept))
        .routes(routes!(decline))
        .routes(routes!(grab))
        .routes(routes!(depart))
        .routes(routes!(arrive))
        .routes(routes!(start))
        .routes(routes!(finish))
        .routes(routes!(pay))
}

#[derive(Serialize, ToSchema)]
struct Job {
    order_id: Uuid,
    service_name: String,
    starts_at: Timestamp,
    ends_at: Timestamp,
    /// The exact address comes with acceptance.
    district: String,
    notes: String,
    total_minor: i64,
    expires_at: Option<Timestamp>,
}

impl From<Offer> for Job {
    fn from(offer: Offer) -> Self {
        Self {
            order_id: offer.order_id.uuid(),
            service_name: offer.service_name,
            starts_at: offer.starts_at,
            ends_at: offer.ends_at,
            district: offer.district,
            notes: offer.notes,
            total_minor: offer.total_minor,
            expires_at: offer.expires_at,
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct JobsQuery {
    from: Timestamp,
    to: Timestamp,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Reason {
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StartCode {
    /// What the customer says at the door.
    code: String,
    /// By the device's own clock.
    device_at: Option<Timestamp>,
    /// Where the device is.
    place: Option<Place>,
}

/// What the device says of a step; kept beside the server's own time, never reckoned with.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepReport {
    /// By the device's own clock.
    device_at: Option<Timestamp>,
    /// Where the device is.
    place: Option<Place>,
}

impl StepReport {
    /// # Errors
    /// `place.invalid` on the field `place`.
    fn checked(&self) -> Result<Report> {
        Ok(Report { device_at: self.device_at, place: self.place.map(Place::checked).transpose()? })
    }
}

/// Money received or given back by hand.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentForm {
    /// `cash`, `transfer`, `wechat`, `alipay` or `card`.
    #[schema(value_type = String)]
    pub method: Method,
    pub amount_minor: i64,
    /// The bank's or gateway's number, if there is one.
    #[serde(default)]
    pub reference: String,
}

impl PaymentForm {
    #[must_use]
    pub fn of(&self, order: OrderId) -> Capture {
        Capture { order, method: self.method, amount_minor: self.amount_minor, reference: self.reference.clone() }
    }
}

/// Offers waiting for one's answer.
#[utoipa::path(get, path = "/offers", tag = "worker", responses((status = 200, body = Vec<Job>)))]
async fn offers(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = orders::offers(&mut ctx).await?;
    show(ctx, rows.into_iter().map(Job::from).collect::<Vec<_>>()).await
}

/// Jobs nobody has, which one could take.
#[utoipa::path(get, path = "/pool", tag = "worker", responses((status = 200, body = Vec<Job>)))]
async fn pool(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = orders::open_pool(&mut ctx).await?;
    show(ctx, rows.into_iter().map(Job::from).collect::<Vec<_>>()).await
}

/// One's jobs that start between two instants.
#[utoipa::path(get, path = "/jobs", tag = "worker", params(JobsQuery), responses((status = 200, body = Vec<OrderRow>)))]
async fn jobs(visit: WorkerVisit, Asked(query): Asked<JobsQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = orders::of_worker(&mut ctx, query.from, query.to).await?;
    show(ctx, rows.into_iter().map(OrderRow::from).collect::<Vec<_>>()).await
}

/// One job.
#[utoipa::path(get, path = "/jobs/{id}", tag = "worker", params(("id" = Uuid, Path)), responses((status = 200, body = Order)))]
async fn job(visit: WorkerVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let order = orders::read(&mut ctx, id).await?;
    show(ctx, Order::from(order)).await
}

/// Says yes to an offer.
#[utoipa::path(post, path = "/jobs/{id}/acceptance", tag = "worker",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 200, body = Order)))]
async fn accept(visit: WorkerVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<Empty>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let order = orders::accept(&mut ctx, id).await?;
    once.shown(ctx, person, &masked(order)).await
}

/// Says no to an offer; the next worker is asked.
#[utoipa::path(post, path = "/jobs/{id}/refusal", tag = "worker", request_body = Reason,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 204, description = "Declined")))]
async fn decline(visit: WorkerVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<Reason>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    orders::decline(&mut ctx, id, &once.value.reason).await?;
    once.done(ctx, person).await
}

/// Takes a job from the pool; exactly one of many wins.
#[utoipa::path(post, path = "/jobs/{id}/grab", tag = "worker",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 200, body = Order)))]
async fn grab(visit: WorkerVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<Empty>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    match orders::grab(&mut ctx, id).await {
        Ok(order) => once.shown(ctx, person, &masked(order)).await,
        Err(error) => {
            let wanted = Wanted::Job { order: id, worker: visit.actor().worker(), starts_at: None };
            Err(instead(&visit, ctx, error, wanted).await.into())
        }
    }
}

/// On the way.
#[utoipa::path(post, path = "/jobs/{id}/departure", tag = "worker", request_body = Option<StepReport>,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 200, body = Order)))]
async fn depart(visit: WorkerVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<StepReport>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let order = orders::depart(&mut ctx, id, once.value.checked()?).await?;
    once.shown(ctx, person, &masked(order)).await
}

/// At the door.
#[utoipa::path(post, path = "/jobs/{id}/arrival", tag = "worker", request_body = Option<StepReport>,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 200, body = Order)))]
async fn arrive(visit: WorkerVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<StepReport>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let order = orders::arrive(&mut ctx, id, once.value.checked()?).await?;
    once.shown(ctx, person, &masked(order)).await
}

/// Starts the work with the customer's code; a wrong one counts as a try.
#[utoipa::path(post, path = "/jobs/{id}/start", tag = "worker", params(("id" = Uuid, Path)), responses((status = 200, body = Order)))]
async fn start(visit: WorkerVisit, Id(id): Id<OrderId>, Json(form): Json<StartCode>) -> Served {
    let mut ctx = visit.begin().await?;
    let report = StepReport { device_at: form.device_at, place: form.place }.checked()?;
    let started = orders::start(&mut ctx, id, &form.code, report).await?;
    ctx.commit().await?;
    Ok(axum::Json(masked(started.into_result()?)).into_response())
}

/// The work is done.
#[utoipa::path(post, path = "/jobs/{id}/finish", tag = "worker", request_body = Option<StepReport>,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 200, body = Order)))]
async fn finish(visit: WorkerVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<StepReport>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let order = orders::finish(&mut ctx, id, once.value.checked()?).await?;
    once.shown(ctx, person, &masked(order)).await
}

/// Records money the customer gave.
#[utoipa::path(post, path = "/jobs/{id}/payments", tag = "worker", request_body = PaymentForm,
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header, description = "8 to 100 characters")),
    responses((status = 201, body = Made)))]
async fn pay(visit: WorkerVisit, Id(id): Id<OrderId>, once: Once<PaymentForm>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let payment = payments::record(&mut ctx, once.value.of(id)).await?;
    once.created(ctx, person, &Made { id: payment.uuid() }).await
}

/// What a worker may see of the order just changed.
fn masked(order: orders::Order) -> Order {
    orders::masked_for_worker(order).into()
}
