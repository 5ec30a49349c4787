//! Takes memory until there is none.

use lares_plugin_sdk::Problem;
use lares_plugin_sdk::quote::{Outcome, QuoteAdjuster, Request, export_quote_adjuster};
use std::hint::black_box;

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(_: Request) -> Result<Outcome, Problem> {
        loop {
            std::mem::forget(black_box(Vec::<u8>::with_capacity(1 << 20)));
        }
    }
}

export_quote_adjuster!(Guest);
