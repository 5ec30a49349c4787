//! The business on a real database.

mod booking;
mod cancellation;
mod changes;
mod coupons;
mod dice;
mod dispatch;
mod gateway;
mod isolation;
mod money;
mod offers;
mod overlap;
mod slots;
mod steps;
