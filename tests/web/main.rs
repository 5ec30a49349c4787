//! The pages and the JSON API, without a socket between.

mod audience;
mod bad_input;
mod changes;
mod left;
mod routes;
