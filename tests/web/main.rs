//! The pages and the JSON API, without a socket between.

mod api;
mod audience;
mod bad_input;
mod catalogue;
mod changes;
mod contact;
mod forms;
mod guards;
mod left;
mod office;
mod operations;
mod permissions;
mod pictures;
mod profile;
mod props;
mod requests;
mod round_trips;
mod routes;
mod rows;
mod sessions;
mod stage;
mod steps;
mod uploads;
mod wrong;
