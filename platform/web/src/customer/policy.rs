//! The cancellation policy in one sentence.

use super::cards::money;
use jiff::{SignedDuration, Timestamp};
use lares_domain::orders;
use lares_domain::tenancy::{CancellationPolicy, Fee};
use lares_kernel::{Currency, Money, Result};
use lares_views::{Arg, Phrase};

/// Before a time is chosen: how long before a visit the first fee begins.
#[must_use]
pub fn in_general(policy: &CancellationPolicy, currency: Currency) -> Phrase {
    let first = policy.tiers.iter().filter(|tier| costs(tier.fee)).max_by_key(|tier| tier.hours_before);
    match first {
        None => Phrase::key("policy-free"),
        Some(tier) => {
            let hours = Arg::Number(tier.hours_before.into());
            Phrase::key("policy-free-before").with("hours", hours).with("fee", share(tier.fee, currency))
        }
    }
}

/// For one visit that is booked now: the moment and the amount.
///
/// # Errors
/// `money.out_of_range`.
pub fn of_visit(policy: &CancellationPolicy, starts_at: Timestamp, (now, total): (Timestamp, Money)) -> Result<Phrase> {
    let until = orders::free_until(policy, starts_at, now);
    let minutes_left = starts_at.duration_since(until + SignedDuration::from_mins(1)).as_mins();
    let fee = match policy.tier(minutes_left).map(|tier| tier.fee) {
        None => 0,
        Some(Fee::BasisPoints(points)) => total.percent(points.into())?.minor,
        Some(Fee::Minor(minor)) => minor.clamp(0, total.minor),
    };
    if fee == 0 {
        return Ok(Phrase::key("policy-free"));
    }
    Ok(Phrase::key("policy-free-until").with("until", Arg::Moment(until)).with("fee", money(fee, total.currency)))
}

fn costs(fee: Fee) -> bool {
    !matches!(fee, Fee::BasisPoints(0) | Fee::Minor(0))
}

fn share(fee: Fee, currency: Currency) -> Arg {
    match fee {
        Fee::Minor(minor) => Arg::Money(money(minor, currency)),
        Fee::BasisPoints(points) if points % 100 == 0 => Arg::Text(format!("{}%", points / 100)),
        Fee::BasisPoints(points) => Arg::Text(format!("{}.{:02}%", points / 100, points % 100)),
    }
}
