//! SQL of categories, skills, services, their prices, options and pictures, and of stored pictures.

pub(super) mod categories;
pub(super) mod pictures;
pub(super) mod reading;
pub(super) mod skills;
pub(super) mod writing;

use lares_kernel::{Error, Result, error::NOT_FOUND};
use sqlx::postgres::PgQueryResult;

/// One row was meant; none means that it is not there.
fn one(done: &PgQueryResult) -> Result<()> {
    if done.rows_affected() == 1 { Ok(()) } else { Err(Error::new(NOT_FOUND)) }
}
