//! Takes its amount in another currency.

use hostile::{only, surcharge};
use lares_plugin_sdk::quote::{Adjustment, Effect, Outcome, QuoteAdjuster, Request, export_quote_adjuster};
use lares_plugin_sdk::{Money, Problem};

struct Guest;

impl QuoteAdjuster for Guest {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        let effect = Effect::Amount(Money { minor: -100, currency: "XTS".into() });
        Ok(only(Adjustment { effect, ..surcharge(0, &request) }))
    }
}

export_quote_adjuster!(Guest);
