//! The plugin host on real components and the real database: B03, and what of R6 one machine can show.

mod atomic;
mod gate;
mod hostile;
mod house;
mod library;
mod store;
