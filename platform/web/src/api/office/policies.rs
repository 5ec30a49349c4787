//! The company's rules: booking, cancellation, payment, assignment. Saving writes a new version; orders keep theirs.

use crate::api::answer::{done, show};
use crate::api::extract::Json;
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use lares_domain::tenancy::{
    self, AssignmentMode, Change, CustomerNoShow, Fee, PaymentMethod, PaymentTiming, Tier, WorkerNoShow,
};
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
    hold_minutes: u32,
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
    customer_no_show_wait_minutes: u32,
    customer_no_show_fee_basis_points: Option<u32>,
    customer_no_show_fee_minor: Option<i64>,
    worker_no_show_late_minutes: u32,
    worker_no_show_refund_basis_points: u32,
    worker_no_show_compensation_minor: i64,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PaymentPolicy {
    /// `before_service` or `after_service`.
    #[schema(value_type = String)]
    timing: PaymentTiming,
    #[schema(value_type = Vec<String>)]
    methods: Vec<PaymentMethod>,
    due_minutes: u32,
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
                hold_minutes: booking.hold_minutes,
                quote_minutes: booking.quote_minutes,
                open_on_holidays: booking.open_on_holidays,
            },
            cancellation: (&all.cancellation).into(),
            payment: PaymentPolicy { timing: payment.timing, methods: payment.methods.clone(), due_minutes: payment.due_minutes },
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
        let (basis_points, minor) = parts(policy.customer_no_show.fee);
        Self {
            grace_minutes: policy.grace_minutes,
            reschedule_free_hours: policy.reschedule_free_hours,
            tiers: policy.tiers.iter().map(tier).collect(),
            customer_no_show_wait_minutes: policy.customer_no_show.wait_minutes,
            customer_no_show_fee_basis_points: basis_points,
            customer_no_show_fee_minor: minor,
            worker_no_show_late_minutes: policy.worker_no_show.late_minutes,
            worker_no_show_refund_basis_points: policy.worker_no_show.refund_basis_points,
            worker_no_show_compensation_minor: policy.worker_no_show.compensation_minor,
        }
    }
}

impl CancellationPolicy {
    fn checked(self) -> Result<tenancy::CancellationPolicy> {
        let tier = |tier: CancellationTier| {
            Ok(Tier { hours_before: tier.hours_before, fee: fee("tiers", tier.fee_basis_points, tier.fee_minor)? })
        };
        let no_show = fee("customer_no_show", self.customer_no_show_fee_basis_points, self.customer_no_show_fee_minor)?;
        Ok(tenancy::CancellationPolicy {
            grace_minutes: self.grace_minutes,
            reschedule_free_hours: self.reschedule_free_hours,
            tiers: self.tiers.into_iter().map(tier).collect::<Result<_>>()?,
            customer_no_show: CustomerNoShow { wait_minutes: self.customer_no_show_wait_minutes, fee: no_show },
            worker_no_show: WorkerNoShow {
                late_minutes: self.worker_no_show_late_minutes,
                refund_basis_points: self.worker_no_show_refund_basis_points,
                compensation_minor: self.worker_no_show_compensation_minor,
            },
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
    let BookingPolicy { lead_minutes, horizon_days, step_minutes, hold_minutes, quote_minutes, open_on_holidays } = policy;
    let policy =
        tenancy::BookingPolicy { lead_minutes, horizon_days, step_minutes, hold_minutes, quote_minutes, open_on_holidays };
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
    let PaymentPolicy { timing, methods, due_minutes } = policy;
    save(visit, Change::Payment(tenancy::PaymentPolicy { timing, methods, due_minutes })).await
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
