#![doc = include_str!("../README.md")]

#[doc(hidden)]
pub mod bindings;
pub mod money;
pub mod settings;
pub mod texts;

pub use bindings::imports::lares::plugin::{context, log, orders_read, random, store, types};
pub use serde_json as json;
pub use types::{Actor, Attr, HostError, Instant, Money, Problem};

/// Take part in pricing.
pub mod quote {
    pub use crate::bindings::quote::export_quote_adjuster;
    pub use crate::bindings::quote::exports::lares::plugin::quote_adjuster::{
        Adjustment, DayKind, Effect, Guest as QuoteAdjuster, Line, LocalTime, Outcome, Phase, Request, Target,
    };
}

/// Be told what happened to orders.
pub mod events {
    pub use crate::bindings::events::export_order_events;
    pub use crate::bindings::events::exports::lares::plugin::order_events::{Event, Guest as OrderEvents};

    /// A text among the event's attributes.
    #[must_use]
    pub fn text(event: &Event, key: &str) -> Option<String> {
        let attr = event.attrs.iter().find(|attr| attr.key == key)?;
        serde_json::from_str(&attr.json).ok()
    }
}

/// Look after oneself.
pub mod lifecycle {
    pub use crate::bindings::lifecycle::export_lifecycle;
    pub use crate::bindings::lifecycle::exports::lares::plugin::lifecycle::Guest as Lifecycle;
}

/// A problem of the call as a whole.
#[must_use]
pub fn problem(code: &str, message: impl Into<String>) -> Problem {
    Problem { code: code.into(), message: message.into(), field: None }
}

/// What to answer when the host refused something the plugin cannot go on without.
#[must_use]
pub fn refused(error: &HostError) -> Problem {
    problem("host.refused", format!("{error:?}"))
}
