//! What a month of visits brought.

use crate::api::answer::{Money, show};
use crate::api::extract::Asked;
use crate::api::order_view::OrderRow;
use crate::error::Served;
use crate::state::App;
use crate::visit::WorkerVisit;
use crate::worker::income;
use jiff::civil::Date;
use lares_domain::orders::PaymentState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(month))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct IncomeQuery {
    /// Any local date of the month; today when absent or ahead.
    month: Option<Date>,
}

#[derive(Serialize, ToSchema)]
struct Income {
    /// The first of the month.
    month: Date,
    /// Of the visits done; what the customers pay or have paid.
    total: Money,
    visits: usize,
    minutes: i64,
    /// Visits nothing was paid for yet.
    unpaid: usize,
    jobs: Vec<OrderRow>,
}

/// The visits one finished in a month, with their sum.
#[utoipa::path(get, path = "/income", tag = "worker", params(IncomeQuery), responses((status = 200, body = Income)))]
async fn month(visit: WorkerVisit, Asked(query): Asked<IncomeQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let (month, rows) = income::month(&mut ctx, query.month).await?;
    let income = Income {
        month,
        total: Money { minor: rows.iter().map(|row| row.total_minor).sum(), currency: visit.tenant.currency.code() },
        visits: rows.len(),
        minutes: rows.iter().map(|row| row.ends_at.duration_since(row.starts_at).as_mins()).sum(),
        unpaid: rows.iter().filter(|row| row.payment_state == PaymentState::Unpaid).count(),
        jobs: rows.into_iter().map(Into::into).collect(),
    };
    show(ctx, income).await
}
