//! Leave and other hours of workers.

use crate::api::answer::{Made, done, made, show};
use crate::api::extract::{Asked, Dates, Id, Json};
use crate::api::workforce::{Absence, AbsenceForm};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use lares_domain::workforce;
use lares_kernel::WorkerId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(all)).routes(routes!(list, add)).routes(routes!(remove))
}

/// What differs from the weeks of all workers between two dates, closures included.
#[utoipa::path(get, path = "/absences", tag = "office workers", params(Dates), responses((status = 200, body = Vec<Absence>)))]
async fn all(visit: OfficeVisit, Asked(dates): Asked<Dates>) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = workforce::exceptions(&mut ctx, None, dates.from, dates.to).await?;
    show(ctx, rows.into_iter().map(Absence::from).collect::<Vec<_>>()).await
}

/// What differs from a worker's week between two dates, closures included.
#[utoipa::path(get, path = "/workers/{id}/absences", tag = "office workers", params(("id" = Uuid, Path), Dates), responses((status = 200, body = Vec<Absence>)))]
async fn list(visit: OfficeVisit, Id(id): Id<WorkerId>, Asked(dates): Asked<Dates>) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = workforce::exceptions(&mut ctx, Some(id), dates.from, dates.to).await?;
    show(ctx, rows.into_iter().map(Absence::from).collect::<Vec<_>>()).await
}

/// Writes leave or other hours down for a worker.
#[utoipa::path(post, path = "/workers/{id}/absences", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 201, body = Made)))]
async fn add(visit: OfficeVisit, Id(id): Id<WorkerId>, Json(form): Json<AbsenceForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let absence = workforce::add_exception(&mut ctx, &form.of(id)).await?;
    made(ctx, absence).await
}

/// Takes leave or other hours back; the week holds again.
#[utoipa::path(delete, path = "/absences/{id}", tag = "office workers", params(("id" = Uuid, Path)), responses((status = 204, description = "Removed")))]
async fn remove(visit: OfficeVisit, Id(id): Id<Uuid>) -> Served {
    let mut ctx = visit.begin().await?;
    workforce::remove_exception(&mut ctx, id).await?;
    done(ctx).await
}
