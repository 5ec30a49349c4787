//! Looking for a service: by category, by words, by price.

use super::cards;
use crate::error::Served;
use crate::visit::CustomerVisit;
use axum::extract::{Path, Query};
use lares_domain::catalogue::{self, Category, ServiceSearch, ServiceSort};
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{CategoryId, Ctx, Error, PageRequest, Result};
use lares_views::Phrase;
use lares_views::pages::customer::{Categories, CategoryNode};
use lares_views::parts::Choice;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    price: String,
    page: Option<u32>,
}

/// Names of the price ranges with their bounds in whole units of the currency.
const PRICES: [(&str, Option<i64>, Option<i64>); 3] =
    [("under-100", None, Some(100)), ("100-300", Some(100), Some(300)), ("over-300", Some(300), None)];

pub async fn all(visit: CustomerVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, None, &asked).await?;
    visit.show(ctx, "categories", &page).await
}

pub async fn one(visit: CustomerVisit, Path(id): Path<CategoryId>, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = page(&mut ctx, Some(id), &asked).await?;
    visit.show(ctx, "categories", &page).await
}

async fn page(ctx: &mut Ctx, id: Option<CategoryId>, asked: &Asked) -> Result<Categories> {
    let tree = catalogue::tree(ctx).await?;
    let current = match id {
        Some(id) => Some(find(&tree, id).ok_or_else(|| Error::new(NOT_FOUND))?),
        None => None,
    };
    let found = catalogue::search(ctx, &search(id, asked)?).await?;
    let action = id.map_or_else(|| "/categories".to_owned(), |id| format!("/categories/{id}"));
    let at = |page: u32| {
        let page = page.to_string();
        cards::address(&action, &[("q", &asked.q), ("sort", &asked.sort), ("price", &asked.price), ("page", &page)])
    };
    Ok(Categories {
        current: current.map(|category| category.name.clone()),
        description: current.map(|category| category.description.clone()).unwrap_or_default(),
        query: asked.q.trim().to_owned(),
        sort: asked.sort.clone(),
        sorts: ["popular", "rating", "price"].map(|sort| choice(sort, &format!("categories-sort-{sort}"))).into(),
        price: asked.price.clone(),
        prices: prices(),
        tree: tree.iter().filter(|node| node.services > 0).map(|child| node(child, id)).collect(),
        services: found.rows.iter().map(|card| cards::service(card, ctx.tenant().currency)).collect(),
        total: cards::count(found.total),
        pager: cards::pager(&found, at),
        action,
    })
}

fn search(category: Option<CategoryId>, asked: &Asked) -> Result<ServiceSearch> {
    let range = PRICES.iter().find(|(name, ..)| *name == asked.price);
    Ok(ServiceSearch {
        text: asked.q.trim().chars().take(60).collect(),
        category,
        lowest_minor: range.and_then(|range| range.1).map(|whole| whole * 100),
        highest_minor: range.and_then(|range| range.2).map(|whole| whole * 100),
        sort: ServiceSort::parse(&asked.sort).unwrap_or_default(),
        page: PageRequest::new(asked.page.unwrap_or(1), PageRequest::DEFAULT_SIZE)?,
        ..ServiceSearch::default()
    })
}

fn prices() -> Vec<Choice> {
    let ranges = PRICES.iter().map(|(name, ..)| choice(name, &format!("categories-price-{name}")));
    std::iter::once(choice("", "categories-price-any")).chain(ranges).collect()
}

fn choice(value: &str, key: &str) -> Choice {
    Choice { value: value.to_owned(), label: Phrase::key(key) }
}

fn find(nodes: &[catalogue::CategoryNode], id: CategoryId) -> Option<&Category> {
    nodes.iter().find_map(|node| if node.category.id == id { Some(&node.category) } else { find(&node.children, id) })
}

fn node(from: &catalogue::CategoryNode, current: Option<CategoryId>) -> CategoryNode {
    let children: Vec<CategoryNode> =
        from.children.iter().filter(|child| child.services > 0).map(|child| node(child, current)).collect();
    let is_current = current == Some(from.category.id);
    CategoryNode {
        href: format!("/categories/{}", from.category.id),
        name: from.category.name.clone(),
        icon: from.category.icon.clone(),
        current: is_current,
        open: is_current || children.iter().any(|child| child.open),
        children,
    }
}
