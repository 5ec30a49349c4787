//! Changing an order: the booking's form filled with what is agreed, and the new bill beside it.

use jiff::Timestamp;
use serde::Serialize;

use super::booking::samples;
use super::{BookingAddress, BookingCalendar, BookingOption, BookingTimes};
use crate::gallery::at;
use crate::parts::Bill;
use crate::{Arg, Form, Money, Page, Phrase, Sample};

/// GET and POST /orders/{id}/change.
#[derive(Debug, Clone, Serialize)]
pub struct ChangePage {
    pub number: String,
    pub name: String,
    pub icon: String,
    /// As agreed so far.
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    /// The address of the page, below which its parts are.
    pub base: String,
    pub back: String,
    /// Idempotency key: the same form sent twice changes once.
    pub key: String,
    pub options: Vec<BookingOption>,
    pub addresses: Vec<BookingAddress>,
    pub calendar: BookingCalendar,
    pub times: BookingTimes,
    pub quote: ChangeQuote,
    /// Fields: `option-<id>`, `address`, `date`, `starts`, `notes`.
    pub form: Form,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChangeQuote {
    /// Id of the frozen quote; none while only the notes may differ, or something is missing.
    pub id: Option<String>,
    pub bill: Bill,
    /// How the new total differs from the old one.
    pub difference: Phrase,
    pub policy: Phrase,
    pub problem: Option<Phrase>,
    /// The change can be made.
    pub is_ready: bool,
}

impl Page for ChangePage {
    const TEMPLATE: &'static str = "customer/change.html";
}

/// POST /orders/{id}/change/quote: the bill, and the times beside it.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeQuotePart {
    pub quote: ChangeQuote,
    pub times: BookingTimes,
}

impl Page for ChangeQuotePart {
    const TEMPLATE: &'static str = "customer/change_quote_part.html";
}

impl Sample for ChangePage {
    fn samples() -> Vec<(&'static str, Self)> {
        let wrong = Form::default().error("", Phrase::plain("这个时间刚刚被约走了"));
        vec![
            ("priced", page(quote("more"))),
            ("same", page(quote("same"))),
            ("refused", page(ChangeQuote { problem: Some(Phrase::key("refusal-busy")), is_ready: false, ..quote("same") })),
            ("wrong", Self { form: wrong, ..page(quote("less")) }),
        ]
    }
}

impl Sample for ChangeQuotePart {
    fn samples() -> Vec<(&'static str, Self)> {
        let times = || BookingTimes { beside: true, ..samples::times() };
        vec![
            ("more", Self { quote: quote("more"), times: times() }),
            ("late", Self { quote: quote("late"), times: times() }),
            ("less", Self { quote: quote("less"), times: times() }),
        ]
    }
}

fn page(quote: ChangeQuote) -> ChangePage {
    ChangePage {
        number: "261201-0187".to_owned(),
        name: "深度保洁".to_owned(),
        icon: "sparkles".to_owned(),
        starts_at: at("2026-12-03T05:30:00Z"),
        ends_at: at("2026-12-03T09:30:00Z"),
        base: "/orders/1/change".to_owned(),
        back: "/orders/1".to_owned(),
        key: "01HZX7M1V8".to_owned(),
        options: samples::options(),
        addresses: samples::addresses(),
        calendar: samples::calendar(),
        times: samples::times(),
        quote,
        form: Form::default().value("notes", "家里有一只猫，请随手关门"),
    }
}

fn quote(kind: &str) -> ChangeQuote {
    let amount = Money::fen(2_000);
    let until = Arg::Moment(at("2026-12-02T05:30:00Z"));
    let is_same = kind == "same";
    ChangeQuote {
        id: (!is_same).then(|| "1".to_owned()),
        bill: samples::bill(),
        difference: match kind {
            "same" => Phrase::key("change-nothing"),
            "less" => Phrase::key("change-less").with("amount", amount.clone()),
            _more => Phrase::key("change-more").with("amount", amount.clone()),
        },
        policy: match kind {
            "late" => Phrase::key("change-late").with("fee", amount),
            _in_time => Phrase::key("change-free-until").with("until", until),
        },
        problem: None,
        is_ready: true,
    }
}
