//! View models shared by pages of several audiences; each is what one component takes.
//!
//! Enumerations arrive as the database's own words ("in_service"); their names are locale keys (`order-status-in_service`).

use jiff::Timestamp;
use serde::Serialize;

use crate::{Money, Phrase};

/// `ui.rating`: the average in tenths (49 is 4.9) of a number of reviews.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Rating {
    pub tenths: u32,
    pub count: u32,
}

/// `ui.aspect_bar`
#[derive(Debug, Clone, Serialize)]
pub struct Aspect {
    pub label: Phrase,
    pub tenths: u32,
}

/// `ui.service_card`
#[derive(Debug, Clone, Serialize)]
pub struct ServiceCard {
    pub href: String,
    pub name: String,
    pub summary: String,
    pub icon: String,
    pub picture: Option<String>,
    pub price: Money,
    pub rating: Rating,
    pub sold: u32,
}

/// `ui.worker_card`
#[derive(Debug, Clone, Serialize)]
pub struct WorkerCard {
    pub href: String,
    pub name: String,
    pub picture: Option<String>,
    pub years: u32,
    pub skills: Vec<String>,
    pub rating: Rating,
    /// All published certificates are valid today.
    pub verified: bool,
}

/// `ui.order_card`
#[derive(Debug, Clone, Serialize)]
pub struct OrderCard {
    pub href: String,
    pub number: String,
    pub service: String,
    pub icon: String,
    pub status: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub worker: Option<String>,
    pub place: String,
    pub total: Money,
}

/// `ui.bill`: every line with why it is there, then what plugins want to say.
#[derive(Debug, Clone, Serialize)]
pub struct Bill {
    pub lines: Vec<BillLine>,
    pub total: Money,
    pub notices: Vec<Phrase>,
}

#[derive(Debug, Clone, Serialize)]
pub struct BillLine {
    pub label: Phrase,
    pub amount: Money,
    pub why: Option<Phrase>,
}

/// `ui.timeline`, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineEntry {
    pub text: Phrase,
    pub at: Timestamp,
    pub by: Option<Phrase>,
}

/// `ui.steps`
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub label: Phrase,
    pub state: StepState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    Done,
    Current,
    Ahead,
}

/// `ui.tabs`
#[derive(Debug, Clone, Serialize)]
pub struct Tab {
    pub label: Phrase,
    pub href: String,
    pub current: bool,
    /// Shown when not 0.
    pub count: u32,
}

/// `ui.pager`; pages count from 1.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Pager {
    pub page: u32,
    pub pages: u32,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// `ui.select` and other lists of choices.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: Phrase,
}

/// `ui.review`
#[derive(Debug, Clone, Serialize)]
pub struct ReviewCard {
    /// Empty where customers are not named to each other.
    pub author: String,
    pub at: Timestamp,
    /// The service or the worker, where the page does not say it already.
    pub about: Option<String>,
    pub tenths: u32,
    pub body: String,
    pub pictures: Vec<String>,
    pub appended: Option<String>,
    pub appended_pictures: Vec<String>,
    pub reply: Option<String>,
}

/// `ui.chart`; also the data-chart attribute of `charts.js`.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// "bars", "lines", "area" or "donut".
    pub kind: &'static str,
    pub labels: Vec<String>,
    pub series: Vec<Series>,
    /// Values are minor units of money…
    pub money: bool,
    /// … in this currency.
    pub currency: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub struct Series {
    pub name: String,
    pub values: Vec<i64>,
    /// "primary", "accent", "info" or "muted".
    pub tone: &'static str,
}
