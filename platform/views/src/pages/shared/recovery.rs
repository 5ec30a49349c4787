//! A new password for who forgot theirs: a code by text message, then the password.

use jiff::Timestamp;
use serde::Serialize;

use crate::gallery::at;
use crate::{Form, Page, Phrase, Sample};

/// GET /recovery. POST /recovery/codes (`phone`, `return`) sends a code; POST /recovery (`phone`, `code`, `password`, `return`).
#[derive(Debug, Clone, Serialize)]
pub struct Recovery {
    /// Whether a code was asked for. The page says the same for a number nobody has.
    pub sent: bool,
    /// Where to go afterwards; always a path of this site.
    pub return_to: String,
    /// The sign-in page, which keeps `return_to`.
    pub sign_in_href: String,
    pub again_at: Option<Timestamp>,
    /// Demo and tests: where sent codes can be read.
    pub inbox: Option<String>,
    pub form: Form,
}

impl Page for Recovery {
    const TEMPLATE: &'static str = "shared/recovery.html";
}

impl Sample for Recovery {
    fn samples() -> Vec<(&'static str, Self)> {
        let phone = Self {
            sent: false,
            return_to: "/".to_owned(),
            sign_in_href: "/sign-in?return=%2F".to_owned(),
            again_at: None,
            inbox: None,
            form: Form::default(),
        };
        let form = Form::default().value("phone", "13800005521");
        let sent = Self {
            sent: true,
            again_at: Some(at("2026-12-01T04:01:00Z")),
            inbox: Some("/inbox".to_owned()),
            form: form.clone(),
            ..phone.clone()
        };
        let wrong = Self { form: form.error("password", Phrase::plain("密码至少 8 位")), ..sent.clone() };
        vec![("phone", phone), ("sent", sent), ("wrong", wrong)]
    }
}
