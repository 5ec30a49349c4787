//! Writes in every phase and tells how that ended: `written` or `denied`.

use hostile::notice;
use lares_plugin_sdk::quote::{Outcome, QuoteAdjuster, Request, export_quote_adjuster};
use lares_plugin_sdk::{HostError, Problem, refused, store};

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(_: Request) -> Result<Outcome, Problem> {
        match store::add("things", "count", "n", 1, 0, i64::MAX) {
            Ok(_) => Ok(notice("written")),
            Err(HostError::Denied(_)) => Ok(notice("denied")),
            Err(other) => Err(refused(&other)),
        }
    }
}

export_quote_adjuster!(Guest);
