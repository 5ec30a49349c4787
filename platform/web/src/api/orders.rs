//! A customer's orders: placing, watching, cancelling.

use super::answer::{Listed, show};
use super::extract::{Asked, Id, IfKeyed, Once, paging};
use super::order_view::{CancellationPreview, Order, OrderRow, Receipt, TimelineEntry};
use crate::error::Served;
use crate::instead::instead;
use crate::state::App;
use crate::visit::SignedInVisit;
use lares_domain::orders::{self, Filter, PlaceOrder, Status, Wanted};
use lares_domain::payments;
use lares_kernel::{Error, OrderId, QuoteId, Result};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(place, mine))
        .routes(routes!(one))
        .routes(routes!(timeline))
        .routes(routes!(preview, cancel))
        .routes(routes!(receipt))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OrderForm {
    #[schema(value_type = Uuid)]
    quote: QuoteId,
    #[serde(default)]
    notes: String,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct MineQuery {
    /// Only this status.
    status: Option<String>,
    /// Part of the number, the service or the district.
    text: Option<String>,
    page: Option<u32>,
    size: Option<u32>,
}

/// How an order is cancelled.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancellationForm {
    #[serde(default)]
    pub reason: String,
    /// The fee that was shown; another one is refused.
    pub fee_minor: i64,
}

/// # Errors
/// On the field `status`.
pub fn statuses(name: Option<&str>) -> Result<Vec<Status>> {
    let parse = |name: &str| Status::parse(name).ok_or_else(|| Error::field("status", super::extract::QUERY));
    name.map(parse).transpose().map(|status| status.into_iter().collect())
}

/// Places an order from a quote; the worker's time is taken, or nothing happens.
#[utoipa::path(post, path = "/orders", tag = "orders", request_body = OrderForm,
    params(("Idempotency-Key" = String, Header, description = "8 to 100 characters; the same key gives the same answer")),
    responses((status = 201, body = Order)))]
async fn place(visit: SignedInVisit, once: Once<OrderForm>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let command = PlaceOrder { quote: once.value.quote, notes: once.value.notes.clone() };
    match orders::place(&mut ctx, &visit.app.extensions, command).await {
        Ok(placed) => once.created(ctx, person, &Order::from(placed.order)).await,
        Err(error) => Err(instead(&visit, ctx, error, Wanted::Quote(once.value.quote)).await.into()),
    }
}

/// One's orders, newest first.
#[utoipa::path(get, path = "/orders", tag = "orders", params(MineQuery), responses((status = 200, body = Listed<OrderRow>)))]
async fn mine(visit: SignedInVisit, Asked(query): Asked<MineQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let filter = Filter { statuses: statuses(query.status.as_deref())?, text: query.text.unwrap_or_default() };
    let (page, _) = orders::mine(&mut ctx, &filter, paging(query.page, query.size)?).await?;
    show(ctx, Listed::<OrderRow>::of(page)).await
}

/// One order.
#[utoipa::path(get, path = "/orders/{id}", tag = "orders", params(("id" = Uuid, Path)), responses((status = 200, body = Order)))]
async fn one(visit: SignedInVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let order = orders::read(&mut ctx, id).await?;
    show(ctx, Order::from(order)).await
}

/// What happened to an order, oldest first.
#[utoipa::path(get, path = "/orders/{id}/timeline", tag = "orders", params(("id" = Uuid, Path)), responses((status = 200, body = Vec<TimelineEntry>)))]
async fn timeline(visit: SignedInVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let events = orders::timeline(&mut ctx, id).await?;
    show(ctx, events.into_iter().map(TimelineEntry::from).collect::<Vec<_>>()).await
}

/// What cancelling would cost now.
#[utoipa::path(get, path = "/orders/{id}/cancellation", tag = "orders", params(("id" = Uuid, Path)), responses((status = 200, body = CancellationPreview)))]
async fn preview(visit: SignedInVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let cost = orders::cancellation_preview(&mut ctx, id).await?;
    show(ctx, CancellationPreview::from(cost)).await
}

/// Cancels at exactly the fee that was shown.
#[utoipa::path(post, path = "/orders/{id}/cancellation", tag = "orders", request_body = CancellationForm,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "8 to 100 characters")),
    responses((status = 200, body = Order)))]
async fn cancel(visit: SignedInVisit, Id(id): Id<OrderId>, IfKeyed(once): IfKeyed<CancellationForm>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let order = orders::cancel(&mut ctx, id, &once.value.reason, once.value.fee_minor).await?;
    once.shown(ctx, person, &Order::from(order)).await
}

/// What was paid for an order and what is outstanding.
#[utoipa::path(get, path = "/orders/{id}/receipt", tag = "orders", params(("id" = Uuid, Path)), responses((status = 200, body = Receipt)))]
async fn receipt(visit: SignedInVisit, Id(id): Id<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let receipt = payments::receipt(&mut ctx, id).await?;
    show(ctx, Receipt::from(receipt)).await
}
