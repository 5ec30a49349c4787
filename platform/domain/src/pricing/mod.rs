//! What a visit costs and why: the company's own price, what plugins add or take, frozen for a while as a quote.
//!
//! Invariant: every amount is a line with a reason; the lines sum to the total; the total is never negative.
//! Invariant: an order is placed at exactly the lines its quote showed, or not at all.

mod adjust;
mod bill;
mod db;
mod quote;

pub use adjust::confirm;
pub use bill::{Line, Source, merge};
pub use quote::{ChosenOption, Notice, Quote, QuoteFor, prune, quote, read, spend};
pub(crate) use quote::{address_of, freeze, of_change, reprice, spent_on};

use lares_kernel::{Code, Kind};

pub const EXPIRED: Code = Code::new("pricing.quote_expired", Kind::Conflict);
pub const USED: Code = Code::new("pricing.quote_used", Kind::Conflict);
pub const CHANGED: Code = Code::new("pricing.price_changed", Kind::Conflict);
pub const BLOCKED: Code = Code::new("pricing.plugin_unavailable", Kind::Unavailable);
pub const OPTION_UNKNOWN: Code = Code::new("pricing.option_unknown", Kind::Invalid);
pub const QUANTITY: Code = Code::new("pricing.quantity_out_of_range", Kind::Invalid);
pub const OUTSIDE_AREA: Code = Code::new("pricing.outside_area", Kind::Invalid);
pub const PAST: Code = Code::new("pricing.time_is_past", Kind::Invalid);
pub const TOO_LONG: Code = Code::new("pricing.visit_too_long", Kind::Invalid);
pub const CODES_LIMIT: Code = Code::new("pricing.too_many_codes", Kind::Invalid);
pub const CODES: &[Code] =
    &[EXPIRED, USED, CHANGED, BLOCKED, OPTION_UNKNOWN, QUANTITY, OUTSIDE_AREA, PAST, TOO_LONG, CODES_LIMIT];
