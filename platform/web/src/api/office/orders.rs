//! All orders of the company: table, board, dispatch, money.

use crate::api::answer::{Listed, Made, show};
use crate::api::extract::{Asked, Empty, Id, IfKeyed, Once, paging};
use crate::api::order_view::{CancellationPreview, Order, OrderRow, Receipt, StepEntry, TimelineEntry};
use crate::api::orders::{CancellationForm, statuses};
use crate::api::worker::jobs::PaymentForm;
use crate::error::Served;
use crate::instead::instead;
use crate::state::App;
use crate::visit::OfficeVisit;
use jiff::{SignedDuration, Timestamp};
use lares_domain::orders::{self, OfficeFilter, PaymentState, Status, Wanted};
use lares_domain::payments;
use lares_kernel::{CustomerId, Error, OrderId, Result, WorkerId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(board))
        .routes(routes!(roster))
        .routes(routes!(one))
        .routes(routes!(timeline))
        .routes(routes!(steps))
        .routes(routes!(assign, unassign))
        .routes(routes!(preview, cancel))
        .routes(routes!(receipt))
        .routes(routes!(record))
        .routes(routes!(refund))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OrdersQuery {
    status: Option<String>,
    /// `unpaid`, `authorised`, `paid`, `part_refunded` or `refunded`.
    payment: Option<String>,
    #[param(value_type = Option<Uuid>)]
    worker: Option<WorkerId>,
    #[param(value_type = Option<Uuid>)]
    customer: Option<CustomerId>,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    text: Option<String>,
    page: Option<u32>,
    size: Option<u32>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct BoardQuery {
    /// Finished and cancelled orders since then; a day back when absent.
    since: Option<Timestamp>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RosterQuery {
    from: Timestamp,
    to: Timestamp,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Assignment {
    #[schema(value_type = Uuid)]
    worker: WorkerId,
    /// Another time than agreed.
    starts_at: Option<Timestamp>,
}

fn filter(query: OrdersQuery) -> Result<OfficeFilter> {
    let unknown = || Error::field("payment", crate::api::extract::QUERY);
    let payment = query.payment.as_deref().map(|name| PaymentState::parse(name).ok_or_else(unknown)).transpose()?;
    Ok(OfficeFilter {
        statuses: statuses(query.status.as_deref())?,
        payment,
        worker: query.worker,
        customer: query.customer,
        from: query.from,
        to: query.to,
        text: query.text.unwrap_or_default(),
    })
}

/// Orders that match, newest first.
#[utoipa::path(get, path = "/orders", tag = "office orders", params(OrdersQuery), responses((status = 200, body = Listed<OrderRow>)))]
async fn list(visit: OfficeVisit, Asked(query): Asked<OrdersQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let asked = paging(query.page, query.size)?;
    let page = orders::of_office(&mut ctx, &filter(query)?, asked).await?;
    show(ctx, Listed::<OrderRow>::of(page)).await
}

/// Everything open, plus what ended lately; at most 500.
#[utoipa::path(get, path = "/board", tag = "office orders", params(BoardQuery), responses((status = 200, body = Vec<OrderRow>)))]
async fn board(visit: OfficeVisit, Asked(query): Asked<BoardQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let since = query.since.unwrap_or(ctx.now() - SignedDuration::from_hours(24));
    let rows = orders::board(&mut ctx, since).await?;
    show(ctx, rows.into_iter().map(OrderRow::from).collect::<Vec<_>>()).await
}

/// Who is where: every visit that starts between two instants, those of nobody too.
#[utoipa::path(get, path = "/roster", tag = "office orders", params(RosterQuery), responses((status = 200, body = Vec<OrderRow>)))]
async fn roster(visit: OfficeVisit, Asked(query): Asked<RosterQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let mut rows = orders::roster(&mut ctx, query.from, query.to).await?;
    rows.retain(|row| row.status != Status::Cancelled);
    show(ctx, rows.into_iter().map(OrderRow::from).collect::<Vec<_>>()).await
}

/// One order.
#[utoipa::path(get, path = "/orders/{id}", tag = "office orders", params(("id" = Uuid, Path)), responses((status = 200, body = Order)))]
async fn one(visit: OfficeVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let order = orders::read(&mut ctx, id).await?;
    show(ctx, Order::from(order)).await
}

/// What happened to an order, oldest first.
#[utoipa::path(get, path = "/orders/{id}/timeline", tag = "office orders", params(("id" = Uuid, Path)), responses((status = 200, body = Vec<TimelineEntry>)))]
async fn timeline(visit: OfficeVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let events = orders::timeline(&mut ctx, id).await?;
    show(ctx, events.into_iter().map(TimelineEntry::from).collect::<Vec<_>>()).await
}

/// What the worker's device said with each step; for people to look at.
#[utoipa::path(get, path = "/orders/{id}/steps", tag = "office orders", params(("id" = Uuid, Path)), responses((status = 200, body = Vec<StepEntry>)))]
async fn steps(visit: OfficeVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let steps = orders::steps(&mut ctx, id).await?;
    show(ctx, steps.into_iter().map(StepEntry::from).collect::<Vec<_>>()).await
}

/// Gives an order to a worker, at the agreed or another time.
#[utoipa::path(put, path = "/orders/{id}/worker", tag = "office orders", request_body = Assignment,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 200, body = Order)))]
async fn assign(visit: OfficeVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<Assignment>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    match orders::assign(&mut ctx, id, once.value.worker, once.value.starts_at).await {
        Ok(order) => once.shown(ctx, person, &Order::from(order)).await,
        Err(error) => {
            let wanted = Wanted::Job { order: id, worker: Some(once.value.worker), starts_at: once.value.starts_at };
            Err(instead(&visit, ctx, error, wanted).await.into())
        }
    }
}

/// Takes an order away from its worker; it is open again.
#[utoipa::path(delete, path = "/orders/{id}/worker", tag = "office orders",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 200, body = Order)))]
async fn unassign(visit: OfficeVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<Empty>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let order = orders::unassign(&mut ctx, id).await?;
    once.shown(ctx, person, &Order::from(order)).await
}

/// What cancelling would cost now.
#[utoipa::path(get, path = "/orders/{id}/cancellation", tag = "office orders", params(("id" = Uuid, Path)), responses((status = 200, body = CancellationPreview)))]
async fn preview(visit: OfficeVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let cost = orders::cancellation_preview(&mut ctx, id).await?;
    show(ctx, CancellationPreview::from(cost)).await
}

/// Cancels for the company.
#[utoipa::path(post, path = "/orders/{id}/cancellation", tag = "office orders", request_body = CancellationForm,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 200, body = Order)))]
async fn cancel(visit: OfficeVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<CancellationForm>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let order = orders::cancel(&mut ctx, id, &once.value.reason, once.value.fee_minor).await?;
    once.shown(ctx, person, &Order::from(order)).await
}

/// What was paid and what is outstanding.
#[utoipa::path(get, path = "/orders/{id}/receipt", tag = "office orders", params(("id" = Uuid, Path)), responses((status = 200, body = Receipt)))]
async fn receipt(visit: OfficeVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let receipt = payments::receipt(&mut ctx, id).await?;
    show(ctx, Receipt::from(receipt)).await
}

/// Records money received.
#[utoipa::path(post, path = "/orders/{id}/payments", tag = "office orders", request_body = PaymentForm,
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header, description = "8 to 100 characters")),
    responses((status = 201, body = Made)))]
async fn record(visit: OfficeVisit, Id(id): Id<OrderId>, once: Once<PaymentForm>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let payment = payments::record(&mut ctx, once.value.of(id)).await?;
    once.created(ctx, person, &Made { id: payment.uuid() }).await
}

/// Records money given back.
#[utoipa::path(post, path = "/orders/{id}/refunds", tag = "office orders", request_body = PaymentForm,
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header, description = "8 to 100 characters")),
    responses((status = 201, body = Made)))]
async fn refund(visit: OfficeVisit, Id(id): Id<OrderId>, once: Once<PaymentForm>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let payment = payments::refund(&mut ctx, once.value.of(id)).await?;
    once.created(ctx, person, &Made { id: payment.uuid() }).await
}
