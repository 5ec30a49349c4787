//! The housekeeping business, in plain words. Modules stand in reading order; a module imports only those above it.
//!
//! Invariant: nothing here knows HTTP, templates, mail or the plugin engine.
//! Invariant: every public function takes the context first and asks it for permission before it looks.

pub mod tenancy;
pub mod identity;
pub mod customers;
pub mod catalogue;
pub mod workforce;
pub mod scheduling;
pub mod marketplace;
pub mod pricing;
pub mod orders;
pub mod payments;
pub mod reviews;
pub mod messaging;
pub mod stats;
pub mod reactions;

use lares_kernel::{Code, authz, error};

/// Every code the business and the kernel may answer with, in reading order.
pub fn codes() -> impl Iterator<Item = Code> {
    const ALL: &[&[Code]] = &[
        error::CODES,
        authz::CODES,
        tenancy::CODES,
        identity::CODES,
        customers::CODES,
        catalogue::CODES,
        workforce::CODES,
        scheduling::CODES,
        scheduling::reason::CODES,
        marketplace::CODES,
        pricing::CODES,
        orders::CODES,
        payments::CODES,
        reviews::CODES,
        messaging::CODES,
        stats::CODES,
    ];
    ALL.iter().copied().flatten().copied()
}
