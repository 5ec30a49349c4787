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
    /// Where the tray is asked for again whenever something changed.
    pub tray: String,
    pub unassigned: Vec<OrderLine>,
    /// The visits by worker, for small screens and without scripts.
    pub workers: Vec<DispatchWorker>,
}

/// GET /office/dispatch/tray
#[derive(Debug, Clone, Serialize)]
pub struct DispatchTray {
    pub unassigned: Vec<OrderLine>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DispatchWorker {
    pub id: String,
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

impl Page for DispatchTray {
    const TEMPLATE: &'static str = "office/dispatch_tray.html";
}

impl Sample for DispatchTray {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self { unassigned: lines().into_iter().filter(|line| line.status == "offered").collect() };
        vec![("empty", Self { unassigned: Vec::new() }), ("full", full)]
    }
}

impl Sample for Dispatch {
    fn samples() -> Vec<(&'static str, Self)> {
        let names = [("1", "王秀兰"), ("2", "刘建国"), ("3", "陈阿美")];
        let tab = |key: &str, current| Tab { label: Phrase::key(key), href: "/office/dispatch".to_owned(), current, count: 0 };
        let event = |(id, who): (&str, &str), start: &str, end: &str, state: &str| {
            json!({
                "id": id, "resourceIds": [who], "start": start, "end": end, "title": "日常保洁 · 徐汇区", "editable": true,
                "classNames": [format!("board-{state}")],
                "extendedProps": { "href": "/office/orders/1", "state": state, "number": "A2612-0187", "movable": true },
            })
        };
        let band = |class: &str, who: &str, start: &str, end: &str| json!({ "resourceIds": [who], "start": start, "end": end, "display": "background", "classNames": [class], "title": "" });
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
                    band("board-open", "1", "2026-12-01T08:00", "2026-12-01T18:00"),
                    band("board-open", "2", "2026-12-01T09:00", "2026-12-01T20:00"),
                    band("board-leave", "3", "2026-12-01T07:00", "2026-12-01T22:00"),
                    band("board-between", "1", "2026-12-01T12:25", "2026-12-01T13:00"),
                    event(("a", "none"), "2026-12-01T09:00", "2026-12-01T12:00", "offered"),
                    event(("b", "1"), "2026-12-01T08:30", "2026-12-01T10:30", "completed"),
                    event(("c", "1"), "2026-12-01T13:00", "2026-12-01T15:00", "accepted"),
                    event(("d", "2"), "2026-12-01T10:00", "2026-12-01T14:00", "in_service"),
                ],
            }),
            feed: String::new(),
            moves: Some("/office/dispatch/moves".to_owned()),
            tray: "/office/dispatch/tray".to_owned(),
            unassigned: lines().into_iter().filter(|line| line.status == "offered").collect(),
            workers: names.map(|(id, name)| worker(id, name)).into(),
        };
        let empty = Self {
            board: json!({ "resources": [], "start": "2026-12-01", "view": "day" }),
            unassigned: Vec::new(),
            workers: Vec::new(),
            ..full.clone()
        };
        let mut week = full.clone();
        week.views = vec![tab("office-dispatch-day", false), tab("office-dispatch-week", true)];
        week.board["view"] = json!("week");
        week.board["start"] = json!("2026-11-30");
        vec![("empty", empty), ("full", full), ("week", week)]
    }
}

fn worker(id: &str, name: &str) -> DispatchWorker {
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
    DispatchWorker { id: id.to_owned(), name: name.to_owned(), href: "/office/workers/1".to_owned(), visits }
}
