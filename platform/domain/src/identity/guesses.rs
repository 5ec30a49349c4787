//! How often a password may be guessed: ten times in a quarter of an hour, for a phone, on the whole platform.
//!
//! Invariant: a guess is counted before it is compared, in one statement, so that guesses side by side on any nodes count too.

use super::{TOO_MANY_TRIES, db};
use jiff::SignedDuration;
use lares_kernel::{Control, Error, Result};

const MOST: i32 = 10;
pub(super) const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// Counts a guess; whoever calls compares only afterwards.
///
/// # Errors
/// `identity.too_many_tries`.
pub(super) async fn count(control: &Control, phone: &str) -> Result<()> {
    let count = db::guesses::count(control, phone, control.clock().now()).await?;
    if count > MOST { Err(Error::new(TOO_MANY_TRIES)) } else { Ok(()) }
}

/// Somebody proved to be who they say.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn forget(control: &Control, phone: &str) -> Result<()> {
    db::guesses::forget(control, phone).await
}
