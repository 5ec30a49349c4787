//! Plugin calls, counted by what became of them; the engine stands behind.

use futures::FutureExt;
use futures::future::BoxFuture;
use lares_extension::{
    Activation, Answer, Failure, Hook, Inspection, Manifest, OrderEvent, Plugins, Problem, QuoteOutcome, QuoteRequest,
};
use lares_kernel::{Ctx, Result};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;

/// Never which plugin or whose: how many there are is not ours to bound.
#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
pub(crate) struct Outcome {
    hook: &'static str,
    outcome: &'static str,
}

pub(crate) type Calls = Family<Outcome, Counter>;

pub(crate) struct Counted<P> {
    plugins: P,
    calls: Calls,
}

impl<P: Plugins> Counted<P> {
    pub(crate) const fn new(plugins: P, calls: Calls) -> Self {
        Self { plugins, calls }
    }

    async fn count<T>(&self, hook: Hook, call: impl Future<Output = Answer<T>>) -> Answer<T> {
        let (ctx, answer) = call.await;
        let outcome = answer.as_ref().map_or_else(|failure: &Failure| failure.kind.name(), |_| "ok");
        self.calls.get_or_create(&Outcome { hook: hook.name(), outcome }).inc();
        (ctx, answer)
    }
}

impl<P: Plugins> Plugins for Counted<P> {
    fn adjust_quote<'a>(
        &'a self,
        ctx: Ctx,
        activation: &'a Activation,
        locale: &'a str,
        request: &'a QuoteRequest,
    ) -> BoxFuture<'a, Answer<QuoteOutcome>> {
        self.count(Hook::QuoteAdjuster, self.plugins.adjust_quote(ctx, activation, locale, request)).boxed()
    }

    fn handle_event<'a>(&'a self, ctx: Ctx, activation: &'a Activation, event: &'a OrderEvent) -> BoxFuture<'a, Answer<()>> {
        self.count(Hook::OrderEvents, self.plugins.handle_event(ctx, activation, event)).boxed()
    }

    fn check_settings<'a>(
        &'a self,
        ctx: Ctx,
        activation: &'a Activation,
        locale: &'a str,
    ) -> BoxFuture<'a, Answer<Vec<Problem>>> {
        self.count(Hook::Lifecycle, self.plugins.check_settings(ctx, activation, locale)).boxed()
    }

    fn inspect<'a>(&'a self, manifest: &'a Manifest, wasm: &'a [u8]) -> BoxFuture<'a, Result<Inspection, Failure>> {
        self.plugins.inspect(manifest, wasm)
    }
}
