//! `context`: what is known of the present call. Free of permissions.

use crate::bindings::tx::lares::plugin::context::{Host, Info};
use crate::bindings::tx::lares::plugin::types::{Actor, Instant};
use crate::call::Call;
use wasmtime::component::Linker;

impl Host for Call {
    fn get(&mut self) -> wasmtime::Result<Info> {
        Ok(Info {
            request: self.asked.request.clone(),
            hook: self.asked.hook.name().to_owned(),
            actor: actor(self.ctx.actor()),
            locale: self.asked.locale.clone(),
            time_zone: self.ctx.tenant().zone.iana_name().unwrap_or("UTC").to_owned(),
            now: Instant { unix_ms: self.ctx.now().as_millisecond() },
            dry_run: self.asked.dry_run,
        })
    }

    fn settings(&mut self) -> wasmtime::Result<String> {
        Ok(self.settings.to_string())
    }

    /// Replaced by [`link_fuel`]: the meter is the store's, which is out of reach here.
    fn fuel_left(&mut self) -> wasmtime::Result<u64> {
        Ok(0)
    }
}

/// Links `fuel-left` with its view of the store.
pub(super) fn link_fuel(linker: &mut Linker<Call>) -> wasmtime::Result<()> {
    linker.allow_shadowing(true);
    let mut context = linker.instance("lares:plugin/context@1.0.0")?;
    context.func_wrap("fuel-left", |store, (): ()| Ok((store.get_fuel()?,)))?;
    linker.allow_shadowing(false);
    Ok(())
}

fn actor(actor: &lares_kernel::Actor) -> Actor {
    match actor {
        lares_kernel::Actor::Guest | lares_kernel::Actor::Customer { .. } => Actor::Customer,
        lares_kernel::Actor::Worker { .. } => Actor::Worker,
        lares_kernel::Actor::Staff { .. } => Actor::Staff,
        lares_kernel::Actor::System => Actor::System,
    }
}
