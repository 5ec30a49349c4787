//! Signing in and out, on every host and for every audience: codes, passwords, hand-offs, recovery, the language.
//!
//! Invariant: a code and a password are asked of the database only after the limit of the client's address let them through.
//! Invariant: nothing here tells whether a phone number is known.

mod codes;
mod door;
mod hand_off;
mod language;
mod recovery;
mod sessions;

pub(crate) use codes::send;
pub(crate) use door::Door;

use crate::state::App;
use axum::Router;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(sessions::show))
        .route("/codes", post(codes::create))
        .route("/sessions", post(sessions::create))
        .route("/sessions/{id}/revocation", post(sessions::revoke))
        .route("/recovery", get(recovery::show).post(recovery::create))
        .route("/recovery/codes", post(recovery::send_code))
        .route("/hand-off", get(hand_off::show))
        .route("/language", post(language::choose))
}
