//! People: proving a phone number, passwords, sessions, and what a person is in a company (customer, worker, staff).
//!
//! Invariant: nothing here tells a caller whether a phone number is known ([`request_code`], [`sign_in_by_password`]).
//! Invariant: codes, passwords and the tokens of sessions and hand-offs are kept as hashes only.
//! Invariant: a company always has an owner ([`staff::remove`], [`staff::change_role`]).

mod code;
mod common;
mod db;
mod guesses;
mod hand_off;
mod membership;
mod password;
mod prune;
mod session;
mod sign_in;
mod sign_up;
pub mod staff;
mod texts;

pub use code::{Purpose, request_code};
pub use hand_off::{hand_off, sign_in_by_hand_off};
pub use membership::{Members, Membership, who};
pub use password::check_password;
pub use prune::prune;
pub use session::{Session, Sessions};
pub use sign_in::{At, SignedIn, recover, set_password, sign_in_by_code, sign_in_by_password};
pub use sign_up::{Person, Proof, SignUp, SignedUp, ensure_person, find_person, person, sign_up};
pub use texts::{TextMessage, Texts, recent_texts, send_texts};

use lares_kernel::{Code, Kind};

pub const CODE_TOO_SOON: Code = Code::new("identity.code_too_soon", Kind::TooMany);
pub const CODE_TOO_MANY: Code = Code::new("identity.code_too_many", Kind::TooMany);
pub const CODE_WRONG: Code = Code::new("identity.code_wrong", Kind::Invalid);
pub const SIGN_IN_WRONG: Code = Code::new("identity.sign_in_wrong", Kind::Invalid);
pub const TOO_MANY_TRIES: Code = Code::new("identity.too_many_tries", Kind::TooMany);
pub const PASSWORD_LENGTH: Code = Code::new("identity.password_length", Kind::Invalid);
pub const PASSWORD_COMMON: Code = Code::new("identity.password_common", Kind::Invalid);
pub const PASSWORD_WRONG: Code = Code::new("identity.password_wrong", Kind::Invalid);
pub const ALREADY_STAFF: Code = Code::new("identity.already_staff", Kind::Conflict);
pub const UNKNOWN_ROLE: Code = Code::new("identity.unknown_role", Kind::Invalid);
pub const LAST_OWNER: Code = Code::new("identity.last_owner", Kind::Conflict);
pub const OWNERS_ONLY: Code = Code::new("identity.owners_only", Kind::Forbidden);

pub const CODES: &[Code] = &[
    CODE_TOO_SOON,
    CODE_TOO_MANY,
    CODE_WRONG,
    SIGN_IN_WRONG,
    TOO_MANY_TRIES,
    PASSWORD_LENGTH,
    PASSWORD_COMMON,
    PASSWORD_WRONG,
    ALREADY_STAFF,
    UNKNOWN_ROLE,
    LAST_OWNER,
    OWNERS_ONLY,
];
