//! The pages and the JSON API, without a socket between.

mod api;
mod audience;
mod bad_input;
mod left;
mod round_trips;
mod routes;
