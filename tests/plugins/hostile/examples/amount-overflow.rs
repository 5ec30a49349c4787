//! Two amounts that do not fit together.

use hostile::surcharge;
use lares_plugin_sdk::Problem;
use lares_plugin_sdk::quote::{Outcome, QuoteAdjuster, Request, export_quote_adjuster};

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        let adjustments = vec![surcharge(i64::MAX, &request), surcharge(i64::MAX, &request)];
        Ok(Outcome { adjustments, notices: Vec::new() })
    }
}

export_quote_adjuster!(Guest);
