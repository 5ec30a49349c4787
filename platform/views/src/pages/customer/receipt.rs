//! The receipt of an order: what was done, what it cost, what was paid.

use jiff::Timestamp;
use serde::Serialize;

use super::booking::samples::bill;
use crate::gallery::at;
use crate::parts::Bill;
use crate::{Money, Page, Sample};

#[derive(Debug, Clone, Serialize)]
pub struct Receipt {
    pub number: String,
    pub back: String,
    pub service: String,
    pub customer: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub bill: Bill,
    pub payments: Vec<PaymentRow>,
    /// What remains to be paid; 0 when settled.
    pub open: Money,
}

#[derive(Debug, Clone, Serialize)]
pub struct PaymentRow {
    /// "capture" or "refund"
    pub kind: String,
    /// cash, transfer, wechat, alipay, card
    pub method: String,
    pub amount: Money,
    pub at: Timestamp,
    pub reference: String,
}

impl Page for Receipt {
    const TEMPLATE: &'static str = "customer/receipt.html";
}

impl Sample for Receipt {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |kind: &str, method: &str, minor: i64| PaymentRow {
            kind: kind.to_owned(),
            method: method.to_owned(),
            amount: Money::fen(minor),
            at: at("2026-12-03T10:05:00Z"),
            reference: "4200002312".to_owned(),
        };
        let paid = Self {
            number: "A2612-0187".to_owned(),
            back: "/orders/1".to_owned(),
            service: "深度保洁".to_owned(),
            customer: "陈梅".to_owned(),
            starts_at: at("2026-12-03T05:30:00Z"),
            ends_at: at("2026-12-03T10:00:00Z"),
            bill: bill(),
            payments: vec![row("capture", "wechat", 44_080), row("refund", "wechat", 3_000)],
            open: Money::fen(0),
        };
        let open = Self { payments: Vec::new(), open: Money::fen(44_080), ..paid.clone() };
        vec![("paid", paid), ("open", open)]
    }
}
