//! SQL of orders.

pub(super) mod list;
pub(super) mod offers;
pub(super) mod read;
pub(super) mod steps;
pub(super) mod write;
