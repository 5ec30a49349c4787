//! What a host function answers when it does not do what it was asked.

use crate::bindings::tx::lares::plugin::types::HostError;
use lares_extension::{Failure, FailureKind};

/// Public in name only (its module is not): the generated bindings name it in public traits, which Rust from 1.96 on refuses of a
/// crate-private type.
#[derive(Debug)]
pub enum Refusal {
    /// Told to the guest, which may go on.
    Told(HostError),
    /// Ends the call.
    Stop(Failure),
}

pub(crate) type Answer<T> = Result<T, Refusal>;

impl Refusal {
    pub fn invalid(what: impl Into<String>) -> Self {
        Self::Told(HostError::Invalid(what.into()))
    }

    pub fn into_error(self) -> wasmtime::Result<HostError> {
        match self {
            Self::Told(error) => Ok(error),
            Self::Stop(failure) => Err(wasmtime::Error::new(failure)),
        }
    }
}

/// Our side failed. The office sees the code; the cause is for our own log.
impl From<lares_kernel::Error> for Refusal {
    fn from(error: lares_kernel::Error) -> Self {
        Self::Stop(host_failure(&error))
    }
}

pub(crate) fn host_failure(error: &lares_kernel::Error) -> Failure {
    tracing::error!(%error, "serving a plugin failed");
    Failure::new(FailureKind::Host, error.code().name())
}
