//! The JSON API (`/api/v1` of every company), for programs: the use cases of the pages, without the pages.
//!
//! Invariant: who is asking comes from `Authorization: Bearer <token of POST /sessions>` or the pages' cookie, as everywhere else.
//! Invariant: every answer that is not a success is `application/problem+json` with a stable code; unknown fields are refused.
//! Invariant: placing and money need an `Idempotency-Key`, every other step of an order and a review take one; the first answer is kept and given again.

mod answer;
mod availability;
mod catalogue;
mod changes;
pub(crate) mod document;
pub(crate) mod extract;
mod fault;
mod me;
mod messages;
mod notifications;
mod office;
mod order_view;
mod orders;
mod pictures;
mod quotes;
mod reviews;
mod sessions;
mod worker;
mod workers;
mod workforce;

pub use document::{document, operations};

use crate::state::App;
use axum::Router;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> Router<App> {
    let (router, _) = described().split_for_parts();
    router.merge(document::routes())
}

/// Every operation with its description.
fn described() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(sessions::routes())
        .merge(catalogue::routes())
        .merge(workers::routes())
        .merge(availability::routes())
        .merge(me::routes())
        .merge(quotes::routes())
        .merge(orders::routes())
        .merge(changes::routes())
        .merge(reviews::routes())
        .merge(messages::routes())
        .merge(notifications::routes())
        .merge(pictures::routes())
        .nest("/worker", worker::routes())
        .nest("/office", office::routes())
}
