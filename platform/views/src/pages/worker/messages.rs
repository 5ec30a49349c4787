//! What the company told this worker.

use serde::Serialize;

use crate::gallery::at;
use crate::pages::customer::MessageRow;
use crate::parts::Pager;
use crate::{Page, Phrase, Sample};

/// GET /worker/messages; POST /worker/messages/reading reads all of them.
#[derive(Debug, Clone, Serialize)]
pub struct Messages {
    pub unread: u32,
    pub messages: Vec<MessageRow>,
    pub pager: Pager,
}

impl Page for Messages {
    const TEMPLATE: &'static str = "worker/messages.html";
}

impl Sample for Messages {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |id: &str, subject: &str, body: &str, read| MessageRow {
            id: id.to_owned(),
            icon: "bell-ring".to_owned(),
            subject: Phrase::plain(subject),
            body: Phrase::plain(body),
            at: at("2026-12-01T03:12:00Z"),
            read,
            href: Some("/worker/offers".to_owned()),
        };
        let messages = vec![
            row("1", "新的派单", "12月2日 09:00 深度保洁，徐汇区。", false),
            row("2", "客户评价了您", "5 分：准时、细心。", true),
        ];
        vec![
            ("full", Self { unread: 1, messages, pager: Pager::default() }),
            ("empty", Self { unread: 0, messages: Vec::new(), pager: Pager::default() }),
        ]
    }
}
