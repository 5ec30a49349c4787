//! What is counted of requests, for whoever runs the house.
//!
//! Invariant: every label comes from a list the sources fix (site, route template, method, status class): the number of
//! series is bounded, and no company, person or address is in them.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::time::Duration;

/// Seconds; from a page out of memory to the longest statement the database may run.
const BUCKETS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0];

/// What was asked, without who asked where.
#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
pub struct Asked {
    pub site: &'static str,
    /// `/orders/{id}`; `none` when no route fits.
    pub route: String,
    pub method: &'static str,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct Answered {
    site: &'static str,
    route: String,
    method: &'static str,
    status: &'static str,
}

/// The counts of one process. Cheap to clone.
#[derive(Clone)]
pub struct Meter {
    requests: Family<Answered, Counter>,
    seconds: Family<Asked, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
    streams: Gauge,
}

impl Default for Meter {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            in_flight: Gauge::default(),
            streams: Gauge::default(),
        }
    }
}

impl Meter {
    pub fn register(&self, registry: &mut Registry) {
        registry.register("lares_http_requests", "Requests answered", self.requests.clone());
        registry.register_with_unit("lares_http_request", "Time until the answer began", Unit::Seconds, self.seconds.clone());
        registry.register("lares_http_in_flight", "Requests being answered", self.in_flight.clone());
        registry.register("lares_http_streams", "Open streams of server-sent events", self.streams.clone());
    }

    pub(crate) fn answered(&self, asked: Asked, status: u16, took: Duration) {
        self.seconds.get_or_create(&asked).observe(took.as_secs_f64());
        let Asked { site, route, method } = asked;
        self.requests.get_or_create(&Answered { site, route, method, status: class(status) }).inc();
    }

    /// A request that is being answered, until the guard goes; also when its client leaves.
    pub(crate) fn request(&self) -> Counted {
        Counted::new(&self.in_flight)
    }

    /// A stream, until the guard goes.
    pub(crate) fn stream(&self) -> Counted {
        Counted::new(&self.streams)
    }
}

const fn class(status: u16) -> &'static str {
    match status {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _other => "5xx",
    }
}

/// One of something that is there as long as this is.
pub struct Counted(Gauge);

impl Counted {
    fn new(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}
