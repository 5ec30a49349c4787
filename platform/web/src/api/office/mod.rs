//! The office's side, below `/office`.

mod absences;
mod areas;
mod categories;
mod certificates;
mod changes;
mod customers;
mod holidays;
mod numbers;
mod orders;
mod pictures;
mod plugins;
mod policies;
mod reports;
mod reviews;
mod services;
mod settings;
mod staff;
mod workers;

use crate::state::App;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(numbers::routes())
        .merge(reports::routes())
        .merge(orders::routes())
        .merge(changes::routes())
        .merge(customers::routes())
        .merge(workers::routes())
        .merge(certificates::routes())
        .merge(absences::routes())
        .merge(services::routes())
        .merge(pictures::routes())
        .merge(categories::routes())
        .merge(reviews::routes())
        .merge(plugins::routes())
        .merge(policies::routes())
        .merge(settings::routes())
        .merge(areas::routes())
        .merge(holidays::routes())
        .merge(staff::routes())
}
