//! Innocent in the preview; at commit it writes a document `left-behind` and traps.

use hostile::{only, surcharge};
use lares_plugin_sdk::quote::{Outcome, Phase, QuoteAdjuster, Request, export_quote_adjuster};
use lares_plugin_sdk::{Problem, refused, store};

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        if request.phase == Phase::Commit {
            store::insert("things", Some("left-behind"), "{}").map_err(|error| refused(&error))?;
            trap();
        }
        Ok(only(surcharge(100, &request)))
    }
}

fn trap() {
    panic!("on purpose");
}

export_quote_adjuster!(Guest);
