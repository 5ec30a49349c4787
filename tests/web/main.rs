//! The pages and the JSON API, without a socket between.

mod audience;
mod bad_input;
mod contact;
mod left;
mod office;
mod operations;
mod routes;
mod sessions;
