//! What guests may import, one file per interface: its permission, its limits, its functions.
//!
//! Invariant: a host function that reaches data asks [`Call::allow`] first, every time.

mod context;
mod log;
pub(crate) mod orders_read;
pub(crate) mod random;
mod store;

use crate::bindings::tx::ImportsTx;
use crate::bindings::tx::lares::plugin::types::{self, HostError};
use crate::call::Call;
use crate::refusal::Refusal;
use wasmtime::component::{HasSelf, Linker};

pub(crate) fn link(linker: &mut Linker<Call>) -> wasmtime::Result<()> {
    ImportsTx::add_to_linker::<_, HasSelf<_>>(linker, |call| call)?;
    context::link_fuel(linker)
}

impl types::Host for Call {
    fn convert_host_error(&mut self, refusal: Refusal) -> wasmtime::Result<HostError> {
        refusal.into_error()
    }
}
