//! "Something changed", told at once inside this process and within half a second to every other node.
//!
//! Invariant: a signal is a hint to look again; nothing is lost when one is missed twice, because readers re-read.

use crate::ids::TenantId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::sync::broadcast;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Signal {
    /// None = about the platform, not one company.
    pub tenant: Option<TenantId>,
    pub topic: Topic,
    /// What changed, usually an id.
    pub key: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Topic {
    Order,
    Message,
    Roles,
    Tenant,
    Plugins,
    Session,
    Roster,
    Jobs,
}

impl Topic {
    pub const ALL: [Self; 8] =
        [Self::Order, Self::Message, Self::Roles, Self::Tenant, Self::Plugins, Self::Session, Self::Roster, Self::Jobs];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Message => "message",
            Self::Roles => "roles",
            Self::Tenant => "tenant",
            Self::Plugins => "plugins",
            Self::Session => "session",
            Self::Roster => "roster",
            Self::Jobs => "jobs",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }
}

/// The node's loudspeaker. A listener that falls 1,024 signals behind is told so and looks at everything again.
#[derive(Clone)]
pub struct Hub(Arc<broadcast::Sender<Signal>>);

impl Default for Hub {
    fn default() -> Self {
        Self(Arc::new(broadcast::channel(1024).0))
    }
}

impl Hub {
    pub fn send(&self, signal: Signal) {
        // Nobody listening is fine.
        drop(self.0.send(signal));
    }

    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Signal> {
        self.0.subscribe()
    }
}
