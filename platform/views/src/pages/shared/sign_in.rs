//! Signing in: a phone number and a code, or a password.

use serde::Serialize;

use crate::gallery::at;
use crate::{Form, Page, Phrase, Sample};
use jiff::Timestamp;

/// GET /sign-in. POST /codes (`phone`, `return`) sends a code and shows step `Code`; POST /sessions (`phone` with `code` or `password`, `return`).
#[derive(Debug, Clone, Serialize)]
pub struct SignIn {
    pub step: SignInStep,
    /// Where to go afterwards; always a path of this site.
    pub return_to: String,
    /// The same page for a password, for a code, and the page for a new password; each keeps `return_to`.
    pub password_href: String,
    pub code_href: String,
    pub recovery_href: String,
    /// When another code may be asked for.
    pub again_at: Option<Timestamp>,
    /// Demo and tests: where sent codes can be read.
    pub inbox: Option<String>,
    pub form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInStep {
    Phone,
    Code,
    Password,
}

impl Page for SignIn {
    const TEMPLATE: &'static str = "shared/sign_in.html";
}

impl Sample for SignIn {
    fn samples() -> Vec<(&'static str, Self)> {
        let phone = Self {
            step: SignInStep::Phone,
            return_to: "/orders".to_owned(),
            password_href: "/sign-in?with=password&return=%2Forders".to_owned(),
            code_href: "/sign-in?return=%2Forders".to_owned(),
            recovery_href: "/recovery?return=%2Forders".to_owned(),
            again_at: None,
            inbox: None,
            form: Form::default(),
        };
        let sent = Form::default().value("phone", "13800005521");
        let code = Self {
            step: SignInStep::Code,
            again_at: Some(at("2026-12-01T04:01:00Z")),
            inbox: Some("/inbox".to_owned()),
            form: sent.clone(),
            ..phone.clone()
        };
        let wrong = Self { form: sent.clone().error("code", Phrase::key("sign-in-code-wrong")), ..code.clone() };
        let password = Self { step: SignInStep::Password, form: sent, ..phone.clone() };
        vec![("phone", phone), ("code", code), ("wrong", wrong), ("password", password)]
    }
}
