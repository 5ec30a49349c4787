//! The customer's pages, phone first: find a service, book it, follow the order, say how it was.
//!
//! Invariant: guests may look at everything that is for sale and at every free time; what is somebody's needs them signed in.

mod addresses;
pub(crate) mod blobs;
mod booking;
mod cancellations;
pub(crate) mod cards;
mod categories;
mod changes;
mod directory;
mod home;
mod me;
mod messages;
mod order_view;
mod orders;
mod policy;
mod receipts;
mod reviews;
mod said;
mod services;
mod workers;

use crate::state::App;
use crate::upload::BODY_LIMIT;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::show))
        .route("/categories", get(categories::all))
        .route("/categories/{id}", get(categories::one))
        .route("/services/{id}", get(services::show))
        .route("/services/{id}/reviews", get(said::of_service))
        .route("/workers", get(directory::show))
        .route("/workers/{id}", get(workers::show))
        .route("/workers/{id}/reviews", get(said::of_worker))
        .route("/blobs/{id}", get(blobs::show))
        .merge(booking::routes())
        .merge(changes::routes())
        .merge(order_routes())
        .merge(own_routes())
}

fn order_routes() -> Router<App> {
    let reviews = Router::new().route("/orders/{id}/review", get(reviews::show).post(reviews::create));
    Router::new()
        .route("/orders", get(orders::list))
        .route("/orders/{id}", get(orders::show))
        .route("/orders/{id}/live", get(orders::live))
        .route("/orders/{id}/cancellation", get(cancellations::show).post(cancellations::create))
        .merge(reviews.layer(DefaultBodyLimit::max(BODY_LIMIT)))
        .route("/orders/{id}/receipt", get(receipts::show))
}

fn own_routes() -> Router<App> {
    Router::new()
        .route("/messages", get(messages::list))
        .route("/messages/count", get(messages::counts))
        .route("/messages/reading", post(messages::read_all))
        .route("/messages/{id}/reading", post(messages::read))
        .route("/messages/{id}/deletion", post(messages::delete))
        .route("/me", get(me::show))
        .route("/me/profile", get(me::profile).post(me::save_profile))
        .route("/me/security", get(me::security))
        .route("/me/password", post(me::set_password))
        .route("/me/notifications", get(me::notifications).post(me::save_notifications))
        .route("/addresses", get(addresses::list).post(addresses::create))
        .route("/addresses/new", get(addresses::fresh))
        .route("/addresses/{id}", get(addresses::edit).post(addresses::change))
        .route("/addresses/{id}/preference", post(addresses::prefer))
        .route("/addresses/{id}/deletion", post(addresses::delete))
}
