//! Changing a customer's order, as the customer may.

use crate::api::answer::Problem;
use crate::api::changes::{ChangeForm, ChangeQuote, ChangeWishForm, apply, price};
use crate::api::extract::{Id, Json, Once};
use crate::api::order_view::Order;
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use lares_kernel::OrderId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(quote)).routes(routes!(change))
}

/// Prices a change of a customer's order.
#[utoipa::path(post, path = "/orders/{id}/quotes", tag = "office orders", params(("id" = Uuid, Path)),
    responses((status = 201, body = ChangeQuote)))]
async fn quote(visit: OfficeVisit, Id(id): Id<OrderId>, Json(wish): Json<ChangeWishForm>) -> Served {
    price(&visit, id, wish).await
}

/// Changes a customer's order exactly as it was quoted.
#[utoipa::path(post, path = "/orders/{id}/changes", tag = "office orders", request_body = ChangeForm,
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header, description = "8 to 100 characters")),
    responses((status = 201, body = Order), (status = 409, body = Problem)))]
async fn change(visit: OfficeVisit, Id(id): Id<OrderId>, once: Once<ChangeForm>) -> Served {
    apply(&visit, id, once).await
}
