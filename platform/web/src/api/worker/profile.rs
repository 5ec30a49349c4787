//! The worker themselves: profile, skills, certificates, and whether they are there.

use crate::api::answer::{Made, done, made, show};
use crate::api::extract::Json;
use crate::api::workforce::{Certificate, CertificateForm, WorkerRecord};
use crate::error::Served;
use crate::state::App;
use crate::visit::WorkerVisit;
use crate::worker::me;
use lares_domain::workforce::{self, ProfileForm};
use lares_kernel::{BlobId, SkillId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read, change)).routes(routes!(certificates, hand_in)).routes(routes!(set_presence))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WorkerProfileForm {
    /// Years of experience.
    years: i32,
    #[serde(default)]
    bio: String,
    /// A picture stored before; absent = none.
    #[schema(value_type = Option<Uuid>)]
    photo: Option<BlobId>,
    #[schema(value_type = Vec<Uuid>)]
    skills: Vec<SkillId>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PresenceForm {
    /// `online`, `busy` or `offline`.
    #[schema(value_type = String)]
    presence: workforce::Presence,
}

/// Who one is at this company, with one's certificates.
#[utoipa::path(get, path = "/profile", tag = "worker", responses((status = 200, body = WorkerRecord)))]
async fn read(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let record = workforce::record(&mut ctx, me(&visit)?).await?;
    show(ctx, WorkerRecord::from(record)).await
}

/// Changes what one may change of one's own; name, phone and home are the office's to keep.
#[utoipa::path(put, path = "/profile", tag = "worker", responses((status = 204, description = "Saved")))]
async fn change(visit: WorkerVisit, Json(form): Json<WorkerProfileForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let form = ProfileForm { years: form.years, bio: form.bio, photo: form.photo, skills: form.skills };
    workforce::change_profile(&mut ctx, me(&visit)?, &form).await?;
    done(ctx).await
}

/// One's certificates in every state.
#[utoipa::path(get, path = "/certificates", tag = "worker", responses((status = 200, body = Vec<Certificate>)))]
async fn certificates(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let record = workforce::record(&mut ctx, me(&visit)?).await?;
    show(ctx, record.certificates.into_iter().map(Certificate::from).collect::<Vec<_>>()).await
}

/// Hands in a certificate; it counts once the office has checked it.
#[utoipa::path(post, path = "/certificates", tag = "worker", responses((status = 201, body = Made)))]
async fn hand_in(visit: WorkerVisit, Json(form): Json<CertificateForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let id = workforce::add_certificate(&mut ctx, me(&visit)?, &form.into()).await?;
    made(ctx, id.uuid()).await
}

/// Says whether one is there right now.
#[utoipa::path(put, path = "/presence", tag = "worker", responses((status = 204, description = "Set")))]
async fn set_presence(visit: WorkerVisit, Json(form): Json<PresenceForm>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::set_presence(&mut ctx, form.presence).await?;
    done(ctx).await
}
