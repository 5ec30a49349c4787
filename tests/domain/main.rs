//! The business on a real database.

mod booking;
mod cancellation;
mod coupons;
mod demo;
mod dice;
mod guesses;
mod isolation;
mod money;
mod overlap;
mod pruning;
mod slots;
mod texts;
