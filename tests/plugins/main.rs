//! The plugin host on real components and the real database.

mod atomic;
mod gate;
mod hostile;
mod house;
mod store;
