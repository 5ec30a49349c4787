//! The floor: a bare axum router whose handlers say the recorded statements to a pool of their own. No session, no rights, no rules.

use crate::ours::{bare_page, read_cards};
use crate::replay::{Script, Twist};
use anyhow::{Result, bail};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{self, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http_body_util::BodyExt;
use lares_views::Views;
use serde_json::json;
use sqlx::PgPool;
use std::sync::Arc;
use tower::ServiceExt;

pub const LIST: &str = "from services s";

#[derive(Clone)]
struct Bare {
    pool: PgPool,
    script: Arc<Script>,
    views: Arc<Views>,
}

#[derive(Clone)]
pub struct Floor(Router);

impl Floor {
    #[must_use]
    pub fn new(pool: &PgPool, script: &Arc<Script>, views: &Arc<Views>) -> Self {
        let state = Bare { pool: pool.clone(), script: Arc::clone(script), views: Arc::clone(views) };
        let routes = Router::new()
            .route("/rows", get(rows))
            .route("/page", get(page))
            .route("/count", get(count))
            .route("/count", post(count));
        Self(routes.with_state(state))
    }

    /// # Errors
    /// When the answer is not a success.
    pub async fn get(&self, path: &str) -> Result<usize> {
        self.ask(http::Request::get(path).body(Body::empty())?).await
    }

    /// Says the script with a twist.
    ///
    /// # Errors
    /// When the answer is not a success.
    pub async fn post(&self, twist: Twist) -> Result<usize> {
        self.ask(http::Request::post("/count").extension(twist).body(Body::empty())?).await
    }

    async fn ask(&self, request: Request) -> Result<usize> {
        let response = self.0.clone().oneshot(request).await?;
        let status = response.status();
        let bytes = response.into_body().collect().await?.to_bytes();
        if status.is_success() { Ok(bytes.len()) } else { bail!("{status} {}", String::from_utf8_lossy(&bytes)) }
    }
}

struct Failed(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, format!("{:#}", self.0)).into_response()
    }
}

async fn rows(State(bare): State<Bare>) -> Result<Response, Failed> {
    let rows = bare.script.run(&bare.pool, &Twist::default(), LIST).await?;
    Ok(Json(json!({ "rows": read_cards(&rows)?, "total": rows.len() })).into_response())
}

async fn page(State(bare): State<Bare>) -> Result<Html<String>, Failed> {
    let rows = bare.script.run(&bare.pool, &Twist::default(), LIST).await?;
    Ok(Html(bare_page(&bare.views, &read_cards(&rows)?)?))
}

async fn count(State(bare): State<Bare>, request: Request) -> Result<Response, Failed> {
    let twist = request.extensions().get::<Twist>().cloned().unwrap_or_default();
    let rows = bare.script.run(&bare.pool, &twist, "from occupancy").await?;
    Ok(Json(json!({ "rows": rows.len() })).into_response())
}
