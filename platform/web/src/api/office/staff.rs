//! The office's people and their roles.

use crate::api::answer::{Made, done, made, show};
use crate::api::extract::{Id, Json};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use jiff::Timestamp;
use lares_domain::identity::staff::{self, NewStaff};
use lares_kernel::{Error, Phone, Result, StaffId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(roles)).routes(routes!(list, add)).routes(routes!(remove)).routes(routes!(change_role))
}

#[derive(Serialize, ToSchema)]
struct Staff {
    id: Uuid,
    name: String,
    phone: String,
    #[schema(example = "dispatcher")]
    role: String,
    created_at: Timestamp,
}

impl From<staff::Staff> for Staff {
    fn from(one: staff::Staff) -> Self {
        Self { id: one.id.uuid(), name: one.name, phone: one.phone, role: one.role, created_at: one.created_at }
    }
}

#[derive(Serialize, ToSchema)]
struct Role {
    #[schema(example = "dispatcher")]
    id: String,
    /// Whose rules count too.
    parent: Option<String>,
    /// Empty for the platform's own.
    label: String,
    /// `object.action`; a leading `!` denies, a trailing `.own` is about one's own only.
    #[schema(example = json!(["order.*", "!payment.write"]))]
    rules: Vec<String>,
}

impl From<staff::Role> for Role {
    fn from(role: staff::Role) -> Self {
        Self { id: role.id, parent: role.parent, label: role.label, rules: role.rules }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StaffForm {
    /// E.164, or eleven digits of mainland China; what they sign in with.
    phone: String,
    name: String,
    role: String,
}

impl StaffForm {
    fn checked(self) -> Result<NewStaff> {
        let phone = Phone::parse(&self.phone).map_err(|error| Error::field("phone", error.code()))?;
        Ok(NewStaff { phone, name: self.name, role: self.role })
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RoleForm {
    role: String,
}

/// The roles one can have in the office, with what they may do.
#[utoipa::path(get, path = "/roles", tag = "office staff", responses((status = 200, body = Vec<Role>)))]
async fn roles(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let roles = staff::roles(&mut ctx).await?;
    show(ctx, roles.into_iter().map(Role::from).collect::<Vec<_>>()).await
}

/// Everybody in the office, the longest there first.
#[utoipa::path(get, path = "/staff", tag = "office staff", responses((status = 200, body = Vec<Staff>)))]
async fn list(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let all = staff::list(&mut ctx, &visit.app.control).await?;
    show(ctx, all.into_iter().map(Staff::from).collect::<Vec<_>>()).await
}

/// Adds somebody by phone; who was removed before comes back.
#[utoipa::path(post, path = "/staff", tag = "office staff", responses((status = 201, body = Made)))]
async fn add(visit: OfficeVisit, Json(form): Json<StaffForm>) -> Served {
    let mut ctx = visit.begin().await?;
    let id = staff::add(&mut ctx, &visit.app.control, form.checked()?).await?;
    made(ctx, id.uuid()).await
}

/// Takes somebody out of the office; the last owner stays.
#[utoipa::path(delete, path = "/staff/{id}", tag = "office staff", params(("id" = Uuid, Path)), responses((status = 204, description = "Removed")))]
async fn remove(visit: OfficeVisit, Id(id): Id<StaffId>) -> Served {
    let mut ctx = visit.begin().await?;
    staff::remove(&mut ctx, id).await?;
    done(ctx).await
}

/// Gives somebody another role.
#[utoipa::path(put, path = "/staff/{id}/role", tag = "office staff", params(("id" = Uuid, Path)), responses((status = 204, description = "Saved")))]
async fn change_role(visit: OfficeVisit, Id(id): Id<StaffId>, Json(form): Json<RoleForm>) -> Served {
    let mut ctx = visit.begin().await?;
    staff::change_role(&mut ctx, id, &form.role).await?;
    done(ctx).await
}
