//! A month of finished visits.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::gallery::at;
use crate::parts::{Chart, Pager, Series};
use crate::{Money, Page, Sample};

/// GET /worker/income?month=2026-12
#[derive(Debug, Clone, Serialize)]
pub struct Income {
    /// The first day of the month shown.
    pub month: Date,
    pub previous: String,
    /// None for the present month.
    pub next: Option<String>,
    pub total: Money,
    pub visits: u32,
    pub minutes: i64,
    /// Paid by customers through my hands, not yet settled with the company.
    pub unpaid: u32,
    /// Amounts by day; none without a visit.
    pub chart: Option<Chart>,
    pub rows: Vec<IncomeRow>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct IncomeRow {
    pub href: String,
    pub service: String,
    pub at: Timestamp,
    pub amount: Money,
    /// unpaid, authorised, paid, part_refunded, refunded
    pub payment: String,
}

impl Page for Income {
    const TEMPLATE: &'static str = "worker/income.html";
}

impl Sample for Income {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |service: &str, time: &str, minor, payment: &str| IncomeRow {
            href: "/worker/jobs/1".to_owned(),
            service: service.to_owned(),
            at: at(time),
            amount: Money::fen(minor),
            payment: payment.to_owned(),
        };
        let values: Vec<i64> = (1..=30).map(|day| if day % 3 == 0 { 0 } else { 12_800 + day * 900 }).collect();
        let full = Self {
            month: date(2026, 11, 1),
            previous: "/worker/income?month=2026-10".to_owned(),
            next: Some("/worker/income?month=2026-12".to_owned()),
            total: Money::fen(864_000),
            visits: 32,
            minutes: 6_720,
            unpaid: 1,
            pager: Pager { page: 1, pages: 2, previous: None, next: Some("/worker/income?month=2026-11&page=2".to_owned()) },
            chart: Some(Chart {
                kind: "bars",
                labels: (1..=30).map(|day: i32| day.to_string()).collect(),
                series: vec![Series { name: String::new(), values, tone: "primary" }],
                money: true,
                currency: "CNY",
            }),
            rows: vec![
                row("深度保洁", "2026-11-30T10:00:00Z", 44_080, "unpaid"),
                row("日常保洁", "2026-11-30T02:00:00Z", 12_800, "paid"),
                row("空调清洗", "2026-11-29T02:00:00Z", 19_900, "paid"),
            ],
        };
        let empty = Self {
            month: date(2026, 12, 1),
            next: None,
            total: Money::fen(0),
            visits: 0,
            minutes: 0,
            unpaid: 0,
            chart: None,
            rows: Vec::new(),
            pager: Pager::default(),
            ..full.clone()
        };
        vec![("full", full), ("empty", empty)]
    }
}
