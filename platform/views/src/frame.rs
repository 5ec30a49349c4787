//! What surrounds a page: whose it is, who looks at it, in which language and zone, and at what time.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::{Locale, Phrase, Theme};

/// Everything the layouts need; available to templates as `frame`.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    pub locale: Locale,
    /// Times are written in this zone: the company's, or the operator's.
    #[serde(skip)]
    pub zone: TimeZone,
    /// The instant "today" and "5 minutes ago" are told from.
    pub now: Timestamp,
    pub audience: Audience,
    /// Path and query of this page: where the language switch and the sign-in come back to.
    pub path: String,
    /// The tab or menu entry that is current, for example "orders"; empty for none.
    pub tab: String,
    pub company: Option<Company>,
    pub person: Option<PersonBar>,
    /// Said once, after what the person just did.
    pub notices: Vec<Notice>,
    /// The office's own menu in the order shown; entries a role may not see are left out by the caller.
    pub menu: Vec<MenuEntry>,
    /// Entries that plugins add, below a line.
    pub plugin_menu: Vec<MenuEntry>,
}

/// Who a page is for; decides the layout of shared pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Customer,
    Worker,
    Office,
    Platform,
}

/// The company whose pages these are.
#[derive(Debug, Clone, Serialize)]
pub struct Company {
    pub name: String,
    pub slug: String,
    pub theme: Theme,
    /// Address of the logo's picture; without one the first characters of the name stand in.
    pub logo: Option<String>,
    pub phone: Option<String>,
}

/// The person signed in.
#[derive(Debug, Clone, Serialize)]
pub struct PersonBar {
    pub name: String,
    /// Unread messages.
    pub unread: u32,
    /// Open offers, for the worker's tab.
    pub offers: u32,
    /// What the office calls this person's role.
    pub role: Option<Phrase>,
    /// The other doors of this company that are open to the person.
    pub also_worker: bool,
    pub also_office: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    pub tone: Tone,
    pub text: Phrase,
}

/// How something is colored; never the only carrier of a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Neutral,
    Primary,
    Info,
    Success,
    Warning,
    Error,
}

#[derive(Debug, Clone, Serialize)]
pub struct MenuEntry {
    /// Compared with `Frame::tab`.
    pub tab: String,
    pub href: String,
    pub icon: String,
    pub label: Phrase,
    /// Things waiting behind this entry; 0 shows nothing.
    pub count: u32,
}

impl MenuEntry {
    /// An entry whose name is the locale key `nav-office-<tab>` and whose address is below `/office`.
    #[must_use]
    pub fn office(tab: &str, icon: &str, count: u32) -> Self {
        let href = if tab == "dashboard" { "/office".to_owned() } else { format!("/office/{tab}") };
        Self { tab: tab.to_owned(), href, icon: icon.to_owned(), label: Phrase::key(&format!("nav-office-{tab}")), count }
    }

    /// The whole menu of the office; the caller leaves out what a role may not see and fills in the counts.
    #[must_use]
    pub fn office_menu() -> Vec<Self> {
        [
            ("dashboard", "layout-dashboard"),
            ("orders", "clipboard-list"),
            ("dispatch", "calendar-clock"),
            ("customers", "users-round"),
            ("workers", "hand-heart"),
            ("services", "sparkles"),
            ("reviews", "star"),
            ("reports", "chart-column"),
            ("plugins", "puzzle"),
            ("settings", "settings"),
        ]
        .map(|(tab, icon)| Self::office(tab, icon, 0))
        .into()
    }
}
