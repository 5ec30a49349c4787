//! The customer's message centre: kinds and arguments, with the sentences in the language of the request.

use super::answer::{Listed, done, show};
use super::extract::{Asked, Id, Paging};
use crate::error::Served;
use crate::message;
use crate::state::App;
use crate::visit::{SignedInVisit, Visit};
use jiff::Timestamp;
use lares_domain::messaging;
use lares_kernel::{Ctx, MessageId, PageRequest, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read_all)).routes(routes!(remove)).routes(routes!(read))
}

#[derive(Serialize, ToSchema)]
pub struct MessageRow {
    id: Uuid,
    #[schema(example = "order-placed")]
    kind: String,
    title: String,
    body: String,
    order_id: Option<Uuid>,
    created_at: Timestamp,
    read_at: Option<Timestamp>,
}

/// The messages of whoever asks, in the language of the request.
///
/// # Errors
/// `forbidden`, `sign_in_first`.
pub async fn page(ctx: &mut Ctx, visit: &Visit, asked: PageRequest) -> Result<Listed<MessageRow>> {
    let page = messaging::list(ctx, asked).await?;
    let (views, frame) = (&visit.app.views, visit.bare_frame(""));
    let rows = page.map(|one| MessageRow {
        id: one.id.uuid(),
        title: views.say(&message::title(&one.kind, &one.args), &frame),
        body: views.say(&message::body(&one.kind, &one.args), &frame),
        kind: one.kind,
        order_id: one.order_id.map(Uuid::from),
        created_at: one.created_at,
        read_at: one.read_at,
    });
    Ok(Listed::of(rows))
}

/// One's messages, newest first.
#[utoipa::path(get, path = "/messages", tag = "messages", params(Paging), responses((status = 200, body = Listed<MessageRow>)))]
async fn list(visit: SignedInVisit, Asked(paging): Asked<Paging>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, &visit, paging.request()?).await?;
    show(ctx, page).await
}

/// Marks everything read.
#[utoipa::path(put, path = "/messages/reading", tag = "messages", responses((status = 204, description = "Read")))]
async fn read_all(visit: SignedInVisit) -> Served {
    let mut ctx = visit.begin().await?;
    messaging::mark_all_read(&mut ctx).await?;
    done(ctx).await
}

/// Marks one message read.
#[utoipa::path(put, path = "/messages/{id}/reading", tag = "messages", params(("id" = Uuid, Path)), responses((status = 204, description = "Read")))]
async fn read(visit: SignedInVisit, Id(id): Id<MessageId>) -> Served {
    let mut ctx = visit.begin().await?;
    messaging::mark_read(&mut ctx, id).await?;
    done(ctx).await
}

/// Deletes one message.
#[utoipa::path(delete, path = "/messages/{id}", tag = "messages", params(("id" = Uuid, Path)), responses((status = 204, description = "Deleted")))]
async fn remove(visit: SignedInVisit, Id(id): Id<MessageId>) -> Served {
    let mut ctx = visit.begin().await?;
    messaging::delete(&mut ctx, id).await?;
    done(ctx).await
}
