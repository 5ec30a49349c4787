//! Two amounts that are each allowed and together are not.

use hostile::surcharge;
use lares_plugin_sdk::Problem;
use lares_plugin_sdk::quote::{Outcome, QuoteAdjuster, Request, export_quote_adjuster};

/// Three quarters of what an amount of the platform may be.
const MUCH: i64 = 750_000_000_000;

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        let adjustments = vec![surcharge(MUCH, &request), surcharge(MUCH, &request)];
        Ok(Outcome { adjustments, notices: Vec::new() })
    }
}

export_quote_adjuster!(Guest);
