//! Where the company works.

use crate::api::answer::{Made, Place, done, made, show};
use crate::api::extract::{Id, Json};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use lares_domain::tenancy::areas::{self, Circle};
use lares_kernel::{AreaId, Permission, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(change, remove))
}

#[derive(Serialize, ToSchema)]
struct Area {
    id: Uuid,
    name: String,
    /// Its middle.
    place: Place,
    radius_m: i32,
}

impl From<areas::Area> for Area {
    fn from(area: areas::Area) -> Self {
        Self { id: area.id.uuid(), name: area.name, place: area.place.into(), radius_m: area.radius_m }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AreaForm {
    name: String,
    place: Place,
    #[schema(minimum = 100, maximum = 500_000)]
    radius_m: i32,
}

impl AreaForm {
    fn checked(self) -> Result<Circle> {
        Ok(Circle { place: self.place.checked()?, name: self.name, radius_m: self.radius_m })
    }
}

/// All areas by name.
#[utoipa::path(get, path = "/areas", tag = "office settings", responses((status = 200, body = Vec<Area>)))]
async fn list(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    ctx.authorize(Permission::SettingsRead)?;
    let all = areas::list(&mut ctx).await?;
    show(ctx, all.into_iter().map(Area::from).collect::<Vec<_>>()).await
}

/// Adds a circle in which the company works.
#[utoipa::path(post, path = "/areas", tag = "office settings", responses((status = 201, body = Made)))]
async fn add(visit: OfficeVisit, Json(form): Json<AreaForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let id = areas::add(&mut ctx, form.checked()?).await?;
    made(ctx, id.uuid()).await
}

/// Renames, moves or resizes an area.
#[utoipa::path(put, path = "/areas/{id}", tag = "office settings", params(("id" = Uuid, Path)), responses((status = 204, description = "Saved")))]
async fn change(visit: OfficeVisit, Id(id): Id<AreaId>, Json(form): Json<AreaForm>) -> Served {
    let mut ctx = visit.begin().await?;
    areas::change(&mut ctx, id, form.checked()?).await?;
    done(ctx).await
}

/// Removes an area; new bookings there are refused.
#[utoipa::path(delete, path = "/areas/{id}", tag = "office settings", params(("id" = Uuid, Path)), responses((status = 204, description = "Removed")))]
async fn remove(visit: OfficeVisit, Id(id): Id<AreaId>) -> Served {
    let mut ctx = visit.begin().await?;
    areas::remove(&mut ctx, id).await?;
    done(ctx).await
}
