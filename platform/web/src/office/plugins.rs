//! The market of plugins, what is installed, and what went wrong.

use super::listing::{cut, page, pager, tab};
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
const INSTALLED: &str = "/office/plugins/installed";
const INCIDENTS: &str = "/office/plugins/incidents";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    plugin: String,
    page: Option<u32>,
}

pub async fn market(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    show(&visit, asked, false).await
}

pub async fn installed(visit: OfficeVisit, Query(asked): Query<Asked>) -> Served {
    show(&visit, asked, true).await
}

async fn show(visit: &OfficeVisit, asked: Asked, installed_only: bool) -> Served {
    let mut ctx = visit.begin().await?;
    let all = marketplace::market(&mut ctx, &visit.app.control).await?;
    let words = asked.q.trim().to_lowercase();
    let found = |card: &PluginCard| format!("{} {} {}", card.name, card.description, card.id).to_lowercase().contains(&words);
    let cards = all.iter().filter(|entry| !installed_only || entry.installed.is_some()).map(|entry| card(visit, entry));
    let rows = cut(cards.filter(found).collect(), page(asked.page)?);
    let path = if installed_only { INSTALLED } else { PATH };
    let page = Market {
        tabs: tabs(path),
        action: path.to_owned(),
        pager: pager(&rows, path, &[("q", &asked.q)]),
        plugins: rows.rows,
        query: asked.q,
        installed_only,
    };
    visit.show(ctx, "plugins", &page).await
}

fn tabs(current: &str) -> Vec<Tab> {
    let one = |(name, href): (&str, &str)| tab(&format!("office-plugins-{name}"), href.to_owned(), href == current);
    [("market", PATH), ("installed", INSTALLED), ("incidents", INCIDENTS)].map(one).into()
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
    let rows = marketplace::incidents(&mut ctx, plugin, &asked.q, page(asked.page)?).await?;
    let page = Incidents {
        tabs: tabs(INCIDENTS),
        pager: pager(&rows, INCIDENTS, &[("q", &asked.q), ("plugin", &asked.plugin)]),
        incidents: rows.rows.into_iter().map(|one| incident(&visit, one)).collect(),
        query: asked.q,
        plugin: asked.plugin,
    };
    visit.show(ctx, "plugins", &page).await
}

#[must_use]
pub fn incident(visit: &OfficeVisit, one: Incident) -> IncidentLine {
    // Hooks about quotes have a subject that is no order; only events of orders link to one.
    let order = one.subject_id.filter(|id| one.hook == "order-events" && *id != Uuid::nil());
    IncidentLine {
        href: format!("{PATH}/{}", one.plugin_id),
        plugin: one.plugin_id,
        version: one.version,
        hook: visit.known(&format!("office-incident-hook-{}", one.hook), &one.hook),
        kind: visit.known(&format!("office-incident-kind-{}", one.kind), &one.kind),
        detail: one.detail,
        order: order.map(|id| format!("/office/orders/{id}")),
        at: one.at,
    }
}
