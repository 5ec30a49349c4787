//! The ways a guest is called, one file per hook: its limits, its question as the contract puts it, and what of its answer is accepted.

pub(crate) mod events;
pub(crate) mod lifecycle;
pub(crate) mod quote;
mod text;

pub(crate) use text::line;

use crate::bindings::tx::lares::plugin::types::Problem;
use crate::call::{Asked, Call};
use crate::library::Loaded;
use crate::limits::Limits;
use lares_extension::{Failure, Hook};
use uuid::Uuid;
use wasmtime::Store;

pub(crate) trait Question: Send + Sync {
    const HOOK: Hook;
    type Answer: Send;

    fn limits(&self) -> Limits;

    fn asked(&self) -> Asked;

    /// The quote or order an incident is about.
    fn subject(&self) -> Option<Uuid>;

    /// Bytes of text the guest is given.
    fn size(&self) -> usize;

    /// Does what the guest wrote stay, if its answer is accepted?
    fn keeps(&self) -> bool;

    /// Makes a fresh instance and asks it.
    fn ask(&self, store: &mut Store<Call>, guest: &Loaded) -> impl Future<Output = Result<Self::Answer, Trouble>> + Send;
}

/// Why there is no answer.
pub(crate) enum Trouble {
    /// The engine ended the call.
    Ended(wasmtime::Error),
    /// The guest said no.
    Refused(Problem),
    /// The answer is not acceptable, or there is nobody to ask.
    Failed(Failure),
}

impl From<wasmtime::Error> for Trouble {
    fn from(error: wasmtime::Error) -> Self {
        Self::Ended(error)
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}
