//! What the company told the worker (W03).

use crate::customer::cards::pager;
use crate::error::Served;
use crate::message::{body, title};
use crate::respond::see;
use crate::visit::WorkerVisit;
use axum::extract::Query;
use lares_domain::messaging::{self, Message};
use lares_kernel::PageRequest;
use lares_views::pages::customer::MessageRow;
use lares_views::pages::worker::Messages;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    page: Option<u32>,
}

pub async fn show(visit: WorkerVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let found = messaging::list(&mut ctx, PageRequest::new(asked.page.unwrap_or(1), PageRequest::DEFAULT_SIZE)?).await?;
    let unread = u32::try_from(messaging::unread(&mut ctx).await?).unwrap_or(u32::MAX);
    let page = Messages {
        unread,
        pager: pager(&found, |number| format!("/worker/messages?page={number}")),
        messages: found.rows.iter().map(row).collect(),
    };
    visit.show(ctx, "", &page).await
}

pub async fn read_all(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    messaging::mark_all_read(&mut ctx).await?;
    ctx.commit().await?;
    Ok(see("/worker/messages"))
}

fn row(message: &Message) -> MessageRow {
    let (icon, page) = match message.kind.as_str() {
        "job-offered" => ("bell-ring", Some("/worker/offers".to_owned())),
        "job-assigned" => ("calendar-check", None),
        "job-cancelled" | "job-withdrawn" => ("calendar-x", Some("/worker/roster".to_owned())),
        "review-written" => ("star", Some("/worker/reviews".to_owned())),
        _other => ("bell", None),
    };
    MessageRow {
        id: message.id.to_string(),
        icon: icon.to_owned(),
        subject: title(&message.kind, &message.args),
        body: body(&message.kind, &message.args),
        at: message.created_at,
        read: message.read_at.is_some(),
        href: page.or_else(|| message.order_id.map(|id| format!("/worker/jobs/{id}"))),
    }
}
