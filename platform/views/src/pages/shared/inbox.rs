//! The message centre: everything the company told this person; the pages of each audience include it.

use jiff::Timestamp;
use serde::Serialize;

use crate::Phrase;
use crate::gallery::at;
use crate::parts::{Pager, Tab};

/// `shared/inbox.html`
#[derive(Debug, Clone, Serialize)]
pub struct Inbox {
    /// "/messages", "/worker/messages" or "/office/messages"; below it /reading, /{id}/reading (return) and /{id}/deletion (return).
    pub base: String,
    /// This page, to come back to.
    pub here: String,
    pub query: String,
    /// "" or "unread"
    pub show: String,
    pub tabs: Vec<Tab>,
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
    /// What it is about; opening it marks the message read.
    pub href: Option<String>,
}

/// Samples for the pages that include it.
pub(in crate::pages) fn samples(base: &str) -> Vec<(&'static str, Inbox)> {
    let row = |id: &str, icon: &str, (subject, body): (&str, &str), time: &str, read: bool| MessageRow {
        id: id.to_owned(),
        icon: icon.to_owned(),
        subject: Phrase::plain(subject),
        body: Phrase::plain(body),
        at: at(time),
        read,
        href: (id != "3").then(|| "/orders/1".to_owned()),
    };
    let tab = |key: &str, current, count| Tab { label: Phrase::key(key), href: base.to_owned(), current, count };
    let accepted = ("王秀兰已接单", "12月3日 13:30 上门，开始时请告知开工码。");
    let full = Inbox {
        base: base.to_owned(),
        here: base.to_owned(),
        query: String::new(),
        show: String::new(),
        tabs: vec![tab("messages-all", true, 0), tab("messages-only-unread", false, 1)],
        unread: 1,
        messages: vec![
            row("1", "calendar-check", accepted, "2026-12-01T03:12:00Z", false),
            row("2", "receipt", ("收据已生成", "订单 A2611-0098 已付 ¥128.00。"), "2026-11-28T03:12:00Z", true),
            row("3", "bell", ("春节服务安排", "除夕至初三休息，初四起恢复上门服务，请提前预约。"), "2026-11-20T03:12:00Z", true),
        ],
        pager: Pager::default(),
    };
    let empty = Inbox { unread: 0, messages: Vec::new(), tabs: Vec::new(), ..full.clone() };
    let nothing = Inbox { query: "发票".to_owned(), messages: Vec::new(), ..full.clone() };
    vec![("full", full), ("nothing", nothing), ("empty", empty)]
}
