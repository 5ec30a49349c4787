//! Tries ids of another company, taken from its settings `{"order": …, "doc": …}`.
//! Tells `leak` when it got anything, else `safe`.

use hostile::notice;
use lares_plugin_sdk::quote::{Outcome, QuoteAdjuster, Request, export_quote_adjuster};
use lares_plugin_sdk::{Problem, orders_read, settings, store};
use serde::Deserialize;

struct Guest;

#[derive(Deserialize)]
struct Settings {
    order: String,
    doc: String,
}

impl QuoteAdjuster for Guest {
    fn adjust(_: Request) -> Result<Outcome, Problem> {
        let settings: Settings = settings::settings()?;
        let order = orders_read::open(&settings.order).is_ok();
        let doc = matches!(store::get("things", &settings.doc, false), Ok(Some(_)));
        Ok(notice(if order || doc { "leak" } else { "safe" }))
    }
}

export_quote_adjuster!(Guest);
