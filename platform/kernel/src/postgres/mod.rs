//! PostgreSQL without an administrator: a private cluster started from the installed programs, its databases and roles,
//! and the migrations. With a database of your own only [`migrate()`] is used.
//!
//! Invariant: reachable over a unix socket only, in a directory that no other account can enter; hence trust authentication.
//! Invariant: the service, the tests and the migrations never run as the administrator.
//! Invariant: a cluster started here stops when the last process that uses it ends, however it ends.

mod binaries;
mod cluster;
mod databases;
mod home;
mod migrate;

pub use cluster::Cluster;
pub use databases::ConnectUrls;
pub use migrate::{fingerprint, migrate, pending};

#[cfg(test)]
mod tests;
