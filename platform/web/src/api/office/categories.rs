//! The tree of categories as the office keeps it.

use crate::api::answer::{Made, done, made, show};
use crate::api::extract::{Id, Json};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use lares_domain::catalogue;
use lares_kernel::{CategoryId, Permission};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(change, remove))
}

#[derive(Serialize, ToSchema)]
struct Category {
    id: Uuid,
    parent_id: Option<Uuid>,
    name: String,
    description: String,
    icon: String,
    position: i32,
    /// Active services directly in it.
    services: i64,
}

impl From<catalogue::Category> for Category {
    fn from(category: catalogue::Category) -> Self {
        Self {
            id: category.id.uuid(),
            parent_id: category.parent_id.map(Uuid::from),
            name: category.name,
            description: category.description,
            icon: category.icon,
            position: category.position,
            services: category.services,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CategoryForm {
    /// Absent = at the top.
    #[schema(value_type = Option<Uuid>)]
    parent: Option<CategoryId>,
    name: String,
    #[serde(default)]
    description: String,
    icon: String,
    #[serde(default)]
    position: i32,
}

impl From<CategoryForm> for catalogue::CategoryForm {
    fn from(form: CategoryForm) -> Self {
        let CategoryForm { parent, name, description, icon, position } = form;
        Self { parent_id: parent, name, description, icon, position }
    }
}

/// All categories by position, empty ones too.
#[utoipa::path(get, path = "/categories", tag = "office services", responses((status = 200, body = Vec<Category>)))]
async fn list(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    ctx.authorize(Permission::ServiceWrite)?;
    let rows = catalogue::categories(&mut ctx).await?;
    show(ctx, rows.into_iter().map(Category::from).collect::<Vec<_>>()).await
}

/// Adds a category.
#[utoipa::path(post, path = "/categories", tag = "office services", responses((status = 201, body = Made)))]
async fn add(visit: OfficeVisit, Json(form): Json<CategoryForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let id = catalogue::add_category(&mut ctx, &form.into()).await?;
    made(ctx, id.uuid()).await
}

/// Renames or moves a category.
#[utoipa::path(put, path = "/categories/{id}", tag = "office services", params(("id" = Uuid, Path)), responses((status = 204, description = "Saved")))]
async fn change(visit: OfficeVisit, Id(id): Id<CategoryId>, Json(form): Json<CategoryForm>) -> Served {
    let mut ctx = visit.begin().await?;
    catalogue::change_category(&mut ctx, id, &form.into()).await?;
    done(ctx).await
}

/// Removes an empty category.
#[utoipa::path(delete, path = "/categories/{id}", tag = "office services", params(("id" = Uuid, Path)), responses((status = 204, description = "Removed")))]
async fn remove(visit: OfficeVisit, Id(id): Id<CategoryId>) -> Served {
    let mut ctx = visit.begin().await?;
    catalogue::remove_category(&mut ctx, id).await?;
    done(ctx).await
}
