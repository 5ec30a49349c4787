//! Changing an order for its customer.

use serde::Serialize;

use crate::parts::{Bill, BillLine, Choice};
use crate::{Form, Money, Page, Phrase, Sample};

/// GET /office/orders/{id}/change prices what was typed; POST makes the change that was priced.
#[derive(Debug, Clone, Serialize)]
pub struct ChangePage {
    pub id: String,
    pub number: String,
    pub service: String,
    /// "2026-12-03T14:00", as agreed so far.
    pub starts_at: String,
    pub addresses: Vec<Choice>,
    pub address: String,
    pub options: Vec<ChangeOption>,
    pub notes: String,
    /// The bill as it is.
    pub now: Bill,
    /// The bill as it would be; none before something is typed.
    pub bill: Option<ChangeBill>,
    pub key: String,
    /// Fields: `starts_at`, `address`, `option-<id>`, `notes`.
    pub form: Form,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChangeOption {
    pub id: String,
    pub name: String,
    pub price: Money,
    pub quantity: u32,
    pub max: u32,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChangeBill {
    /// Id of the frozen quote.
    pub quote: String,
    pub bill: Bill,
    pub difference: Phrase,
}

impl Page for ChangePage {
    const TEMPLATE: &'static str = "office/change.html";
}

impl Sample for ChangePage {
    fn samples() -> Vec<(&'static str, Self)> {
        let bill = ChangeBill {
            quote: "1".to_owned(),
            bill: sum(&[("深度保洁", 39_800), ("内窗玻璃 × 4", 4_280)]),
            difference: Phrase::key("change-more").with("amount", Money::fen(4_280)),
        };
        let wrong = Form::default().error("starts_at", Phrase::plain("这个时间已经过去"));
        vec![("empty", page()), ("priced", Self { bill: Some(bill), ..page() }), ("wrong", Self { form: wrong, ..page() })]
    }
}

fn page() -> ChangePage {
    ChangePage {
        id: "1".to_owned(),
        number: "A2612-0187".to_owned(),
        service: "深度保洁".to_owned(),
        starts_at: "2026-12-03T14:00".to_owned(),
        addresses: vec![Choice { value: "1".to_owned(), label: Phrase::plain("徐汇区 漕溪北路 398 号 · 陈梅") }],
        address: "1".to_owned(),
        options: vec![ChangeOption {
            id: "1".to_owned(),
            name: "内窗玻璃（每扇）".to_owned(),
            price: Money::fen(1_500),
            quantity: 2,
            max: 12,
        }],
        notes: "家里有一只猫".to_owned(),
        now: sum(&[("深度保洁", 39_800)]),
        bill: None,
        key: "sample-key".to_owned(),
        form: Form::default(),
    }
}

fn sum(lines: &[(&str, i64)]) -> Bill {
    let line = |(label, minor): &(&str, i64)| BillLine { label: Phrase::plain(*label), amount: Money::fen(*minor), why: None };
    let total = lines.iter().map(|(_, minor)| minor).sum();
    Bill { lines: lines.iter().map(line).collect(), total: Money::fen(total), notices: Vec::new() }
}
