//! The address for those who run the house: `/livez`, `/readyz` and `/metrics` (OpenMetrics text), whatever the Host.
//!
//! Invariant: reached by operators only; the public site answers the first two on the platform's host and has no numbers.

use crate::house::House;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use lares_web::health;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use std::sync::Arc;

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct Pool {
    pool: &'static str,
    state: &'static str,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct Jobs {
    state: &'static str,
}

/// What is counted as it happens, and what is looked at when somebody reads.
struct Numbers {
    house: House,
    registry: Registry,
    pools: Family<Pool, Gauge>,
    jobs: Family<Jobs, Gauge>,
}

/// The three, for one house.
pub fn router(house: &House) -> Router {
    let metrics = Router::new().route("/metrics", get(show)).with_state(Arc::new(Numbers::of(house)));
    let health = Router::new().route("/livez", get(health::alive)).route("/readyz", get(health::ready));
    health.with_state(house.app.clone()).merge(metrics)
}

async fn show(State(numbers): State<Arc<Numbers>>) -> Response {
    numbers.look().await;
    let mut text = String::new();
    match encode(&mut text, &numbers.registry) {
        Ok(()) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(error) => {
            tracing::error!("the numbers cannot be written: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

impl Numbers {
    fn of(house: &House) -> Self {
        let (mut registry, pools, jobs) = (Registry::default(), Family::default(), Family::default());
        house.app.meter.register(&mut registry);
        registry.register("lares_plugin_calls", "Plugin calls by what became of them", house.calls.clone());
        registry.register("lares_pool_connections", "Connections to the database", Family::clone(&pools));
        registry.register("lares_jobs", "Jobs that wait, and jobs set aside after too many failures", Family::clone(&jobs));
        Self { house: house.clone(), registry, pools, jobs }
    }

    async fn look(&self) {
        for (pool, (size, idle)) in [("service", self.house.db.pool_state()), ("control", self.house.control.pool_state())] {
            let idle = i64::try_from(idle).unwrap_or(i64::MAX);
            self.pools.get_or_create(&Pool { pool, state: "idle" }).set(idle);
            self.pools.get_or_create(&Pool { pool, state: "busy" }).set(i64::from(size) - idle);
        }
        match self.house.control.job_counts().await {
            Ok((waiting, dead)) => {
                self.jobs.get_or_create(&Jobs { state: "waiting" }).set(waiting);
                self.jobs.get_or_create(&Jobs { state: "dead" }).set(dead);
            }
            // No number is better than an old one.
            Err(error) => {
                self.jobs.clear();
                tracing::warn!("jobs cannot be counted: {error}");
            }
        }
    }
}
