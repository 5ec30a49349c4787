//! The pages and the JSON API, without a socket between.

mod audience;
mod bad_input;
mod forms;
mod guards;
mod left;
mod permissions;
mod requests;
mod routes;
mod rows;
mod stage;
mod uploads;
mod wrong;
