//! What stands around every handler: headers, its own task, limits per client.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use lares_kernel::{Code, Error, Kind, Result};
use lares_views::Maps;
use std::net::IpAddr;
use std::num::NonZeroU32;
use tracing::Instrument;

pub const TOO_MANY: Code = Code::new("too_many_requests", Kind::TooMany);

/// How often one client may do what costs us or others something.
pub struct Limits {
    codes: DefaultKeyedRateLimiter<IpAddr>,
    passwords: DefaultKeyedRateLimiter<IpAddr>,
    sign_ups: DefaultKeyedRateLimiter<IpAddr>,
}

const fn per_minute(count: u32) -> Quota {
    match NonZeroU32::new(count) {
        Some(count) => Quota::per_minute(count),
        None => Quota::per_minute(NonZeroU32::MIN),
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            codes: RateLimiter::keyed(per_minute(20)),
            passwords: RateLimiter::keyed(per_minute(30)),
            sign_ups: RateLimiter::keyed(per_minute(10)),
        }
    }
}

impl Limits {
    /// # Errors
    /// `too_many_requests`.
    pub fn code(&self, client: IpAddr) -> Result<()> {
        self.codes.check_key(&network(client)).map_err(|_| Error::new(TOO_MANY))
    }

    /// # Errors
    /// `too_many_requests`.
    pub fn password(&self, client: IpAddr) -> Result<()> {
        self.passwords.check_key(&network(client)).map_err(|_| Error::new(TOO_MANY))
    }

    /// # Errors
    /// `too_many_requests`.
    pub fn sign_up(&self, client: IpAddr) -> Result<()> {
        self.sign_ups.check_key(&network(client)).map_err(|_| Error::new(TOO_MANY))
    }

    /// Forgets clients that have been quiet; called by the server every minute.
    pub fn sweep(&self) {
        self.codes.retain_recent();
        self.passwords.retain_recent();
        self.sign_ups.retain_recent();
    }
}

/// One household of IPv6 (a /64) counts as one client.
fn network(client: IpAddr) -> IpAddr {
    match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

/// Runs what writes in a task of its own: a client that leaves does not stop it half way.
pub async fn own_task(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(panic) => crate::error::Failed::from(Error::internal(panic)).into_response(),
    }
}

/// What pages may load and where their forms may lead. Pictures may also come from the server of the maps, and from nobody else.
/// The platform's sign-up ends at a company (`companies`): browsers hold where a form is sent on to the policy too.
#[must_use]
pub fn content_policy(maps: &Maps, companies: &str) -> HeaderValue {
    let tiles = maps.origin().unwrap_or_default();
    let policy = format!(
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: {tiles}; \
         frame-ancestors 'none'; base-uri 'none'; form-action 'self' {companies}; object-src 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'self'"))
}

const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("permissions-policy"), HeaderValue::from_static("camera=(), microphone=(), payment=()")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// Security headers on every answer; pages of people are never stored by caches between us and them.
pub async fn headers(State(policy): State<HeaderValue>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, value);
    }
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response.headers_mut().entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
