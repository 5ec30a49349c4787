//! The pages, the JSON API and their plumbing: from a route to one domain call and back.
//!
//! Invariant: the company comes from the Host header and nothing else; the person from the session cookie of that host.
//! Invariant: a handler extracts, makes one domain call, commits and responds; errors are rendered in one place.
//! Invariant: a write runs in a task of its own, so that a client that leaves does not stop it half way.

pub mod api;
mod asset;
mod auth;
pub mod customer;
mod error;
mod form;
mod guard;
pub mod health;
mod host;
mod inbox;
mod legal;
mod instead;
mod letters;
mod live;
mod message;
mod meter;
pub mod office;
pub mod platform;
mod problem;
mod respond;
mod sign_in;
mod state;
mod streams;
mod upload;
mod visit;
mod watch;
pub mod worker;

pub use error::{Failed, Served};
pub use host::router;
pub use letters::Letters;
pub use state::{App, Config, SmsMode};

/// Every code the pages and the API may answer with, beside those of the business.
pub fn codes() -> impl Iterator<Item = lares_kernel::Code> {
    [error::CODES, api::extract::CODES, office::entry::CODES].into_iter().flatten().copied()
}
