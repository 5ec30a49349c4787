//! The pages and the JSON API, without a socket between.

mod api;
mod audience;
mod bad_input;
mod changes;
mod contact;
mod left;
mod office;
mod operations;
mod pictures;
mod round_trips;
mod routes;
mod sessions;
mod steps;
