//! The office: a handler reads the form, asks the business once, and answers with a page or the way back to one.
//!
//! Invariant: a form that was wrong comes back on its own page with 422, every field kept and every fault beside it.

mod again;
mod areas;
mod art;
mod board;
mod change;
mod csv;
mod customers;
mod dashboard;
mod dispatch;
pub mod entry;
mod holidays;
mod lines;
mod listing;
mod messages;
mod order;
mod orders;
mod people;
mod plugin;
mod plugins;
mod policies;
mod policy_form;
mod reports;
mod reviews;
mod role_matrix;
mod service;
mod services;
mod setting_form;
mod setting_unit;
mod settings;
mod staff;
mod worker;
mod workers;

use crate::state::App;
use crate::upload::BODY_LIMIT;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// Settings of a plugin with long lists.
const SETTINGS_LIMIT: usize = 1024 * 1024;

/// Below `/office`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(dashboard::show))
        .route("/attention", get(dashboard::needs))
        .merge(order_routes())
        .merge(people_routes())
        .merge(service_routes())
        .merge(plugin_routes())
        .merge(settings_routes())
        .route("/reports", get(reports::show))
        .route("/reports.csv", get(reports::export))
        .route("/reviews", get(reviews::list))
        .route("/reviews/{id}/reply", post(reviews::reply))
        .route("/messages", get(messages::show))
        .route("/messages/count", get(messages::counts))
        .route("/messages/reading", post(messages::read_all))
        .route("/messages/{id}/reading", post(messages::read))
        .route("/messages/{id}/deletion", post(messages::delete))
}

fn order_routes() -> Router<App> {
    Router::new()
        .route("/orders", get(orders::table))
        .route("/orders.csv", get(orders::export))
        .route("/orders/board", get(orders::board))
        .route("/orders/board/columns", get(orders::board_columns))
        .route("/orders/{id}", get(order::show))
        .route("/orders/{id}/assignment", post(order::assign))
        .route("/orders/{id}/assignment/revocation", post(order::unassign))
        .route("/orders/{id}/cancellation", post(order::cancel))
        .route("/orders/{id}/change", get(change::show).post(change::create))
        .route("/orders/{id}/payments", post(order::capture))
        .route("/orders/{id}/refunds", post(order::refund))
        .route("/dispatch", get(dispatch::show))
        .route("/dispatch/tray", get(dispatch::tray))
        .route("/dispatch/visits", get(board::visits))
        .route("/dispatch/moves", post(dispatch::moves))
        .route("/dispatch/refresh", get(dispatch::refresh))
}

fn people_routes() -> Router<App> {
    let profiles = Router::new()
        .route("/workers", get(workers::list).post(workers::create))
        .route("/workers/{id}/profile", post(worker::save_profile))
        .layer(DefaultBodyLimit::max(BODY_LIMIT));
    Router::new()
        .merge(profiles)
        .route("/customers", get(customers::list))
        .route("/customers.csv", get(customers::export))
        .route("/customers/{id}", get(customers::show))
        .route("/workers/new", get(workers::new))
        .route("/workers/{id}", get(worker::show))
        .route("/workers/{id}/certificates", post(worker::add_certificate))
        .route("/workers/{id}/certificates/{certificate}/verification", post(worker::verify))
        .route("/workers/{id}/certificates/{certificate}/rejection", post(worker::reject))
        .route("/workers/{id}/shifts", post(worker::save_shifts))
        .route("/workers/{id}/absences", post(worker::add_absence))
        .route("/workers/{id}/absences/{absence}/removal", post(worker::remove_absence))
        .route("/workers/{id}/approval", post(worker::approve))
        .route("/workers/{id}/suspension", post(worker::suspend))
        .route("/workers/{id}/restoration", post(worker::restore))
        .route("/workers/{id}/removal", post(worker::remove))
}

fn service_routes() -> Router<App> {
    let pictures =
        Router::new().route("/services/{id}/pictures", post(service::add_picture)).layer(DefaultBodyLimit::max(BODY_LIMIT));
    Router::new()
        .route("/services", get(services::list).post(service::create))
        .route("/services/new", get(service::new))
        .route("/services/{id}", get(service::show).post(service::update))
        .route("/services/{id}/withdrawal", post(service::withdraw))
        .route("/services/{id}/restoration", post(service::restore))
        .route("/services/{id}/options", post(service::save_options))
        .route("/services/{id}/prices", post(service::add_price))
        .route("/services/{id}/prices/removal", post(service::remove_price))
        .route("/services/{id}/pictures/{picture}/removal", post(service::remove_picture))
        .merge(pictures)
        .route("/categories", post(services::add_category))
        .route("/categories/{id}", post(services::change_category))
        .route("/categories/{id}/removal", post(services::remove_category))
}

fn plugin_routes() -> Router<App> {
    let settings =
        Router::new().route("/plugins/{id}/settings", post(plugin::settings)).layer(DefaultBodyLimit::max(SETTINGS_LIMIT));
    Router::new()
        .route("/plugins", get(plugins::market))
        .route("/plugins/installed", get(plugins::installed))
        .route("/plugins/incidents", get(plugins::incidents))
        .route("/plugins/{id}", get(plugin::show))
        .route("/plugins/{id}/installation", post(plugin::install))
        .route("/plugins/{id}/switch", post(plugin::switch))
        .route("/plugins/{id}/removal", post(plugin::uninstall))
        .merge(settings)
}

fn settings_routes() -> Router<App> {
    Router::new()
        .route("/settings", get(settings::show).post(settings::save))
        .route("/settings/preview", get(settings::preview))
        .route("/settings/data", get(settings::data))
        .route("/settings/areas", get(areas::show))
        .route("/areas", post(areas::add))
        .route("/areas/{id}", post(areas::change))
        .route("/areas/{id}/removal", post(areas::remove))
        .route("/settings/holidays", get(holidays::show))
        .route("/holidays", post(holidays::save))
        .route("/holidays/{day}/removal", post(holidays::remove))
        .route("/settings/policies", get(policies::show))
        .route("/policies/booking", post(policies::save_booking))
        .route("/policies/cancellation", post(policies::save_cancellation))
        .route("/policies/payment", post(policies::save_payment))
        .route("/policies/assignment", post(policies::save_assignment))
        .route("/settings/staff", get(staff::show))
        .route("/staff", post(staff::add))
        .route("/staff/{id}/role", post(staff::change_role))
        .route("/staff/{id}/removal", post(staff::remove))
}
