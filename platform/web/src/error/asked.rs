//! What is known of a request that failed, and the answer to it in the reader's language.

use super::status;
use crate::form::{phrase, sentence};
use crate::respond::{address, go, html, safe_path};
use crate::state::App;
use crate::visit::{company, locale};
use crate::{auth, guard, instead};
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Response};
use lares_kernel::{Code, Error, Kind, Tenant};
use lares_views::pages::shared::ErrorPage;
use lares_views::{Audience, Frame, Locale, MenuEntry};
use serde_json::json;
use std::sync::Arc;

/// The sentence, for the toast of a part that htmx asked for (percent-encoded; read by `toasts.js`).
const PROBLEM: HeaderName = HeaderName::from_static("x-problem");

pub(super) struct Asked {
    headers: HeaderMap,
    method: Method,
    path: String,
    tenant: Option<Arc<Tenant>>,
    /// What support can look up in the logs.
    id: String,
}

impl Asked {
    pub(super) fn of(request: &Request) -> Self {
        Self {
            headers: request.headers().clone(),
            method: request.method().clone(),
            path: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            tenant: request.extensions().get::<Arc<Tenant>>().cloned(),
            id: crate::watch::id(request),
        }
    }

    pub(super) async fn answer(&self, app: &App, error: &Error) -> Response {
        let wants_json = self.headers.get(header::ACCEPT).is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
        let frame = self.frame(app).await;
        if self.path.starts_with("/api/") || wants_json {
            return self.problem(app, error, &frame);
        }
        if error.kind() == Kind::Unauthenticated {
            return self.sign_in();
        }
        self.page(app, error, &frame)
    }

    /// To the sign-in page and back; with htmx the whole page goes there.
    fn sign_in(&self) -> Response {
        go(&address("/sign-in", &[("return", &self.way_back())]), self.headers.contains_key("hx-request"))
    }

    /// The page one was on: never a part of it, nor an address that only takes forms.
    fn way_back(&self) -> String {
        let is_page = self.method == Method::GET && !guard::is_partial(&self.headers);
        let named = |name: &str| {
            let url: Uri = self.headers.get(name)?.to_str().ok()?.parse().ok()?;
            Some(safe_path(url.path_and_query()?.as_str()).to_owned())
        };
        let own = is_page.then(|| self.path.clone());
        own.or_else(|| named("hx-current-url")).or_else(|| named("referer")).unwrap_or_else(|| self.home().to_owned())
    }

    fn page(&self, app: &App, error: &Error, frame: &Frame) -> Response {
        let status = status(error.kind());
        let mut page = ErrorPage::of(status.as_u16(), self.home());
        if !matches!(error.kind(), Kind::Internal | Kind::NotFound) {
            page.text = sentence(error);
        }
        let code = error.fields().first().map_or(error.code(), |field| field.code);
        page.reference = Some(format!("{} · {}", code.name(), self.id));
        let mut response = match app.views.render(&page, frame) {
            Ok(text) => html(status, text),
            Err(error) => {
                tracing::error!("the error page does not render: {error}");
                status.into_response()
            }
        };
        if self.headers.contains_key("hx-request") {
            response.headers_mut().extend(toast(&app.views.say(&page.text, frame)));
        }
        response
    }

    fn problem(&self, app: &App, error: &Error, frame: &Frame) -> Response {
        let status = status(error.kind());
        let say = |code: Code| app.views.say(&phrase(code, error.args()), frame);
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
            body["detail"] = format!("{}. {}", say(error.code()), app.views.say(&times, frame)).into();
        }
        for (name, value) in error.attached() {
            body[*name] = value.clone();
        }
        let mut response = (status, Json(body)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }

    fn home(&self) -> &'static str {
        match self.audience() {
            Audience::Worker => "/worker",
            Audience::Office => "/office",
            Audience::Customer | Audience::Platform => "/",
        }
    }

    fn audience(&self) -> Audience {
        match (&self.tenant, self.path.split(['/', '?']).nth(1)) {
            (None, _) => Audience::Platform,
            (Some(_), Some("office")) => Audience::Office,
            (Some(_), Some("worker")) => Audience::Worker,
            (Some(_), _) => Audience::Customer,
        }
    }

    /// The person's language; who cannot be recognized now reads the browser's.
    async fn locale(&self, app: &App) -> Locale {
        let tenant = self.tenant.as_deref();
        let session = auth::session(app, &self.headers, tenant.map(|tenant| tenant.id)).await.ok().flatten();
        locale(&self.headers, session.as_deref(), tenant)
    }

    async fn frame(&self, app: &App) -> Frame {
        Frame {
            locale: self.locale(app).await,
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

fn toast(sentence: &str) -> Option<(HeaderName, HeaderValue)> {
    HeaderValue::from_str(&escaped(sentence)).ok().map(|value| (PROBLEM, value))
}

/// Percent-encodes everything but what is plain in a query value.
fn escaped(text: &str) -> String {
    text.bytes().map(escaped_byte).collect()
}

fn escaped_byte(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _other => format!("%{byte:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn back(method: &str, headers: &[(&str, &str)]) -> String {
        let mut request = Request::builder().method(method).uri("/orders/7/live?x=1");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Asked::of(&request.body(Body::empty()).expect("a request")).way_back()
    }

    #[test]
    fn one_comes_back_to_a_page_and_never_to_a_part_or_a_form() {
        let (url, part) = ("https://chenxi.lares.cn/orders/7?tab=a#top", ("hx-request", "true"));
        assert_eq!(back("GET", &[]), "/orders/7/live?x=1");
        assert_eq!(back("GET", &[part, ("hx-boosted", "true")]), "/orders/7/live?x=1");
        assert_eq!(back("GET", &[part, ("hx-current-url", url)]), "/orders/7?tab=a");
        assert_eq!(back("POST", &[("referer", url)]), "/orders/7?tab=a");
        for evil in ["https://evil.example//evil.example/x", "javascript:x", "https://evil.example", ""] {
            assert_eq!(back("POST", &[("referer", evil)]), "/", "{evil}");
        }
        assert_eq!(back("POST", &[]), "/");
    }
}
