//! A booking from the customer's click to the finished job: place, offer, accept, perform, cancel, and everyone's lists.
//!
//! Invariant: status changes only through [`lifecycle::next`] and a guarded update; a lost race is a conflict.
//! Invariant: a worker on an order owns the time in the occupancy ledger, from the same transaction.
//! Invariant: lines, total and policy are frozen with the order; a fee counts from the earliest start ever agreed.

mod assign;
mod cancel;
mod change;
mod db;
mod instead;
pub mod lifecycle;
mod list;
mod offers;
mod order;
mod perform;
mod place;
mod rearrange;
mod reach;
mod serve;
mod steps;

pub use assign::{assign, unassign};
pub use cancel::{Cancellation, cancel, cancellation_preview, fee, free_until};
pub use change::{ChangeOrder, ChangePreview, ChangeWish, change, change_address, change_fee, change_preview, move_free_until};
pub use instead::{Wanted, alternatives, instead};
pub use lifecycle::{By, Command, Status};
pub use list::{Counts, Filter, OfficeFilter, OrderRow, any, board, latest, mine, of_customer, of_office, of_worker, roster};
pub use offers::{
    Deadline, GIVE_OUT_JOB, OFFER_EXPIRED_JOB, Offer, Waiting, accept, decline, expire, give_out, grab, offer_next, offers,
    open_pool, release,
};
pub use order::{Order, PaymentState, Snapshot};
pub use perform::{Started, arrive, depart, finish, start};
pub use place::{PlaceOrder, Placed, place};
pub use reach::{concerns, reach};
pub use rearrange::{Move, Seen, rearrange};
pub use serve::{Reviewable, masked_for_worker, read, reviewable, timeline, worker_phone};
pub(crate) use serve::{locked, settle};
pub use steps::{Report, Step, StepRecord, steps};

use lares_kernel::{Code, Kind};

pub const NOT_NOW: Code = Code::new("orders.not_possible_now", Kind::Conflict);
pub const START_CODE: Code = Code::new("orders.wrong_start_code", Kind::Invalid);
pub const START_LOCKED: Code = Code::new("orders.start_code_locked", Kind::TooMany);
pub const FEE_CHANGED: Code = Code::new("orders.fee_changed", Kind::Conflict);
pub const TAKEN: Code = Code::new("orders.taken_by_another", Kind::Conflict);
pub const REASON: Code = Code::new("orders.reason_too_long", Kind::Invalid);
pub const NOTES: Code = Code::new("orders.notes_too_long", Kind::Invalid);
pub const MOVED: Code = Code::new("orders.moved_meanwhile", Kind::Conflict);
pub const OFFER_EXPIRED: Code = Code::new("orders.offer_expired", Kind::Conflict);
pub const SUSPENDED: Code = Code::new("orders.worker_suspended", Kind::Forbidden);
pub const CODES: &[Code] =
    &[NOT_NOW, START_CODE, START_LOCKED, FEE_CHANGED, TAKEN, REASON, NOTES, MOVED, OFFER_EXPIRED, SUSPENDED];
