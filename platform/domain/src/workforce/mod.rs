//! Who does the work: workers, what they can and may do, and when they are there.
//!
//! Invariant: customers see a worker's sex, age and photo only when the company publishes them, the phone only from acceptance to the end of
//! their own visit (`orders::worker_phone`), and never home or number of a certificate.
//! Invariant: only a verified certificate counts, and only while it has not expired.
//! Invariant: the weekly shifts of a worker never overlap and end at midnight at the latest.

mod access;
mod cards;
mod certificates;
mod db;
mod edit;
mod exceptions;
mod page;
mod presence;
mod rating;
mod roster;
mod shifts;
mod state;
mod worker;

pub(crate) use access::office;
pub use cards::{OfficeFilter, OfficeWorker, WorkerCard, WorkerSearch, list, search};
pub use certificates::{
    Certificate, CertificateForm, CertificateState, ExpiringCertificate, add_certificate, expiring, reject_certificate,
    verify_certificate,
};
pub use edit::{ProfileForm, WorkerForm, apply, change_profile, create, update};
pub use exceptions::{ExceptionForm, ExceptionKind, ShiftException, add_exception, exceptions, remove_exception};
pub(crate) use page::phone;
pub use page::{PublicCertificate, WorkerPage, WorkerRecord, by_person, page, record, skills_of};
pub use presence::set_presence;
pub(crate) use rating::{add_rating, count_done};
pub use roster::{Certified, DatedHours, Roster, RosterWorker, roster_inputs, roster_of_all};
pub use shifts::{Shift, replace_shifts, shifts};
pub use state::{approve, remove, restore, suspend};
pub(crate) use state::{is_active, is_removed};
pub use worker::{Presence, Sex, WorkerState};

use lares_kernel::{Code, Kind};

pub const EXISTS: Code = Code::new("workforce.person_is_worker", Kind::Conflict);
pub const STATE: Code = Code::new("workforce.state_changed", Kind::Conflict);
pub const BIRTH_YEAR: Code = Code::new("workforce.birth_year", Kind::Invalid);
pub const DATES: Code = Code::new("workforce.dates_out_of_order", Kind::Invalid);
pub const EXPIRED: Code = Code::new("workforce.certificate_expired", Kind::Invalid);
pub const CERTIFICATE_STATE: Code = Code::new("workforce.certificate_decided", Kind::Conflict);
pub const SHIFT_SHAPE: Code = Code::new("workforce.shift_out_of_day", Kind::Invalid);
pub const SHIFT_OVERLAP: Code = Code::new("workforce.shifts_overlap", Kind::Invalid);
pub const SHIFT_COUNT: Code = Code::new("workforce.too_many_shifts", Kind::Invalid);
pub const EXCEPTION_WHO: Code = Code::new("workforce.exception_worker", Kind::Invalid);
pub const EXCEPTION_PAST: Code = Code::new("workforce.exception_in_the_past", Kind::Invalid);
pub const RANGE: Code = Code::new("workforce.range_too_long", Kind::Invalid);
pub const CODES: &[Code] = &[
    EXISTS,
    STATE,
    BIRTH_YEAR,
    DATES,
    EXPIRED,
    CERTIFICATE_STATE,
    SHIFT_SHAPE,
    SHIFT_OVERLAP,
    SHIFT_COUNT,
    EXCEPTION_WHO,
    EXCEPTION_PAST,
    RANGE,
];
