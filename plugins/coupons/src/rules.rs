//! What a coupon takes off, or why it does not. No host, no texts.
//!
//! Invariant: a coupon never takes off more than the price.

use crate::settings::{Coupon, Kind};
use lares_plugin_sdk::money;

/// What the rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Basket<'a> {
    pub subtotal_minor: i64,
    /// Local date of the visit.
    pub date: &'a str,
    pub signed_in: bool,
}

/// How often the coupon was used: by everybody, and by this customer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Uses {
    pub all: i64,
    pub own: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    Unknown,
    NotYet,
    Expired,
    BelowThreshold,
    Exhausted,
    UsedUp,
    SignIn,
    OneOnly,
}

/// The discount in minor units, above zero.
pub fn judge(coupon: &Coupon, basket: Basket<'_>, uses: Uses) -> Result<i64, Refusal> {
    in_season(coupon, basket.date)?;
    if basket.subtotal_minor < coupon.threshold_minor {
        return Err(Refusal::BelowThreshold);
    }
    if coupon.limit.is_some_and(|limit| uses.all >= limit) {
        return Err(Refusal::Exhausted);
    }
    if coupon.per_customer.is_some() && !basket.signed_in {
        return Err(Refusal::SignIn);
    }
    if coupon.per_customer.is_some_and(|limit| uses.own >= limit) {
        return Err(Refusal::UsedUp);
    }
    match discount(coupon, basket.subtotal_minor) {
        0 => Err(Refusal::BelowThreshold),
        minor => Ok(minor),
    }
}

/// ISO dates compare as text.
fn in_season(coupon: &Coupon, date: &str) -> Result<(), Refusal> {
    if coupon.starts.as_deref().is_some_and(|starts| date < starts) {
        return Err(Refusal::NotYet);
    }
    if coupon.ends.as_deref().is_some_and(|ends| date > ends) {
        return Err(Refusal::Expired);
    }
    Ok(())
}

fn discount(coupon: &Coupon, subtotal_minor: i64) -> i64 {
    let wanted = match coupon.kind {
        Kind::Amount | Kind::Threshold => coupon.minor,
        Kind::Percent => {
            let share = money::share(subtotal_minor, coupon.basis_points).unwrap_or(0);
            if coupon.minor > 0 { share.min(coupon.minor) } else { share }
        }
    };
    wanted.clamp(0, subtotal_minor.max(0))
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
