//! Answers with a label of 12 MiB, which its memory can hold and nobody wants.

use hostile::{only, surcharge};
use lares_plugin_sdk::Problem;
use lares_plugin_sdk::quote::{Adjustment, Outcome, QuoteAdjuster, Request, export_quote_adjuster};

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        let label = "x".repeat(12 << 20);
        Ok(only(Adjustment { label, ..surcharge(100, &request) }))
    }
}

export_quote_adjuster!(Guest);
