//! What customers say after a visit (评价), what they add later (追评), and what the worker answers.
//!
//! Invariant: one review for one completed order, written by its customer; marks are never changed afterwards.
//! Invariant: the overall mark is the rounded mean of the five aspects; service and worker count it in the same transaction.

mod aspects;
mod db;
mod list;
mod respond;
mod write;

pub use aspects::{Aspects, service_aspects, worker_aspects};
pub use list::{About, OfficeFilter, Review, Shown, list, of_order, of_service, of_worker, shown};
pub use respond::{Addition, append, reply};
pub use write::{MOST_PICTURES, ReviewForm, Scores, write};

use lares_kernel::{Code, Kind};

pub const ALREADY_WRITTEN: Code = Code::new("reviews.already_written", Kind::Conflict);
pub const ALREADY_APPENDED: Code = Code::new("reviews.already_appended", Kind::Conflict);
pub const ALREADY_REPLIED: Code = Code::new("reviews.already_replied", Kind::Conflict);
pub const SCORE: Code = Code::new("reviews.score_out_of_range", Kind::Invalid);
pub const PICTURES: Code = Code::new("reviews.too_many_pictures", Kind::Invalid);
pub const CODES: &[Code] = &[ALREADY_WRITTEN, ALREADY_APPENDED, ALREADY_REPLIED, SCORE, PICTURES];
