//! The few shapes an answer has.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;

/// The cookie that carries a locale key from the form that did something to the page that says so.
const NOTICE: &str = "notice";

/// A page or a part of one.
#[must_use]
pub fn html(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], body).into_response()
}

/// After a form: go and look at what it did (303).
#[must_use]
pub fn see(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// The same for a form that htmx posted: the browser goes there itself.
#[must_use]
pub fn go(path: &str, is_partial: bool) -> Response {
    match HeaderValue::from_str(path) {
        Ok(value) if is_partial => (StatusCode::NO_CONTENT, [(HeaderName::from_static("hx-redirect"), value)]).into_response(),
        _ => see(path),
    }
}

/// After a form that did something: go and look, and be told the sentence of `key` there, once.
#[must_use]
pub fn done(path: &str, key: &'static str) -> Response {
    noticed(see(path), key)
}

/// Any answer, with the sentence of `key` on the next page. Only the key travels, so nobody can plant words of their own.
#[must_use]
pub fn noticed(response: Response, key: &'static str) -> Response {
    with_cookie(response, &format!("{NOTICE}={key}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"))
}

/// The key a form left for this page, if it looks like one.
#[must_use]
pub fn notice(headers: &HeaderMap) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    let key = jar.get(NOTICE)?.value();
    let is_key = key.starts_with("notice-") && key.len() <= 60 && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    is_key.then(|| key.to_owned())
}

/// The page has said it: the browser forgets.
#[must_use]
pub fn told(response: Response) -> Response {
    with_cookie(response, &format!("{NOTICE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"))
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// An address with a query; empty values are left out.
#[must_use]
pub fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let filled: Vec<_> = pairs.iter().filter(|(_, value)| !value.is_empty()).collect();
    let query = serde_html_form::to_string(filled).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// A path of this host only, for "come back here after signing in"; anything else becomes `/`.
#[must_use]
pub fn safe_path(path: &str) -> &str {
    let local = path.starts_with('/') && !path.starts_with("//") && !path.contains(|c: char| c == '\\' || c.is_control());
    if local { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_a_key_of_ours_or_nothing() {
        let sent =
            |cookie: &str| notice(&HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).expect("a cookie"))]));
        assert_eq!(sent("lang=en; notice=notice-saved").as_deref(), Some("notice-saved"));
        for planted in ["notice=", "notice=You%20won", "notice=error-internal", "notice=notice-<b>", "lang=en"] {
            assert_eq!(sent(planted), None, "{planted}");
        }
    }

    #[test]
    fn a_query_keeps_what_was_typed_and_leaves_out_what_was_not() {
        assert_eq!(
            address("/orders", &[("q", "擦窗 & 空调"), ("state", "")]),
            "/orders?q=%E6%93%A6%E7%AA%97+%26+%E7%A9%BA%E8%B0%83"
        );
        assert_eq!(address("/orders", &[("q", "")]), "/orders");
    }

    #[test]
    fn only_paths_of_this_host_are_followed() {
        assert_eq!(safe_path("/orders?state=open"), "/orders?state=open");
        for evil in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "orders",
            "/a\r\nSet-Cookie: x=1",
            "/\u{1}",
            "/\u{7f}",
        ] {
            assert_eq!(safe_path(evil), "/", "{evil}");
        }
    }
}
