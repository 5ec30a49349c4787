//! The message center of a customer.

use super::cards::message_icon;
use crate::error::Served;
use crate::form::{Button, Typed};
use crate::inbox::{self, After, Asked, Center};
use crate::visit::SignedInVisit;
use axum::extract::{Path, Query};
use lares_domain::messaging::{Audience, Message};
use lares_kernel::MessageId;
use lares_views::pages::customer::Messages;

const CENTER: Center = Center { audience: Audience::Customer, base: "/messages", icon, href };

pub async fn list(visit: SignedInVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let inbox = CENTER.read(&mut ctx, &visit, &asked).await?;
    visit.show(ctx, "messages", &Messages { inbox }).await
}

pub async fn counts(visit: SignedInVisit) -> Served {
    inbox::counts(&visit).await
}

pub async fn read_all(visit: SignedInVisit, _: Button) -> Served {
    CENTER.mark_all_read(&visit).await
}

pub async fn read(visit: SignedInVisit, Path(id): Path<MessageId>, Typed { value, .. }: Typed<After>) -> Served {
    CENTER.mark_read(&visit, id, &value).await
}

pub async fn delete(visit: SignedInVisit, Path(id): Path<MessageId>, Typed { value, .. }: Typed<After>) -> Served {
    CENTER.delete(&visit, id, &value).await
}

fn icon(kind: &str) -> &'static str {
    message_icon(kind)
}

fn href(message: &Message) -> Option<String> {
    message.order_id.map(|order| format!("/orders/{order}"))
}
