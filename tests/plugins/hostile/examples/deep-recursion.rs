//! Calls itself until the stack ends.

use hostile::{only, surcharge};
use lares_plugin_sdk::Problem;
use lares_plugin_sdk::quote::{Outcome, QuoteAdjuster, Request, export_quote_adjuster};
use std::hint::black_box;

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        Ok(only(surcharge(dive(black_box(1)), &request)))
    }
}

/// Small frames, so that the engine's stack ends before the guest's own in its memory does.
fn dive(depth: i64) -> i64 {
    if black_box(depth) == 0 { 0 } else { dive(depth + 1).wrapping_mul(3) ^ depth }
}

export_quote_adjuster!(Guest);
