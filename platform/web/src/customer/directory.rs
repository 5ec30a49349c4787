//! All who work here, as far as the company publishes them: by name, and by the service they can do (C08).

use super::cards;
use crate::error::Served;
use crate::visit::CustomerVisit;
use axum::extract::Query;
use lares_domain::catalogue::{self, ServiceSearch};
use lares_domain::workforce::{self, WorkerSearch};
use lares_kernel::{Ctx, PageRequest, Result, ServiceId};
use lares_views::Phrase;
use lares_views::pages::customer::Workers;
use lares_views::parts::Choice;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    /// Empty for all.
    service: String,
    page: Option<u32>,
}

pub async fn show(visit: CustomerVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, &asked).await?;
    visit.show(ctx, "categories", &page).await
}

async fn page(ctx: &mut Ctx, asked: &Asked) -> Result<Workers> {
    let service: Option<ServiceId> = asked.service.parse().ok();
    let (text, page) = (asked.q.trim().to_owned(), PageRequest::new(asked.page.unwrap_or(1), PageRequest::DEFAULT_SIZE)?);
    let found = workforce::search(ctx, &WorkerSearch { text, service, skill: None, page }).await?;
    let hundred = ServiceSearch { page: PageRequest::new(1, 100)?, ..ServiceSearch::default() };
    let services = catalogue::search(ctx, &hundred).await?.rows;
    let named = services.iter().map(|card| Choice { value: card.id.to_string(), label: Phrase::plain(card.name.clone()) });
    let any = Choice { value: String::new(), label: Phrase::key("workers-any-service") };
    let at = |page: u32| {
        let page = page.to_string();
        cards::address("/workers", &[("q", asked.q.trim()), ("service", &asked.service), ("page", &page)])
    };
    Ok(Workers {
        query: asked.q.trim().to_owned(),
        service: asked.service.clone(),
        services: std::iter::once(any).chain(named).collect(),
        total: cards::count(found.total),
        workers: found.rows.iter().map(cards::worker).collect(),
        pager: cards::pager(&found, at),
    })
}
