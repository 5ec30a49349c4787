//! Rules read from their forms.

use super::entry::{Entry, FEE};
use lares_domain::tenancy::{
    AssignmentMode, AssignmentPolicy, BookingPolicy, CancellationPolicy, Change, CustomerNoShow, Fee, PaymentMethod,
    PaymentPolicy, PaymentTiming, Tier, WorkerNoShow,
};
use lares_kernel::Result;

pub const MODES: [AssignmentMode; 3] = [AssignmentMode::Auto, AssignmentMode::Offer, AssignmentMode::Pool];
/// As many fees as a policy may have.
const MOST_TIERS: usize = 10;

#[must_use]
pub const fn timing(timing: PaymentTiming) -> &'static str {
    match timing {
        PaymentTiming::BeforeService => "before_service",
        PaymentTiming::AfterService => "after_service",
    }
}

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
        hold_minutes: entry.number("hold_minutes"),
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
        customer_no_show: CustomerNoShow { wait_minutes: entry.number("wait_minutes"), fee: entry.fee("no_show_fee") },
        worker_no_show: WorkerNoShow {
            late_minutes: entry.number("late_minutes"),
            refund_basis_points: share(entry, "late_percent"),
            compensation_minor: entry.amount("compensation"),
        },
    };
    entry.check()?;
    Ok(Change::Cancellation(policy))
}

/// Rows without hours are left out.
fn tiers(entry: &mut Entry<'_>) -> Vec<Tier> {
    let mut tiers = Vec::new();
    for at in 0..=MOST_TIERS {
        let (hours, fee) = (format!("tier-{at}-hours"), format!("tier-{at}-fee"));
        if !entry.text(&hours).is_empty() {
            tiers.push(Tier { hours_before: entry.number(&hours), fee: entry.fee(&fee) });
        }
    }
    tiers
}

/// "50%" and "50" are both half.
fn share(entry: &mut Entry<'_>, name: &str) -> u32 {
    let points = match entry.fee(name) {
        Fee::BasisPoints(points) => Some(points),
        Fee::Minor(hundredths) => u32::try_from(hundredths).ok(),
    };
    if points.is_none() {
        entry.fault(name, FEE);
    }
    points.unwrap_or_default()
}

/// # Errors
/// On every field that cannot be read.
pub fn payment(entry: &mut Entry<'_>) -> Result<Change> {
    let timings = [PaymentTiming::BeforeService, PaymentTiming::AfterService];
    let found = entry.choice("timing", |name| timings.into_iter().find(|one| timing(*one) == name));
    let methods = entry.many::<String>("methods");
    let policy = PaymentPolicy {
        timing: found.unwrap_or(PaymentTiming::AfterService),
        methods: methods.iter().filter_map(|name| PaymentMethod::parse(name)).collect(),
        due_minutes: entry.number("due_minutes"),
    };
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
