//! Answers with a label of 12 MiB, which its memory can hold and nobody wants.

use hostile::{only, surcharge};
use lares_plugin_sdk::Problem;
use lares_plugin_sdk::quote::{Adjustment, Outcome, QuoteAdjuster, Request, export_quote_adjuster};

const LENGTH: usize = 12 << 20;

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        let mut bytes = Vec::with_capacity(LENGTH);
        // SAFETY: pages a guest has just been given are zero, and zeros are UTF-8. Filling them would cost all fuel.
        let label = unsafe {
            bytes.set_len(LENGTH);
            String::from_utf8_unchecked(bytes)
        };
        Ok(only(Adjustment { label, ..surcharge(100, &request) }))
    }
}

export_quote_adjuster!(Guest);
