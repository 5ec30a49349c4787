//! The office's side, below `/office`.

mod customers;
mod numbers;
mod orders;
mod plugins;
mod policies;
mod reviews;
mod services;
mod settings;
mod workers;

use crate::state::App;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(numbers::routes())
        .merge(orders::routes())
        .merge(super::changes::office_routes())
        .merge(customers::routes())
        .merge(workers::routes())
        .merge(services::routes())
        .merge(reviews::routes())
        .merge(plugins::routes())
        .merge(policies::routes())
        .merge(settings::routes())
}
