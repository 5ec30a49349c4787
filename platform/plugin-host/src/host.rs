//! The call path: grants → breaker → turn → fresh store → guest → savepoint released or rolled back → transaction given back.

use crate::Fetch;
use crate::breaker::{Admission, Breakers, Circuit};
use crate::call::Call;
use crate::engine;
use crate::gate;
use crate::hooks::Question;
use crate::hooks::events::Handle;
use crate::hooks::lifecycle::CheckSettings;
use crate::hooks::quote::Adjust;
use crate::library::{Library, Loaded};
use crate::limits::HOST_CALL_BYTES;
use crate::permission::Permission;
use crate::refusal::host_failure;
use crate::turns::Turns;
use crate::verdict;
use futures::FutureExt;
use futures::future::BoxFuture;
use lares_extension::{
    Activation, Answer, Failure, FailureKind, Hook, Incident, IncidentSink, Inspection, Manifest, OrderEvent, Plugins, Problem,
    QuoteOutcome, QuoteRequest,
};
use lares_kernel::{Ctx, Error, Result};
use wasmtime::{Store, StoreContextMut, UpdateDeadline};

/// Runs plugins. Cheap to clone.
#[derive(Clone)]
pub struct Host {
    library: Library,
    fetch: Fetch,
    breakers: Breakers,
    turns: Turns,
    incidents: IncidentSink,
}

impl Host {
    /// `fetch` brings a component's bytes by their digest; `incidents` keeps what went wrong, whatever becomes of the transaction.
    ///
    /// # Errors
    /// When the machine cannot run the engine.
    pub fn new(fetch: Fetch, incidents: IncidentSink) -> Result<Self> {
        let library = Library::new(&engine::start()?)?;
        Ok(Self { library, fetch, breakers: Breakers::default(), turns: Turns::default(), incidents })
    }

    /// Another host on the same engine, which shares what is compiled and nothing else; for tests with many small worlds.
    #[must_use]
    pub fn sharing(&self, fetch: Fetch, incidents: IncidentSink) -> Self {
        let library = self.library.clone();
        Self { library, fetch, breakers: Breakers::default(), turns: Turns::default(), incidents }
    }

    /// Fetches and compiles a component before somebody waits for it.
    ///
    /// # Errors
    /// As the first call would have it.
    pub async fn prepare(&self, digest: &str) -> Result<(), Failure> {
        self.library.get(digest, &self.fetch).await.map(drop)
    }

    /// Forgets a compiled component; who calls it next needs it fetched again.
    pub async fn forget(&self, digest: &str) {
        self.library.forget(digest).await;
    }

    async fn call<Q: Question>(&self, ctx: Ctx, activation: &Activation, question: Q) -> Answer<Q::Answer> {
        let now = ctx.now();
        let circuit = circuit(&ctx, activation, Q::HOOK);
        match self.breakers.admit(&circuit, now) {
            Admission::Go => {}
            Admission::Stay { first } => {
                let failure = Failure::new(FailureKind::BreakerOpen, "failed too often lately");
                if first {
                    self.report(&ctx, activation, &question, &failure);
                }
                return (ctx, Err(failure));
            }
        }
        let (ctx, answer) = self.attempt(ctx, activation, &question).await;
        self.breakers.record(circuit, now, answer.as_ref().is_err_and(counts));
        if let Err(failure) = &answer {
            self.report(&ctx, activation, &question, failure);
        }
        (ctx, answer)
    }

    async fn attempt<Q: Question>(&self, ctx: Ctx, activation: &Activation, question: &Q) -> Answer<Q::Answer> {
        if let Err(failure) = check(activation, question) {
            return (ctx, Err(failure));
        }
        let guest = match self.library.get(&activation.digest, &self.fetch).await {
            Ok(guest) => guest,
            Err(failure) => return (ctx, Err(failure)),
        };
        let gate = self.turns.gate(ctx.tenant().id, &activation.manifest.id);
        let turn = gate.pass().await;
        let limits = question.limits();
        let call = Call::new(ctx, question.asked(), activation, &limits, (gate, turn));
        let mut store = Store::new(self.library.engine(), call);
        let answer = match arm(&mut store, limits.fuel) {
            Ok(()) => run(&mut store, &guest, question).await,
            Err(error) => Err(host_failure(&error)),
        };
        let keep = answer.is_ok() && question.keeps();
        let (ctx, settled) = store.into_data().settle(keep).await;
        (ctx, settled.and(answer))
    }

    fn report<Q: Question>(&self, ctx: &Ctx, activation: &Activation, question: &Q, failure: &Failure) {
        (self.incidents)(Incident {
            tenant: ctx.tenant().id,
            plugin: activation.manifest.id.clone(),
            version: activation.manifest.version.clone(),
            hook: Q::HOOK,
            failure: failure.clone(),
            subject: question.subject(),
        });
    }
}

fn circuit(ctx: &Ctx, activation: &Activation, hook: Hook) -> Circuit {
    let (plugin, version) = (activation.manifest.id.clone(), activation.manifest.version.clone());
    Circuit { tenant: ctx.tenant().id, hook, plugin, version }
}

/// May this plugin be called at all?
fn check<Q: Question>(activation: &Activation, question: &Q) -> Result<(), Failure> {
    if !activation.hooks(Q::HOOK) {
        return Err(Failure::new(FailureKind::Denied, format!("the manifest does not declare {}", Q::HOOK.name())));
    }
    let needed = Permission::of_hook(Q::HOOK);
    if let Some(permission) = needed.filter(|permission| !permission.is_in(&activation.granted)) {
        return Err(Failure::new(FailureKind::Denied, permission.name()));
    }
    if question.size() > question.limits().input {
        return Err(Failure::new(FailureKind::Budget, "the question is too long"));
    }
    Ok(())
}

/// Starts every meter of a store.
fn arm(store: &mut Store<Call>, fuel: u64) -> Result<()> {
    store.limiter(|call| &mut call.room);
    store.set_fuel(fuel).map_err(Error::internal)?;
    store.set_hostcall_fuel(HOST_CALL_BYTES);
    // At least one: a deadline that has passed at the start costs every call a trip through the callback.
    store.set_epoch_deadline(1);
    store.epoch_deadline_callback(tick);
    Ok(())
}

/// Lets other tasks run at every epoch, until the guest's time is up.
fn tick(mut store: StoreContextMut<'_, Call>) -> wasmtime::Result<UpdateDeadline> {
    if store.data_mut().tick() {
        return Ok(UpdateDeadline::YieldCustom(1, Box::pin(tokio::task::yield_now())));
    }
    Ok(UpdateDeadline::Interrupt)
}

async fn run<Q: Question>(store: &mut Store<Call>, guest: &Loaded, question: &Q) -> Result<Q::Answer, Failure> {
    let answer = question.ask(store, guest).await;
    let call = store.data();
    if tracing::enabled!(tracing::Level::DEBUG) {
        let (plugin, hook) = (&call.manifest.id, call.asked.hook.name());
        let fuel = question.limits().fuel.saturating_sub(store.get_fuel().unwrap_or(0));
        tracing::debug!(%plugin, hook, fuel, answered = answer.is_ok(), "plugin called");
    }
    answer.map_err(|trouble| verdict::of(trouble, call))
}

/// Does a failure speak against the plugin? Not when it said no itself, nor when we failed it.
const fn counts(failure: &Failure) -> bool {
    match failure.kind {
        FailureKind::Trap
        | FailureKind::Fuel
        | FailureKind::Time
        | FailureKind::Memory
        | FailureKind::Denied
        | FailureKind::BadAnswer
        | FailureKind::PriceChanged
        | FailureKind::Budget
        | FailureKind::Load => true,
        FailureKind::Refused | FailureKind::BreakerOpen | FailureKind::Host => false,
    }
}

impl Plugins for Host {
    fn adjust_quote<'a>(
        &'a self,
        ctx: Ctx,
        activation: &'a Activation,
        locale: &'a str,
        request: &'a QuoteRequest,
    ) -> BoxFuture<'a, Answer<QuoteOutcome>> {
        self.call(ctx, activation, Adjust { locale, request }).boxed()
    }

    fn handle_event<'a>(&'a self, ctx: Ctx, activation: &'a Activation, event: &'a OrderEvent) -> BoxFuture<'a, Answer<()>> {
        let locale = ctx.tenant().locale.tag();
        self.call(ctx, activation, Handle::new(event, locale)).boxed()
    }

    fn check_settings<'a>(
        &'a self,
        ctx: Ctx,
        activation: &'a Activation,
        locale: &'a str,
    ) -> BoxFuture<'a, Answer<Vec<Problem>>> {
        let json = activation.settings.to_string();
        self.call(ctx, activation, CheckSettings { locale, json }).boxed()
    }

    fn inspect<'a>(&'a self, manifest: &'a Manifest, wasm: &'a [u8]) -> BoxFuture<'a, Result<Inspection, Failure>> {
        gate::inspect(&self.library, manifest, wasm).boxed()
    }
}
