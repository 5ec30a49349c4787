//! Workers to choose from.

use super::listing::{any, hundred, named};
use lares_domain::workforce::{self, OfficeFilter, OfficeWorker, WorkerState};
use lares_kernel::{Ctx, Permission, Result};
use lares_views::parts::Choice;

/// Active workers, at most a hundred; none for who may not see them.
///
/// # Errors
/// When the database does not answer.
pub async fn active(ctx: &mut Ctx) -> Result<Vec<OfficeWorker>> {
    if !ctx.may(Permission::WorkerRead) {
        return Ok(Vec::new());
    }
    let filter = OfficeFilter { text: String::new(), state: Some(WorkerState::Active), page: hundred()? };
    Ok(workforce::list(ctx, &filter).await?.rows)
}

#[must_use]
pub fn choices(workers: &[OfficeWorker]) -> Vec<Choice> {
    workers.iter().map(|worker| named(&worker.id, &worker.name)).collect()
}

/// The same with "all" before them, for filters.
#[must_use]
pub fn filter(workers: &[OfficeWorker]) -> Vec<Choice> {
    std::iter::once(any()).chain(choices(workers)).collect()
}
