//! Dated exceptions: other hours, leave, and closures of the whole company.

use super::{EXCEPTION_PAST, EXCEPTION_WHO, RANGE, SHIFT_SHAPE, db, office};
use crate::catalogue::faults::Faults;
use jiff::civil::Date;
use lares_kernel::{Ctx, Error, Permission, Result, WorkerId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionKind {
    /// Exactly these hours instead of the weekly ones.
    Override,
    Leave,
    /// Nobody of the company works.
    Closure,
}

impl ExceptionKind {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Override => "override",
            Self::Leave => "leave",
            Self::Closure => "closure",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Override, Self::Leave, Self::Closure].into_iter().find(|kind| kind.as_str() == text)
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct ShiftException {
    pub id: Uuid,
    /// None for a closure.
    pub worker_id: Option<WorkerId>,
    pub on_date: Date,
    pub kind: ExceptionKind,
    pub starts_minute: i32,
    pub ends_minute: i32,
    pub reason: String,
}

#[derive(Clone, Debug)]
pub struct ExceptionForm {
    /// None for a closure, and only then.
    pub worker: Option<WorkerId>,
    pub on_date: Date,
    pub kind: ExceptionKind,
    pub starts_minute: i32,
    pub ends_minute: i32,
    pub reason: String,
}

impl ExceptionForm {
    fn cleaned(&self, today: Date) -> Result<Self> {
        let mut faults = Faults::default();
        if (self.kind == ExceptionKind::Closure) != self.worker.is_none() {
            faults.add("worker", EXCEPTION_WHO);
        }
        if self.on_date < today {
            faults.add("on_date", EXCEPTION_PAST);
        }
        if self.starts_minute < 0 || self.starts_minute >= self.ends_minute || self.ends_minute > 1440 {
            faults.add("ends_minute", SHIFT_SHAPE);
        }
        let reason = faults.text("reason", &self.reason, 0..=200);
        faults.done()?;
        Ok(Self { reason, ..self.clone() })
    }
}

/// What differs from the week between two dates: a worker's own and the company's closures; everything when `worker` is None.
///
/// # Errors
/// `not_found` for somebody else's, `workforce.range_too_long` beyond 400 days.
pub async fn exceptions(ctx: &mut Ctx, worker: Option<WorkerId>, from: Date, to: Date) -> Result<Vec<ShiftException>> {
    ctx.authorize_owned(Permission::RosterRead, &[worker.map(lares_kernel::WorkerId::uuid)])?;
    check_range(from, to)?;
    db::rosters::exceptions(ctx, worker, from, to).await
}

/// Adds an exception from today on. Visits already in that time stay; the board shows them as conflicts.
///
/// # Errors
/// `invalid` with every wrong field, `not_found`.
pub async fn add_exception(ctx: &mut Ctx, form: &ExceptionForm) -> Result<Uuid> {
    match form.worker {
        // A worker takes leave; other hours (which beat closures and leave) are the office's to give.
        Some(worker) if form.kind == ExceptionKind::Leave => {
            ctx.authorize_owned(Permission::RosterWrite, &[Some(worker.uuid())])?;
        }
        Some(_) | None => office(ctx, Permission::RosterWrite)?,
    }
    let form = form.cleaned(ctx.tenant().date(ctx.now()))?;
    if let Some(worker) = form.worker {
        db::workers::state(ctx, worker).await?;
    }
    let id = lares_kernel::random::uuid();
    db::rosters::insert_exception(ctx, id, &form).await?;
    let subject = form.worker.map_or_else(|| ctx.tenant_id(), lares_kernel::WorkerId::uuid);
    ctx.announce("roster.changed", subject, json!({ "exception": id, "kind": form.kind, "date": form.on_date })).await?;
    Ok(id)
}

/// # Errors
/// `not_found`.
pub async fn remove_exception(ctx: &mut Ctx, id: Uuid) -> Result<()> {
    office(ctx, Permission::RosterWrite)?;
    let worker = db::rosters::delete_exception(ctx, id).await?;
    let subject = worker.map_or_else(|| ctx.tenant_id(), lares_kernel::WorkerId::uuid);
    ctx.announce("roster.changed", subject, json!({ "exception_removed": id })).await
}

/// No question about the roster spans more than 400 days.
pub(super) fn check_range(from: Date, to: Date) -> Result<()> {
    let days = from.until(to).map(|span| span.get_days()).unwrap_or(i32::MAX);
    if days <= 400 { Ok(()) } else { Err(Error::field("to", RANGE)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_closure_is_everybodys_and_a_leave_is_somebodys() {
        let form = |kind, worker| ExceptionForm {
            worker,
            on_date: date(2026, 11, 23),
            kind,
            starts_minute: 0,
            ends_minute: 1440,
            reason: String::new(),
        };
        let today = date(2026, 11, 23);
        let fault = |form: ExceptionForm, today| form.cleaned(today).map(|_| ()).map_err(|error| error.fields()[0].code);
        assert_eq!(fault(form(ExceptionKind::Closure, None), today), Ok(()));
        assert_eq!(fault(form(ExceptionKind::Leave, Some(WorkerId::new())), today), Ok(()));
        assert_eq!(fault(form(ExceptionKind::Leave, None), today), Err(EXCEPTION_WHO));
        assert_eq!(fault(form(ExceptionKind::Closure, Some(WorkerId::new())), today), Err(EXCEPTION_WHO));
        assert_eq!(fault(form(ExceptionKind::Closure, None), date(2026, 11, 24)), Err(EXCEPTION_PAST));
        let backwards = ExceptionForm { starts_minute: 600, ends_minute: 600, ..form(ExceptionKind::Closure, None) };
        assert_eq!(fault(backwards, today), Err(SHIFT_SHAPE));
    }

    #[test]
    fn a_range_is_at_most_four_hundred_days() {
        assert!(check_range(date(2026, 1, 1), date(2027, 2, 5)).is_ok());
        assert!(check_range(date(2026, 1, 1), date(2027, 2, 6)).is_err());
    }
}
