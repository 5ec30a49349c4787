//! From a domain error to an answer: a page for people, problem details (RFC 9457) for programs, logged once.

mod asked;

use crate::state::App;
use asked::Asked;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use lares_kernel::error::INTERNAL;
use lares_kernel::{Code, Error, Kind};
use std::any::Any;
use std::sync::Arc;

pub const TOO_LARGE: Code = Code::new("too_large", Kind::TooLarge);
pub const BAD_REQUEST: Code = Code::new("bad_request", Kind::Invalid);
pub const WRONG_METHOD: Code = Code::new("method_not_allowed", Kind::Invalid);
pub const CROSS_SITE: Code = Code::new("cross_site", Kind::Forbidden);
pub const CODES: &[Code] = &[TOO_LARGE, BAD_REQUEST, WRONG_METHOD, CROSS_SITE, crate::form::UNREADABLE, crate::guard::TOO_MANY];

/// What a handler answers.
pub type Served = Result<Response, Failed>;

/// A domain error on its way out; rendered by `render`, which knows the language and the site.
#[derive(Clone, Debug)]
pub struct Failed(pub Arc<Error>);

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self(Arc::new(error))
    }
}

#[derive(Clone)]
struct Unrendered(Arc<Error>);

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let mut response = status(self.0.kind()).into_response();
        response.extensions_mut().insert(Unrendered(self.0));
        response
    }
}

/// The HTTP status of each kind of error.
#[must_use]
pub const fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A panic in a handler is an internal error like any other.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!("a handler panicked: {}", text.unwrap_or_default());
    Failed::from(Error::new(INTERNAL)).into_response()
}

/// Renders what handlers left unrendered.
pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let response = next.run(request).await;
    if let Some(Unrendered(error)) = response.extensions().get::<Unrendered>().cloned() {
        log(&error);
        return asked.answer(&app, &error).await;
    }
    if response.status().is_client_error() && !response.headers().contains_key(header::LOCATION) && is_plain(&response) {
        return asked.answer(&app, &Error::new(code_of(response.status()))).await;
    }
    response
}

/// Axum's own refusals (wrong method, wrong path shape, missing content type, cross-site post) come as bare text.
fn is_plain(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.is_empty() || kind.starts_with("text/plain")
}

fn code_of(status: StatusCode) -> Code {
    match status {
        StatusCode::NOT_FOUND => lares_kernel::error::NOT_FOUND,
        StatusCode::METHOD_NOT_ALLOWED => WRONG_METHOD,
        StatusCode::PAYLOAD_TOO_LARGE => TOO_LARGE,
        StatusCode::FORBIDDEN => CROSS_SITE,
        _other => BAD_REQUEST,
    }
}

/// The request's span says where; never the address, which may hold what somebody searched for.
fn log(error: &Error) {
    match error.kind() {
        Kind::Internal | Kind::Unavailable => tracing::error!(code = error.code().name(), "{error}"),
        Kind::Invalid
        | Kind::Unauthenticated
        | Kind::Forbidden
        | Kind::NotFound
        | Kind::Conflict
        | Kind::TooMany
        | Kind::TooLarge => tracing::debug!(code = error.code().name(), "{error}"),
    }
}
