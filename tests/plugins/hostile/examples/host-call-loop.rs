//! Asks the store the same thing for ever, whatever it answers.

use lares_plugin_sdk::quote::{Outcome, QuoteAdjuster, Request, export_quote_adjuster};
use lares_plugin_sdk::{Problem, store};
use std::hint::black_box;

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(_: Request) -> Result<Outcome, Problem> {
        loop {
            drop(black_box(store::get("things", "none", false)));
        }
    }
}

export_quote_adjuster!(Guest);
