//! Plugins: the market, what is installed, and what went wrong.

use jiff::Timestamp;
use serde::Serialize;

use crate::gallery::at;
use crate::parts::{Pager, Tab};
use crate::{Page, Phrase, Sample};

/// GET /office/plugins and /office/plugins/installed
#[derive(Debug, Clone, Serialize)]
pub struct Market {
    pub tabs: Vec<Tab>,
    pub query: String,
    /// Where the search goes.
    pub action: String,
    pub installed_only: bool,
    pub plugins: Vec<PluginCard>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct PluginCard {
    pub id: String,
    pub href: String,
    pub name: String,
    pub description: String,
    pub publisher: String,
    pub version: String,
    pub icon: String,
    pub installed: bool,
    pub enabled: bool,
    /// Failures in the last seven days.
    pub incidents: i64,
}

/// GET /office/plugins/incidents
#[derive(Debug, Clone, Serialize)]
pub struct Incidents {
    pub tabs: Vec<Tab>,
    pub query: String,
    /// Only of this one; empty for all.
    pub plugin: String,
    pub incidents: Vec<IncidentLine>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct IncidentLine {
    pub plugin: String,
    pub href: String,
    pub version: String,
    pub hook: Phrase,
    pub kind: Phrase,
    pub detail: String,
    pub order: Option<String>,
    pub at: Timestamp,
}

impl Page for Market {
    const TEMPLATE: &'static str = "office/plugins.html";
}

impl Page for Incidents {
    const TEMPLATE: &'static str = "office/incidents.html";
}

impl Sample for Market {
    fn samples() -> Vec<(&'static str, Self)> {
        let card = |name: &str, icon: &str, installed, enabled, incidents| PluginCard {
            id: "lares.coupons".to_owned(),
            href: "/office/plugins/lares.coupons".to_owned(),
            name: name.to_owned(),
            description: "满减、立减和折扣券：限量、限期、限每人次数，下单即核销，取消自动退回。".to_owned(),
            publisher: "lares".to_owned(),
            version: "1.0.0".to_owned(),
            icon: icon.to_owned(),
            installed,
            enabled,
            incidents,
        };
        let plugins = vec![
            card("优惠券", "ticket-percent", true, true, 0),
            card("定价规则", "percent", true, false, 3),
            card("积分", "coins", false, false, 0),
        ];
        let action = "/office/plugins".to_owned();
        let full = Self { tabs: tabs(0), query: String::new(), action, installed_only: false, plugins, pager: Pager::default() };
        let none = Self { tabs: tabs(1), installed_only: true, plugins: Vec::new(), ..full.clone() };
        let nothing = Self { query: "zz".to_owned(), plugins: Vec::new(), ..full.clone() };
        vec![("empty", none), ("nothing", nothing), ("full", full)]
    }
}

impl Sample for Incidents {
    fn samples() -> Vec<(&'static str, Self)> {
        let full =
            Self { tabs: tabs(2), query: String::new(), plugin: String::new(), incidents: incidents(), pager: Pager::default() };
        let nothing = Self { query: "zz".to_owned(), incidents: Vec::new(), ..full.clone() };
        vec![("empty", Self { incidents: Vec::new(), ..full.clone() }), ("nothing", nothing), ("full", full)]
    }
}

/// Incidents that the plugin's own page shows too.
pub(super) fn incidents() -> Vec<IncidentLine> {
    let one = |kind: &str, order: Option<&str>| IncidentLine {
        plugin: "定价规则".to_owned(),
        href: "/office/plugins/lares.pricing-rules".to_owned(),
        version: "1.0.0".to_owned(),
        hook: Phrase::key("office-incident-hook-quote-adjuster"),
        kind: Phrase::key(&format!("office-incident-kind-{kind}")),
        detail: "called `Option::unwrap()` on a `None` value at src/lib.rs:88".to_owned(),
        order: order.map(str::to_owned),
        at: at("2026-12-01T03:40:00Z"),
    };
    vec![one("trap", Some("/office/orders/1")), one("time", None)]
}

/// The sections of the plugins' pages.
fn tabs(current: usize) -> Vec<Tab> {
    let tab = |(at, (key, href)): (usize, (&str, &str))| Tab {
        label: Phrase::key(key),
        href: href.to_owned(),
        current: at == current,
        count: 0,
    };
    [
        ("office-plugins-market", "/office/plugins"),
        ("office-plugins-installed", "/office/plugins/installed"),
        ("office-plugins-incidents", "/office/plugins/incidents"),
    ]
    .into_iter()
    .enumerate()
    .map(tab)
    .collect()
}
