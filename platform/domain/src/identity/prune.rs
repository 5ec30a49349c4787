//! Forgetting what nobody needs any more.

use super::code::DAY;
use super::{db, guesses};
use jiff::SignedDuration;
use lares_kernel::{Control, Result};

/// Sessions that ended are listed nowhere; a month is for whoever looks into a theft.
const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Drops up to `limit` each of text messages older than a day, codes older than two, sessions over for a month, guesses
/// of a window that is past and hand-offs nobody followed. Answers the largest number that went of one kind: less than `limit` when all are done.
///
/// # Errors
/// When the database does not answer.
pub async fn prune(control: &Control, limit: i64) -> Result<u64> {
    let now = control.clock().now();
    let texts = db::prune::texts(control, now - DAY, limit).await?;
    // Codes of a day count against the limit of a phone.
    let codes = db::prune::codes(control, now - DAY - DAY, limit).await?;
    let sessions = db::prune::sessions(control, now - MONTH, limit).await?;
    let guesses = db::prune::guesses(control, now - guesses::WINDOW, limit).await?;
    let hand_offs = db::prune::hand_offs(control, now, limit).await?;
    Ok(texts.max(codes).max(sessions).max(guesses).max(hand_offs))
}
