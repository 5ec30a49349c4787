//! Builds the pieces, plugs them together and runs them; no business here.
//!
//! A library beside the binary only so that the tests run the very same house.

pub mod config;
mod counted;
pub mod demo;
pub mod doctor;
pub mod house;
pub mod internal;
pub mod log;
pub mod packages;
mod post;
mod ready;
pub mod serve;
pub mod sweep;
mod texts;
