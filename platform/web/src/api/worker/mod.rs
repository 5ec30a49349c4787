//! A worker's side, below `/worker`.

mod income;
pub mod jobs;
mod messages;
mod profile;
mod reviews;
mod roster;

use crate::state::App;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(jobs::routes())
        .merge(roster::routes())
        .merge(income::routes())
        .merge(reviews::routes())
        .merge(profile::routes())
        .merge(messages::routes())
}
