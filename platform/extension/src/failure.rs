//! How a plugin call can fail, and the record the office sees.

use crate::manifest::Hook;
use lares_kernel::TenantId;
use serde::Serialize;
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// Unreachable code, an out-of-bounds access, a stack overflow.
    Trap,
    /// The deterministic budget ran out.
    Fuel,
    /// Wall time ran out.
    Time,
    Memory,
    /// Asked for what it may not have.
    Denied,
    /// Answered with something the contract does not allow: sizes, currency, unknown targets.
    BadAnswer,
    /// The commit answer differed from the preview.
    PriceChanged,
    /// Said no itself.
    Refused,
    /// Too many host calls, rows or bytes.
    Budget,
    /// Not called: it failed too often lately.
    BreakerOpen,
    /// The package could not be loaded.
    Load,
    /// Our side failed while serving the call.
    Host,
}

impl FailureKind {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Trap => "trap",
            Self::Fuel => "fuel",
            Self::Time => "time",
            Self::Memory => "memory",
            Self::Denied => "denied",
            Self::BadAnswer => "bad_answer",
            Self::PriceChanged => "price_changed",
            Self::Refused => "refused",
            Self::Budget => "budget",
            Self::BreakerOpen => "breaker_open",
            Self::Load => "load",
            Self::Host => "host",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Failure {
    pub kind: FailureKind,
    /// For the office and the author; never customer data.
    pub detail: String,
}

impl Failure {
    pub fn new(kind: FailureKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.detail)
    }
}

impl std::error::Error for Failure {}

/// A failure worth showing, kept whether or not the order's transaction was.
#[derive(Clone, Debug)]
pub struct Incident {
    pub tenant: TenantId,
    pub plugin: String,
    pub version: String,
    pub hook: Hook,
    pub failure: Failure,
    /// The quote or order it happened to.
    pub subject: Option<Uuid>,
}

/// Where incidents go; writes them outside the failing transaction.
pub type IncidentSink = Arc<dyn Fn(Incident) + Send + Sync>;
