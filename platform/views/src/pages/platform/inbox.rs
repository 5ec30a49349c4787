//! Text messages that a demo or a test catches instead of sending.

use jiff::Timestamp;
use serde::Serialize;

use crate::gallery::at;
use crate::{Page, Sample};

/// GET /inbox on the platform's host; the list is fetched again every few seconds.
#[derive(Debug, Clone, Serialize)]
pub struct Inbox {
    pub messages: Vec<InboxRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct InboxRow {
    pub phone: String,
    /// The company it is from; none for the platform itself.
    pub company: Option<String>,
    pub body: String,
    /// The code in it, to be copied.
    pub code: Option<String>,
    pub at: Timestamp,
}

impl Page for Inbox {
    const TEMPLATE: &'static str = "platform/inbox.html";
}

impl Sample for Inbox {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |phone: &str, company: Option<&str>, body: &str, code: Option<&str>, time: &str| InboxRow {
            phone: phone.to_owned(),
            company: company.map(str::to_owned),
            body: body.to_owned(),
            code: code.map(str::to_owned),
            at: at(time),
        };
        let messages = vec![
            row(
                "+8613800005521",
                Some("安心到家"),
                "【安心到家】验证码 482913，5 分钟内有效。请勿告诉他人。",
                Some("482913"),
                "2026-12-01T03:59:30Z",
            ),
            row(
                "+8613900002046",
                Some("安心到家"),
                "【安心到家】新的派单：12月3日 13:30 深度保洁，徐汇区。",
                None,
                "2026-12-01T03:40:00Z",
            ),
            row("+8613700001234", None, "【Lares】验证码 117204，5 分钟内有效。", Some("117204"), "2026-11-30T03:40:00Z"),
        ];
        vec![("full", Self { messages }), ("empty", Self { messages: Vec::new() })]
    }
}
