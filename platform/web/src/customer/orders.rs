//! My orders, and one of them.

use super::{cards, order_view};
use crate::error::Served;
use crate::visit::SignedInVisit;
use axum::extract::{Path, Query};
use lares_domain::orders::{self, Counts, Filter, Status};
use lares_kernel::{OrderId, PageRequest};
use lares_views::Phrase;
use lares_views::pages::customer::{OrderLivePart, Orders};
use lares_views::parts::Tab;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    q: String,
    page: Option<u32>,
}

/// The tabs after "all": a name, whose words are those of the state, and the states behind it.
const TABS: [(&str, &[Status]); 6] = [
    ("awaiting_payment", &[Status::AwaitingPayment]),
    ("offered", &[Status::Offered]),
    ("accepted", &[Status::Accepted]),
    ("in_service", &[Status::Departed, Status::Arrived, Status::InService]),
    ("completed", &[Status::Completed, Status::Disputed]),
    ("cancelled", &[Status::Cancelled]),
];

pub async fn list(visit: SignedInVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = PageRequest::new(asked.page.unwrap_or(1), PageRequest::DEFAULT_SIZE)?;
    let (found, counts) = orders::mine(&mut ctx, &filter(&asked), page).await?;
    let currency = ctx.tenant().currency;
    let page = Orders {
        tabs: tabs(&asked, &counts),
        state: asked.state.clone(),
        query: asked.q.trim().to_owned(),
        orders: found.rows.iter().map(|row| cards::order(row, currency)).collect(),
        pager: cards::pager(&found, |page| address(&asked.state, &asked.q, &page.to_string())),
    };
    visit.show(ctx, "orders", &page).await
}

pub async fn show(visit: SignedInVisit, Path(id): Path<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = order_view::page(&mut ctx, id).await?;
    visit.show(ctx, "orders", &page).await
}

/// The part that is asked for again whenever the order changed.
pub async fn live(visit: SignedInVisit, Path(id): Path<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    let order = orders::read(&mut ctx, id).await?;
    let live = order_view::live(&mut ctx, &order).await?;
    ctx.commit().await?;
    visit.part(&OrderLivePart { live })
}

fn filter(asked: &Asked) -> Filter {
    let statuses = TABS.iter().find(|(name, _)| *name == asked.state).map_or(&[][..], |tab| tab.1);
    Filter { statuses: statuses.to_vec(), text: asked.q.trim().chars().take(60).collect() }
}

/// Only states that have orders, so that the row stays short.
fn tabs(asked: &Asked, counts: &Counts) -> Vec<Tab> {
    let tab = |name: &'static str, key: String, count: i64| Tab {
        label: Phrase::key(&key),
        href: address(name, &asked.q, ""),
        current: asked.state == name,
        count: cards::count(count),
    };
    let all = tab("", "orders-tab-all".to_owned(), 0);
    let states = TABS.into_iter().map(|(name, statuses)| tab(name, format!("order-status-{name}"), counts.of(statuses)));
    std::iter::once(all).chain(states.filter(|tab| tab.count > 0 || tab.current)).collect()
}

fn address(state: &str, query: &str, page: &str) -> String {
    cards::address("/orders", &[("state", state), ("q", query), ("page", page)])
}
