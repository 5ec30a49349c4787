//! Who, where, when, and the only door to the database.
//!
//! Invariant: tenant data is reached only through [`db::Db::begin`]; a connection never leaves it inside a transaction.
//! Invariant: every public business function asks [`ctx::Ctx::authorize`] first.
//! Invariant: clock, randomness and ids come from here, so that tests can move and replay them.

pub mod answers;
pub mod authz;
pub mod clock;
pub mod control;
pub mod ctx;
pub mod db;
pub mod error;
pub mod events;
pub mod ids;
pub mod jobs;
pub mod money;
pub mod page;
pub mod phone;
pub mod place;
mod pool;
pub mod postgres;
pub mod random;
pub mod signals;
pub mod tenant;

pub use authz::{Permission, Scope};
pub use clock::Clock;
pub use control::Control;
pub use ctx::{Actor, Ctx};
pub use db::Db;
pub use error::{Code, Error, Kind, Result};
pub use ids::*;
pub use money::{Currency, Money};
pub use page::{Page, PageRequest};
pub use phone::Phone;
pub use place::Place;
pub use tenant::{Locale, Tenant};
