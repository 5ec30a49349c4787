//! What a load balancer and a supervisor ask: is the process there, and may people be sent to it?
//!
//! Invariant: `/livez` asks nothing of anybody, so that a slow database never makes a supervisor kill the house.

use crate::state::App;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::time::Duration;
use tokio::sync::watch;

/// Longer than this and people would wait in vain.
const PATIENCE: Duration = Duration::from_secs(2);

pub async fn alive() -> &'static str {
    "ok\n"
}

/// Not before the database answers at both doors, and not any more once we are told to stop.
pub async fn ready(State(app): State<App>) -> Response {
    if app.stopping.is_begun() {
        return refused("stopping\n");
    }
    let both = async { tokio::try_join!(app.db.ping(), app.control.ping()) };
    match tokio::time::timeout(PATIENCE, both).await {
        Ok(Ok(_)) => "ok\n".into_response(),
        Ok(Err(_)) | Err(_) => refused("the database does not answer\n"),
    }
}

fn refused(why: &'static str) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
}

/// Tells whatever would never end by itself that the process is going.
#[derive(Clone)]
pub struct Stopping(watch::Sender<bool>);

impl Default for Stopping {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Stopping {
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    #[must_use]
    pub fn is_begun(&self) -> bool {
        *self.0.borrow()
    }

    /// Resolves when stopping begins.
    pub async fn begun(self) {
        // The sender is in our own hand, so this cannot fail.
        drop(self.0.subscribe().wait_for(|begun| *begun).await);
    }
}
