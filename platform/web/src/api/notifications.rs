//! Which messages also come by e-mail; the message center always has everything.

use super::answer::{done, show};
use super::extract::{Id, Json};
use crate::error::Served;
use crate::state::App;
use crate::visit::SignedInVisit;
use lares_domain::messaging::{self, Channel, Preference};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(turn))
}

#[derive(Serialize, ToSchema)]
struct NotificationSwitch {
    #[schema(example = "order-placed")]
    kind: &'static str,
    is_on: bool,
}

impl From<Preference> for NotificationSwitch {
    fn from(preference: Preference) -> Self {
        Self { kind: preference.kind, is_on: preference.is_on }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Turn {
    is_on: bool,
}

/// Every kind of message that can come by e-mail, and whether it does.
#[utoipa::path(get, path = "/notifications", tag = "me", responses((status = 200, body = Vec<NotificationSwitch>)))]
async fn list(visit: SignedInVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let all = messaging::preferences(&mut ctx).await?.into_iter().filter(|switch| switch.channel == Channel::Email);
    show(ctx, all.map(NotificationSwitch::from).collect::<Vec<_>>()).await
}

/// Turns one kind of e-mail on or off.
#[utoipa::path(put, path = "/notifications/{kind}", tag = "me", params(("kind" = String, Path)), responses((status = 204, description = "Turned")))]
async fn turn(visit: SignedInVisit, Id(kind): Id<String>, Json(form): Json<Turn>) -> Served {
    let mut ctx = visit.begin().await?;
    messaging::set_preference(&mut ctx, &kind, Channel::Email, form.is_on).await?;
    done(ctx).await
}
