//! The office's first page in numbers.

use crate::api::answer::show;
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use jiff::Timestamp;
use jiff::civil::Date;
use lares_domain::stats::{self, DayNumbers, StuckOrder};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(dashboard)).routes(routes!(attention))
}

/// One local day.
#[derive(Serialize, ToSchema)]
struct Day {
    orders: i64,
    revenue_minor: i64,
    completed: i64,
    cancelled: i64,
    new_customers: i64,
    reviews: i64,
    /// Mean overall mark × 100; zero without any.
    rating_hundredths: i64,
}

impl From<DayNumbers> for Day {
    fn from(numbers: DayNumbers) -> Self {
        Self {
            orders: numbers.orders,
            revenue_minor: numbers.revenue_minor,
            completed: numbers.completed,
            cancelled: numbers.cancelled,
            new_customers: numbers.new_customers,
            reviews: numbers.reviews,
            rating_hundredths: numbers.rating_hundredths,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct Hour {
    /// 0 to 23.
    hour: i32,
    visits: i64,
    booked_minutes: i64,
    capacity_minutes: i64,
}

#[derive(Serialize, ToSchema)]
struct WorkerLoad {
    worker_id: Uuid,
    name: String,
    booked_minutes: i64,
    open_minutes: i64,
}

#[derive(Serialize, ToSchema)]
struct Dashboard {
    date: Date,
    today: Day,
    /// The whole of the same weekday a week before.
    week_before: Day,
    hours: Vec<Hour>,
    /// The last seven whole days, busiest first.
    utilization: Vec<WorkerLoad>,
}

impl From<stats::Dashboard> for Dashboard {
    fn from(board: stats::Dashboard) -> Self {
        let hour = |one: stats::HourLoad| Hour {
            hour: one.hour,
            visits: one.visits,
            booked_minutes: one.booked_minutes,
            capacity_minutes: one.capacity_minutes,
        };
        let load = |one: stats::Utilization| WorkerLoad {
            worker_id: one.worker_id.uuid(),
            name: one.name,
            booked_minutes: one.booked_minutes,
            open_minutes: one.open_minutes,
        };
        Self {
            date: board.date,
            today: board.today.into(),
            week_before: board.week_before.into(),
            hours: board.hours.into_iter().map(hour).collect(),
            utilization: board.utilization.into_iter().map(load).collect(),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct Stuck {
    id: Uuid,
    number: String,
    service_name: String,
    status: String,
    worker_id: Option<Uuid>,
    starts_at: Timestamp,
    since: Timestamp,
}

impl From<StuckOrder> for Stuck {
    fn from(order: StuckOrder) -> Self {
        Self {
            id: order.id.uuid(),
            number: order.number,
            service_name: order.service_name,
            status: order.status,
            worker_id: order.worker_id.map(Uuid::from),
            starts_at: order.starts_at,
            since: order.since,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct Attention {
    unassigned: Vec<Stuck>,
    overdue: Vec<Stuck>,
    expiring_certificates: usize,
    unanswered_bad_reviews: usize,
}

/// Today against a week ago, load by hour, how busy workers are.
#[utoipa::path(get, path = "/dashboard", tag = "office numbers", responses((status = 200, body = Dashboard)))]
async fn dashboard(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let board = stats::dashboard(&mut ctx).await?;
    show(ctx, Dashboard::from(board)).await
}

/// What needs a hand now.
#[utoipa::path(get, path = "/attention", tag = "office numbers", responses((status = 200, body = Attention)))]
async fn attention(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let attention = stats::attention(&mut ctx).await?;
    let answer = Attention {
        unassigned: attention.unassigned.into_iter().map(Into::into).collect(),
        overdue: attention.overdue.into_iter().map(Into::into).collect(),
        expiring_certificates: attention.certificates.len(),
        unanswered_bad_reviews: attention.reviews.len(),
    };
    show(ctx, answer).await
}
