//! What the company told the worker (W03).

use crate::error::Served;
use crate::form::{Button, Typed};
use crate::inbox::{self, After, Asked, Center};
use crate::visit::WorkerVisit;
use axum::extract::{Path, Query};
use lares_domain::messaging::{Audience, Message};
use lares_kernel::MessageId;
use lares_views::pages::worker::Messages;

const CENTER: Center = Center { audience: Audience::Worker, base: "/worker/messages", icon, href };

pub async fn show(visit: WorkerVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let inbox = CENTER.read(&mut ctx, &visit, &asked).await?;
    visit.show(ctx, "", &Messages { inbox }).await
}

pub async fn counts(visit: WorkerVisit) -> Served {
    inbox::counts(&visit).await
}

pub async fn read_all(visit: WorkerVisit, _: Button) -> Served {
    CENTER.mark_all_read(&visit).await
}

pub async fn read(visit: WorkerVisit, Path(id): Path<MessageId>, Typed { value, .. }: Typed<After>) -> Served {
    CENTER.mark_read(&visit, id, &value).await
}

pub async fn delete(visit: WorkerVisit, Path(id): Path<MessageId>, Typed { value, .. }: Typed<After>) -> Served {
    CENTER.delete(&visit, id, &value).await
}

fn icon(kind: &str) -> &'static str {
    match kind {
        "job-offered" => "bell-ring",
        "job-assigned" => "calendar-check",
        "job-cancelled" | "job-withdrawn" => "calendar-x",
        "review-written" => "star",
        _other => "bell",
    }
}

/// What is no longer the worker's has no page any more.
fn href(message: &Message) -> Option<String> {
    match message.kind.as_str() {
        "job-offered" => Some("/worker/offers".to_owned()),
        "job-cancelled" | "job-withdrawn" => Some("/worker/roster".to_owned()),
        "review-written" => Some("/worker/reviews".to_owned()),
        _other => message.order_id.map(|id| format!("/worker/jobs/{id}")),
    }
}
