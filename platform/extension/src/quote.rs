//! What pricing asks plugins, and what they may answer.

use crate::Problem;
use jiff::Timestamp;
use lares_kernel::{CustomerId, Money, QuoteId, ServiceId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// The customer is looking; nothing may be written.
    Preview,
    /// The order is being placed, in its transaction; the answer must equal the preview's.
    Commit,
}

/// Local wall time of the visit, in the company's zone.
#[derive(Clone, Debug)]
pub struct LocalTime {
    /// `2026-11-30`.
    pub date: String,
    /// 1 = Monday.
    pub weekday: u8,
    pub starts_minute: u32,
    /// Past 1440 when the visit ends after midnight.
    pub ends_minute: u32,
    pub day_kind: DayKind,
}

/// Already accounts for public holidays and swapped workdays (调休).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayKind {
    Workday,
    Weekend,
    Holiday,
}

#[derive(Clone, Debug)]
pub struct QuoteLine {
    /// `base`, or the option's id.
    pub id: String,
    pub label: String,
    pub amount: Money,
}

#[derive(Clone, Debug)]
pub struct QuoteRequest {
    pub quote: QuoteId,
    pub phase: Phase,
    pub service: ServiceId,
    pub service_name: String,
    pub customer: Option<CustomerId>,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub local: LocalTime,
    /// From the centre of the company's area to the address.
    pub distance_metres: Option<u32>,
    pub area: Option<String>,
    /// As typed by the customer, trimmed, upper case, at most five.
    pub codes: Vec<String>,
    pub lines: Vec<QuoteLine>,
    /// Core lines plus what plugins of higher priority added.
    pub subtotal: Money,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Target {
    WholeOrder,
    Line(String),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Effect {
    Amount(Money),
    /// Ten-thousandths of the target; negative is a discount.
    PercentBasisPoints(i32),
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Adjustment {
    pub code: String,
    pub label: String,
    pub why: String,
    pub target: Target,
    pub effect: Effect,
    /// Of one group, only the adjustment with the largest effect applies.
    pub stack_group: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QuoteOutcome {
    pub adjustments: Vec<Adjustment>,
    pub notices: Vec<Problem>,
}
