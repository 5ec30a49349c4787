//! Cheap to look at, dear to book.

use hostile::{only, surcharge};
use lares_plugin_sdk::Problem;
use lares_plugin_sdk::quote::{Outcome, Phase, QuoteAdjuster, Request, export_quote_adjuster};

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        let minor = match request.phase {
            Phase::Preview => 100,
            Phase::Commit => 200,
        };
        Ok(only(surcharge(minor, &request)))
    }
}

export_quote_adjuster!(Guest);
