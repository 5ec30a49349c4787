//! Workers, their certificates and their hours, as the office and the worker themselves know them.

use super::answer::Place;
use jiff::Timestamp;
use jiff::civil::Date;
use lares_domain::workforce::{self, ExceptionForm, ExceptionKind, ShiftException};
use lares_kernel::WorkerId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Serialize, ToSchema)]
pub struct WorkerRecord {
    id: Uuid,
    name: String,
    phone: String,
    /// `female` or `male`.
    sex: &'static str,
    birth_year: i32,
    years: i32,
    bio: String,
    photo: Option<Uuid>,
    home: Place,
    /// `online`, `busy` or `offline`.
    presence: &'static str,
    /// `applied`, `active`, `suspended` or `removed`.
    state: &'static str,
    shows_sex: bool,
    shows_age: bool,
    shows_photo: bool,
    done: i64,
    rating_sum: i64,
    rating_count: i64,
    skills: Vec<Uuid>,
    certificates: Vec<Certificate>,
    created_at: Timestamp,
}

impl From<workforce::WorkerRecord> for WorkerRecord {
    fn from(record: workforce::WorkerRecord) -> Self {
        Self {
            id: record.id.uuid(),
            name: record.name,
            phone: record.phone,
            sex: record.sex.as_str(),
            birth_year: record.birth_year,
            years: record.years,
            bio: record.bio,
            photo: record.photo.map(Uuid::from),
            home: record.home.into(),
            presence: record.presence.as_str(),
            state: record.state.as_str(),
            shows_sex: record.shows_sex,
            shows_age: record.shows_age,
            shows_photo: record.shows_photo,
            done: record.done,
            rating_sum: record.rating_sum,
            rating_count: record.rating_count,
            skills: record.skills.into_iter().map(Uuid::from).collect(),
            certificates: record.certificates.into_iter().map(Into::into).collect(),
            created_at: record.created_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct Certificate {
    id: Uuid,
    #[schema(example = "health")]
    kind: String,
    number: String,
    issued_on: Date,
    expires_on: Option<Date>,
    /// `pending`, `verified` or `rejected`; only a verified one counts, and only until it expires.
    state: &'static str,
}

impl From<workforce::Certificate> for Certificate {
    fn from(certificate: workforce::Certificate) -> Self {
        Self {
            id: certificate.id.uuid(),
            kind: certificate.kind,
            number: certificate.number,
            issued_on: certificate.issued_on,
            expires_on: certificate.expires_on,
            state: certificate.state.as_str(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateForm {
    #[schema(example = "health")]
    kind: String,
    number: String,
    issued_on: Date,
    expires_on: Option<Date>,
}

impl From<CertificateForm> for workforce::CertificateForm {
    fn from(form: CertificateForm) -> Self {
        Self { kind: form.kind, number: form.number, issued_on: form.issued_on, expires_on: form.expires_on }
    }
}

/// Hours of one date that differ from the week. Minutes from midnight, 1440 = the next midnight.
#[derive(Serialize, ToSchema)]
pub struct Absence {
    id: Uuid,
    /// Absent for a closure of the whole company.
    worker_id: Option<Uuid>,
    on_date: Date,
    /// `leave`, `override` (exactly these hours instead of the week's) or `closure`.
    kind: &'static str,
    starts_minute: i32,
    ends_minute: i32,
    reason: String,
}

impl From<ShiftException> for Absence {
    fn from(exception: ShiftException) -> Self {
        Self {
            id: exception.id,
            worker_id: exception.worker_id.map(Uuid::from),
            on_date: exception.on_date,
            kind: exception.kind.as_str(),
            starts_minute: exception.starts_minute,
            ends_minute: exception.ends_minute,
            reason: exception.reason,
        }
    }
}

/// Leave of the whole day unless it says otherwise.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceForm {
    on_date: Date,
    /// `leave`, or, from the office, `override` for exactly these hours instead of the week's.
    #[serde(default = "leave")]
    #[schema(value_type = String)]
    kind: ExceptionKind,
    #[serde(default)]
    starts_minute: i32,
    #[serde(default = "next_midnight")]
    ends_minute: i32,
    #[serde(default)]
    reason: String,
}

const fn leave() -> ExceptionKind {
    ExceptionKind::Leave
}

const fn next_midnight() -> i32 {
    lares_domain::scheduling::day::NEXT_MIDNIGHT
}

impl AbsenceForm {
    #[must_use]
    pub fn of(self, worker: WorkerId) -> ExceptionForm {
        ExceptionForm {
            worker: Some(worker),
            on_date: self.on_date,
            kind: self.kind,
            starts_minute: self.starts_minute,
            ends_minute: self.ends_minute,
            reason: self.reason,
        }
    }
}

/// Weekday 1 = Monday; minutes from midnight, 1440 = the next midnight.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    weekday: i32,
    starts_minute: i32,
    ends_minute: i32,
}

impl From<workforce::Shift> for Shift {
    fn from(shift: workforce::Shift) -> Self {
        Self { weekday: shift.weekday, starts_minute: shift.starts_minute, ends_minute: shift.ends_minute }
    }
}

impl From<Shift> for workforce::Shift {
    fn from(shift: Shift) -> Self {
        Self { weekday: shift.weekday, starts_minute: shift.starts_minute, ends_minute: shift.ends_minute }
    }
}
