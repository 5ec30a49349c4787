//! Founding a company, on one page.

use jiff::Timestamp;
use serde::Serialize;

use super::landing::{StarterCard, starters};
use crate::gallery::at;
use crate::{Form, Page, Phrase, Sample};

/// GET and POST /sign-up: fields `name`, `slug`, `template`, `owner_name`, `phone`, `code`, `password`.
#[derive(Debug, Clone, Serialize)]
pub struct SignUp {
    pub starters: Vec<StarterCard>,
    /// Id of the starter chosen.
    pub chosen: String,
    /// What follows the slug in the company's address, ".lares.example".
    pub suffix: String,
    pub slug: SlugState,
    pub code: CodeState,
    pub form: Form,
}

/// What is known of the address typed; GET /sign-up/slug?slug= answers with this part.
#[derive(Debug, Clone, Serialize)]
pub struct SlugState {
    /// The whole address when it is free.
    pub free: Option<String>,
    pub wrong: Option<Phrase>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SlugPart {
    pub slug: SlugState,
}

/// Whether a code is on its way; POST /sign-up/codes (field `phone`) answers with this part.
#[derive(Debug, Clone, Serialize)]
pub struct CodeState {
    /// Another code may be asked for then; none when no code was sent.
    pub again_at: Option<Timestamp>,
    pub wrong: Option<Phrase>,
    /// Demo and tests: where sent codes can be read.
    pub inbox: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CodePart {
    pub code: CodeState,
}

impl SlugState {
    #[must_use]
    pub fn unknown() -> Self {
        Self { free: None, wrong: None }
    }
}

impl CodeState {
    #[must_use]
    pub fn unsent() -> Self {
        Self { again_at: None, wrong: None, inbox: None }
    }
}

impl Page for SignUp {
    const TEMPLATE: &'static str = "platform/sign_up.html";
}

impl Page for SlugPart {
    const TEMPLATE: &'static str = "platform/slug.html";
}

impl Page for CodePart {
    const TEMPLATE: &'static str = "platform/code.html";
}

impl Sample for SignUp {
    fn samples() -> Vec<(&'static str, Self)> {
        let fresh = Self {
            starters: starters(),
            chosen: "cleaning".to_owned(),
            suffix: ".lares.localhost".to_owned(),
            slug: SlugState::unknown(),
            code: CodeState::unsent(),
            form: Form::default(),
        };
        let form = Form::default()
            .value("name", "安心到家")
            .value("slug", "an")
            .value("owner_name", "周敏")
            .value("phone", "13800005521")
            .error("slug", Phrase::plain("地址要用 3 到 32 个小写字母、数字或短横线"))
            .error("code", Phrase::plain("验证码不对或已过期"))
            .error("password", Phrase::plain("密码至少 8 位"));
        let wrong = Self { chosen: "general".to_owned(), code: sent(), form, ..fresh.clone() };
        vec![("new", fresh), ("wrong", wrong)]
    }
}

impl Sample for SlugPart {
    fn samples() -> Vec<(&'static str, Self)> {
        let free = SlugState { free: Some("anxin.lares.localhost".to_owned()), wrong: None };
        let taken = SlugState { free: None, wrong: Some(Phrase::plain("这个地址已被使用")) };
        vec![("free", Self { slug: free }), ("taken", Self { slug: taken }), ("unknown", Self { slug: SlugState::unknown() })]
    }
}

impl Sample for CodePart {
    fn samples() -> Vec<(&'static str, Self)> {
        let wrong = CodeState { wrong: Some(Phrase::plain("请检查手机号")), ..CodeState::unsent() };
        vec![("sent", Self { code: sent() }), ("wrong", Self { code: wrong }), ("unsent", Self { code: CodeState::unsent() })]
    }
}

fn sent() -> CodeState {
    CodeState { again_at: Some(at("2026-12-01T04:01:00Z")), wrong: None, inbox: Some("/inbox".to_owned()) }
}
