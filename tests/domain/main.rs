//! The business on a real database.

mod booking;
mod cancellation;
mod coupons;
mod dice;
mod hostile;
mod identity;
mod isolation;
mod jobs;
mod money;
mod oracle;
mod overlap;
mod pricing;
mod sign_up;
mod slots;
mod staff;
