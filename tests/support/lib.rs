//! The harness of all tests on a real database: a private PostgreSQL, a fresh house with two companies and named people,
//! a clock that the test moves, and catchers for text messages and letters.
//!
//! Invariant: worlds share the server program and compiled plugins, never a database, a cache or a clock.
//! Invariant: a world ends with [`World::finish`], which fails when a job, a transaction or an unbalanced entry is left over.

mod browser;
mod company;
mod cut;
mod dice;
mod ground;
mod mail;
mod statements;
mod visits;
mod world;

pub use browser::{Browser, Page};
pub use company::{Company, Someone};
pub use cut::{cut, polls};
pub use dice::Dice;
pub use ground::Ground;
pub use mail::{Letter, Mailbox};
pub use statements::{Statements, heard};
pub use visits::Wish;
pub use world::{Sms, World, components, sources, vacant_house};
