//! Money that moved for an order, and the double-entry ledger behind it.
//!
//! Invariant: every entry sums to zero (also checked by the database at commit); amounts are integer minor units.
//! Invariant: by hand no more is captured than is due; refunded never exceeds what was captured.

mod capture;
mod db;
mod ledger;
pub mod port;
mod receipt;

pub use capture::{Capture, Method, outstanding, record, refund, settle};
pub use ledger::{cancelled, completed};
pub use receipt::{Payment, Receipt, receipt};

use lares_kernel::{Code, Kind};

pub const NOT_DUE: Code = Code::new("payments.nothing_due", Kind::Conflict);
pub const TOO_MUCH: Code = Code::new("payments.more_than_due", Kind::Invalid);
pub const AMOUNT: Code = Code::new("payments.amount_invalid", Kind::Invalid);
pub const REFUND: Code = Code::new("payments.more_than_paid", Kind::Invalid);
pub const METHOD: Code = Code::new("payments.method_unknown", Kind::Invalid);
pub const METHOD_OFF: Code = Code::new("payments.method_not_accepted", Kind::Invalid);
pub const CODES: &[Code] = &[NOT_DUE, TOO_MUCH, AMOUNT, REFUND, METHOD, METHOD_OFF];
