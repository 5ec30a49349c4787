//! The message center.

use super::cards;
use crate::error::Served;
use crate::respond::go;
use crate::visit::SignedInVisit;
use axum::extract::{Path, Query};
use lares_domain::messaging;
use lares_kernel::{MessageId, PageRequest};
use lares_views::pages::customer::Messages;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    page: Option<u32>,
}

pub async fn list(visit: SignedInVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = PageRequest::new(asked.page.unwrap_or(1), PageRequest::DEFAULT_SIZE)?;
    let found = messaging::list(&mut ctx, page).await?;
    let unread = messaging::unread(&mut ctx).await?;
    let pager = cards::pager(&found, |page| cards::address("/messages", &[("page", &page.to_string())]));
    let messages = found.rows.iter().map(cards::message).collect();
    visit.show(ctx, "messages", &Messages { unread: cards::count(unread), messages, pager }).await
}

pub async fn read_all(visit: SignedInVisit) -> Served {
    let mut ctx = visit.begin().await?;
    messaging::mark_all_read(&mut ctx).await?;
    ctx.commit().await?;
    Ok(go("/messages", visit.is_partial))
}

pub async fn read(visit: SignedInVisit, Path(id): Path<MessageId>) -> Served {
    let mut ctx = visit.begin().await?;
    messaging::mark_read(&mut ctx, id).await?;
    ctx.commit().await?;
    Ok(go("/messages", visit.is_partial))
}

pub async fn delete(visit: SignedInVisit, Path(id): Path<MessageId>) -> Served {
    let mut ctx = visit.begin().await?;
    messaging::delete(&mut ctx, id).await?;
    ctx.commit().await?;
    Ok(go("/messages", visit.is_partial))
}
