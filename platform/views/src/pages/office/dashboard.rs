//! The office's first page: today in numbers, what needs a hand now, and how the month goes.

use serde::Serialize;

use super::orders::{OrderLine, lines};
use crate::parts::{Chart, Series};
use crate::{Money, Page, Phrase, Sample, Tone};

/// GET /office
#[derive(Debug, Clone, Serialize)]
pub struct Dashboard {
    /// Until the first order, for whoever may change settings.
    pub setup: Option<Setup>,
    /// Empty, like everything below, for who may not see reports.
    pub figures: Vec<Figure>,
    /// The numbers, charts and what needs a hand are shown.
    pub sees_numbers: bool,
    /// The next visits are shown.
    pub sees_orders: bool,
    pub attention: Vec<Attention>,
    /// Orders by hour today against the hours workers have.
    pub hours: Option<Chart>,
    /// Income of the last 30 days.
    pub revenue: Option<Chart>,
    /// Orders of the last 30 days by service.
    pub mix: Option<Chart>,
    /// The next visits of today.
    pub next: Vec<OrderLine>,
}

/// What a new company does before its first booking, and the addresses to send around.
#[derive(Debug, Clone, Serialize)]
pub struct Setup {
    pub steps: Vec<SetupStep>,
    /// The address of the company's customers, without a trailing slash; the workers' is below it.
    pub url: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct SetupStep {
    pub label: Phrase,
    pub href: String,
    pub done: bool,
}

/// One number with what it is compared to.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    pub label: Phrase,
    pub value: Phrase,
    pub icon: String,
    pub note: Option<Phrase>,
    pub tone: Tone,
    pub href: String,
}

/// Something a person should look at, the most urgent first.
#[derive(Debug, Clone, Serialize)]
pub struct Attention {
    pub icon: String,
    pub text: Phrase,
    pub tone: Tone,
    pub href: String,
}

/// GET /office/attention: asked for again whenever something changed.
#[derive(Debug, Clone, Serialize)]
pub struct AttentionPart {
    pub attention: Vec<Attention>,
}

impl Page for AttentionPart {
    const TEMPLATE: &'static str = "office/attention.html";
}

impl Sample for AttentionPart {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("empty", Self { attention: Vec::new() }), ("full", Self { attention: attention() })]
    }
}

impl Page for Dashboard {
    const TEMPLATE: &'static str = "office/dashboard.html";
}

impl Sample for Dashboard {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            setup: None,
            figures: figures(),
            sees_numbers: true,
            sees_orders: true,
            attention: attention(),
            hours: Some(hours()),
            revenue: Some(revenue()),
            mix: Some(mix()),
            next: lines().into_iter().take(4).collect(),
        };
        let step = |key: &str, href: &str, done| SetupStep { label: Phrase::key(key), href: href.to_owned(), done };
        let empty = Self {
            setup: Some(Setup {
                steps: vec![
                    step("office-setup-services", "/office/services", true),
                    step("office-setup-areas", "/office/settings/areas", false),
                    step("office-setup-workers", "/office/workers/new", false),
                    step("office-setup-policies", "/office/settings/policies", false),
                ],
                url: "http://anxin.lares.localhost:8080".to_owned(),
            }),
            figures: figures().into_iter().map(|figure| Figure { value: Phrase::plain("0"), note: None, ..figure }).collect(),
            sees_numbers: true,
            sees_orders: true,
            attention: Vec::new(),
            hours: None,
            revenue: None,
            mix: None,
            next: Vec::new(),
        };
        let apart = Self { setup: None, figures: Vec::new(), sees_numbers: false, sees_orders: false, ..empty.clone() };
        vec![("empty", empty), ("full", full), ("apart", apart)]
    }
}

fn figures() -> Vec<Figure> {
    let figure = |key: &str, value: &str, icon: &str, note: Option<Phrase>, tone| Figure {
        label: Phrase::key(key),
        value: Phrase::plain(value),
        icon: icon.to_owned(),
        note,
        tone,
        href: "/office/orders".to_owned(),
    };
    let than = |key: &str, value: i64| Some(Phrase::key(key).with("percent", value));
    vec![
        figure("office-figure-orders", "28", "clipboard-list", than("office-figure-up", 12), Tone::Success),
        figure("office-figure-visits", "24", "calendar-check", than("office-figure-same", 0), Tone::Neutral),
        figure("office-figure-income", &Money::fen(486_200).short(), "coins", than("office-figure-down", 8), Tone::Warning),
        figure("office-figure-load", "76%", "gauge", None, Tone::Neutral),
    ]
}

fn attention() -> Vec<Attention> {
    let one = |key: &str, count: i64, icon: &str, tone, href: &str| Attention {
        icon: icon.to_owned(),
        text: Phrase::key(key).with("count", count),
        tone,
        href: href.to_owned(),
    };
    vec![
        one("office-attention-unassigned", 3, "user-x", Tone::Error, "/office/orders?status=offered"),
        one("office-attention-overdue", 1, "alarm-clock", Tone::Error, "/office/orders?status=accepted"),
        one("office-attention-unpaid", 5, "wallet", Tone::Warning, "/office/orders?payment=unpaid"),
        one("office-attention-reviews", 1, "thumbs-down", Tone::Warning, "/office/reviews?stars=low"),
        one("office-attention-certificates", 2, "badge-check", Tone::Info, "/office/workers"),
    ]
}

fn hours() -> Chart {
    let series = |name: &str, values: [i64; 12], tone| Series { name: name.to_owned(), values: values.into(), tone };
    Chart {
        kind: "bars",
        labels: (8..20).map(|hour| format!("{hour}:00")).collect(),
        series: vec![
            series("订单", [2, 5, 6, 4, 1, 3, 6, 7, 5, 3, 2, 1], "primary"),
            series("可用人数", [6, 8, 8, 8, 8, 8, 8, 8, 8, 6, 5, 4], "muted"),
        ],
        money: false,
        currency: "CNY",
    }
}

fn revenue() -> Chart {
    let values = (1..=30).map(|day: i64| 180_000 + (day * 7_919 % 23) * 14_000).collect();
    Chart {
        kind: "area",
        labels: (1..=30).map(|day| format!("11-{day:02}")).collect(),
        series: vec![Series { name: "收入".to_owned(), values, tone: "primary" }],
        money: true,
        currency: "CNY",
    }
}

fn mix() -> Chart {
    Chart {
        kind: "donut",
        labels: ["日常保洁", "深度保洁", "空调清洗", "开荒保洁", "其他"].map(str::to_owned).into(),
        series: vec![Series { name: "订单".to_owned(), values: vec![312, 148, 96, 41, 27], tone: "primary" }],
        money: false,
        currency: "CNY",
    }
}
