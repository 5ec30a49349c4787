//! The business on a real database.

mod booking;
mod cancellation;
mod coupons;
mod dice;
mod hostile;
mod isolation;
mod jobs;
mod money;
mod overlap;
mod pricing;
mod slots;
