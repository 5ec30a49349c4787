//! The platform's own site: what it is, founding a company, what programs may ask, and the caught text messages of the demo.

mod company;
pub(crate) mod api;
mod developers;
mod inbox;
mod landing;
mod sign_up;

use crate::health;
use crate::state::App;
use axum::Router;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(landing::show))
        .route("/sign-up", get(sign_up::show).post(sign_up::create))
        .route("/sign-up/slug", get(sign_up::slug))
        .route("/sign-up/codes", post(sign_up::send_code))
        .route("/developers", get(developers::show))
        .nest("/api/v1", api::routes())
        .route("/company", get(company::show))
        .route("/inbox", get(inbox::show))
        .route("/livez", get(health::alive))
        .route("/readyz", get(health::ready))
}
