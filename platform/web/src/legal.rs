//! Terms and privacy, of the platform and of every company.

use crate::error::Served;
use crate::sign_in::Door;
use crate::state::App;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use lares_views::pages::shared::{Legal, Party};

pub fn routes() -> Router<App> {
    Router::new().route("/terms", get(terms)).route("/privacy", get(privacy))
}

async fn terms(door: Door) -> Served {
    door.show(StatusCode::OK, "/", &Legal::terms(&party(&door)))
}

async fn privacy(door: Door) -> Served {
    door.show(StatusCode::OK, "/", &Legal::privacy(&party(&door)))
}

fn party(door: &Door) -> Party {
    match &door.tenant {
        Some(tenant) => Party::Company(tenant.name.clone()),
        None => Party::Platform,
    }
}
