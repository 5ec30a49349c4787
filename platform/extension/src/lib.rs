//! The port between the business and plugins: what the business asks, what a plugin may answer. No engine in sight.
//!
//! Invariant: a plugin call owns the transaction while it runs and always gives it back, usable, whatever the guest did.
//! Invariant: a failure is a value here, never a panic, and always reaches the office as an [`Incident`].

mod active;
mod event;
mod failure;
mod manifest;
mod quote;

pub use active::{Activation, Active, OnFailure};
pub use event::OrderEvent;
pub use failure::{Failure, FailureKind, Incident, IncidentSink};
pub use manifest::{Collection, Hook, Index, Localized, Manifest, PermissionRequest};
pub use quote::{Adjustment, DayKind, Effect, LocalTime, Phase, QuoteLine, QuoteOutcome, QuoteRequest, Target};

use futures::future::BoxFuture;
use lares_kernel::{Ctx, Result};
use std::sync::Arc;

/// What a guest says about something, in the language it was asked in.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    pub code: String,
    pub message: String,
    /// The setting or field it is about.
    pub field: Option<String>,
}

/// A call's answer together with the transaction it borrowed.
pub type Answer<T> = (Ctx, Result<T, Failure>);

/// What runs plugins; the product's is `lares-plugin-host`.
pub trait Plugins: Send + Sync + 'static {
    /// Asks one plugin for its adjustments of a quote. In the commit phase its writes stay in the transaction.
    fn adjust_quote<'a>(
        &'a self,
        ctx: Ctx,
        activation: &'a Activation,
        locale: &'a str,
        request: &'a QuoteRequest,
    ) -> BoxFuture<'a, Answer<QuoteOutcome>>;

    /// Tells one plugin of something that happened to an order.
    fn handle_event<'a>(&'a self, ctx: Ctx, activation: &'a Activation, event: &'a OrderEvent) -> BoxFuture<'a, Answer<()>>;

    /// Asks one plugin whether settings make sense, beyond what the JSON Schema says.
    fn check_settings<'a>(&'a self, ctx: Ctx, activation: &'a Activation, locale: &'a str)
    -> BoxFuture<'a, Answer<Vec<Problem>>>;

    /// The publish gate: shape, imports against the manifest's permissions, worlds of the declared hooks, limits, compiles.
    fn inspect<'a>(&'a self, manifest: &'a Manifest, wasm: &'a [u8]) -> BoxFuture<'a, Result<Inspection, Failure>>;
}

/// What the gate found.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// Lower-case hexadecimal SHA-256 of the component.
    pub digest: String,
    pub imports: Vec<String>,
}

/// Everything the business needs to call plugins: the engine and which plugins each company runs.
#[derive(Clone)]
pub struct Extensions {
    pub plugins: Arc<dyn Plugins>,
    pub active: Active,
    /// Where failures the business itself finds are reported; the engine reports its own there too.
    pub incidents: IncidentSink,
}

impl Extensions {
    #[must_use]
    pub fn new(plugins: Arc<dyn Plugins>, incidents: IncidentSink) -> Self {
        Self { plugins, active: Active::default(), incidents }
    }
}
