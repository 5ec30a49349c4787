//! Dispatch: the time-line by worker, and what nobody has yet.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use super::orders::{OrderLine, lines};
use crate::gallery::at;
use crate::parts::Tab;
use crate::{Page, Phrase, Sample};

/// GET /office/dispatch?day=2026-12-01&view=week
#[derive(Debug, Clone, Serialize)]
pub struct Dispatch {
    pub first: Date,
    pub last: Date,
    pub views: Vec<Tab>,
    pub previous: String,
    pub today: String,
    pub next: String,
    /// What `board.js` takes: resources, start, view, from, to. Visits come from GET /office/dispatch/visits.
    pub board: Value,
    pub feed: String,
    /// Where a drop is posted; absent for who may not assign.
    pub moves: Option<String>,
    pub unassigned: Vec<OrderLine>,
    /// The visits by worker, for small screens and without scripts.
    pub workers: Vec<DispatchWorker>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DispatchWorker {
    pub name: String,
    pub href: String,
    pub visits: Vec<DispatchVisit>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DispatchVisit {
    pub href: String,
    pub service: String,
    pub status: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub district: String,
}

impl Page for Dispatch {
    const TEMPLATE: &'static str = "office/dispatch.html";
}

impl Sample for Dispatch {
    fn samples() -> Vec<(&'static str, Self)> {
        let names = [("1", "王秀兰"), ("2", "刘建国"), ("3", "陈阿美")];
        let tab = |key: &str, current| Tab { label: Phrase::key(key), href: "/office/dispatch".to_owned(), current, count: 0 };
        let event = |id: &str, who: &str, start: &str, end: &str| json!({ "id": id, "resourceIds": [who], "start": start, "end": end, "title": "日常保洁" });
        let mut resources = vec![json!({ "id": "none", "title": "未分配" })];
        resources.extend(names.map(|(id, title)| json!({ "id": id, "title": title })));
        let full = Self {
            first: jiff::civil::date(2026, 11, 30),
            last: jiff::civil::date(2026, 12, 6),
            views: vec![tab("office-dispatch-day", true), tab("office-dispatch-week", false)],
            previous: "?day=2026-11-23".to_owned(),
            today: "?".to_owned(),
            next: "?day=2026-12-07".to_owned(),
            board: json!({
                "resources": resources, "start": "2026-12-01", "view": "day", "from": "07:00", "to": "22:00",
                "events": [
                    event("a", "none", "2026-12-01 09:00", "2026-12-01 12:00"),
                    event("b", "1", "2026-12-01 08:30", "2026-12-01 10:30"),
                    event("c", "1", "2026-12-01 13:00", "2026-12-01 15:00"),
                    event("d", "2", "2026-12-01 10:00", "2026-12-01 14:00"),
                ],
            }),
            feed: String::new(),
            moves: Some("/office/dispatch/moves".to_owned()),
            unassigned: lines().into_iter().filter(|line| line.status == "offered").collect(),
            workers: names.map(|(_, name)| worker(name)).into(),
        };
        let empty = Self {
            board: json!({ "resources": [], "start": "2026-12-01", "view": "day" }),
            unassigned: Vec::new(),
            workers: Vec::new(),
            ..full.clone()
        };
        vec![("empty", empty), ("full", full)]
    }
}

fn worker(name: &str) -> DispatchWorker {
    let visit = |start: &str, end: &str, status: &str| DispatchVisit {
        href: "/office/orders/1".to_owned(),
        service: "日常保洁".to_owned(),
        status: status.to_owned(),
        starts_at: at(start),
        ends_at: at(end),
        district: "徐汇区".to_owned(),
    };
    let visits = if name == "陈阿美" {
        Vec::new()
    } else {
        vec![
            visit("2026-12-01T00:30:00Z", "2026-12-01T02:30:00Z", "completed"),
            visit("2026-12-01T05:00:00Z", "2026-12-01T07:00:00Z", "accepted"),
        ]
    };
    DispatchWorker { name: name.to_owned(), href: "/office/workers/1".to_owned(), visits }
}
