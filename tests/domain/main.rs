//! The business on a real database.

mod booking;
mod cancellation;
mod coupons;
mod demo;
mod dice;
mod guesses;
mod hostile;
mod identity;
mod isolation;
mod jobs;
mod money;
mod oracle;
mod overlap;
mod pricing;
mod pruning;
mod sign_up;
mod slots;
mod staff;
mod texts;
