//! The company's front door. At most six queries, with the frame's.

use super::cards;
use crate::error::Served;
use crate::visit::CustomerVisit;
use lares_domain::orders::{OrderRow, Status};
use lares_domain::workforce::WorkerSearch;
use lares_domain::{catalogue, orders, tenancy, workforce};
use lares_kernel::{Ctx, PageRequest, Result};
use lares_views::pages::customer::{CategoryTile, Home, NextVisit};

const OPEN: [Status; 5] = [Status::Offered, Status::Accepted, Status::Departed, Status::Arrived, Status::InService];

pub async fn show(visit: CustomerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx).await?;
    visit.show(ctx, "home", &page).await
}

async fn page(ctx: &mut Ctx) -> Result<Home> {
    let currency = ctx.tenant().currency;
    let best = PageRequest::new(1, 6)?;
    let popular = catalogue::popular(ctx, 8).await?;
    let workers = workforce::search(ctx, &WorkerSearch { page: best, ..WorkerSearch::default() }).await?;
    let roots = catalogue::tree(ctx).await?;
    // Who has been here knows where the company works; who has not has no orders.
    let is_customer = ctx.actor().customer().is_some();
    let mine = if is_customer { orders::latest(ctx, 20).await? } else { Vec::new() };
    let areas = if is_customer { Vec::new() } else { tenancy::areas::list(ctx).await? };
    let (again, others): (Vec<_>, Vec<_>) = popular.iter().partition(|card| mine.iter().any(|row| is_done(row, &card.name)));
    Ok(Home {
        areas: areas.iter().map(|area| area.name.as_str()).collect::<Vec<_>>().join(" · "),
        next_visit: mine.iter().filter(|row| OPEN.contains(&row.status)).min_by_key(|row| row.starts_at).map(next_visit),
        categories: roots.iter().filter(|root| root.services > 0).take(10).map(tile).collect(),
        campaigns: Vec::new(),
        again: again.into_iter().map(|card| cards::service(card, currency)).collect(),
        services: others.into_iter().map(|card| cards::service(card, currency)).collect(),
        workers: workers.rows.iter().map(cards::worker).collect(),
    })
}

fn is_done(row: &OrderRow, service: &str) -> bool {
    row.status == Status::Completed && row.service_name == service
}

fn next_visit(row: &OrderRow) -> NextVisit {
    NextVisit {
        href: format!("/orders/{}", row.id),
        service: row.service_name.clone(),
        status: row.status.name().to_owned(),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        worker: row.worker_name.clone(),
    }
}

fn tile(root: &catalogue::CategoryNode) -> CategoryTile {
    let category = &root.category;
    CategoryTile { href: format!("/categories/{}", category.id), name: category.name.clone(), icon: category.icon.clone() }
}
