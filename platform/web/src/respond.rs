//! The few shapes an answer has.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

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
    let local = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    if local { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::{address, safe_path};

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
        for evil in ["//evil.example", "https://evil.example", "/\\evil.example", "", "orders", "/a\r\nSet-Cookie: x=1"] {
            assert_eq!(safe_path(evil), "/", "{evil}");
        }
    }
}
