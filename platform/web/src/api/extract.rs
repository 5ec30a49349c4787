//! What a request of a program carries; whatever does not fit is refused with a code, never with a library's own text.

use crate::error::{Failed, TOO_LARGE};
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequest, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use lares_kernel::answers::{Answer, KEY};
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{Code, Ctx, Error, Kind, PageRequest, PersonId, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

pub const JSON: Code = Code::new("json.unreadable", Kind::Invalid);
pub const QUERY: Code = Code::new("query.unreadable", Kind::Invalid);

/// A JSON body of exactly these fields.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Failed;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        match <axum::Json<T> as FromRequest<S>>::from_request(request, state).await {
            Ok(axum::Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(refused(&rejection).into()),
        }
    }
}

/// A body that may be left out, as by programs that have nothing to add.
impl<T: DeserializeOwned, S: Send + Sync> OptionalFromRequest<S> for Json<T> {
    type Rejection = Failed;
    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Failed> {
        if !request.headers().contains_key(header::CONTENT_TYPE) {
            return Ok(None);
        }
        <Self as FromRequest<S>>::from_request(request, state).await.map(Some)
    }
}

fn refused(rejection: &JsonRejection) -> Error {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Error::new(TOO_LARGE);
    }
    Error::new(JSON).with("reason", rejection.body_text())
}

/// The id in the path; what is no id does not exist.
pub struct Id<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Id<T> {
    type Rejection = Failed;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failed> {
        let found = Path::<T>::from_request_parts(parts, state).await;
        found.map(|Path(id)| Self(id)).map_err(|_| Error::new(NOT_FOUND).into())
    }
}

/// The query of the address, of exactly these names.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Failed;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failed> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(Error::new(QUERY).with("reason", rejection.body_text()).into()),
        }
    }
}

/// Which page of a list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// From 1.
    #[param(minimum = 1, maximum = 10_000, default = 1)]
    pub page: Option<u32>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 100, default = 20)]
    pub size: Option<u32>,
}

impl Paging {
    /// # Errors
    /// `page.invalid`.
    pub fn request(&self) -> Result<PageRequest> {
        paging(self.page, self.size)
    }
}

/// # Errors
/// `page.invalid`.
pub fn paging(page: Option<u32>, size: Option<u32>) -> Result<PageRequest> {
    PageRequest::new(page.unwrap_or(1), size.unwrap_or(PageRequest::DEFAULT_SIZE))
}

/// A body with the `Idempotency-Key` every write to money or bookings carries: the first answer is kept and given again.
pub struct Once<T> {
    pub value: T,
    key: String,
    /// Address and body: the same key with another request is refused.
    request: Vec<u8>,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Once<T> {
    type Rejection = Failed;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let key = key(request.headers())?;
        let headers = request.headers().clone();
        let mut asked = request.uri().path().as_bytes().to_vec();
        asked.push(0);
        let body = Bytes::from_request(request, state).await.map_err(|_| Failed::from(Error::new(TOO_LARGE)))?;
        asked.extend_from_slice(&body);
        let mut again = Request::new(body.into());
        *again.headers_mut() = headers;
        let Json(value) = <Json<T> as FromRequest<S>>::from_request(again, state).await?;
        Ok(Self { value, key, request: asked })
    }
}

fn key(headers: &HeaderMap) -> Result<String, Failed> {
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    key.map(str::to_owned).ok_or_else(|| Error::field("Idempotency-Key", KEY).into())
}

impl<T> Once<T> {
    /// The answer given before, if this is a repetition.
    ///
    /// # Errors
    /// `idempotency.key_reused`, `idempotency.key_invalid`.
    pub async fn before(&self, ctx: &mut Ctx, person: PersonId) -> Result<Option<Response>> {
        let answer = ctx.answered(person, &self.key, &self.request).await?;
        Ok(answer.map(|answer| {
            let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
            (status, axum::Json(answer.body)).into_response()
        }))
    }

    /// Keeps the answer, makes everything real, and answers 201.
    ///
    /// # Errors
    /// What the database refuses at commit.
    pub async fn created<A: Serialize>(&self, mut ctx: Ctx, person: PersonId, answer: &A) -> Result<Response, Failed> {
        let (status, body) = (StatusCode::CREATED, serde_json::to_value(answer).map_err(Error::internal)?);
        let kept = Answer { status: status.as_u16(), body: body.clone() };
        ctx.keep_answer(person, &self.key, &kept).await?;
        ctx.commit().await?;
        Ok((status, axum::Json(body)).into_response())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Form {
        count: u32,
    }

    fn request(body: &'static str, key: Option<&str>) -> Request {
        let mut request = Request::builder().method("POST").uri("/orders").header("content-type", "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        request.body(Body::from(body)).expect("a request")
    }

    async fn code(body: &'static str) -> Option<&'static str> {
        let read = <Json<Form> as FromRequest<()>>::from_request(request(body, None), &()).await;
        read.err().map(|Failed(error)| error.code().name())
    }

    #[tokio::test]
    async fn what_is_not_exactly_the_form_is_refused_with_a_code() {
        assert_eq!(code(r#"{"count":1}"#).await, None);
        for wrong in [r#"{"count":1,"more":2}"#, r#"{"count":"1"}"#, r#"{"count":-1}"#, "{}", "[", ""] {
            assert_eq!(code(wrong).await, Some("json.unreadable"), "{wrong}");
        }
    }

    #[tokio::test]
    async fn a_booking_without_a_key_is_refused_and_one_with_it_is_read() {
        let without = Once::<Form>::from_request(request(r#"{"count":1}"#, None), &()).await;
        assert_eq!(without.err().map(|Failed(error)| error.fields()[0].code), Some(KEY));
        let with = Once::<Form>::from_request(request(r#"{"count":7}"#, Some("12345678")), &()).await.ok();
        let with = with.expect("it reads");
        assert_eq!((with.value.count, with.key.as_str()), (7, "12345678"));
        assert_eq!(with.request, b"/orders\0{\"count\":7}");
    }
}
