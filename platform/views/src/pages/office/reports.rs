//! Reports: orders and income of a period, by day or month, by service and by worker.

use serde::Serialize;

use crate::parts::{Chart, Series, Tab};
use crate::{Money, Page, Phrase, Sample};

/// GET /office/reports?from=…&to=…&by=day
#[derive(Debug, Clone, Serialize)]
pub struct Reports {
    pub from: String,
    pub to: String,
    pub by: String,
    /// This week, this month, last month, this year.
    pub periods: Vec<Tab>,
    pub groups: Vec<Tab>,
    pub figures: Vec<super::Figure>,
    pub chart: Option<Chart>,
    pub rows: Vec<ReportRow>,
    pub export: String,
    pub wrong: Option<Phrase>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReportRow {
    pub label: Phrase,
    pub orders: i64,
    /// Absent where the figures do not tell.
    pub completed: Option<i64>,
    pub income: Money,
}

impl Page for Reports {
    const TEMPLATE: &'static str = "office/reports.html";
}

impl Sample for Reports {
    fn samples() -> Vec<(&'static str, Self)> {
        let tab = |key: &str, current| Tab { label: Phrase::key(key), href: "/office/reports".to_owned(), current, count: 0 };
        let row = |label: &str, orders: i64| ReportRow {
            label: Phrase::plain(label),
            orders,
            completed: (orders != 31).then_some(orders - 2),
            income: Money::fen(orders * 18_400),
        };
        let full = Self {
            from: "2026-11-01".to_owned(),
            to: "2026-11-30".to_owned(),
            by: "day".to_owned(),
            periods: vec![
                tab("office-reports-week", false),
                tab("office-reports-month", true),
                tab("office-reports-last-month", false),
                tab("office-reports-year", false),
            ],
            groups: vec![
                tab("office-reports-by-day", true),
                tab("office-reports-by-service", false),
                tab("office-reports-by-worker", false),
            ],
            figures: vec![super::Figure {
                label: Phrase::key("office-reports-orders"),
                value: Phrase::plain("624"),
                icon: "clipboard-list".to_owned(),
                note: None,
                tone: crate::Tone::Neutral,
                href: String::new(),
            }],
            chart: Some(Chart {
                kind: "bars",
                labels: ["11-28", "11-29", "11-30"].map(str::to_owned).into(),
                series: vec![Series { name: "订单".to_owned(), values: vec![22, 31, 27], tone: "primary" }],
                money: false,
                currency: "CNY",
            }),
            rows: vec![row("11-28", 22), row("11-29", 31), row("11-30", 27)],
            export: "/office/reports.csv?from=2026-11-01".to_owned(),
            wrong: None,
        };
        let empty = Self { rows: Vec::new(), chart: None, ..full.clone() };
        let wrong = Self { wrong: Some(Phrase::plain("结束日期早于开始日期")), ..empty.clone() };
        vec![("empty", empty), ("wrong", wrong), ("full", full)]
    }
}
