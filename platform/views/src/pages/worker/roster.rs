//! My week: shifts, visits and leave.

use jiff::civil::{Date, date};
use serde::Serialize;

use super::today::{JobRow, row};
use crate::{Form, Page, Phrase, Sample};

/// GET /worker/roster?week=2026-11-30
#[derive(Debug, Clone, Serialize)]
pub struct Roster {
    pub days: Vec<RosterDay>,
    pub previous: String,
    pub next: String,
    /// Back to the present week, when another one is shown.
    pub this_week: Option<String>,
    /// May I ask for leave here? POST /worker/leave: fields `on_date`, `from`, `to` (23:59 is midnight), `reason`.
    pub may_leave: bool,
    /// The first day that leave may be asked for.
    pub today: Date,
    pub form: Form,
}

#[derive(Debug, Clone, Serialize)]
pub struct RosterDay {
    pub date: Date,
    pub is_today: bool,
    /// A public holiday, or a workday that makes up for one.
    pub holiday: Option<String>,
    /// The whole company is closed.
    pub closed: bool,
    pub hours: Vec<Hours>,
    pub leave: Vec<Leave>,
    pub visits: Vec<JobRow>,
}

/// Local wall time, "08:00".
#[derive(Debug, Clone, Serialize)]
pub struct Hours {
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct Leave {
    pub whole: bool,
    pub hours: Hours,
    pub reason: String,
}

impl Page for Roster {
    const TEMPLATE: &'static str = "worker/roster.html";
}

impl Sample for Roster {
    fn samples() -> Vec<(&'static str, Self)> {
        let hours = |from: &str, to: &str| Hours { from: from.to_owned(), to: to.to_owned() };
        let day = |date: Date| RosterDay {
            date,
            is_today: date.day() == 1,
            holiday: None,
            closed: false,
            hours: vec![hours("08:00", "12:00"), hours("13:00", "18:00")],
            leave: Vec::new(),
            visits: Vec::new(),
        };
        let mut days: Vec<RosterDay> =
            (0..7).map(|ahead| day(date(2026, 11, 30).saturating_add(jiff::Span::new().days(ahead)))).collect();
        days[1].visits = vec![
            row("深度保洁", "2026-12-01T05:30:00Z", "2026-12-01T10:00:00Z"),
            row("日常保洁", "2026-12-01T11:00:00Z", "2026-12-01T13:00:00Z"),
        ];
        days[3].leave = vec![Leave { whole: true, hours: hours("00:00", "24:00"), reason: "孩子家长会".to_owned() }];
        days[4].holiday = Some("元旦".to_owned());
        days[4].closed = true;
        days[6].hours = Vec::new();
        let full = Self {
            days,
            previous: "/worker/roster?week=2026-11-23".to_owned(),
            next: "/worker/roster?week=2026-12-07".to_owned(),
            this_week: None,
            may_leave: true,
            today: date(2026, 12, 1),
            form: Form::default(),
        };
        let wrong = Form::default()
            .value("on_date", "2026-11-20")
            .value("reason", "家里有事")
            .error("on_date", Phrase::plain("请选择今天或以后的日期"));
        let bare = (0..7)
            .map(|ahead| RosterDay { hours: Vec::new(), ..day(date(2026, 12, 7).saturating_add(jiff::Span::new().days(ahead))) });
        let empty = Self { days: bare.collect(), this_week: Some("/worker/roster".to_owned()), may_leave: false, ..full.clone() };
        vec![("full", full.clone()), ("wrong", Self { form: wrong, ..full }), ("empty", empty)]
    }
}
