//! The business on a real database.

mod booking;
mod cancellation;
mod changes;
mod coupons;
mod demo;
mod dispatch;
mod gateway;
mod guesses;
mod hostile;
mod identity;
mod isolation;
mod jobs;
mod money;
mod offers;
mod oracle;
mod overlap;
mod pricing;
mod pruning;
mod sign_up;
mod slots;
mod staff;
mod steps;
mod texts;
