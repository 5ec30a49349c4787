//! A guest outside the house, on an engine with the same meters: what an instance that is already there costs.

use anyhow::{Context, Result};
use std::path::Path;
use wasmtime::component::{Component, HasSelf, Linker};
use wasmtime::{Config, Engine, OptLevel, Store};

pub mod quote {
    wasmtime::component::bindgen!({ path: "../../sdk/wit", world: "hook-quote" });
}

pub mod lifecycle {
    wasmtime::component::bindgen!({ path: "../../sdk/wit", world: "hook-lifecycle" });
}

use quote::exports::lares::plugin::quote_adjuster::{Outcome, Request};
use quote::lares::plugin::context::{self, Info};
use quote::lares::plugin::types::{self, Actor, Instant};

/// Much more than any run uses.
const FUEL: u64 = u64::MAX / 2;

/// What the guest is told.
pub struct Told {
    pub settings: String,
    pub request: String,
}

impl types::Host for Told {}

impl context::Host for Told {
    fn get(&mut self) -> Info {
        Info {
            request: self.request.clone(),
            hook: "quote-adjuster".to_owned(),
            actor: Actor::Customer,
            locale: "zh-Hans".to_owned(),
            time_zone: "Asia/Shanghai".to_owned(),
            now: Instant { unix_ms: 0 },
            dry_run: true,
        }
    }

    fn settings(&mut self) -> String {
        self.settings.clone()
    }

    fn fuel_left(&mut self) -> u64 {
        0
    }
}

/// How what the guest does is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Metering {
    /// By fuel and by the clock, as the house does.
    On,
    Fuel,
    Off,
}

/// One instance for both hooks of a plugin, kept between calls.
pub struct Warm {
    store: Store<Told>,
    quote: quote::HookQuote,
    lifecycle: lifecycle::HookLifecycle,
}

impl Warm {
    /// # Errors
    /// When the component does not load.
    pub fn open(component: &Path, settings: &str, metering: Metering) -> Result<Self> {
        let (fuel, clock) = (metering != Metering::Off, metering == Metering::On);
        let mut config = Config::new();
        config
            .consume_fuel(fuel)
            .epoch_interruption(clock)
            .cranelift_nan_canonicalization(true)
            .cranelift_opt_level(OptLevel::Speed);
        let engine = wrong(Engine::new(&config))?;
        let wasm = std::fs::read(component).with_context(|| format!("{}", component.display()))?;
        let component = wrong(Component::from_binary(&engine, &wasm))?;
        let mut linker: Linker<Told> = Linker::new(&engine);
        wrong(types::add_to_linker::<_, HasSelf<_>>(&mut linker, |told| told))?;
        wrong(context::add_to_linker::<_, HasSelf<_>>(&mut linker, |told| told))?;
        wrong(linker.define_unknown_imports_as_traps(&component))?;
        let told = Told { settings: settings.to_owned(), request: lares_kernel::random::uuid().to_string() };
        let mut store = Store::new(&engine, told);
        if fuel {
            wrong(store.set_fuel(FUEL))?;
        }
        if clock {
            store.set_epoch_deadline(FUEL);
        }
        let pre = wrong(linker.instantiate_pre(&component))?;
        let instance = wrong(pre.instantiate(&mut store))?;
        let quote = wrong(quote::HookQuote::new(&mut store, &instance))?;
        let lifecycle = wrong(lifecycle::HookLifecycle::new(&mut store, &instance))?;
        Ok(Self { store, quote, lifecycle })
    }

    /// # Errors
    /// When the guest fails.
    pub fn adjust(&mut self, request: &Request) -> Result<Outcome> {
        let answer = wrong(self.quote.lares_plugin_quote_adjuster().call_adjust(&mut self.store, request))?;
        answer.map_err(|problem| anyhow::anyhow!("the guest refused: {}", problem.message))
    }

    /// How many problems it found.
    ///
    /// # Errors
    /// When the guest fails.
    pub fn check(&mut self, json: &str) -> Result<usize> {
        let answer = wrong(self.lifecycle.lares_plugin_lifecycle().call_check_settings(&mut self.store, json))?;
        Ok(answer.map_err(|problem| anyhow::anyhow!("the guest refused: {}", problem.message))?.len())
    }
}

/// The engine has an error type of its own.
fn wrong<T>(result: wasmtime::Result<T>) -> Result<T> {
    result.map_err(|error| anyhow::anyhow!("{error:#}"))
}
