//! What went wrong, in a sentence, and the way on.

use serde::Serialize;

use crate::{Page, Phrase, Sample};

/// The page of every refused or failed request, in the layout of the frame's audience.
#[derive(Debug, Clone, Serialize)]
pub struct ErrorPage {
    pub status: u16,
    pub title: Phrase,
    pub text: Phrase,
    /// The stable code of what went wrong, which support can look up.
    pub reference: Option<String>,
    pub href: String,
    pub action: Phrase,
}

impl ErrorPage {
    /// The page for a status, with our words for it; the reason of a domain error replaces `text`.
    #[must_use]
    pub fn of(status: u16, home: &str) -> Self {
        let kind = match status {
            401 => "sign-in",
            403 => "forbidden",
            404 | 410 => "missing",
            409 => "conflict",
            429 => "busy",
            400..500 => "refused",
            _ => "failed",
        };
        Self {
            status,
            title: Phrase::key(&format!("page-{kind}-title")),
            text: Phrase::key(&format!("page-{kind}-text")),
            reference: None,
            href: home.to_owned(),
            action: Phrase::key("page-back-home"),
        }
    }
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "shared/error.html";
}

impl Sample for ErrorPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let failed = Self { reference: Some("internal".to_owned()), ..Self::of(500, "/") };
        vec![
            ("missing", Self::of(404, "/")),
            ("forbidden", Self::of(403, "/")),
            ("sign-in", Self::of(401, "/")),
            ("busy", Self::of(429, "/")),
            ("conflict", Self::of(409, "/")),
            ("refused", Self::of(422, "/")),
            ("failed", failed),
        ]
    }
}
