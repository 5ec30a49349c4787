//! Today: how I am, where I go next, and the one thing to do now.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::job::{NextStep, samples};
use crate::gallery::at;
use crate::{Form, Money, Page, Sample};

/// GET /worker
#[derive(Debug, Clone, Serialize)]
pub struct Today {
    pub name: String,
    pub day: Day,
}

/// The part that is fetched again when something changed; `worker/today_day.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// online, busy, offline; POST /worker/presence
    pub presence: String,
    pub next: Option<NextJob>,
    pub later: Vec<JobRow>,
    /// Visits already finished today.
    pub done: u32,
    /// Open offers that wait for an answer.
    pub offers: u32,
    pub certificates: Vec<ExpiringCertificate>,
}

/// The visit in hand: the one under way or unpaid, else the next one.
#[derive(Debug, Clone, Serialize)]
pub struct NextJob {
    pub href: String,
    pub service: String,
    pub icon: String,
    pub status: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub contact: String,
    /// For the dialer.
    pub phone: String,
    pub place: String,
    /// Opens the address in a map.
    pub map: String,
    pub notes: String,
    pub total: Money,
    pub step: NextStep,
}

#[derive(Debug, Clone, Serialize)]
pub struct JobRow {
    pub href: String,
    pub service: String,
    pub icon: String,
    pub status: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub place: String,
}

/// A certificate of mine that runs out within a month, or did.
#[derive(Debug, Clone, Serialize)]
pub struct ExpiringCertificate {
    pub kind: String,
    pub expires_on: Date,
    pub expired: bool,
}

impl Page for Today {
    const TEMPLATE: &'static str = "worker/today.html";
}

/// GET /worker as htmx asks for it.
#[derive(Debug, Clone, Serialize)]
pub struct DayPart {
    pub day: Day,
}

impl Page for DayPart {
    const TEMPLATE: &'static str = "worker/today_day.html";
}

impl Sample for Today {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = |day| Self { name: "王秀兰".to_owned(), day };
        let mut shots: Vec<_> = ["accepted", "departed", "arrived", "in_service", "completed"]
            .into_iter()
            .map(|status| (status, page(day(status, samples::step(status)))))
            .collect();
        let form = Form::default().error("code", crate::Phrase::plain("开工码不正确，还可以再试 3 次"));
        let wrong = NextStep { form, ..samples::step("arrived") };
        shots.push(("wrong", page(day("arrived", wrong))));
        shots.push(("empty", page(empty())));
        shots
    }
}

impl Sample for DayPart {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("accepted", Self { day: day("accepted", samples::step("accepted")) })]
    }
}

fn empty() -> Day {
    Day { presence: "offline".to_owned(), next: None, later: Vec::new(), done: 0, offers: 0, certificates: Vec::new() }
}

fn day(status: &str, step: NextStep) -> Day {
    Day {
        presence: "online".to_owned(),
        next: Some(NextJob {
            href: "/worker/jobs/1".to_owned(),
            service: "深度保洁".to_owned(),
            icon: "sparkles".to_owned(),
            status: status.to_owned(),
            starts_at: at("2026-12-01T05:30:00Z"),
            ends_at: at("2026-12-01T10:00:00Z"),
            contact: "陈梅".to_owned(),
            phone: "13800005521".to_owned(),
            place: "徐汇区 漕溪北路 398 号 12 栋 1802 室".to_owned(),
            map: "https://uri.amap.com/marker?position=121.4362,31.1934".to_owned(),
            notes: "家里有一只猫，请随手关门；门铃坏了，到了请打电话。".to_owned(),
            total: Money::fen(44_080),
            step,
        }),
        later: vec![row("日常保洁", "2026-12-01T11:00:00Z", "2026-12-01T13:00:00Z")],
        done: 1,
        offers: 2,
        certificates: vec![ExpiringCertificate {
            kind: "健康证".to_owned(),
            expires_on: jiff::civil::date(2026, 12, 20),
            expired: false,
        }],
    }
}

/// A row that the week's samples use too.
pub(super) fn row(service: &str, from: &str, to: &str) -> JobRow {
    JobRow {
        href: "/worker/jobs/2".to_owned(),
        service: service.to_owned(),
        icon: "house".to_owned(),
        status: "accepted".to_owned(),
        starts_at: at(from),
        ends_at: at(to),
        place: "静安区".to_owned(),
    }
}
