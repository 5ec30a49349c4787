//! Scripts, styles and pictures of the pages, embedded in the binary.

use crate::error::Failed;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lares_kernel::Error;
use lares_kernel::error::NOT_FOUND;
use lares_views::assets;

/// An embedded file; its address changes with its content, so it may be kept for a year.
pub async fn serve(Path(path): Path<String>, request: HeaderMap) -> Response {
    let Some(asset) = assets::get(&path) else { return Failed::from(Error::new(NOT_FOUND)).into_response() };
    if request.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == asset.etag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let headers = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::ETAG, asset.etag),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
    ];
    (headers, asset.bytes.into_owned()).into_response()
}
