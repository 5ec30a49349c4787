//! One order with everything: who, where, money, what happened, and what the office may do about it.

use jiff::Timestamp;
use serde::Serialize;

use crate::gallery::at;
use crate::parts::{Bill, BillLine, Choice, TimelineEntry};
use crate::{Form, Money, Page, Phrase, Sample};

/// GET /office/orders/{id}; its forms come back on it with 422.
#[derive(Debug, Clone, Serialize)]
pub struct OrderPage {
    pub id: String,
    pub number: String,
    pub status: String,
    pub payment: String,
    pub service: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub created_at: Timestamp,
    pub customer: String,
    /// Absent for who may not see customers.
    pub customer_href: Option<String>,
    pub contact: String,
    pub phone: String,
    pub place: String,
    pub notes: String,
    pub options: Vec<String>,
    pub start_code: String,
    pub worker: Option<AssignedWorker>,
    pub bill: Bill,
    pub fee: Option<Money>,
    pub cancel_reason: Option<Phrase>,
    pub payments: Vec<PaymentLine>,
    pub outstanding: Money,
    pub timeline: Vec<TimelineEntry>,
    /// What the worker's device said with each step.
    pub steps: Vec<StepLine>,
    /// The page of a change; none when it is not possible now.
    pub change: Option<String>,
    pub assignment: Option<Assignment>,
    pub cancellation: Option<OfficeCancellation>,
    pub capture: Option<MoneyForm>,
    pub refund: Option<MoneyForm>,
    /// What could not be done just now, for forms without fields.
    pub wrong: Option<Phrase>,
}

#[derive(Debug, Clone, Serialize)]
pub struct StepLine {
    pub label: Phrase,
    pub at: Timestamp,
    /// By the device's clock, where it differs by a minute or more.
    pub device_at: Option<Timestamp>,
    /// The place in a map.
    pub map: Option<String>,
    /// Meters from the address.
    pub away: Option<i64>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AssignedWorker {
    pub name: String,
    pub href: String,
    pub phone: String,
    /// The customer asked for this person.
    pub chosen: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PaymentLine {
    /// "capture" or "refund".
    pub kind: String,
    pub method: String,
    pub amount: Money,
    pub reference: String,
    pub at: Timestamp,
}

/// POST /office/orders/{id}/assignment: `worker_id` and `starts_at` ("2026-12-03T14:00", the company's time).
#[derive(Debug, Clone, Serialize)]
pub struct Assignment {
    pub workers: Vec<Choice>,
    pub worker_id: String,
    pub starts_at: String,
    /// POST /office/orders/{id}/assignment/revocation is possible.
    pub revocable: bool,
    pub form: Form,
}

/// POST /office/orders/{id}/cancellation: `reason`, `fee_minor` as shown.
#[derive(Debug, Clone, Serialize)]
pub struct OfficeCancellation {
    pub fee: Money,
    pub back: Money,
    pub form: Form,
}

/// POST /office/orders/{id}/payments: `method`, `amount` ("128.00"), `reference`; …/refunds: the same with `refund_` before each name.
#[derive(Debug, Clone, Serialize)]
pub struct MoneyForm {
    /// Sent along as `key`, so that the form has one effect however often it is sent.
    pub key: String,
    pub methods: Vec<Choice>,
    pub amount: String,
    pub form: Form,
}

impl Page for OrderPage {
    const TEMPLATE: &'static str = "office/order.html";
}

impl Sample for OrderPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let wrong_amount = Form::default().value("amount", "99999").error("amount", Phrase::plain("金额超过应收款"));
        let wrong = Self {
            capture: Some(MoneyForm { form: wrong_amount, ..money_form() }),
            wrong: Some(Phrase::plain("王秀兰 14:00 已有其他订单")),
            ..page("accepted")
        };
        vec![
            ("offered", page("offered")),
            ("accepted", page("accepted")),
            ("completed", page("completed")),
            ("cancelled", page("cancelled")),
            ("wrong", wrong),
        ]
    }
}

fn page(status: &str) -> OrderPage {
    let open = ["offered", "accepted"].contains(&status);
    let done = status == "completed";
    OrderPage {
        id: "1".to_owned(),
        number: "A2612-0187".to_owned(),
        status: status.to_owned(),
        payment: if done { "paid" } else { "unpaid" }.to_owned(),
        service: "深度保洁".to_owned(),
        starts_at: at("2026-12-03T05:30:00Z"),
        ends_at: at("2026-12-03T10:00:00Z"),
        created_at: at("2026-12-01T03:01:00Z"),
        customer: "陈梅".to_owned(),
        customer_href: Some("/office/customers/1".to_owned()),
        contact: "陈梅".to_owned(),
        phone: "13800005521".to_owned(),
        place: "徐汇区 漕溪北路 398 号 12 栋 1802 室".to_owned(),
        notes: "家里有一只猫，请随手关门".to_owned(),
        options: vec!["内窗玻璃 × 4".to_owned(), "厨房重油污 × 1".to_owned()],
        start_code: "4821".to_owned(),
        worker: (status != "offered").then(worker),
        bill: bill(),
        fee: (status == "cancelled").then(|| Money::fen(2_000)),
        cancel_reason: (status == "cancelled").then(|| Phrase::key("cancellation-reason-time")),
        payments: if done { payments() } else { Vec::new() },
        outstanding: Money::fen(if done { 0 } else { 40_050 }),
        timeline: timeline(),
        steps: if done { steps() } else { Vec::new() },
        change: open.then(|| "/office/orders/1/change".to_owned()),
        assignment: open.then(|| assignment(status != "offered")),
        cancellation: open.then(|| OfficeCancellation { fee: Money::fen(0), back: Money::fen(0), form: Form::default() }),
        capture: (!done).then(money_form),
        refund: done.then(money_form),
        wrong: None,
    }
}

fn steps() -> Vec<StepLine> {
    let line = |name: &str, time: &str| StepLine {
        label: Phrase::key(&format!("event-order-{name}")),
        at: at(time),
        device_at: None,
        map: None,
        away: None,
    };
    let map = Some("https://uri.amap.com/marker?position=121.436200,31.193400".to_owned());
    vec![
        line("departed", "2026-12-03T05:05:00Z"),
        StepLine { map: map.clone(), away: Some(40), ..line("arrived", "2026-12-03T05:28:00Z") },
        StepLine {
            device_at: Some(at("2026-12-03T09:40:00Z")),
            map,
            away: Some(1_300),
            ..line("completed", "2026-12-03T10:00:00Z")
        },
    ]
}

fn worker() -> AssignedWorker {
    AssignedWorker {
        name: "王秀兰".to_owned(),
        href: "/office/workers/1".to_owned(),
        phone: "13911112222".to_owned(),
        chosen: true,
    }
}

fn bill() -> Bill {
    let line = |label: &str, minor, why: Option<&str>| BillLine {
        label: Phrase::plain(label),
        amount: Money::fen(minor),
        why: why.map(Phrase::plain),
    };
    Bill {
        lines: vec![
            line("深度保洁", 36_800, None),
            line("内窗玻璃 × 4", 6_000, None),
            line("周末加价", 3_250, Some("周六上门，按规则加收 10%")),
            line("满200减60", -6_000, Some("优惠券 WINTER60")),
        ],
        total: Money::fen(40_050),
        notices: Vec::new(),
    }
}

fn payments() -> Vec<PaymentLine> {
    let line = |kind: &str, minor| PaymentLine {
        kind: kind.to_owned(),
        method: "wechat".to_owned(),
        amount: Money::fen(minor),
        reference: "4200002026120187".to_owned(),
        at: at("2026-12-03T10:12:00Z"),
    };
    vec![line("capture", 40_050), line("refund", 2_000)]
}

fn timeline() -> Vec<TimelineEntry> {
    let entry =
        |text: &str, when: &str| TimelineEntry { text: Phrase::plain(text), at: at(when), by: Some(Phrase::plain("王秀兰")) };
    vec![entry("已接单", "2026-12-01T03:12:00Z"), entry("已下单", "2026-12-01T03:01:00Z")]
}

fn assignment(revocable: bool) -> Assignment {
    let choice = |value: &str, name: &str| Choice { value: value.to_owned(), label: Phrase::plain(name) };
    Assignment {
        workers: vec![choice("1", "王秀兰"), choice("2", "刘建国"), choice("3", "陈阿美")],
        worker_id: "1".to_owned(),
        starts_at: "2026-12-03T13:30".to_owned(),
        revocable,
        form: Form::default(),
    }
}

fn money_form() -> MoneyForm {
    let methods = ["cash", "transfer", "wechat", "alipay", "card"];
    MoneyForm {
        key: "6f1c2d4e-0000-7000-8000-000000000000".to_owned(),
        methods: methods
            .map(|method| Choice { value: method.to_owned(), label: Phrase::key(&format!("method-{method}")) })
            .into(),
        amount: "400.50".to_owned(),
        form: Form::default(),
    }
}
