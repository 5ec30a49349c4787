//! Rules read from their forms.

use super::entry::Entry;
use lares_domain::tenancy::{
    AssignmentMode, AssignmentPolicy, BookingPolicy, CancellationPolicy, Change, PaymentMethod, PaymentPolicy, Tier,
};
use lares_kernel::Result;

pub const MODES: [AssignmentMode; 3] = [AssignmentMode::Auto, AssignmentMode::Offer, AssignmentMode::Pool];
/// The fields of each rule's form; of cancellations they are [`cancellation_fields`].
pub const BOOKING: [&str; 5] = ["lead_minutes", "horizon_days", "step_minutes", "quote_minutes", "open_on_holidays"];
pub const PAYMENT: [&str; 1] = ["methods"];
pub const ASSIGNMENT: [&str; 5] = ["mode", "offer_minutes", "offer_rounds", "auto_after_minutes", "customer_may_choose"];
/// As many fees as a policy may have.
const MOST_TIERS: usize = 10;

#[must_use]
pub const fn mode(mode: AssignmentMode) -> &'static str {
    match mode {
        AssignmentMode::Auto => "auto",
        AssignmentMode::Offer => "offer",
        AssignmentMode::Pool => "pool",
    }
}

/// # Errors
/// On every field that cannot be read.
pub fn booking(entry: &mut Entry<'_>) -> Result<Change> {
    let policy = BookingPolicy {
        lead_minutes: entry.number("lead_minutes"),
        horizon_days: entry.number("horizon_days"),
        step_minutes: entry.number("step_minutes"),
        quote_minutes: entry.number("quote_minutes"),
        open_on_holidays: entry.is_on("open_on_holidays"),
    };
    entry.check()?;
    Ok(Change::Booking(policy))
}

/// # Errors
/// On every field that cannot be read.
pub fn cancellation(entry: &mut Entry<'_>) -> Result<Change> {
    let policy = CancellationPolicy {
        grace_minutes: entry.number("grace_minutes"),
        reschedule_free_hours: entry.number("reschedule_free_hours"),
        tiers: tiers(entry),
    };
    entry.check()?;
    Ok(Change::Cancellation(policy))
}

/// The fields of the form for cancellations, with a row more than there may be fees.
#[must_use]
pub fn cancellation_fields() -> Vec<String> {
    let rows = (0..=MOST_TIERS).flat_map(|at| ["hours", "fee"].map(|name| tier_field(at, name)));
    ["grace_minutes", "reschedule_free_hours"].map(str::to_owned).into_iter().chain(rows).collect()
}

fn tier_field(at: usize, name: &str) -> String {
    format!("tier-{at}-{name}")
}

/// Rows without hours are left out.
fn tiers(entry: &mut Entry<'_>) -> Vec<Tier> {
    let mut tiers = Vec::new();
    for at in 0..=MOST_TIERS {
        let (hours, fee) = (tier_field(at, "hours"), tier_field(at, "fee"));
        if !entry.text(&hours).is_empty() {
            tiers.push(Tier { hours_before: entry.number(&hours), fee: entry.fee(&fee) });
        }
    }
    tiers
}

/// # Errors
/// On every field that cannot be read.
pub fn payment(entry: &mut Entry<'_>) -> Result<Change> {
    let methods = entry.many::<String>("methods");
    let policy = PaymentPolicy { methods: methods.iter().filter_map(|name| PaymentMethod::parse(name)).collect() };
    entry.check()?;
    Ok(Change::Payment(policy))
}

/// # Errors
/// On every field that cannot be read.
pub fn assignment(entry: &mut Entry<'_>) -> Result<Change> {
    let policy = AssignmentPolicy {
        mode: entry.choice("mode", |name| MODES.into_iter().find(|one| mode(*one) == name)).unwrap_or(AssignmentMode::Offer),
        offer_minutes: entry.number("offer_minutes"),
        offer_rounds: entry.number("offer_rounds"),
        auto_after_minutes: entry.number("auto_after_minutes"),
        customer_may_choose: entry.is_on("customer_may_choose"),
    };
    entry.check()?;
    Ok(Change::Assignment(policy))
}
