//! What a browser does, without a socket: a host, a cookie jar, forms and JSON.

use crate::company::{Company, Someone};
use crate::world::World;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use http_body_util::BodyExt;
use lares_domain::identity::{self, At, Purpose};
use lares_kernel::Locale;
use serde_json::Value;
use std::net::SocketAddr;
use tower::ServiceExt;

#[derive(Clone)]
pub struct Browser {
    app: Router,
    host: String,
    cookies: Vec<(String, String)>,
    /// Where it asks from.
    client: SocketAddr,
}

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }

    /// The stable code of a problem, empty when it is none.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Browser {
    pub fn new(app: Router, host: String) -> Self {
        Self { app, host, cookies: Vec::new(), client: SocketAddr::from(([127, 0, 0, 1], 1)) }
    }

    /// The same browser with the session cookie of somebody.
    #[must_use]
    pub fn with_session(mut self, token: &str) -> Self {
        self.cookies.push(("lares".to_owned(), token.to_owned()));
        self
    }

    /// The same browser with another's cookies, as if a browser sent them to the wrong host.
    #[must_use]
    pub fn with_cookies_of(self, other: &Self) -> Self {
        Self { cookies: other.cookies.clone(), ..self }
    }

    /// The same browser at another address of the network.
    #[must_use]
    pub fn from_address(mut self, last: u8) -> Self {
        self.client = SocketAddr::from(([10, 0, 0, last], 1));
        self
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, &[], Vec::new()).await
    }

    pub async fn post(&mut self, path: &str, form: &str) -> Page {
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, &kind, form.as_bytes().to_vec()).await
    }

    pub async fn json(&mut self, method: Method, path: &str, body: &Value) -> Page {
        let kind = [("content-type", "application/json"), ("accept", "application/json")];
        self.send(method, path, &kind, body.to_string().into_bytes()).await
    }

    /// Opens a stream of server-sent events; the future ends when the stream does, and leaving it closes the stream.
    pub async fn listen(&self, path: &str) -> impl Future<Output = ()> + use<> {
        let (parts, body) = self.open(Method::GET, path, &[], Body::empty()).await.into_parts();
        assert!(parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream"));
        async move { drop(body.collect().await.expect("a stream that ends")) }
    }

    /// Sends exactly this; a post comes from the site itself unless the headers say otherwise.
    pub async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Page {
        let response = self.open(method, path, headers, Body::from(body)).await;
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let endless = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if endless { Vec::new() } else { body.collect().await.expect("a body").to_bytes().to_vec() };
        Page { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// Sends it and hands over what comes back, unread: a stream that goes on, or nothing when the caller leaves.
    /// A header with an empty value is left out.
    pub async fn open(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Response {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, &self.host);
        if headers.iter().all(|(name, _)| *name != "sec-fetch-site") {
            request = request.header("sec-fetch-site", "same-origin");
        }
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let mut request = request.body(body).expect("a request");
        request.extensions_mut().insert(ConnectInfo(self.client));
        self.app.clone().oneshot(request).await.expect("an answer")
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) else { continue };
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

impl World {
    /// A browser in which a named person is signed in at a company; `guest` is nobody.
    pub async fn browser_of(&self, company: &Company, who: &str) -> Browser {
        let browser = self.browser(Some(company));
        if who == "guest" { browser } else { browser.with_session(&self.sign_in(company, company.someone(who)).await) }
    }

    /// A session by code, as anybody gets one.
    pub async fn sign_in(&self, company: &Company, someone: &Someone) -> String {
        // Codes are sent once a minute.
        self.wait_minutes(11);
        let mut sent = String::new();
        let body = |code: &str| {
            code.clone_into(&mut sent);
            sent.clone()
        };
        identity::request_code(&self.house.control, Some(&company.tenant), &someone.phone, Purpose::SignIn, body)
            .await
            .expect("a code is sent");
        let at = At { tenant: Some(company.tenant.id), device: "test".into(), locale: Locale::ZhHans };
        let signed_in = identity::sign_in_by_code(&self.house.app.sessions, &at, &someone.phone, &sent).await;
        signed_in.expect("the code is right").token
    }
}
