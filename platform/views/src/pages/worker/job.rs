//! One job: everything the worker needs at the door, and the next step.

use jiff::Timestamp;
use serde::Serialize;

use crate::parts::{Bill, Choice, TimelineEntry};
use crate::{Form, Money, Page, Sample};

/// What the worker does next; each is one POST below `/worker/jobs/{id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JobStep {
    /// POST …/departure
    Depart,
    /// POST …/arrival
    Arrive,
    /// POST …/start: field `code`
    Start,
    /// POST …/completion
    Finish,
    /// POST …/payments: fields `method`, `amount_minor`, `key`
    Payment,
    /// Nothing is left to do, or nothing yet.
    Nothing,
}

/// The big button with what it needs; `worker/step.html`.
#[derive(Debug, Clone, Serialize)]
pub struct NextStep {
    pub job: String,
    pub step: JobStep,
    /// The visit is hours away: setting off must be confirmed.
    pub early: bool,
    /// What the customer still owes, for the step `Payment`.
    pub due: Option<Money>,
    pub methods: Vec<Choice>,
    /// Makes a payment that is sent twice one payment.
    pub key: String,
    pub form: Form,
}

/// GET /worker/jobs/{id}
#[derive(Debug, Clone, Serialize)]
pub struct JobPage {
    pub number: String,
    pub service: String,
    pub icon: String,
    pub status: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    /// The exact address and the contact are known only once the job is accepted.
    pub exact: bool,
    pub contact: String,
    pub phone: String,
    pub place: String,
    pub map: String,
    pub notes: String,
    pub options: Vec<String>,
    pub bill: Bill,
    /// unpaid, authorised, paid, part_refunded, refunded
    pub payment: String,
    pub step: NextStep,
    pub timeline: Vec<TimelineEntry>,
}

impl Page for JobPage {
    const TEMPLATE: &'static str = "worker/job.html";
}

impl Sample for JobPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let mut shots: Vec<_> = ["offered", "accepted", "departed", "arrived", "in_service", "completed", "cancelled"]
            .into_iter()
            .map(|status| (status, samples::job(status)))
            .collect();
        shots.push(("early", Self { step: samples::step("early"), ..samples::job("accepted") }));
        shots.push(("paid", Self { payment: "paid".to_owned(), step: samples::step("paid"), ..samples::job("completed") }));
        shots
    }
}

pub(super) mod samples {
    use super::{JobPage, JobStep, NextStep};
    use crate::gallery::at;
    use crate::parts::{Bill, BillLine, Choice, TimelineEntry};
    use crate::{Form, Money, Phrase};

    pub fn step(status: &str) -> NextStep {
        let step = match status {
            "accepted" | "early" => JobStep::Depart,
            "departed" => JobStep::Arrive,
            "arrived" => JobStep::Start,
            "in_service" => JobStep::Finish,
            "completed" => JobStep::Payment,
            _ => JobStep::Nothing,
        };
        NextStep {
            job: "1".to_owned(),
            step,
            early: status == "early",
            due: (step == JobStep::Payment).then(|| Money::fen(44_080)),
            methods: ["cash", "wechat", "alipay"]
                .map(|name| Choice { value: name.to_owned(), label: Phrase::key(&format!("method-{name}")) })
                .into(),
            key: "sample-key".to_owned(),
            form: Form::default(),
        }
    }

    pub fn job(status: &str) -> JobPage {
        let exact = !["offered", "cancelled"].contains(&status);
        let line = |label: &str, minor| BillLine { label: Phrase::plain(label), amount: Money::fen(minor), why: None };
        JobPage {
            number: "261201-0187".to_owned(),
            service: "深度保洁".to_owned(),
            icon: "sparkles".to_owned(),
            status: status.to_owned(),
            starts_at: at("2026-12-01T05:30:00Z"),
            ends_at: at("2026-12-01T10:00:00Z"),
            exact,
            contact: if exact { "陈梅".to_owned() } else { String::new() },
            phone: if exact { "13800005521".to_owned() } else { String::new() },
            place: if exact { "徐汇区 漕溪北路 398 号 12 栋 1802 室".to_owned() } else { "徐汇区".to_owned() },
            map: "https://uri.amap.com/marker?position=121.4362,31.1934".to_owned(),
            notes: "家里有一只猫，请随手关门；门铃坏了，到了请打电话。".to_owned(),
            options: vec!["内窗玻璃 × 4".to_owned(), "冰箱内部 × 1".to_owned()],
            bill: Bill {
                lines: vec![line("深度保洁", 39_800), line("内窗玻璃 × 4", 4_280)],
                total: Money::fen(44_080),
                notices: Vec::new(),
            },
            payment: "unpaid".to_owned(),
            step: step(status),
            timeline: vec![
                TimelineEntry { text: Phrase::key("job-event-order-accepted"), at: at("2026-12-01T03:12:00Z"), by: None },
                TimelineEntry { text: Phrase::key("job-event-order-placed"), at: at("2026-12-01T03:01:00Z"), by: None },
            ],
        }
    }
}
