//! The business on a real database.

mod booking;
mod cancellation;
mod coupons;
mod dice;
mod identity;
mod isolation;
mod money;
mod oracle;
mod overlap;
mod sign_up;
mod slots;
mod staff;
