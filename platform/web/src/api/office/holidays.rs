//! Public holidays and worked weekends of the company's calendar.

use crate::api::answer::{done, show};
use crate::api::extract::{Asked, Dates, Id, Json};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use jiff::civil::Date;
use lares_domain::tenancy::holidays::{self, HolidayKind};
use lares_kernel::Permission;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(save, remove))
}

#[derive(Serialize, ToSchema)]
struct Holiday {
    on_date: Date,
    /// `holiday` for a day off, `workday` for a weekend day that is worked.
    kind: &'static str,
    name: String,
}

impl From<holidays::Holiday> for Holiday {
    fn from(day: holidays::Holiday) -> Self {
        Self { on_date: day.on_date, kind: day.kind.name(), name: day.name }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HolidayForm {
    /// `holiday` or `workday`.
    #[schema(value_type = String)]
    kind: HolidayKind,
    name: String,
}

/// The special days between two dates, in order.
#[utoipa::path(get, path = "/holidays", tag = "office settings", params(Dates), responses((status = 200, body = Vec<Holiday>)))]
async fn list(visit: OfficeVisit, Asked(dates): Asked<Dates>) -> Served {
    let mut ctx = visit.begin().await?;
    ctx.authorize(Permission::SettingsRead)?;
    let days = holidays::list(&mut ctx, dates.from, dates.to).await?;
    show(ctx, days.into_iter().map(Holiday::from).collect::<Vec<_>>()).await
}

/// Makes a date a holiday or a worked day.
#[utoipa::path(put, path = "/holidays/{day}", tag = "office settings", params(("day" = Date, Path)), responses((status = 204, description = "Saved")))]
async fn save(visit: OfficeVisit, Id(on_date): Id<Date>, Json(form): Json<HolidayForm>) -> Served {
    let mut ctx = visit.begin().await?;
    holidays::save(&mut ctx, holidays::Holiday { on_date, kind: form.kind, name: form.name }).await?;
    done(ctx).await
}

/// Lets a date follow its weekday again.
#[utoipa::path(delete, path = "/holidays/{day}", tag = "office settings", params(("day" = Date, Path)), responses((status = 204, description = "Removed")))]
async fn remove(visit: OfficeVisit, Id(on_date): Id<Date>) -> Served {
    let mut ctx = visit.begin().await?;
    holidays::remove(&mut ctx, on_date).await?;
    done(ctx).await
}
