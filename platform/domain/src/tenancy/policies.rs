//! The company's rules as versioned data: when one may book, what a cancellation costs, how is paid, who gets the order.
//!
//! Invariant: a version is never changed; saving writes the next one, and orders keep the one they were made under.

use super::db;
use super::{FEE_SHAPE, OUT_OF_RANGE, PAYMENT_METHOD, STEP_SHAPE, TIERS_SHAPE};
use lares_kernel::signals::Topic;
use lares_kernel::{Ctx, Error, Permission, Result, TenantId};
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

/// When customers may book.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BookingPolicy {
    /// A visit starts at least this long from now.
    pub lead_minutes: u32,
    /// And at most this many days ahead.
    pub horizon_days: u32,
    /// Slots start at multiples of this.
    pub step_minutes: u32,
    /// How long a price stays as quoted.
    pub quote_minutes: u32,
    pub open_on_holidays: bool,
}

/// A share of the order's total, or a fixed amount of the company's currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Fee {
    #[serde(rename = "fee_basis_points")]
    BasisPoints(u32),
    #[serde(rename = "fee_minor")]
    Minor(i64),
}

/// Cancelling less than this long before the start costs `fee`; of the tiers that apply the one with fewest hours counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tier {
    pub hours_before: u32,
    #[serde(flatten)]
    pub fee: Fee,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CancellationPolicy {
    /// Within this long after booking, cancelling is free.
    pub grace_minutes: u32,
    /// Moving the visit is free until this many hours before the earliest start it ever had; later it costs what cancelling would.
    pub reschedule_free_hours: u32,
    /// Most hours first; earlier than all of them is free.
    pub tiers: Vec<Tier>,
}

impl CancellationPolicy {
    /// The tier of a cancellation `minutes` before the start (negative after it); None = free.
    #[must_use]
    pub fn tier(&self, minutes: i64) -> Option<&Tier> {
        let applies = |tier: &&Tier| minutes < i64::from(tier.hours_before) * 60;
        self.tiers.iter().filter(applies).min_by_key(|tier| tier.hours_before)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    Cash,
    Transfer,
    Wechat,
    Alipay,
    Card,
}

impl PaymentMethod {
    pub const ALL: [Self; 5] = [Self::Cash, Self::Transfer, Self::Wechat, Self::Alipay, Self::Card];

    /// As the database and the API spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Transfer => "transfer",
            Self::Wechat => "wechat",
            Self::Alipay => "alipay",
            Self::Card => "card",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PaymentPolicy {
    /// How money may be taken; whatever else is handed over is not recorded.
    pub methods: Vec<PaymentMethod>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentMode {
    /// The platform picks a worker, who has it (系统派单).
    Auto,
    /// The platform picks a worker, who may decline; then the next.
    Offer,
    /// Open to every fit worker (抢单); the office may give it to one by hand (人工派单).
    #[serde(alias = "manual")]
    Pool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssignmentPolicy {
    pub mode: AssignmentMode,
    pub offer_minutes: u32,
    /// So many workers are asked in turn; then the job is in the pool.
    pub offer_rounds: u32,
    /// An order of the pool that nobody took is given out automatically after this long; 0 = never.
    pub auto_after_minutes: u32,
    pub customer_may_choose: bool,
}

/// All rules in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Policies {
    pub booking: BookingPolicy,
    pub cancellation: CancellationPolicy,
    pub payment: PaymentPolicy,
    pub assignment: AssignmentPolicy,
}

/// A tier of this many hours (a year) is as good as always.
pub(super) const LONGEST_HOURS: u32 = 8_760;

/// One changed rule, to be saved.
#[derive(Clone, Debug)]
pub enum Change {
    Booking(BookingPolicy),
    Cancellation(CancellationPolicy),
    Payment(PaymentPolicy),
    Assignment(AssignmentPolicy),
}

/// A minute at most between a change on another node and its effect here, even when its signal is lost.
static IN_FORCE: LazyLock<Cache<TenantId, Arc<Policies>>> =
    LazyLock::new(|| Cache::builder().max_capacity(100_000).time_to_live(Duration::from_secs(60)).build());

/// Everything in force. No permission is asked: whoever books is shown the rules.
///
/// # Errors
/// When the database does not answer.
pub async fn in_force(ctx: &mut Ctx) -> Result<Arc<Policies>> {
    let tenant = ctx.tenant().id;
    if let Some(known) = IN_FORCE.get(&tenant) {
        return Ok(known);
    }
    let policies = Arc::new(db::policies(ctx).await?);
    IN_FORCE.insert(tenant, Arc::clone(&policies));
    Ok(policies)
}

/// # Errors
/// When the database does not answer.
pub async fn booking(ctx: &mut Ctx) -> Result<BookingPolicy> {
    Ok(in_force(ctx).await?.booking.clone())
}

/// # Errors
/// When the database does not answer.
pub async fn cancellation(ctx: &mut Ctx) -> Result<CancellationPolicy> {
    Ok(in_force(ctx).await?.cancellation.clone())
}

/// # Errors
/// When the database does not answer.
pub async fn payment(ctx: &mut Ctx) -> Result<PaymentPolicy> {
    Ok(in_force(ctx).await?.payment.clone())
}

/// # Errors
/// When the database does not answer.
pub async fn assignment(ctx: &mut Ctx) -> Result<AssignmentPolicy> {
    Ok(in_force(ctx).await?.assignment.clone())
}

/// Forgets what is remembered of a company's rules; called when a signal of [`Topic::Tenant`] is heard.
pub fn forget(tenant: TenantId) {
    IN_FORCE.invalidate(&tenant);
}

/// Forgets everybody's, after signals were missed.
pub fn forget_all() {
    IN_FORCE.invalidate_all();
}

/// Saves a rule as its next version and tells every node.
///
/// # Errors
/// `forbidden`; `tenancy.*` on the field that is wrong; `changed_meanwhile` when two save at once.
pub async fn save_policy(ctx: &mut Ctx, change: Change) -> Result<()> {
    ctx.authorize(Permission::SettingsWrite)?;
    check(&change)?;
    let (kind, body) = match change {
        Change::Booking(policy) => ("booking", serde_json::to_value(policy)?),
        Change::Cancellation(mut policy) => {
            policy.tiers.sort_by_key(|tier| std::cmp::Reverse(tier.hours_before));
            ("cancellation", serde_json::to_value(policy)?)
        }
        Change::Payment(policy) => ("payment", serde_json::to_value(policy)?),
        Change::Assignment(policy) => ("assignment", serde_json::to_value(policy)?),
    };
    let version = db::save_policy(ctx, kind, &body).await?;
    let company = ctx.tenant_id();
    ctx.announce("tenant.policy_saved", company, serde_json::json!({ "kind": kind, "version": version })).await?;
    ctx.nudge(Topic::Tenant, kind.to_owned()).await?;
    forget(ctx.tenant().id);
    Ok(())
}

/// Is the change sensible?
pub(super) fn check(change: &Change) -> Result<()> {
    match change {
        Change::Booking(policy) => check_booking(policy),
        Change::Cancellation(policy) => check_cancellation(policy),
        Change::Payment(policy) if policy.methods.is_empty() => Err(Error::field("methods", PAYMENT_METHOD)),
        Change::Payment(_) => Ok(()),
        Change::Assignment(policy) => {
            within("offer_minutes", policy.offer_minutes, 1, 1_440)?;
            within("offer_rounds", policy.offer_rounds, 1, 20)?;
            within("auto_after_minutes", policy.auto_after_minutes, 0, 10_080)
        }
    }
}

fn check_booking(policy: &BookingPolicy) -> Result<()> {
    within("lead_minutes", policy.lead_minutes, 0, 20_160)?;
    within("horizon_days", policy.horizon_days, 1, 365)?;
    within("step_minutes", policy.step_minutes, 5, 240)?;
    // Steps count from midnight, so a day must be a whole number of them.
    if 1_440 % policy.step_minutes != 0 {
        return Err(Error::field("step_minutes", STEP_SHAPE));
    }
    within("quote_minutes", policy.quote_minutes, 1, 1_440)
}

fn check_cancellation(policy: &CancellationPolicy) -> Result<()> {
    within("grace_minutes", policy.grace_minutes, 0, 1_440)?;
    within("reschedule_free_hours", policy.reschedule_free_hours, 0, 720)?;
    let mut hours: Vec<u32> = policy.tiers.iter().map(|tier| tier.hours_before).collect();
    hours.sort_unstable();
    hours.dedup();
    let distinct = hours.len() == policy.tiers.len() && hours.len() <= 10;
    if !distinct || hours.first() == Some(&0) || hours.last() > Some(&LONGEST_HOURS) {
        return Err(Error::field("tiers", TIERS_SHAPE));
    }
    for tier in &policy.tiers {
        check_fee("tiers", tier.fee)?;
    }
    Ok(())
}

fn within(field: &'static str, value: u32, least: u32, most: u32) -> Result<()> {
    if (least..=most).contains(&value) {
        Ok(())
    } else {
        Err(Error::field(field, OUT_OF_RANGE).with("least", least).with("most", most))
    }
}

fn check_fee(field: &'static str, fee: Fee) -> Result<()> {
    let sensible = match fee {
        Fee::BasisPoints(points) => (0..=10_000).contains(&points),
        Fee::Minor(minor) => (0..=100_000_000).contains(&minor),
    };
    if sensible { Ok(()) } else { Err(Error::field(field, FEE_SHAPE)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(tiers: &[(u32, u32)]) -> CancellationPolicy {
        CancellationPolicy {
            grace_minutes: 10,
            reschedule_free_hours: 6,
            tiers: tiers.iter().map(|&(hours_before, points)| Tier { hours_before, fee: Fee::BasisPoints(points) }).collect(),
        }
    }

    #[test]
    fn of_the_tiers_that_apply_the_one_with_fewest_hours_counts() {
        let policy = policy(&[(24, 1_000), (2, 3_000)]);
        let hours = |minutes| policy.tier(minutes).map(|tier| tier.hours_before);
        let answers = [hours(24 * 60), hours(24 * 60 - 1), hours(120), hours(119), hours(-5)];
        assert_eq!(answers, [None, Some(24), Some(24), Some(2), Some(2)]);
    }

    #[test]
    fn tiers_are_distinct_and_a_fee_is_at_most_everything() {
        assert!(check(&Change::Cancellation(policy(&[(24, 0), (2, 5_000)]))).is_ok());
        assert!(check(&Change::Cancellation(policy(&[]))).is_ok());
        for wrong in [&[(0, 1)][..], &[(2, 1), (2, 2)], &[(2, 10_001)], &[(8_761, 0)]] {
            assert!(check(&Change::Cancellation(policy(wrong))).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_policy_reads_back_as_it_was_written() {
        let policy = policy(&[(24, 0), (2, 5_000)]);
        let json = serde_json::to_value(&policy).expect("writes");
        assert_eq!(json["tiers"][1]["fee_basis_points"], 5_000);
        assert_eq!(serde_json::from_value::<CancellationPolicy>(json).ok(), Some(policy));
    }
}
