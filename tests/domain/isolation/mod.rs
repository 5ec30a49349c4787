//! No company sees, changes or adds a row of another, whatever the table.

mod aborted;
mod canary;
mod full;
mod lint;
