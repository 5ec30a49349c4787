//! Reports over a range of local dates, at most 400 days.

use crate::api::answer::show;
use crate::api::extract::{Asked, Dates};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use jiff::civil::Date;
use lares_domain::stats::{self, DayCustomers, DayRevenue, ServiceShare, WorkerResult};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(orders)).routes(routes!(workers)).routes(routes!(customers))
}

/// The visits of one local date.
#[derive(Serialize, ToSchema)]
struct OrderDay {
    date: Date,
    orders: i64,
    completed: i64,
    revenue_minor: i64,
}

impl From<DayRevenue> for OrderDay {
    fn from(day: DayRevenue) -> Self {
        Self { date: day.date, orders: day.orders, completed: day.completed, revenue_minor: day.revenue_minor }
    }
}

#[derive(Serialize, ToSchema)]
struct ServiceResult {
    service_id: Uuid,
    name: String,
    orders: i64,
    revenue_minor: i64,
}

impl From<ServiceShare> for ServiceResult {
    fn from(share: ServiceShare) -> Self {
        let ServiceShare { service_id, name, orders, revenue_minor } = share;
        Self { service_id: service_id.uuid(), name, orders, revenue_minor }
    }
}

#[derive(Serialize, ToSchema)]
struct OrderReport {
    days: Vec<OrderDay>,
    /// By revenue.
    services: Vec<ServiceResult>,
}

#[derive(Serialize, ToSchema)]
struct WorkerReport {
    worker_id: Uuid,
    name: String,
    orders: i64,
    completed: i64,
    booked_minutes: i64,
    revenue_minor: i64,
}

impl From<WorkerResult> for WorkerReport {
    fn from(result: WorkerResult) -> Self {
        let WorkerResult { worker_id, name, orders, completed, booked_minutes, revenue_minor } = result;
        Self { worker_id: worker_id.uuid(), name, orders, completed, booked_minutes, revenue_minor }
    }
}

#[derive(Serialize, ToSchema)]
struct CustomerDay {
    date: Date,
    new_customers: i64,
}

impl From<DayCustomers> for CustomerDay {
    fn from(day: DayCustomers) -> Self {
        Self { date: day.date, new_customers: day.new_customers }
    }
}

/// Orders and revenue by day of the visit and by service.
#[utoipa::path(get, path = "/reports/orders", tag = "office numbers", params(Dates), responses((status = 200, body = OrderReport)))]
async fn orders(visit: OfficeVisit, Asked(dates): Asked<Dates>) -> Served {
    let mut ctx = visit.begin().await?;
    let stats::OrderReport { days, mix } = stats::orders(&mut ctx, dates.from, dates.to).await?;
    let days = days.into_iter().map(Into::into).collect();
    show(ctx, OrderReport { days, services: mix.into_iter().map(Into::into).collect() }).await
}

/// What every worker with a visit did, by revenue.
#[utoipa::path(get, path = "/reports/workers", tag = "office numbers", params(Dates), responses((status = 200, body = Vec<WorkerReport>)))]
async fn workers(visit: OfficeVisit, Asked(dates): Asked<Dates>) -> Served {
    let mut ctx = visit.begin().await?;
    let results = stats::workers(&mut ctx, dates.from, dates.to).await?;
    show(ctx, results.into_iter().map(WorkerReport::from).collect::<Vec<_>>()).await
}

/// New customers by day.
#[utoipa::path(get, path = "/reports/customers", tag = "office numbers", params(Dates), responses((status = 200, body = Vec<CustomerDay>)))]
async fn customers(visit: OfficeVisit, Asked(dates): Asked<Dates>) -> Served {
    let mut ctx = visit.begin().await?;
    let days = stats::customers(&mut ctx, dates.from, dates.to).await?;
    show(ctx, days.into_iter().map(CustomerDay::from).collect::<Vec<_>>()).await
}
