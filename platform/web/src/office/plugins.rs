//! The market of plugins, what is installed, and what went wrong.

use super::listing::{page, pager, tab};
use crate::error::Served;
use crate::visit::OfficeVisit;
use axum::extract::Query;
use lares_domain::marketplace::{self, Incident, MarketEntry};
use lares_extension::Manifest;
use lares_views::pages::office::{IncidentLine, Incidents, Market, PluginCard};
use lares_views::parts::Tab;
use serde::Deserialize;
use uuid::Uuid;

pub const PATH: &str = "/office/plugins";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    plugin: String,
    page: Option<u32>,
}

pub async fn market(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    show(&visit, asked.q, false).await
}

pub async fn installed(visit: OfficeVisit) -> Served {
    show(&visit, String::new(), true).await
}

async fn show(visit: &OfficeVisit, query: String, installed_only: bool) -> Served {
    let mut ctx = visit.begin().await?;
    let all = marketplace::market(&mut ctx, &visit.app.control).await?;
    let words = query.trim().to_lowercase();
    let found = |card: &PluginCard| format!("{} {} {}", card.name, card.description, card.id).to_lowercase().contains(&words);
    let cards = all.iter().filter(|entry| !installed_only || entry.installed.is_some()).map(|entry| card(visit, entry));
    let page =
        Market { tabs: tabs(if installed_only { 1 } else { 0 }), plugins: cards.filter(found).collect(), query, installed_only };
    visit.show(ctx, "plugins", &page).await
}

fn tabs(current: usize) -> Vec<Tab> {
    let pages = [("market", PATH), ("installed", "/office/plugins/installed"), ("incidents", "/office/plugins/incidents")];
    let one = |(at, (name, href)): (usize, (&str, &str))| tab(&format!("office-plugins-{name}"), href.to_owned(), at == current);
    pages.into_iter().enumerate().map(one).collect()
}

/// A plugin as the lists show it.
#[must_use]
pub fn card(visit: &OfficeVisit, entry: &MarketEntry) -> PluginCard {
    let locale = visit.locale.tag();
    let manifest: &Manifest = entry.installed.as_ref().map_or(&entry.manifest, |installed| &installed.manifest);
    PluginCard {
        id: manifest.id.clone(),
        href: format!("{PATH}/{}", manifest.id),
        name: manifest.name.get(locale).to_owned(),
        description: manifest.description.get(locale).to_owned(),
        publisher: entry.publisher.clone(),
        version: manifest.version.clone(),
        icon: manifest.icon.clone().unwrap_or_else(|| "puzzle".to_owned()),
        installed: entry.installed.is_some(),
        enabled: entry.installed.as_ref().is_some_and(|installed| installed.enabled),
        incidents: entry.installed.as_ref().map_or(0, |installed| installed.incidents),
    }
}

pub async fn incidents(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    let mut ctx = visit.begin().await?;
    let plugin = Some(asked.plugin.as_str()).filter(|plugin| !plugin.is_empty());
    let rows = marketplace::incidents(&mut ctx, plugin, page(asked.page)?).await?;
    let pager = pager(&rows, "/office/plugins/incidents", &[("plugin", &asked.plugin)]);
    let page = Incidents { tabs: tabs(2), incidents: rows.rows.into_iter().map(incident).collect(), pager };
    visit.show(ctx, "plugins", &page).await
}

#[must_use]
pub fn incident(one: Incident) -> IncidentLine {
    // Hooks about quotes have a subject that is no order; only events of orders link to one.
    let order = one.subject_id.filter(|id| one.hook == "order-events" && *id != Uuid::nil());
    IncidentLine {
        href: format!("{PATH}/{}", one.plugin_id),
        plugin: one.plugin_id,
        version: one.version,
        hook: one.hook,
        kind: one.kind,
        detail: one.detail,
        order: order.map(|id| format!("/office/orders/{id}")),
        at: one.at,
    }
}
