//! What stands around every handler: headers, its own task, limits per client.

use crate::auth;
use crate::error::{CROSS_SITE, Failed};
use crate::state::App;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use lares_kernel::{Code, Error, Kind, Result};
use lares_views::Maps;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use tracing::Instrument;

pub const TOO_MANY: Code = Code::new("too_many_requests", Kind::TooMany);

/// How often one client may do what costs us or others something.
pub struct Limits {
    codes: DefaultKeyedRateLimiter<IpAddr>,
    passwords: DefaultKeyedRateLimiter<IpAddr>,
    sign_ups: DefaultKeyedRateLimiter<IpAddr>,
    searches: DefaultKeyedRateLimiter<IpAddr>,
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
            searches: RateLimiter::keyed(per_minute(120)),
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

    /// Looking for free times, which is work for the database.
    ///
    /// # Errors
    /// `too_many_requests`.
    pub fn search(&self, client: IpAddr) -> Result<()> {
        self.searches.check_key(&network(client)).map_err(|_| Error::new(TOO_MANY))
    }

    /// Forgets clients that have been quiet; called by the server every minute.
    pub fn sweep(&self) {
        self.codes.retain_recent();
        self.passwords.retain_recent();
        self.sign_ups.retain_recent();
        self.searches.retain_recent();
    }
}

/// The address people are counted by: the peer's, or what the outermost of our own proxies saw.
#[must_use]
pub fn client(parts: &Parts, trusted_hops: usize) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
    if trusted_hops == 0 {
        return peer;
    }
    let lines = parts.headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    // Each proxy appends whom it saw; entries further left are the client's own claim.
    hops.len().checked_sub(trusted_hops).and_then(|at| address(hops[at])).unwrap_or(peer)
}

/// An entry of `X-Forwarded-For`; some proxies add the port.
fn address(hop: &str) -> Option<IpAddr> {
    hop.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|both| both.ip()))
}

/// One household of IPv6 (a /64) counts as one client; an IPv4 address in IPv6 clothes is that address.
#[must_use]
pub fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        v4 @ IpAddr::V4(_) => v4,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

/// Asked for by htmx for a part of a page; a boosted link asks for the whole.
#[must_use]
pub fn is_partial(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request") && !headers.contains_key("hx-boosted")
}

fn is_write(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Refuses a write with a cookie that does not say where it comes from: every browser says so, in one of two ways. What they say is
/// checked by tower-http, which lets pass who says nothing, as programs do; those bring a bearer token.
pub async fn own_site(State(app): State<App>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let is_told = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    if !is_told && is_write(request.method()) && auth::is_by_cookie(&app, headers) {
        return Failed::from(Error::new(CROSS_SITE)).into_response();
    }
    next.run(request).await
}

/// Runs what writes in a task of its own: a client that leaves does not stop it half way.
pub async fn own_task(request: Request, next: Next) -> Response {
    if !is_write(request.method()) {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(panic) => Failed::from(Error::internal(panic)).into_response(),
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

/// Once seen over https, this host and those below it are never asked without it.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// Security headers on every answer; pages of people are never stored by caches between us and them.
pub async fn headers(State((app, policy)): State<(App, HeaderValue)>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if app.config.is_secure() {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, value);
    }
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response.headers_mut().entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::{client, network};
    use axum::http::Request;

    fn seen(forwarded: &str, trusted_hops: usize) -> String {
        let (parts, ()) = Request::builder().header("x-forwarded-for", forwarded).body(()).expect("a request").into_parts();
        client(&parts, trusted_hops).to_string()
    }

    #[test]
    fn a_client_cannot_choose_the_address_it_is_counted_by() {
        assert_eq!(seen("6.6.6.6, 9.9.9.9", 0), "127.0.0.1");
        assert_eq!(seen("6.6.6.6, 9.9.9.9", 1), "9.9.9.9");
        assert_eq!(seen("6.6.6.6, 9.9.9.9, 10.0.0.1", 2), "9.9.9.9");
        assert_eq!(seen("6.6.6.6, 9.9.9.9:5678", 1), "9.9.9.9");
        assert_eq!(seen("[2001:db8::1]:443", 1), "2001:db8::1");
        assert_eq!(seen("nonsense", 1), "127.0.0.1");
        assert_eq!(seen("9.9.9.9", 2), "127.0.0.1");
    }

    #[test]
    fn a_household_is_one_client_and_two_ipv4_addresses_are_two_however_they_are_written() {
        let counted = |address: &str| network(address.parse().expect("an address")).to_string();
        assert_eq!(counted("9.9.9.9"), "9.9.9.9");
        assert_eq!(counted("::ffff:9.9.9.9"), "9.9.9.9");
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
