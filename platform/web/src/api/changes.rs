//! Changing an order: a quote of what it is to become, then the change. The office has the same (`office/changes.rs`).

use super::answer::{Money, Problem};
use super::extract::{Id, Json, Once};
use super::order_view::Order;
use super::quotes::{Quote, WantedOption};
use crate::error::Served;
use crate::instead::instead;
use crate::state::App;
use crate::visit::{SignedInVisit, Visit};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use jiff::Timestamp;
use lares_domain::orders::{self, ChangeOrder, ChangePreview, ChangeWish, Wanted};
use lares_kernel::{AddressId, OrderId, QuoteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(quote)).routes(routes!(change))
}

/// What the order is to become; all of it, not only what differs.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeWishForm {
    #[serde(default)]
    options: Vec<WantedOption>,
    #[schema(value_type = Uuid)]
    address: AddressId,
    starts_at: Timestamp,
}

/// What the change costs.
#[derive(Serialize, ToSchema)]
pub struct ChangeQuote {
    quote: Quote,
    /// For moving the visit; the last line of the quote.
    fee: Money,
    /// The new total less the old one.
    difference_minor: i64,
    /// Until when moving is free, while that is ahead.
    free_until: Option<Timestamp>,
}

impl From<ChangePreview> for ChangeQuote {
    fn from(preview: ChangePreview) -> Self {
        Self {
            quote: preview.quote.into(),
            fee: preview.fee.into(),
            difference_minor: preview.difference_minor,
            free_until: preview.free_until,
        }
    }
}

/// A change as it was quoted; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeForm {
    #[schema(value_type = Option<Uuid>)]
    quote: Option<QuoteId>,
    notes: Option<String>,
}

/// Prices a change of one's order and freezes the answer.
#[utoipa::path(post, path = "/orders/{id}/quotes", tag = "orders", params(("id" = Uuid, Path)),
    responses((status = 201, body = ChangeQuote)))]
async fn quote(visit: SignedInVisit, Id(id): Id<OrderId>, Json(wish): Json<ChangeWishForm>) -> Served {
    price(&visit, id, wish).await
}

/// Changes one's order exactly as it was quoted.
#[utoipa::path(post, path = "/orders/{id}/changes", tag = "orders", request_body = ChangeForm,
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header, description = "8 to 100 characters")),
    responses((status = 201, body = Order), (status = 409, body = Problem)))]
async fn change(visit: SignedInVisit, Id(id): Id<OrderId>, once: Once<ChangeForm>) -> Served {
    apply(&visit, id, once).await
}

/// # Errors
/// What the business refuses.
pub async fn price(visit: &Visit, id: OrderId, wish: ChangeWishForm) -> Served {
    let mut ctx = visit.begin().await?;
    let options = wish.options.iter().map(|option| (option.id, option.quantity)).collect();
    let wish = ChangeWish { options, address: wish.address, starts_at: wish.starts_at };
    let preview = orders::change_preview(&mut ctx, &visit.app.extensions, id, wish).await?;
    ctx.commit().await?;
    Ok((StatusCode::CREATED, axum::Json(ChangeQuote::from(preview))).into_response())
}

/// # Errors
/// What the business refuses, with other times when the one wanted is taken.
pub async fn apply(visit: &Visit, id: OrderId, once: Once<ChangeForm>) -> Served {
    let (mut ctx, person) = (visit.begin().await?, visit.person()?);
    if let Some(before) = once.before(&mut ctx, person).await? {
        return Ok(before);
    }
    let (quote, notes) = (once.value.quote, once.value.notes.clone());
    match (orders::change(&mut ctx, &visit.app.extensions, id, ChangeOrder { quote, notes }).await, quote) {
        (Ok(order), _) => once.created(ctx, person, &Order::from(order)).await,
        (Err(error), Some(quote)) => Err(instead(visit, ctx, error, Wanted::Change { order: id, quote }).await.into()),
        (Err(error), None) => Err(error.into()),
    }
}
