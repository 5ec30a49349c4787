//! What the office set, as in `schemas/settings.json`.

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub coupons: Vec<Coupon>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 立减.
    Amount,
    /// 折扣, at most `minor` when that is not 0.
    Percent,
    /// 满减.
    Threshold,
}

/// A template: the office writes it once, many customers use it.
#[derive(Clone, Debug, Deserialize)]
pub struct Coupon {
    pub code: String,
    pub label: String,
    pub kind: Kind,
    #[serde(default)]
    pub minor: i64,
    #[serde(default)]
    pub basis_points: i32,
    #[serde(default)]
    pub threshold_minor: i64,
    /// Local dates of the visit, both included, such as `2026-10-01`. Not of the booking: what was priced before midnight costs the
    /// same after.
    pub starts: Option<String>,
    pub ends: Option<String>,
    pub limit: Option<i64>,
    pub per_customer: Option<i64>,
}
