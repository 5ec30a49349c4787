//! Joining, pausing, leaving and coming back.

use super::{STATE, WorkerState, db, office};
use lares_kernel::{Ctx, Error, Permission, Result, WorkerId};
use serde_json::json;

/// What the office does to a worker's state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Change {
    Approve,
    Suspend,
    Remove,
    Restore,
}

/// The state after a change; None where it makes no sense.
const fn after(state: WorkerState, change: Change) -> Option<WorkerState> {
    match (state, change) {
        (WorkerState::Applied, Change::Approve) | (WorkerState::Suspended | WorkerState::Removed, Change::Restore) => {
            Some(WorkerState::Active)
        }
        (WorkerState::Active, Change::Suspend) => Some(WorkerState::Suspended),
        (WorkerState::Applied | WorkerState::Active | WorkerState::Suspended, Change::Remove) => Some(WorkerState::Removed),
        (WorkerState::Applied, Change::Suspend | Change::Restore)
        | (WorkerState::Active, Change::Approve | Change::Restore)
        | (WorkerState::Suspended, Change::Approve | Change::Suspend)
        | (WorkerState::Removed, Change::Approve | Change::Suspend | Change::Remove) => None,
    }
}

/// Takes an application on.
///
/// # Errors
/// `workforce.state_changed`, `not_found`.
pub async fn approve(ctx: &mut Ctx, id: WorkerId) -> Result<()> {
    office(ctx, Permission::WorkerWrite)?;
    change(ctx, id, Change::Approve, "worker.approved").await
}

/// No new work from now on; what was accepted stays with the worker until the office moves it.
///
/// # Errors
/// `workforce.state_changed`, `not_found`.
pub async fn suspend(ctx: &mut Ctx, id: WorkerId) -> Result<()> {
    office(ctx, Permission::WorkerWrite)?;
    change(ctx, id, Change::Suspend, "worker.suspended").await
}

/// Takes a worker (or an application) out; the history stays.
///
/// # Errors
/// `workforce.state_changed`, `not_found`.
pub async fn remove(ctx: &mut Ctx, id: WorkerId) -> Result<()> {
    office(ctx, Permission::WorkerWrite)?;
    change(ctx, id, Change::Remove, "worker.removed").await
}

/// Brings a suspended or removed worker back.
///
/// # Errors
/// `workforce.state_changed`, `not_found`.
pub async fn restore(ctx: &mut Ctx, id: WorkerId) -> Result<()> {
    office(ctx, Permission::WorkerWrite)?;
    change(ctx, id, Change::Restore, "worker.restored").await
}

/// May this worker take on new work? For orders.
///
/// # Errors
/// `not_found`.
pub(crate) async fn is_active(ctx: &mut Ctx, id: WorkerId) -> Result<bool> {
    Ok(db::workers::state(ctx, id).await? == WorkerState::Active)
}

/// Is this worker gone, and may not even sign in? For orders.
///
/// # Errors
/// `not_found`.
pub(crate) async fn is_removed(ctx: &mut Ctx, id: WorkerId) -> Result<bool> {
    Ok(db::workers::state(ctx, id).await? == WorkerState::Removed)
}

async fn change(ctx: &mut Ctx, id: WorkerId, change: Change, event: &'static str) -> Result<()> {
    let from = db::workers::state(ctx, id).await?;
    let to = after(from, change).ok_or_else(|| Error::new(STATE))?;
    if !db::workers::set_state(ctx, id, from, to).await? {
        return Err(Error::new(STATE));
    }
    ctx.announce(event, id.uuid(), json!({ "from": from, "to": to })).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_application_is_approved_and_only_the_absent_come_back() {
        let allowed =
            |change| WorkerState::ALL.into_iter().filter(move |state| after(*state, change).is_some()).collect::<Vec<_>>();
        assert_eq!(allowed(Change::Approve), [WorkerState::Applied]);
        assert_eq!(allowed(Change::Suspend), [WorkerState::Active]);
        assert_eq!(allowed(Change::Restore), [WorkerState::Suspended, WorkerState::Removed]);
        assert_eq!(allowed(Change::Remove), [WorkerState::Applied, WorkerState::Active, WorkerState::Suspended]);
    }
}
