//! Time: when somebody can come, who, why not, and the ledger that makes a double booking impossible.
//!
//! Invariant: the ledger is written only through `app.occupy` and `app.vacate`; no row back means the time is not free.
//! Invariant: what is offered can be booked and what can be booked is offered (kept by the oracle in the tests).

mod alternatives;
mod claim;
pub mod day;
mod db;
mod find;
pub mod oracle;
mod plan;
pub mod reason;
pub mod slots;
#[cfg(test)]
mod tests;
pub mod travel;

pub use alternatives::{Alternative, alternatives, is_taken};
pub(crate) use claim::transfer;
pub use claim::{Claim, Kind, claim, claim_best, claim_next, lock, require_somebody, vacate};
pub use find::{DayKind, DayLoad, Need, OpenSlot, Opening, candidates, day_kind, month, open_slots, why_not};
pub(crate) use plan::hours_of_all;
pub use plan::{Between, Plan, plans};

use lares_kernel::{Code, Kind as ErrorKind};

pub const SLOT_TAKEN: Code = Code::new("scheduling.slot_taken", ErrorKind::Conflict);
pub const NOBODY: Code = Code::new("scheduling.nobody_free", ErrorKind::Conflict);
pub const RANGE: Code = Code::new("scheduling.range_too_long", ErrorKind::Invalid);
pub const CODES: &[Code] = &[SLOT_TAKEN, NOBODY, RANGE];
