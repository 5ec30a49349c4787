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
    pub installed_only: bool,
    pub plugins: Vec<PluginCard>,
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
    pub incidents: Vec<IncidentLine>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct IncidentLine {
    pub plugin: String,
    pub href: String,
    pub version: String,
    pub hook: String,
    pub kind: String,
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
        let full = Self { tabs: tabs(0), query: String::new(), installed_only: false, plugins };
        let none = Self { tabs: tabs(1), query: String::new(), installed_only: true, plugins: Vec::new() };
        vec![("empty", none), ("full", full)]
    }
}

impl Sample for Incidents {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self { tabs: tabs(2), incidents: incidents(), pager: Pager::default() };
        vec![("empty", Self { incidents: Vec::new(), ..full.clone() }), ("full", full)]
    }
}

/// Incidents that the plugin's own page shows too.
pub(super) fn incidents() -> Vec<IncidentLine> {
    let one = |kind: &str, order: Option<&str>| IncidentLine {
        plugin: "定价规则".to_owned(),
        href: "/office/plugins/lares.pricing-rules".to_owned(),
        version: "1.0.0".to_owned(),
        hook: "quote-adjuster".to_owned(),
        kind: kind.to_owned(),
        detail: "called `Option::unwrap()` on a `None` value at src/lib.rs:88".to_owned(),
        order: order.map(str::to_owned),
        at: at("2026-12-01T03:40:00Z"),
    };
    vec![one("trapped", Some("/office/orders/1")), one("timed_out", None)]
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
