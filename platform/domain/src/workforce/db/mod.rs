//! SQL of workers, their certificates and their time.

pub(super) mod certificates;
pub(super) mod reading;
pub(super) mod rosters;
pub(super) mod workers;

use super::{Presence, Sex, WorkerState};
use lares_kernel::{Error, Result, error::NOT_FOUND};
use sqlx::postgres::PgQueryResult;

/// One row was meant; none means that it is not there.
fn one(done: &PgQueryResult) -> Result<()> {
    if done.rows_affected() == 1 { Ok(()) } else { Err(Error::new(NOT_FOUND)) }
}

fn sex(text: &str) -> Result<Sex> {
    Sex::parse(text).ok_or_else(|| Error::internal("a worker of unknown sex"))
}

fn presence(text: &str) -> Result<Presence> {
    Presence::parse(text).ok_or_else(|| Error::internal("a worker of unknown presence"))
}

fn state(text: &str) -> Result<WorkerState> {
    WorkerState::parse(text).ok_or_else(|| Error::internal("a worker of unknown state"))
}
