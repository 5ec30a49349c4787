//! What the company told the worker.

use crate::api::answer::{Listed, done, show};
use crate::api::extract::{Asked, Id, Paging};
use crate::api::messages::{self, MessageRow};
use crate::error::Served;
use crate::state::App;
use crate::visit::WorkerVisit;
use lares_domain::messaging;
use lares_kernel::MessageId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read_all)).routes(routes!(read))
}

/// One's messages, newest first.
#[utoipa::path(get, path = "/messages", tag = "worker", params(Paging), responses((status = 200, body = Listed<MessageRow>)))]
async fn list(visit: WorkerVisit, Asked(paging): Asked<Paging>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = messages::page(&mut ctx, &visit, paging.request()?).await?;
    show(ctx, page).await
}

/// Marks everything read.
#[utoipa::path(put, path = "/messages/reading", tag = "worker", responses((status = 204, description = "Read")))]
async fn read_all(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    messaging::mark_all_read(&mut ctx).await?;
    done(ctx).await
}

/// Marks one message read.
#[utoipa::path(put, path = "/messages/{id}/reading", tag = "worker", params(("id" = Uuid, Path)), responses((status = 204, description = "Read")))]
async fn read(visit: WorkerVisit, Id(id): Id<MessageId>) -> Served {
    let mut ctx = visit.begin().await?;
    messaging::mark_read(&mut ctx, id).await?;
    done(ctx).await
}
