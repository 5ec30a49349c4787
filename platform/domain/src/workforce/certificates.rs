//! Certificates (资质证书): handed in, checked by the office, and running out.

use super::{CERTIFICATE_STATE, DATES, EXPIRED, db, office};
use crate::catalogue::faults::Faults;
use jiff::ToSpan;
use jiff::civil::Date;
use lares_kernel::{CertificateId, Ctx, Error, Permission, Result, WorkerId};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateState {
    Pending,
    Verified,
    Rejected,
}

impl CertificateState {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Verified => "verified",
            Self::Rejected => "rejected",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Certificate {
    pub id: CertificateId,
    pub kind: String,
    pub number: String,
    pub issued_on: Date,
    pub expires_on: Option<Date>,
    pub state: CertificateState,
}

/// A verified certificate that runs out soon or already did.
#[derive(Clone, Debug, Serialize)]
pub struct ExpiringCertificate {
    pub id: CertificateId,
    pub worker_id: WorkerId,
    pub worker_name: String,
    pub kind: String,
    pub expires_on: Date,
}

#[derive(Clone, Debug)]
pub struct CertificateForm {
    /// As the company's catalogue names it, such as `health`.
    pub kind: String,
    pub number: String,
    pub issued_on: Date,
    pub expires_on: Option<Date>,
}

impl CertificateForm {
    fn cleaned(&self, today: Date) -> Result<Self> {
        let mut faults = Faults::default();
        let form = Self {
            kind: faults.text("kind", &self.kind, 1..=40),
            number: faults.text("number", &self.number, 1..=60),
            issued_on: self.issued_on,
            expires_on: self.expires_on,
        };
        if self.issued_on > today {
            faults.add("issued_on", DATES);
        }
        if self.expires_on.is_some_and(|expires_on| expires_on <= self.issued_on) {
            faults.add("expires_on", DATES);
        } else if self.expires_on.is_some_and(|expires_on| expires_on < today) {
            faults.add("expires_on", EXPIRED);
        }
        faults.done()?;
        Ok(form)
    }
}

/// Hands in a certificate, by the worker or for them; it counts once verified.
///
/// # Errors
/// `invalid` with every wrong field, `not_found` for somebody else's.
pub async fn add_certificate(ctx: &mut Ctx, worker: WorkerId, form: &CertificateForm) -> Result<CertificateId> {
    ctx.authorize_owned(Permission::WorkerWrite, &[Some(worker.uuid())])?;
    let form = form.cleaned(ctx.tenant().date(ctx.now()))?;
    db::workers::state(ctx, worker).await?;
    let id = CertificateId::new();
    db::certificates::insert(ctx, (id, worker), &form).await?;
    ctx.announce("certificate.added", worker.uuid(), json!({ "certificate": id, "kind": form.kind })).await?;
    Ok(id)
}

/// The office saw the original.
///
/// # Errors
/// `workforce.certificate_decided` when it is not waiting for a decision.
pub async fn verify_certificate(ctx: &mut Ctx, id: CertificateId) -> Result<()> {
    office(ctx, Permission::WorkerReviewCertificate)?;
    decide(ctx, id, CertificateState::Pending, CertificateState::Verified, "certificate.verified").await
}

/// Refuses a pending certificate.
///
/// # Errors
/// `workforce.certificate_decided` when it is not waiting for a decision.
pub async fn reject_certificate(ctx: &mut Ctx, id: CertificateId) -> Result<()> {
    office(ctx, Permission::WorkerReviewCertificate)?;
    decide(ctx, id, CertificateState::Pending, CertificateState::Rejected, "certificate.rejected").await
}

async fn decide(
    ctx: &mut Ctx,
    id: CertificateId,
    from: CertificateState,
    to: CertificateState,
    event: &'static str,
) -> Result<()> {
    let worker = db::certificates::set_state(ctx, id, from, to).await?.ok_or_else(|| Error::new(CERTIFICATE_STATE))?;
    ctx.announce(event, worker.uuid(), json!({ "certificate": id })).await
}

/// Verified certificates of active workers that expire within `days` or already have, soonest first, at most 200.
///
/// # Errors
/// `forbidden`.
pub async fn expiring(ctx: &mut Ctx, days: u16) -> Result<Vec<ExpiringCertificate>> {
    office(ctx, Permission::WorkerRead)?;
    let today = ctx.tenant().date(ctx.now());
    let until = today.checked_add(i32::from(days).days()).unwrap_or(Date::MAX);
    db::certificates::expiring(ctx, until).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_certificate_must_have_been_issued_and_not_have_run_out() {
        let form = |issued_on, expires_on| CertificateForm { kind: "health".into(), number: "A1".into(), issued_on, expires_on };
        let today = date(2026, 11, 23);
        let field = |form: CertificateForm| form.cleaned(today).map(|_| ()).map_err(|error| error.fields()[0].code);
        assert_eq!(field(form(date(2026, 1, 1), None)), Ok(()));
        assert_eq!(field(form(date(2026, 1, 1), Some(today))), Ok(()));
        assert_eq!(field(form(date(2026, 11, 24), None)), Err(DATES));
        assert_eq!(field(form(date(2026, 1, 1), Some(date(2025, 1, 1)))), Err(DATES));
        assert_eq!(field(form(date(2025, 1, 1), Some(date(2026, 11, 22)))), Err(EXPIRED));
    }
}
