//! The worker's pages: today with the next step, offers, roster, income, reviews, and their own data.

mod account;
pub(crate) mod income;
mod job;
mod me;
mod messages;
pub(crate) mod names;
mod offers;
mod reviews;
pub(crate) mod roster;
mod step;
mod today;

use crate::state::App;
use crate::upload::BODY_LIMIT;
use crate::visit::Visit;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use lares_kernel::error::FORBIDDEN;
use lares_kernel::{Error, Result, WorkerId};

pub fn routes() -> Router<App> {
    let profile = Router::new().route("/me/profile", get(me::edit).post(me::save));
    Router::new()
        .route("/", get(today::show))
        .route("/presence", post(today::set_presence))
        .route("/jobs/{id}", get(job::show))
        .route("/jobs/{id}/departure", post(step::depart))
        .route("/jobs/{id}/arrival", post(step::arrive))
        .route("/jobs/{id}/start", post(step::start))
        .route("/jobs/{id}/completion", post(step::finish))
        .route("/jobs/{id}/payments", post(step::pay))
        .route("/offers", get(offers::show))
        .route("/offers/{id}/acceptance", post(offers::accept))
        .route("/offers/{id}/refusal", post(offers::refuse))
        .route("/offers/{id}/claim", post(offers::claim))
        .route("/roster", get(roster::show))
        .route("/leave", post(roster::ask_leave))
        .route("/income", get(income::show))
        .route("/reviews", get(reviews::show))
        .route("/reviews/{id}/reply", post(reviews::reply))
        .route("/messages", get(messages::show))
        .route("/messages/count", get(messages::counts))
        .route("/messages/reading", post(messages::read_all))
        .route("/messages/{id}/reading", post(messages::read))
        .route("/messages/{id}/deletion", post(messages::delete))
        .route("/me", get(me::show))
        .merge(profile.layer(DefaultBodyLimit::max(BODY_LIMIT)))
        .route("/me/certificates", get(me::new_certificate).post(me::add_certificate))
        .route("/me/security", get(account::show))
        .route("/me/password", post(account::set_password))
}

/// The worker who asks.
pub(crate) fn me(visit: &Visit) -> Result<WorkerId> {
    visit.actor().worker().ok_or_else(|| Error::new(FORBIDDEN))
}
