//! Runs third-party code inside the business: atomically with the order, and unable to leak, hang, crash or slow the house.
//!
//! Invariant: every call gets a fresh store and a fresh instance; nothing of it is left for the next one.
//! Invariant: the transaction comes back usable, whatever the guest did; of a failed call nothing stays in it.
//! Invariant: every failure is an incident.

mod bindings;
mod breaker;
mod call;
mod db;
mod document;
mod engine;
mod gate;
mod hooks;
mod host;
mod imports;
mod keys;
mod library;
mod limits;
mod permission;
mod refusal;
mod shape;
mod turns;
mod verdict;

pub use engine::FUEL_SCHEDULE;
pub use host::Host;
pub use library::digest;

use futures::future::BoxFuture;
use std::sync::Arc;

/// Brings a component's bytes by their SHA-256.
pub type Fetch = Arc<dyn Fn(&str) -> BoxFuture<'static, lares_kernel::Result<Vec<u8>>> + Send + Sync>;
