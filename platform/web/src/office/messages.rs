//! What the office was told: new orders, refused jobs, reviews.

use crate::error::Served;
use crate::form::{Button, Typed};
use crate::inbox::{self, After, Asked, Center};
use crate::visit::OfficeVisit;
use axum::extract::{Path, Query};
use lares_domain::messaging::{Audience, Message};
use lares_kernel::MessageId;
use lares_views::pages::office::Messages;

const CENTER: Center = Center { audience: Audience::Staff, base: "/office/messages", icon, href };

pub async fn show(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let inbox = CENTER.read(&mut ctx, &visit, &asked).await?;
    visit.show(ctx, "", &Messages { inbox }).await
}

pub async fn counts(visit: OfficeVisit) -> Served {
    inbox::counts(&visit).await
}

pub async fn read_all(visit: OfficeVisit, _: Button) -> Served {
    CENTER.mark_all_read(&visit).await
}

pub async fn read(visit: OfficeVisit, Path(id): Path<MessageId>, Typed { value, .. }: Typed<After>) -> Served {
    CENTER.mark_read(&visit, id, &value).await
}

pub async fn delete(visit: OfficeVisit, Path(id): Path<MessageId>, Typed { value, .. }: Typed<After>) -> Served {
    CENTER.delete(&visit, id, &value).await
}

fn icon(kind: &str) -> &'static str {
    match kind {
        "order-new" => "clipboard-list",
        "order-done" => "circle-check",
        "order-lost" => "circle-x",
        "job-declined" | "job-open" => "user-x",
        "review-new" => "star",
        _other => "bell",
    }
}

fn href(message: &Message) -> Option<String> {
    match message.kind.as_str() {
        "review-new" => Some("/office/reviews".to_owned()),
        _other => message.order_id.map(|id| format!("/office/orders/{id}")),
    }
}
