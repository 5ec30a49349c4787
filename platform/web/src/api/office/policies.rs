//! The company's rules: booking, cancellation, payment, assignment. Saving writes a new version; orders keep theirs.

use crate::api::answer::{done, show};
use crate::api::extract::Json;
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use lares_domain::tenancy::{self, AssignmentMode, Change, Fee, PaymentMethod, Tier};
use lares_domain::tenancy::{FEE_SHAPE, policies};
use lares_kernel::{Error, Permission, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(save_booking))
        .routes(routes!(save_cancellation))
        .routes(routes!(save_payment))
        .routes(routes!(save_assignment))
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BookingPolicy {
    lead_minutes: u32,
    horizon_days: u32,
    step_minutes: u32,
    quote_minutes: u32,
    open_on_holidays: bool,
}

/// Cancelling less than `hours_before` the start costs a share of the total or a fixed amount: exactly one of the two.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CancellationTier {
    hours_before: u32,
    fee_basis_points: Option<u32>,
    fee_minor: Option<i64>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CancellationPolicy {
    grace_minutes: u32,
    reschedule_free_hours: u32,
    tiers: Vec<CancellationTier>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PaymentPolicy {
    #[schema(value_type = Vec<String>)]
    methods: Vec<PaymentMethod>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssignmentPolicy {
    /// `auto`, `offer` or `pool`.
    #[schema(value_type = String)]
    mode: AssignmentMode,
    offer_minutes: u32,
    offer_rounds: u32,
    auto_after_minutes: u32,
    customer_may_choose: bool,
}

#[derive(Serialize, ToSchema)]
struct CompanyPolicies {
    booking: BookingPolicy,
    cancellation: CancellationPolicy,
    payment: PaymentPolicy,
    assignment: AssignmentPolicy,
}

impl From<&tenancy::Policies> for CompanyPolicies {
    fn from(all: &tenancy::Policies) -> Self {
        let (booking, payment, assignment) = (&all.booking, &all.payment, &all.assignment);
        Self {
            booking: BookingPolicy {
                lead_minutes: booking.lead_minutes,
                horizon_days: booking.horizon_days,
                step_minutes: booking.step_minutes,
                quote_minutes: booking.quote_minutes,
                open_on_holidays: booking.open_on_holidays,
            },
            cancellation: (&all.cancellation).into(),
            payment: PaymentPolicy { methods: payment.methods.clone() },
            assignment: AssignmentPolicy {
                mode: assignment.mode,
                offer_minutes: assignment.offer_minutes,
                offer_rounds: assignment.offer_rounds,
                auto_after_minutes: assignment.auto_after_minutes,
                customer_may_choose: assignment.customer_may_choose,
            },
        }
    }
}

impl From<&tenancy::CancellationPolicy> for CancellationPolicy {
    fn from(policy: &tenancy::CancellationPolicy) -> Self {
        let tier = |tier: &Tier| {
            let (fee_basis_points, fee_minor) = parts(tier.fee);
            CancellationTier { hours_before: tier.hours_before, fee_basis_points, fee_minor }
        };
        Self {
            grace_minutes: policy.grace_minutes,
            reschedule_free_hours: policy.reschedule_free_hours,
            tiers: policy.tiers.iter().map(tier).collect(),
        }
    }
}

impl CancellationPolicy {
    fn checked(self) -> Result<tenancy::CancellationPolicy> {
        let tier = |tier: CancellationTier| {
            Ok(Tier { hours_before: tier.hours_before, fee: fee("tiers", tier.fee_basis_points, tier.fee_minor)? })
        };
        Ok(tenancy::CancellationPolicy {
            grace_minutes: self.grace_minutes,
            reschedule_free_hours: self.reschedule_free_hours,
            tiers: self.tiers.into_iter().map(tier).collect::<Result<_>>()?,
        })
    }
}

fn parts(fee: Fee) -> (Option<u32>, Option<i64>) {
    match fee {
        Fee::BasisPoints(points) => (Some(points), None),
        Fee::Minor(minor) => (None, Some(minor)),
    }
}

fn fee(field: &'static str, points: Option<u32>, minor: Option<i64>) -> Result<Fee> {
    match (points, minor) {
        (Some(points), None) => Ok(Fee::BasisPoints(points)),
        (None, Some(minor)) => Ok(Fee::Minor(minor)),
        (Some(_), Some(_)) | (None, None) => Err(Error::field(field, FEE_SHAPE)),
    }
}

/// The rules in force.
#[utoipa::path(get, path = "/policies", tag = "office settings", responses((status = 200, body = CompanyPolicies)))]
async fn read(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    ctx.authorize(Permission::SettingsRead)?;
    let all = policies::in_force(&mut ctx).await?;
    show(ctx, CompanyPolicies::from(&*all)).await
}

/// When customers may book.
#[utoipa::path(put, path = "/policies/booking", tag = "office settings", responses((status = 204, description = "Saved")))]
async fn save_booking(visit: OfficeVisit, Json(policy): Json<BookingPolicy>) -> Served {
    let BookingPolicy { lead_minutes, horizon_days, step_minutes, quote_minutes, open_on_holidays } = policy;
    let policy = tenancy::BookingPolicy { lead_minutes, horizon_days, step_minutes, quote_minutes, open_on_holidays };
    save(visit, Change::Booking(policy)).await
}

/// What cancelling costs.
#[utoipa::path(put, path = "/policies/cancellation", tag = "office settings", responses((status = 204, description = "Saved")))]
async fn save_cancellation(visit: OfficeVisit, Json(policy): Json<CancellationPolicy>) -> Served {
    save(visit, Change::Cancellation(policy.checked()?)).await
}

/// When and how customers pay.
#[utoipa::path(put, path = "/policies/payment", tag = "office settings", responses((status = 204, description = "Saved")))]
async fn save_payment(visit: OfficeVisit, Json(policy): Json<PaymentPolicy>) -> Served {
    save(visit, Change::Payment(tenancy::PaymentPolicy { methods: policy.methods })).await
}

/// Who gets an order.
#[utoipa::path(put, path = "/policies/assignment", tag = "office settings", responses((status = 204, description = "Saved")))]
async fn save_assignment(visit: OfficeVisit, Json(policy): Json<AssignmentPolicy>) -> Served {
    let AssignmentPolicy { mode, offer_minutes, offer_rounds, auto_after_minutes, customer_may_choose } = policy;
    let policy = tenancy::AssignmentPolicy { mode, offer_minutes, offer_rounds, auto_after_minutes, customer_may_choose };
    save(visit, Change::Assignment(policy)).await
}

async fn save(visit: OfficeVisit, change: Change) -> Served {
    let mut ctx = visit.begin().await?;
    tenancy::save_policy(&mut ctx, change).await?;
    done(ctx).await
}
