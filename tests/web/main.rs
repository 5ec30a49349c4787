//! The pages and the JSON API, without a socket between.

mod api;
mod audience;
mod bad_input;
mod contact;
mod left;
mod office;
mod operations;
mod round_trips;
mod routes;
mod sessions;
