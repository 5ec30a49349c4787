//! The message centre: everything the company told this person.

use jiff::Timestamp;
use serde::Serialize;

use crate::gallery::at;
use crate::parts::Pager;
use crate::{Page, Phrase, Sample};

#[derive(Debug, Clone, Serialize)]
pub struct Messages {
    pub unread: u32,
    pub messages: Vec<MessageRow>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct MessageRow {
    pub id: String,
    pub icon: String,
    pub subject: Phrase,
    pub body: Phrase,
    pub at: Timestamp,
    pub read: bool,
    /// What it is about.
    pub href: Option<String>,
}

impl Page for Messages {
    const TEMPLATE: &'static str = "customer/messages.html";
}

impl Sample for Messages {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |id: &str, icon: &str, subject: &str, body: &str, time: &str, read: bool| MessageRow {
            id: id.to_owned(),
            icon: icon.to_owned(),
            subject: Phrase::plain(subject),
            body: Phrase::plain(body),
            at: at(time),
            read,
            href: Some("/orders/1".to_owned()),
        };
        let full = Self {
            unread: 1,
            messages: vec![
                row(
                    "1",
                    "calendar-check",
                    "王秀兰已接单",
                    "12月3日 13:30 上门，开始时请告知开工码。",
                    "2026-12-01T03:12:00Z",
                    false,
                ),
                row("2", "receipt", "收据已生成", "订单 A2611-0098 已付 ¥128.00。", "2026-11-28T03:12:00Z", true),
            ],
            pager: Pager::default(),
        };
        vec![("full", full), ("empty", Self { unread: 0, messages: Vec::new(), pager: Pager::default() })]
    }
}
