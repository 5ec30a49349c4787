//! The company's rules as forms, with what they mean for the next booking.

use super::again::Sent;
use super::entry::{Entry, Words, fee_text};
use super::listing::{keyed, money};
use super::policy_form;
use crate::error::Served;
use crate::respond::done;
use crate::visit::OfficeVisit;
use jiff::SignedDuration;
use lares_domain::tenancy::policies::in_force;
use lares_domain::tenancy::{
    AssignmentMode, AssignmentPolicy, BookingPolicy, CancellationPolicy, Change, Fee, PaymentMethod, save_policy,
};
use lares_kernel::{Permission, Result};
use lares_views::pages::office::{PolicyForm, PolicySettings};
use lares_views::{Arg, Form, Phrase};

const PATH: &str = "/office/settings/policies";
/// Rows for fees the form offers.
const TIERS: usize = 4;
/// Examples reckon with an order of two hundred.
const EXAMPLE: i64 = 20_000;

pub async fn show(visit: OfficeVisit) -> Served {
    page(&visit, Sent::default()).await
}

async fn page(visit: &OfficeVisit, sent: Sent) -> Served {
    let mut ctx = visit.begin().await?;
    ctx.authorize(Permission::SettingsRead)?;
    let rules = in_force(&mut ctx).await?;
    let form = |part: &str, form: Form, examples: Vec<Phrase>| PolicyForm { examples, form: sent.or(part, form) };
    let rows = u32::try_from(rules.cancellation.tiers.len().max(TIERS - 1) + 1).unwrap_or(0);
    let page = PolicySettings {
        booking: form("booking", booking(&rules.booking), booking_example(visit, &rules.booking)),
        cancellation: form("cancellation", cancellation(&rules.cancellation), tier_examples(visit, &rules.cancellation)),
        tiers: (0..rows).collect(),
        payment: form("payment", Form::default(), Vec::new()),
        methods: PaymentMethod::ALL.map(|one| keyed(one.name(), &format!("method-{}", one.name()))).into(),
        chosen_methods: sent.ticked(
            "payment",
            "methods",
            rules.payment.methods.iter().map(|one| one.name().to_owned()).collect(),
        ),
        assignment: form("assignment", assignment(&rules.assignment), assignment_example(&rules.assignment)),
        modes: policy_form::MODES
            .map(|one| keyed(policy_form::mode(one), &format!("office-mode-{}", policy_form::mode(one))))
            .into(),
        writable: ctx.may(Permission::SettingsWrite),
    };
    visit.show_as(sent.status(), ctx, "settings", &page).await
}

fn switch(on: bool) -> &'static str {
    if on { "yes" } else { "" }
}

fn booking(policy: &BookingPolicy) -> Form {
    Form::default()
        .value("lead_minutes", policy.lead_minutes.to_string())
        .value("horizon_days", policy.horizon_days.to_string())
        .value("step_minutes", policy.step_minutes.to_string())
        .value("quote_minutes", policy.quote_minutes.to_string())
        .value("open_on_holidays", switch(policy.open_on_holidays))
}

/// The first step of the day's grid after the notice.
fn booking_example(visit: &OfficeVisit, policy: &BookingPolicy) -> Vec<Phrase> {
    let step = i64::from(policy.step_minutes.max(1)) * 60;
    let soonest = (visit.now() + SignedDuration::from_mins(policy.lead_minutes.into())).as_second();
    let earliest = jiff::Timestamp::from_second((soonest + step - 1) / step * step).unwrap_or(visit.now());
    let days = i64::from(policy.horizon_days);
    vec![Phrase::key("office-policy-booking-example").with("earliest", Arg::Moment(earliest)).with("days", days)]
}

fn cancellation(policy: &CancellationPolicy) -> Form {
    let form = Form::default()
        .value("grace_minutes", policy.grace_minutes.to_string())
        .value("reschedule_free_hours", policy.reschedule_free_hours.to_string());
    policy.tiers.iter().enumerate().fold(form, |form, (at, tier)| {
        form.value(&format!("tier-{at}-hours"), tier.hours_before.to_string())
            .value(&format!("tier-{at}-fee"), fee_text(tier.fee))
    })
}

fn tier_examples(visit: &OfficeVisit, policy: &CancellationPolicy) -> Vec<Phrase> {
    let cost = |fee: Fee| match fee {
        Fee::BasisPoints(points) => EXAMPLE * i64::from(points) / 10_000,
        Fee::Minor(minor) => minor.min(EXAMPLE),
    };
    let example = |tier: &lares_domain::tenancy::Tier| {
        Phrase::key("office-policy-tier-example")
            .with("hours", i64::from(tier.hours_before))
            .with("total", money(EXAMPLE, &visit.tenant))
            .with("fee", money(cost(tier.fee), &visit.tenant))
    };
    if policy.tiers.is_empty() {
        vec![Phrase::key("office-policy-tier-free")]
    } else {
        policy.tiers.iter().map(example).collect()
    }
}

fn assignment(policy: &AssignmentPolicy) -> Form {
    Form::default()
        .value("mode", policy_form::mode(policy.mode))
        .value("offer_minutes", policy.offer_minutes.to_string())
        .value("offer_rounds", policy.offer_rounds.to_string())
        .value("auto_after_minutes", policy.auto_after_minutes.to_string())
        .value("customer_may_choose", switch(policy.customer_may_choose))
}

fn assignment_example(policy: &AssignmentPolicy) -> Vec<Phrase> {
    vec![match policy.mode {
        AssignmentMode::Auto => Phrase::key("office-policy-mode-auto"),
        AssignmentMode::Offer => Phrase::key("office-policy-mode-offer").with("minutes", i64::from(policy.offer_minutes)),
        AssignmentMode::Pool => Phrase::key("office-policy-mode-pool"),
    }]
}

pub async fn save_booking(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&policy_form::BOOKING)?;
    let change = policy_form::booking(&mut Entry::of(&typed));
    after(&visit, ("booking", &typed), change).await
}

pub async fn save_cancellation(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&policy_form::cancellation_fields())?;
    let change = policy_form::cancellation(&mut Entry::of(&typed));
    after(&visit, ("cancellation", &typed), change).await
}

pub async fn save_payment(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&policy_form::PAYMENT)?;
    let change = policy_form::payment(&mut Entry::of(&typed));
    after(&visit, ("payment", &typed), change).await
}

pub async fn save_assignment(visit: OfficeVisit, typed: Words) -> Served {
    typed.only(&policy_form::ASSIGNMENT)?;
    let change = policy_form::assignment(&mut Entry::of(&typed));
    after(&visit, ("assignment", &typed), change).await
}

async fn after(visit: &OfficeVisit, (part, typed): (&'static str, &Words), change: Result<Change>) -> Served {
    match keep(visit, change).await {
        Ok(()) => Ok(done(PATH, "notice-saved")),
        Err(error) => {
            let sent = Sent::again(part, typed, error)?;
            page(visit, sent).await
        }
    }
}

async fn keep(visit: &OfficeVisit, change: Result<Change>) -> Result<()> {
    let change = change?;
    let mut ctx = visit.begin().await?;
    save_policy(&mut ctx, change).await?;
    ctx.commit().await
}
