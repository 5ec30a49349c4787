//! Forms that carry pictures: the words are read like any other form's, the pictures beside them.
//!
//! Invariant: a picture that is too large is read to its end and dropped, so that the browser gets its answer and the words are kept.
//! Invariant: at most [`MOST`] pictures of one form are held in memory.

use crate::error::{Failed, TOO_LARGE};
use crate::form::{Typed, UNREADABLE};
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use bytes::{Bytes, BytesMut};
use lares_domain::catalogue::{PICTURE_SIZE, pictures};
use lares_domain::reviews::MOST_PICTURES;
use lares_kernel::{BlobId, Ctx, Error, Permission, Result};
use serde::de::DeserializeOwned;

/// Bodies of forms with pictures: a handful straight from a camera.
pub const BODY_LIMIT: usize = 64 * 1024 * 1024;
const MOST: usize = MOST_PICTURES;
/// All words of a form together.
const MOST_WORDS: usize = 64 * 1024;

/// A form with its pictures; without any it may come urlencoded.
pub struct Upload<T> {
    pub typed: Typed<T>,
    pub pictures: Pictures,
}

/// The pictures of a form, in order; None in place of one that is not held.
#[derive(Default)]
pub struct Pictures(Vec<Option<Bytes>>);

impl Pictures {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The picture that stands now: the one sent, else none when the old one is to go, else the old one.
    ///
    /// # Errors
    /// `invalid` for a picture that is too large or none.
    pub async fn instead_of(self, had: Option<BlobId>, (goes, name): (bool, &str), ctx: &mut Ctx) -> Result<Option<BlobId>> {
        let sent = self.store(ctx, Permission::WorkerWrite, name).await?;
        Ok(sent.last().copied().or(had.filter(|_| !goes)))
    }

    /// Stores them all for use under `permission`; what is wrong with one is told beside the field `name`.
    ///
    /// # Errors
    /// `invalid` for a picture that is too large or none.
    pub async fn store(self, ctx: &mut Ctx, permission: Permission, name: &str) -> Result<Vec<BlobId>> {
        let mut stored = Vec::with_capacity(self.0.len());
        for bytes in self.0 {
            let bytes = bytes.ok_or_else(|| Error::field(name, PICTURE_SIZE))?;
            stored.push(pictures::store(ctx, permission, &bytes).await.map_err(|error| beside(name, error))?);
        }
        Ok(stored)
    }
}

/// What the business says of a picture, at the field it came from.
fn beside(name: &str, error: Error) -> Error {
    match error.fields().first().map(|field| field.code) {
        Some(code) => Error::field(name, code),
        None if error.code() == PICTURE_SIZE => Error::field(name, PICTURE_SIZE),
        None => error,
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Upload<T> {
    type Rejection = Failed;
    async fn from_request(request: Request, state: &S) -> std::result::Result<Self, Failed> {
        let kind = request.headers().get(header::CONTENT_TYPE).map(header::HeaderValue::as_bytes);
        if !kind.is_some_and(|kind| kind.starts_with(b"multipart/")) {
            return Ok(Self { typed: Typed::from_request(request, state).await?, pictures: Pictures::default() });
        }
        let parts = Multipart::from_request(request, state).await.map_err(|_| Error::new(UNREADABLE))?;
        let (words, pictures) = read(parts).await?;
        Ok(Self { typed: Typed::of_pairs(&words)?, pictures })
    }
}

async fn read(mut parts: Multipart) -> Result<(Vec<(String, String)>, Pictures)> {
    let (mut words, mut pictures, mut size) = (Vec::new(), Pictures::default(), 0);
    while let Some(mut part) = parts.next_field().await.map_err(|error| refused(&error))? {
        if part.file_name().is_none() {
            let word = word(&mut part, MOST_WORDS - size).await?;
            size += word.0.len() + word.1.len();
            words.push(word);
        } else if let Some(picture) = picture(&mut part, pictures.len() < MOST).await? {
            pictures.0.push(picture);
        }
    }
    Ok((words, pictures))
}

/// Name and text, which together take at most `room` bytes and are read no further.
async fn word(part: &mut Field<'_>, room: usize) -> Result<(String, String)> {
    let too_large = || Error::new(TOO_LARGE);
    let name = part.name().unwrap_or_default().to_owned();
    let room = room.checked_sub(name.len()).ok_or_else(too_large)?;
    let mut text = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| refused(&error))? {
        if text.len() + chunk.len() > room {
            return Err(too_large());
        }
        text.extend_from_slice(&chunk);
    }
    Ok((name, String::from_utf8(text).map_err(|_| Error::new(UNREADABLE))?))
}

/// None when no file was chosen; else its bytes, if they are to be held and are not too many.
async fn picture(part: &mut Field<'_>, hold: bool) -> Result<Option<Option<Bytes>>> {
    let (mut bytes, mut size) = (BytesMut::new(), 0);
    while let Some(chunk) = part.chunk().await.map_err(|error| refused(&error))? {
        size += chunk.len();
        if hold && size <= pictures::MAX_BYTES {
            bytes.extend_from_slice(&chunk);
        }
    }
    let fits = hold && size <= pictures::MAX_BYTES;
    Ok((size > 0).then(|| fits.then(|| bytes.freeze())))
}

fn refused(error: &MultipartError) -> Error {
    Error::new(if error.status() == StatusCode::PAYLOAD_TOO_LARGE { TOO_LARGE } else { UNREADABLE })
}
