//! The business on a real database.

mod booking;
mod cancellation;
mod coupons;
mod isolation;
mod money;
mod overlap;
mod slots;
