//! One order: its state, what happens next, and everything it holds. The live part is pushed while the page is open.

use jiff::Timestamp;
use serde::Serialize;

use super::booking::samples::bill;
use crate::gallery::at;
use crate::parts::{Bill, Step, StepState, TimelineEntry};
use crate::{Arg, Form, Money, Page, Phrase, Sample};

#[derive(Debug, Clone, Serialize)]
pub struct OrderPage {
    pub id: String,
    pub number: String,
    pub service: String,
    pub icon: String,
    pub live: OrderLive,
    pub contact: String,
    pub phone: String,
    pub place: String,
    pub notes: String,
    pub options: Vec<String>,
    /// What cancelling costs now; none when it is no longer possible.
    pub cancellation: Option<Cancellation>,
}

/// What changes while the page is open; `customer/order_live.html`, and the bill in `customer/order_bill.html`.
#[derive(Debug, Clone, Serialize)]
pub struct OrderLive {
    pub status: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    /// What happens next, in one sentence.
    pub next: Phrase,
    pub steps: Vec<Step>,
    pub worker: Option<OrderWorker>,
    /// Shown from acceptance until the start.
    pub start_code: Option<String>,
    /// Where the worker is, while on the way.
    pub worker_at: Option<Spot>,
    pub timeline: Vec<TimelineEntry>,
    pub bill: Bill,
    /// unpaid, authorised, paid, part_refunded, refunded
    pub payment: String,
    pub receipt: Option<String>,
    /// What one may do now: addresses of the pages.
    pub cancel: Option<String>,
    pub change: Option<String>,
    pub review: Option<String>,
    pub append: Option<String>,
    pub book_again: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OrderWorker {
    pub href: String,
    pub name: String,
    pub picture: Option<String>,
    pub tenths: u32,
    pub years: u32,
    /// While they are coming or there.
    pub phone: Option<String>,
}

/// Degrees for the map; a display value, never computed with.
#[derive(Debug, Clone, Serialize)]
pub struct Spot {
    pub lat: f64,
    pub lng: f64,
    pub minutes_away: Option<u32>,
}

/// The amount shown before the click.
#[derive(Debug, Clone, Serialize)]
pub struct Cancellation {
    /// POST /orders/{id}/cancellation; its GET is the same question as a page.
    pub action: String,
    pub fee: Money,
    pub refund: Money,
    /// Why this fee.
    pub why: Phrase,
}

impl Page for OrderPage {
    const TEMPLATE: &'static str = "customer/order.html";
}

/// GET /orders/{id}/live, asked for again at each server-sent event.
#[derive(Debug, Clone, Serialize)]
pub struct OrderLivePart {
    pub live: OrderLive,
}

impl Page for OrderLivePart {
    const TEMPLATE: &'static str = "customer/order_live_part.html";
}

/// GET /orders/{id}/cancellation, for those without scripts, and the answer when the fee changed meanwhile.
#[derive(Debug, Clone, Serialize)]
pub struct CancellationPage {
    pub number: String,
    pub back: String,
    pub cancellation: Cancellation,
    /// Fields: `reason`, `fee` (minor units the person agreed to).
    pub form: Form,
}

impl Page for CancellationPage {
    const TEMPLATE: &'static str = "customer/cancellation.html";
}

impl Sample for OrderPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let names = [
            "awaiting_payment",
            "offered",
            "accepted",
            "departed",
            "arrived",
            "in_service",
            "completed",
            "cancelled",
            "disputed",
        ];
        names.map(|status| (status, page(status))).into()
    }
}

impl Sample for OrderLivePart {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("offered", Self { live: live("offered") }), ("departed", Self { live: live("departed") })]
    }
}

impl Sample for CancellationPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self {
            number: "A2612-0187".to_owned(),
            back: "/orders/1".to_owned(),
            cancellation: cancellation(),
            form: Form::default(),
        };
        let changed = Form::default().error("", Phrase::key("cancellation-fee-changed"));
        vec![("ask", page.clone()), ("changed", Self { form: changed, ..page })]
    }
}

fn page(status: &str) -> OrderPage {
    OrderPage {
        id: "1".to_owned(),
        number: "A2612-0187".to_owned(),
        service: "深度保洁".to_owned(),
        icon: "sparkles".to_owned(),
        live: live(status),
        contact: "陈梅".to_owned(),
        phone: "138****5521".to_owned(),
        place: "徐汇区 漕溪北路 398 号 12 栋 1802 室".to_owned(),
        notes: "家里有一只猫，请随手关门".to_owned(),
        options: vec!["内窗玻璃 × 4".to_owned()],
        cancellation: ["offered", "accepted", "awaiting_payment"].contains(&status).then(cancellation),
    }
}

fn live(status: &str) -> OrderLive {
    let reached =
        ["offered", "accepted", "departed", "in_service", "completed"].iter().position(|one| *one == status).unwrap_or(0);
    let steps = ["booked", "accepted", "departed", "in_service", "completed"].iter().enumerate();
    let state = |at: usize| match at.cmp(&reached) {
        std::cmp::Ordering::Less => StepState::Done,
        std::cmp::Ordering::Equal => StepState::Current,
        std::cmp::Ordering::Greater => StepState::Ahead,
    };
    OrderLive {
        status: status.to_owned(),
        starts_at: at("2026-12-03T05:30:00Z"),
        ends_at: at("2026-12-03T10:00:00Z"),
        next: Phrase::key(&format!("order-next-{status}")),
        steps: if status == "cancelled" {
            Vec::new()
        } else {
            steps.map(|(at, step)| Step { label: Phrase::key(&format!("order-step-{step}")), state: state(at) }).collect()
        },
        worker: (status != "offered").then(|| OrderWorker {
            href: "/workers/1".to_owned(),
            name: "王秀兰".to_owned(),
            picture: None,
            tenths: 49,
            years: 8,
            phone: Some("400-820-1188".to_owned()),
        }),
        start_code: ["accepted", "departed", "arrived"].contains(&status).then(|| "4821".to_owned()),
        worker_at: (status == "departed").then_some(Spot { lat: 31.19, lng: 121.43, minutes_away: Some(12) }),
        timeline: vec![
            TimelineEntry {
                text: Phrase::key("event-order-accepted"),
                at: at("2026-12-01T03:12:00Z"),
                by: Some(Phrase::plain("王秀兰")),
            },
            TimelineEntry { text: Phrase::key("event-order-placed"), at: at("2026-12-01T03:01:00Z"), by: None },
        ],
        bill: bill(),
        payment: if status == "completed" { "paid" } else { "unpaid" }.to_owned(),
        receipt: (status == "completed").then(|| "/orders/1/receipt".to_owned()),
        cancel: ["offered", "accepted", "awaiting_payment"].contains(&status).then(|| "/orders/1/cancellation".to_owned()),
        change: ["offered", "accepted", "awaiting_payment"].contains(&status).then(|| "/orders/1/change".to_owned()),
        review: (status == "completed").then(|| "/orders/1/review".to_owned()),
        append: None,
        book_again: ["completed", "cancelled"].contains(&status).then(|| "/booking/1".to_owned()),
    }
}

fn cancellation() -> Cancellation {
    Cancellation {
        action: "/orders/1/cancellation".to_owned(),
        fee: Money::fen(2_000),
        refund: Money::fen(42_080),
        why: Phrase::key("policy-free-until")
            .with("until", Arg::Moment(at("2026-12-02T05:30:00Z")))
            .with("fee", Money::fen(2_000)),
    }
}
