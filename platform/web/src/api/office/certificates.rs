//! Certificates of workers: handed in for them, checked, running out.

use crate::api::answer::{Made, done, made, show};
use crate::api::extract::{Asked, Id, Json};
use crate::api::workforce::{Certificate, CertificateForm};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use jiff::civil::Date;
use lares_domain::workforce;
use lares_kernel::{CertificateId, WorkerId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// How far ahead the office looks unless it says otherwise.
const DAYS: u16 = 30;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(expiring)).routes(routes!(list, add)).routes(routes!(verify)).routes(routes!(reject))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ExpiringQuery {
    /// Running out within so many days.
    #[param(default = 30)]
    days: Option<u16>,
}

#[derive(Serialize, ToSchema)]
struct ExpiringCertificate {
    id: Uuid,
    worker_id: Uuid,
    worker_name: String,
    kind: String,
    expires_on: Date,
}

impl From<workforce::ExpiringCertificate> for ExpiringCertificate {
    fn from(certificate: workforce::ExpiringCertificate) -> Self {
        Self {
            id: certificate.id.uuid(),
            worker_id: certificate.worker_id.uuid(),
            worker_name: certificate.worker_name,
            kind: certificate.kind,
            expires_on: certificate.expires_on,
        }
    }
}

/// Verified certificates that run out soon or already did.
#[utoipa::path(get, path = "/certificates/expiring", tag = "office workers", params(ExpiringQuery), responses((status = 200, body = Vec<ExpiringCertificate>)))]
async fn expiring(visit: OfficeVisit, Asked(query): Asked<ExpiringQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = workforce::expiring(&mut ctx, query.days.unwrap_or(DAYS)).await?;
    show(ctx, rows.into_iter().map(ExpiringCertificate::from).collect::<Vec<_>>()).await
}

/// A worker's certificates in every state.
#[utoipa::path(get, path = "/workers/{id}/certificates", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 200, body = Vec<Certificate>)))]
async fn list(visit: OfficeVisit, Id(id): Id<WorkerId>) -> Served {
    let mut ctx = visit.begin().await?;
    let record = workforce::record(&mut ctx, id).await?;
    show(ctx, record.certificates.into_iter().map(Certificate::from).collect::<Vec<_>>()).await
}

/// Hands in a certificate for a worker.
#[utoipa::path(post, path = "/workers/{id}/certificates", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 201, body = Made)))]
async fn add(visit: OfficeVisit, Id(id): Id<WorkerId>, Json(form): Json<CertificateForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let certificate = workforce::add_certificate(&mut ctx, id, &form.into()).await?;
    made(ctx, certificate.uuid()).await
}

/// Says a certificate is genuine; it counts from now on.
#[utoipa::path(post, path = "/certificates/{id}/verification", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 204, description = "Verified")))]
async fn verify(visit: OfficeVisit, Id(id): Id<CertificateId>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::verify_certificate(&mut ctx, id).await?;
    done(ctx).await
}

/// Turns a certificate down.
#[utoipa::path(post, path = "/certificates/{id}/rejection", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 204, description = "Rejected")))]
async fn reject(visit: OfficeVisit, Id(id): Id<CertificateId>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::reject_certificate(&mut ctx, id).await?;
    done(ctx).await
}
