//! Log lines, for people or one JSON object each for machines, and traces to a collector when one is configured.
//!
//! What the request's or the job's span carries (id, company, route) stands in every line under `span`.

use crate::config::{Config, Log};
use anyhow::{Context, Result};
use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Subscriber;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// What is still to be handed to the collector.
pub struct Traces(Option<SdkTracerProvider>);

impl Traces {
    /// Sends what is left.
    pub fn end(self) {
        if let Some(Err(error)) = self.0.map(|provider| provider.shutdown()) {
            eprintln!("the last traces were not taken: {error}");
        }
    }
}

/// Begins to write to standard output; `RUST_LOG` says how much.
///
/// # Errors
/// When the collector's address does not read.
pub fn start(config: &Config) -> Result<Traces> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    let provider = config.otlp.as_deref().map(provider).transpose().context("otlp")?;
    let traces = provider.as_ref().map(|provider| tracing_opentelemetry::layer().with_tracer(provider.tracer("lares")));
    let lines = lines(config.log, std::io::stdout);
    tracing_subscriber::registry().with(filter).with(traces).with(lines).init();
    Ok(Traces(provider))
}

/// One line for people, or one object for machines.
pub fn lines<S, W>(log: Log, writer: W) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    match log {
        Log::Text => lines.with_target(false).boxed(),
        Log::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
    }
}

/// Hands spans over in batches, on a thread of its own.
fn provider(collector: &str) -> Result<SdkTracerProvider> {
    let exporter = SpanExporter::builder().with_http().with_endpoint(collector).build()?;
    let resource = Resource::builder().with_service_name("lares").build();
    Ok(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())
}
