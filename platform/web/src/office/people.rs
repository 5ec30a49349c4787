//! Workers to choose from.

use super::listing::{any, named};
use lares_domain::workforce::{self, OfficeFilter, OfficeWorker, WorkerState};
use lares_kernel::{Ctx, PageRequest, Permission, Result};
use lares_views::parts::Choice;

/// All active workers; none for who may not see them.
///
/// # Errors
/// When the database does not answer.
pub async fn active(ctx: &mut Ctx) -> Result<Vec<OfficeWorker>> {
    if !ctx.may(Permission::WorkerRead) {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    for number in 1.. {
        let page = PageRequest::new(number, 100)?;
        let filter = OfficeFilter { text: String::new(), state: Some(WorkerState::Active), page };
        let found = workforce::list(ctx, &filter).await?;
        let last = number >= found.pages();
        all.extend(found.rows);
        if last {
            break;
        }
    }
    Ok(all)
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
