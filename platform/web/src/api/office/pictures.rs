//! Pictures on a service's page.

use crate::api::answer::{Made, done, made};
use crate::api::extract::{Id, Upload};
use crate::error::Served;
use crate::office::entry::CHOICE;
use crate::state::App;
use crate::visit::OfficeVisit;
use axum::extract::DefaultBodyLimit;
use lares_domain::catalogue::pictures::{self, PictureKind};
use lares_kernel::{Error, Permission, Result, ServiceId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    let add = OpenApiRouter::new().routes(routes!(add)).layer(DefaultBodyLimit::max(Upload::LIMIT));
    add.routes(routes!(remove))
}

/// Stores a picture (at most five megabytes; JPEG, PNG or WebP) and shows it on the service's page.
#[utoipa::path(post, path = "/services/{id}/pictures", tag = "office services", params(("id" = Uuid, Path)),
    request_body(content = Upload, content_type = "multipart/form-data"), responses((status = 201, body = Made)))]
async fn add(visit: OfficeVisit, Id(id): Id<ServiceId>, upload: Upload) -> Served {
    let mut ctx = visit.begin().await?;
    let blob = pictures::store(&mut ctx, Permission::ServiceWrite, &upload.file).await?;
    let picture = pictures::add(&mut ctx, id, blob, kind(&upload)?).await?;
    made(ctx, picture).await
}

/// A cover unless it says otherwise.
fn kind(upload: &Upload) -> Result<PictureKind> {
    match &upload.kind {
        Some(kind) => serde_json::from_value(kind.as_str().into()).map_err(|_| Error::field("kind", CHOICE)),
        None => Ok(PictureKind::Cover),
    }
}

/// Takes a picture off a service's page.
#[utoipa::path(delete, path = "/services/{id}/pictures/{picture}", tag = "office services",
    params(("id" = Uuid, Path), ("picture" = Uuid, Path)), responses((status = 204, description = "Removed")))]
async fn remove(visit: OfficeVisit, Id((id, picture)): Id<(ServiceId, Uuid)>) -> Served {
    let mut ctx = visit.begin().await?;
    pictures::remove(&mut ctx, id, picture).await?;
    done(ctx).await
}
