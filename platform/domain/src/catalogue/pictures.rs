//! Pictures: stored as they come, their type read from their first bytes.

use super::{PICTURE_COUNT, PICTURE_SIZE, PICTURE_TYPE, PICTURE_UNKNOWN, PICTURES_A_DAY, db};
use jiff::SignedDuration;
use lares_kernel::{BlobId, Ctx, Error, Permission, Result, ServiceId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

pub const MAX_BYTES: usize = 5 * 1024 * 1024;
const MAX_PER_SERVICE: i64 = 20;

/// How many pictures one person may store in a day: a customer those of many reviews, the office a new catalogue's.
const fn most_a_day(permission: Permission) -> i64 {
    if matches!(permission, Permission::ReviewWrite) { 40 } else { 400 }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureKind {
    /// The picture on the card; the newest wins.
    Cover,
    Before,
    After,
}

impl PictureKind {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Picture {
    pub id: Uuid,
    pub blob_id: BlobId,
    pub kind: PictureKind,
}

#[derive(Clone, Debug)]
pub struct Blob {
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// Stores a picture for use under `permission`: a service's, a worker's photo, a review's.
///
/// # Errors
/// `catalogue.picture_too_large` above 5 MiB, `invalid` when it is no JPEG, PNG or WebP, `catalogue.too_many_pictures_today`.
pub async fn store(ctx: &mut Ctx, permission: Permission, bytes: &[u8]) -> Result<BlobId> {
    ctx.authorize(permission)?;
    if bytes.len() > MAX_BYTES {
        return Err(Error::new(PICTURE_SIZE));
    }
    let media_type = media_type(bytes).ok_or_else(|| Error::field("picture", PICTURE_TYPE))?;
    if db::pictures::stored_since(ctx, ctx.now() - SignedDuration::from_hours(24)).await? >= most_a_day(permission) {
        return Err(Error::new(PICTURES_A_DAY));
    }
    let id = BlobId::new();
    db::pictures::insert_blob(ctx, id, media_type, bytes).await?;
    Ok(id)
}

/// A stored picture. Ids are not guessable and are shown only to those who may see the picture.
///
/// # Errors
/// `not_found`.
pub async fn blob(ctx: &mut Ctx, id: BlobId) -> Result<Blob> {
    ctx.authorize(Permission::ServiceRead)?;
    db::pictures::blob(ctx, id).await
}

/// Checks that the actor stored all of these; nobody shows another's picture as their own.
///
/// # Errors
/// `invalid` for `pictures`.
pub(crate) async fn check_own(ctx: &mut Ctx, permission: Permission, ids: &[BlobId]) -> Result<()> {
    ctx.authorize(permission)?;
    if ids.is_empty() || db::pictures::all_own(ctx, ids).await? {
        return Ok(());
    }
    Err(Error::field("pictures", PICTURE_UNKNOWN))
}

/// Checks that a picture is stored here.
///
/// # Errors
/// `invalid` for `photo_id`.
pub(crate) async fn check_stored(ctx: &mut Ctx, permission: Permission, id: BlobId) -> Result<()> {
    ctx.authorize(permission)?;
    if db::pictures::exists(ctx, id).await? { Ok(()) } else { Err(Error::field("photo_id", PICTURE_UNKNOWN)) }
}

/// Shows a stored picture on a service's page.
///
/// # Errors
/// `catalogue.too_many_pictures`, `invalid` for an unknown picture, `not_found` for an unknown service.
pub async fn add(ctx: &mut Ctx, service: ServiceId, blob: BlobId, kind: PictureKind) -> Result<Uuid> {
    ctx.authorize(Permission::ServiceWrite)?;
    db::writing::lock(ctx, service).await?;
    if db::pictures::count(ctx, service).await? >= MAX_PER_SERVICE {
        return Err(Error::new(PICTURE_COUNT));
    }
    if !db::pictures::exists(ctx, blob).await? {
        return Err(Error::field("picture", PICTURE_UNKNOWN));
    }
    let id = lares_kernel::random::uuid();
    db::pictures::insert(ctx, service, &Picture { id, blob_id: blob, kind }).await?;
    ctx.announce("service.changed", service.uuid(), json!({ "picture": id })).await?;
    Ok(id)
}

/// # Errors
/// `not_found`.
pub async fn remove(ctx: &mut Ctx, service: ServiceId, id: Uuid) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    db::pictures::delete(ctx, service, id).await?;
    ctx.announce("service.changed", service.uuid(), json!({ "picture_removed": id })).await
}

/// The media type by the file's signature (JPEG: ITU-T T.81, PNG: RFC 2083, WebP: RFC 9649).
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("image/png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn the_type_of_a_picture_comes_from_its_bytes() {
        assert_eq!(media_type(&[0xFF, 0xD8, 0xFF, 0xE0]), Some("image/jpeg"));
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(media_type(b"RIFF\x01\x02\x03\x04WEBPVP8 "), Some("image/webp"));
        for wrong in [&b""[..], b"GIF89a", b"<svg xmlns=", b"<html>", b"RIFF\x01\x02\x03\x04WAVE", b"\x89PNG"] {
            assert_eq!(media_type(wrong), None);
        }
    }
}
