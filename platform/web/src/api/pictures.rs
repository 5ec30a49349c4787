//! Pictures: stored first, then named by their id in a review.

use super::answer::{Made, made};
use super::extract::{Id, Upload};
use crate::customer::blobs;
use crate::error::Served;
use crate::state::App;
use crate::visit::{CustomerVisit, SignedInVisit};
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::HeaderMap;
use lares_domain::catalogue::pictures;
use lares_kernel::{BlobId, Permission};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    let store = OpenApiRouter::new().routes(routes!(store)).layer(DefaultBodyLimit::max(Upload::LIMIT));
    store.routes(routes!(one))
}

/// Stores a picture of at most five megabytes (JPEG, PNG or WebP) for a review of one's own.
#[utoipa::path(post, path = "/pictures", tag = "reviews", request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 201, body = Made)))]
async fn store(visit: SignedInVisit, upload: Upload) -> Served {
    let mut ctx = visit.begin().await?;
    let id = pictures::store(&mut ctx, Permission::ReviewWrite, &upload.file).await?;
    made(ctx, id.uuid()).await
}

/// A picture itself; it never changes under its id.
#[utoipa::path(get, path = "/pictures/{id}", tag = "catalogue", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The picture", content_type = "image/*", body = Vec<u8>)))]
async fn one(visit: CustomerVisit, Id(id): Id<BlobId>, headers: HeaderMap) -> Served {
    blobs::show(visit, Path(id), headers).await
}
