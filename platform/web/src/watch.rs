//! What stands outermost around every request: its id, what is counted of it, and what its log lines carry.
//!
//! Invariant: a log line names a request by its id, its company's id and its route; never a person, an address or a query.

use crate::meter::Asked;
use crate::state::App;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use lares_kernel::{Tenant, random};
use std::sync::Arc;
use std::time::Instant;
use tower_http::request_id::{MakeRequestId, RequestId};
use tracing::Instrument;

const HEADER: &str = "x-request-id";
/// As long as a UUID with dashes, or a proxy's own notation; longer ones are somebody's play.
const LONGEST: usize = 64;

/// Gives a request an id that sorts by time.
#[derive(Clone, Copy)]
pub struct NewId;

impl MakeRequestId for NewId {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        HeaderValue::from_str(&random::uuid().to_string()).ok().map(RequestId::new)
    }
}

/// An id from outside counts only when a proxy of ours stands in front, and when it is plain: it goes into logs and pages.
pub async fn known_ids(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let is_ours = app.config.trusted_hops > 0 && request.headers().get(HEADER).is_some_and(is_plain);
    if !is_ours {
        request.headers_mut().remove(HEADER);
    }
    next.run(request).await
}

fn is_plain(id: &HeaderValue) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    (1..=LONGEST).contains(&id.len()) && id.as_bytes().iter().all(plain)
}

/// The id of a request, for its answer.
pub fn id(request: &Request) -> String {
    let id = request.extensions().get::<RequestId>();
    id.and_then(|id| id.header_value().to_str().ok()).unwrap_or_default().to_owned()
}

/// Counts a request and lends its name to everything that is logged until it is answered.
pub async fn request(State((app, site)): State<(App, &'static str)>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let asked = Asked { site, route, method: method(request.method()) };
    let tenant = request.extensions().get::<Arc<Tenant>>().map(|tenant| tracing::field::display(tenant.id));
    let span = tracing::info_span!("request", id = id(&request), tenant, method = asked.method, route = asked.route);
    let _counted = app.meter.request();
    let began = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    span.in_scope(|| tracing::debug!(status, ms = took.as_millis(), "answered"));
    app.meter.answered(asked, status, took);
    response
}

/// A method somebody made up is no label of its own.
fn method(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_from_a_proxy_is_plain_and_short() {
        let plain = |id: &str| is_plain(&HeaderValue::from_str(id).expect("a header"));
        assert!(plain("01982f0c-5b1d-7c3a-9f55-0123456789ab") && plain("req_7.b"));
        assert!(!plain("") && !plain("a b") && !plain("<script>") && !plain(&"a".repeat(65)));
    }

    #[test]
    fn a_made_up_method_is_other() {
        assert_eq!(method(&Method::PUT), "PUT");
        assert_eq!(method(&Method::from_bytes(b"BREW").expect("a method")), "other");
    }
}
