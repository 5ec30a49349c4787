//! A refusal because the time is taken comes with the next best times.

use crate::visit::Visit;
use lares_domain::orders::{self, Wanted};
use lares_domain::scheduling::{self, Alternative};
use lares_kernel::{Ctx, Error};
use lares_views::{Arg, Phrase};

/// Ends the transaction that lost and looks for other times in a new one; a refusal for another reason comes back at once.
pub async fn instead(visit: &Visit, lost: Ctx, refusal: Error, wanted: Wanted) -> Error {
    drop(lost);
    if !scheduling::is_taken(&refusal) {
        return refusal;
    }
    match visit.begin().await {
        Ok(ctx) => orders::instead(ctx, refusal, wanted).await,
        Err(_) => refusal,
    }
}

/// The times attached to a refusal, in words; None when there are none.
#[must_use]
pub fn said(refusal: &Error) -> Option<Phrase> {
    let (_, attached) = refusal.attached().iter().find(|(name, _)| *name == "alternatives")?;
    let times: Vec<Alternative> = serde_json::from_value(attached.clone()).ok()?;
    let key = format!("alternatives-{}", times.len());
    let names = ["first", "second", "third"];
    let phrase = Phrase::key(&key);
    Some(times.iter().zip(names).fold(phrase, |phrase, (one, name)| phrase.with(name, Arg::Moment(one.starts_at))))
}
