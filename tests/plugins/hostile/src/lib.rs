//! What the guests share: answers that look innocent.

use lares_plugin_sdk::quote::{Adjustment, Effect, Outcome, Request, Target};
use lares_plugin_sdk::{Money, problem};

/// Adds an amount to the whole order.
#[must_use]
pub fn surcharge(minor: i64, request: &Request) -> Adjustment {
    Adjustment {
        code: "hostile".into(),
        label: "hostile".into(),
        why: "hostile".into(),
        target: Target::WholeOrder,
        effect: Effect::Amount(Money { minor, currency: request.subtotal.currency.clone() }),
        stack_group: None,
    }
}

#[must_use]
pub fn only(adjustment: Adjustment) -> Outcome {
    Outcome { adjustments: vec![adjustment], notices: Vec::new() }
}

/// Changes nothing and tells a code the test can look for.
#[must_use]
pub fn notice(code: &str) -> Outcome {
    Outcome { adjustments: Vec::new(), notices: vec![problem(code, code)] }
}
