//! What a request of a program carries; whatever does not fit is refused with a code, never with a library's own text.

use super::fault::Fault;
use crate::error::{Failed, TOO_LARGE};
use crate::office::entry::FILE;
use axum::extract::multipart::MultipartError;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Multipart, OriginalUri, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use jiff::civil::Date;
use lares_domain::catalogue::pictures;
use lares_kernel::answers::{Answer, KEY};
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{Code, Ctx, Error, Kind, PageRequest, PersonId, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

pub const JSON: Code = Code::new("json.unreadable", Kind::Invalid);
pub const QUERY: Code = Code::new("query.unreadable", Kind::Invalid);
pub const MALFORMED: Code = Code::new("json.malformed", Kind::Invalid);
pub const CONTENT_TYPE: Code = Code::new("json.content_type_expected", Kind::Invalid);
pub const UNKNOWN: Code = Code::new("field.unknown", Kind::Invalid);
pub const MISSING: Code = Code::new("field.missing", Kind::Invalid);
pub const UNFIT: Code = Code::new("field.unfit", Kind::Invalid);
pub const CODES: &[Code] = &[JSON, QUERY, MALFORMED, CONTENT_TYPE, UNKNOWN, MISSING, UNFIT];

/// A JSON body of exactly these fields.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Failed;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let headers = request.headers().clone();
        let body = Bytes::from_request(request, state).await.map_err(|_| Error::new(TOO_LARGE))?;
        Ok(Self(read(headers, body).await?))
    }
}

async fn read<T: DeserializeOwned>(headers: HeaderMap, body: Bytes) -> Result<T> {
    let mut again = Request::new(body.clone().into());
    *again.headers_mut() = headers;
    match axum::Json::<T>::from_request(again, &()).await {
        Ok(axum::Json(value)) => Ok(value),
        Err(JsonRejection::MissingJsonContentType(_)) => Err(Error::new(JSON).with_field("", CONTENT_TYPE)),
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(Error::new(TOO_LARGE)),
        Err(_) => Err(refused(JSON, Fault::of_json::<T>(&body))),
    }
}

/// What cannot be read, with the field it is about.
fn refused(code: Code, fault: Option<Fault>) -> Error {
    let error = Error::new(code);
    match fault {
        Some(Fault::Unknown(path)) => error.with("field", &path).with_field(path, UNKNOWN),
        Some(Fault::Missing(path)) => error.with("field", &path).with_field(path, MISSING),
        Some(Fault::Unfit(path)) if path.is_empty() => error,
        Some(Fault::Unfit(path)) => error.with("field", &path).with_field(path, UNFIT),
        Some(Fault::Malformed { line, column }) => error.with("line", line).with("column", column).with_field("", MALFORMED),
        None => error,
    }
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
            Err(_) => Err(refused(QUERY, Fault::of_query::<T>(parts.uri.query().unwrap_or_default())).into()),
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

/// From one local date to another, both included.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Dates {
    pub from: Date,
    pub to: Date,
}

/// A picture as a form sends it.
#[derive(Default, ToSchema)]
pub struct Upload {
    #[schema(value_type = String, format = Binary)]
    pub file: Bytes,
    /// What it shows, where that is asked: `cover`, `before` or `after`.
    pub kind: Option<String>,
}

impl Upload {
    /// The largest picture with its form around it.
    pub const LIMIT: usize = pictures::MAX_BYTES + 1024 * 1024;
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Failed;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let unreadable = || Failed::from(Error::field("file", FILE));
        let mut form = Multipart::from_request(request, state).await.map_err(|_| unreadable())?;
        let mut upload = Self::default();
        while let Some(part) = form.next_field().await.map_err(|error| refused_part(&error))? {
            match part.name() {
                Some("file") => upload.file = part.bytes().await.map_err(|error| refused_part(&error))?,
                Some("kind") => upload.kind = Some(part.text().await.map_err(|error| refused_part(&error))?),
                Some(_) | None => return Err(unreadable()),
            }
        }
        if upload.file.is_empty() { Err(unreadable()) } else { Ok(upload) }
    }
}

fn refused_part(error: &MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Error::new(TOO_LARGE) } else { Error::field("file", FILE) }
}

/// A body with the `Idempotency-Key` that placing and money need: the first answer is kept and given again.
pub struct Once<T> {
    pub value: T,
    /// None only where it may be left out.
    key: Option<String>,
    /// Method, address and body: the same key with another request is refused.
    request: Vec<u8>,
}

/// The same for the other steps of an order and for reviews, where the key may be left out.
pub struct IfKeyed<T>(pub Once<T>);

/// The body of a request that says everything by its address: none, or `{}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Empty {}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Once<T> {
    type Rejection = Failed;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let IfKeyed(once) = IfKeyed::from_request(request, state).await?;
        if once.key.is_some() { Ok(once) } else { Err(Error::field("Idempotency-Key", KEY).into()) }
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for IfKeyed<T> {
    type Rejection = Failed;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let (key, headers) = (key(request.headers())?, request.headers().clone());
        // A nested router cuts its prefix off the request's own address.
        let path = request.extensions().get::<OriginalUri>().map_or(request.uri(), |original| &original.0).path();
        let mut asked = format!("{} {path}\0", request.method()).into_bytes();
        let body = Bytes::from_request(request, state).await.map_err(|_| Failed::from(Error::new(TOO_LARGE)))?;
        asked.extend_from_slice(&body);
        let value = if body.is_empty() { empty()? } else { read(headers, body).await? };
        Ok(Self(Once { value, key, request: asked }))
    }
}

/// No body at all says as much as `{}`.
fn empty<T: DeserializeOwned>() -> Result<T> {
    serde_json::from_str("{}").map_err(|_| refused(JSON, Fault::of_json::<T>(b"{}")))
}

/// # Errors
/// `idempotency.key_invalid` when it is no text.
fn key(headers: &HeaderMap) -> Result<Option<String>> {
    let key = headers.get("idempotency-key").map(|value| value.to_str().map(str::to_owned));
    key.transpose().map_err(|_| Error::field("Idempotency-Key", KEY))
}

impl<T> Once<T> {
    /// The answer given before, if this is a repetition.
    ///
    /// # Errors
    /// `idempotency.key_reused`, `idempotency.key_invalid`.
    pub async fn before(&self, ctx: &mut Ctx, person: PersonId) -> Result<Option<Response>> {
        let Some(key) = &self.key else { return Ok(None) };
        let answer = ctx.answered(person, key, &self.request).await?;
        Ok(answer.map(|answer| respond(StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK), answer.body)))
    }

    /// Keeps the answer, makes everything real, and answers 201.
    ///
    /// # Errors
    /// What the database refuses at commit.
    pub async fn created<A: Serialize>(&self, ctx: Ctx, person: PersonId, answer: &A) -> Result<Response, Failed> {
        let body = serde_json::to_value(answer).map_err(Error::internal)?;
        self.keep(ctx, person, (StatusCode::CREATED, body)).await
    }

    /// Keeps the answer, makes everything real, and answers 200.
    ///
    /// # Errors
    /// What the database refuses at commit.
    pub async fn shown<A: Serialize>(&self, ctx: Ctx, person: PersonId, answer: &A) -> Result<Response, Failed> {
        let body = serde_json::to_value(answer).map_err(Error::internal)?;
        self.keep(ctx, person, (StatusCode::OK, body)).await
    }

    /// Keeps that it was done, makes everything real, and answers 204.
    ///
    /// # Errors
    /// What the database refuses at commit.
    pub async fn done(&self, ctx: Ctx, person: PersonId) -> Result<Response, Failed> {
        self.keep(ctx, person, (StatusCode::NO_CONTENT, Value::Null)).await
    }

    async fn keep(&self, mut ctx: Ctx, person: PersonId, (status, body): (StatusCode, Value)) -> Result<Response, Failed> {
        if let Some(key) = &self.key {
            ctx.keep_answer(person, key, &Answer { status: status.as_u16(), body: body.clone() }).await?;
        }
        ctx.commit().await?;
        Ok(respond(status, body))
    }
}

fn respond(status: StatusCode, body: Value) -> Response {
    if status == StatusCode::NO_CONTENT { status.into_response() } else { (status, axum::Json(body)).into_response() }
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

    #[tokio::test]
    async fn what_is_wrong_is_told_beside_its_field() {
        for (body, field, code, args) in [
            (r#"{"count":1,"more":2}"#, "more", UNKNOWN, vec![("field", "more")]),
            ("{}", "count", MISSING, vec![("field", "count")]),
            (r#"{"count":"1"}"#, "count", UNFIT, vec![("field", "count")]),
            ("{", "", MALFORMED, vec![("line", "1"), ("column", "1")]),
        ] {
            let Err(Failed(error)) = Json::<Form>::from_request(request(body, None), &()).await else { panic!("{body} reads") };
            let told: Vec<_> = error.args().iter().map(|(name, value)| (*name, value.as_str())).collect();
            let fields: Vec<_> = error.fields().iter().map(|one| (one.name.as_str(), one.code)).collect();
            assert_eq!((fields, told), (vec![(field, code)], args), "{body}");
        }
        let bare = Request::builder().method("POST").uri("/orders").body(Body::from(r#"{"count":1}"#)).expect("a request");
        let refused = Json::<Form>::from_request(bare, &()).await.err().map(|Failed(error)| error.fields()[0].code);
        assert_eq!(refused, Some(CONTENT_TYPE));
    }

    async fn code(body: &'static str) -> Option<&'static str> {
        let read = Json::<Form>::from_request(request(body, None), &()).await;
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
        assert_eq!((with.value.count, with.key.as_deref()), (7, Some("12345678")));
        assert_eq!(with.request, b"POST /orders\0{\"count\":7}");
    }

    #[tokio::test]
    async fn a_step_is_read_with_a_key_without_one_and_without_a_body() {
        for (body, key) in [("", None), ("{}", None), ("", Some("12345678"))] {
            let read = IfKeyed::<Empty>::from_request(request(body, key), &()).await.expect("it reads");
            assert_eq!(read.0.key.as_deref(), key);
        }
        let more = IfKeyed::<Empty>::from_request(request(r#"{"count":1}"#, None), &()).await;
        assert_eq!(more.err().map(|Failed(error)| error.code()), Some(JSON));
        let less = IfKeyed::<Form>::from_request(request("", None), &()).await;
        assert_eq!(less.err().map(|Failed(error)| error.code()), Some(JSON));
    }
}
