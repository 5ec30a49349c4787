//! Pictures people stored: a service's, a worker's, a review's.

use crate::error::Served;
use crate::visit::CustomerVisit;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use lares_domain::catalogue::pictures;
use lares_kernel::BlobId;

/// A picture never changes under its id, so a browser that has it is never sent it again.
pub async fn show(visit: CustomerVisit, Path(id): Path<BlobId>, request: HeaderMap) -> Served {
    let etag = format!("\"{id}\"");
    if request.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let mut ctx = visit.begin().await?;
    let blob = pictures::blob(&mut ctx, id).await?;
    ctx.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, blob.media_type),
        (header::ETAG, etag),
        (header::CACHE_CONTROL, "private, max-age=31536000, immutable".to_owned()),
    ];
    Ok((headers, blob.bytes).into_response())
}
