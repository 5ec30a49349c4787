//! From a domain error to an answer: a page for people, problem details (RFC 9457) for programs, logged once.

use crate::form::phrase;
use crate::instead;
use crate::state::App;
use crate::visit::{company, locale};
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use lares_kernel::{Code, Error, Kind, Tenant};
use lares_views::pages::shared::ErrorPage;
use lares_views::{Audience, Frame, MenuEntry};
use serde_json::json;
use std::any::Any;
use std::sync::Arc;

pub const TOO_LARGE: Code = Code::new("too_large", Kind::TooLarge);

/// What a handler answers.
pub type Served = Result<Response, Failed>;

/// A domain error on its way out; rendered by [`render`], which knows the language and the site.
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
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Failed::from(Error::internal("a handler panicked")).into_response()
}

/// Renders what handlers left unrendered.
pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = Asked {
        headers: request.headers().clone(),
        path: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        tenant: request.extensions().get::<Arc<Tenant>>().cloned(),
        id: crate::watch::id(&request),
    };
    let response = next.run(request).await;
    if let Some(Unrendered(error)) = response.extensions().get::<Unrendered>().cloned() {
        log(&error);
        return asked.answer(&app, &error);
    }
    if response.status().is_client_error() && !response.headers().contains_key(header::LOCATION) && is_plain(&response) {
        return asked.answer(&app, &Error::new(code_of(response.status())));
    }
    response
}

/// Axum's own refusals (wrong method, wrong path shape, missing content type, cross-site post) come as bare text.
fn is_plain(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.is_empty() || kind.starts_with("text/plain")
}

pub const BAD_REQUEST: Code = Code::new("bad_request", Kind::Invalid);
pub const WRONG_METHOD: Code = Code::new("method_not_allowed", Kind::Invalid);
pub const CROSS_SITE: Code = Code::new("cross_site", Kind::Forbidden);
pub const CODES: &[Code] = &[
    TOO_LARGE,
    BAD_REQUEST,
    WRONG_METHOD,
    CROSS_SITE,
    crate::form::UNREADABLE,
    crate::guard::TOO_MANY,
    crate::api::extract::JSON,
    crate::api::extract::QUERY,
];

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

struct Asked {
    headers: HeaderMap,
    path: String,
    tenant: Option<Arc<Tenant>>,
    /// What support can look up in the logs.
    id: String,
}

impl Asked {
    fn answer(&self, app: &App, error: &Error) -> Response {
        let wants_json = self.headers.get(header::ACCEPT).is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
        if self.path.starts_with("/api/") || wants_json {
            return self.problem(app, error);
        }
        if error.kind() == Kind::Unauthenticated {
            return self.sign_in();
        }
        self.page(app, error)
    }

    /// To the sign-in page and back; with htmx the whole page goes there.
    fn sign_in(&self) -> Response {
        let to = crate::respond::address("/sign-in", &[("return", &self.path)]);
        crate::respond::go(&to, self.headers.contains_key("hx-request"))
    }

    fn problem(&self, app: &App, error: &Error) -> Response {
        let status = status(error.kind());
        let frame = self.frame(app);
        let say = |code: Code| app.views.say(&phrase(code, error.args()), &frame);
        let fields: Vec<_> = error
            .fields()
            .iter()
            .map(|field| json!({ "field": field.name, "code": field.code.name(), "detail": say(field.code) }))
            .collect();
        let mut body = json!({
            "type": format!("{}/problems/{}", app.config.platform_url(), error.code().name()),
            "title": say(error.code()),
            "status": status.as_u16(),
            "code": error.code().name(),
            "fields": fields,
            "request_id": self.id,
        });
        if let Some(times) = instead::said(error) {
            body["detail"] = format!("{}. {}", say(error.code()), app.views.say(&times, &frame)).into();
        }
        for (name, value) in error.attached() {
            body[*name] = value.clone();
        }
        let mut response = (status, Json(body)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }

    fn page(&self, app: &App, error: &Error) -> Response {
        let status = status(error.kind());
        let frame = self.frame(app);
        let mut page = ErrorPage::of(status.as_u16(), self.home());
        page.reference = Some(self.id.clone());
        if !matches!(error.kind(), Kind::Internal | Kind::NotFound) {
            let worst = error.fields().first().map_or(error.code(), |field| field.code);
            page.text = phrase(worst, error.args());
        }
        match app.views.render(&page, &frame) {
            Ok(html) => crate::respond::html(status, html),
            Err(error) => {
                tracing::error!("the error page does not render: {error}");
                status.into_response()
            }
        }
    }

    fn home(&self) -> &'static str {
        match self.audience() {
            Audience::Worker => "/worker",
            Audience::Office => "/office",
            Audience::Customer | Audience::Platform => "/",
        }
    }

    fn audience(&self) -> Audience {
        match (&self.tenant, self.path.split('/').nth(1)) {
            (None, _) => Audience::Platform,
            (Some(_), Some("office")) => Audience::Office,
            (Some(_), Some("worker")) => Audience::Worker,
            (Some(_), _) => Audience::Customer,
        }
    }

    fn frame(&self, app: &App) -> Frame {
        Frame {
            locale: locale(&self.headers, None, self.tenant.as_deref()),
            zone: self.tenant.as_ref().map_or(jiff::tz::TimeZone::UTC, |tenant| tenant.zone.clone()),
            now: app.control.clock().now(),
            audience: self.audience(),
            path: self.path.clone(),
            tab: String::new(),
            company: self.tenant.as_deref().map(company),
            person: None,
            notices: Vec::new(),
            menu: if self.audience() == Audience::Office { MenuEntry::office_menu() } else { Vec::new() },
            plugin_menu: Vec::new(),
        }
    }
}
