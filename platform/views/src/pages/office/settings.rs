//! Settings of the company: name and look, where it works, special days, its data.

use jiff::civil::Date;
use serde::Serialize;

use crate::parts::Choice;
use crate::{Form, Page, Phrase, Sample, Theme};

/// GET /office/settings; POST /office/settings (`name`, `phone`, `locale`, `primary`, `accent`).
#[derive(Debug, Clone, Serialize)]
pub struct CompanySettings {
    pub address: String,
    pub locales: Vec<Choice>,
    pub theme: Theme,
    pub writable: bool,
    pub form: Form,
}

/// GET /office/settings/preview?primary=…&accent=…: swapped in while a color is chosen.
#[derive(Debug, Clone, Serialize)]
pub struct ThemePreview {
    pub theme: Theme,
}

/// GET /office/settings/areas; POST /office/areas, /office/areas/{id}, /office/areas/{id}/removal.
#[derive(Debug, Clone, Serialize)]
pub struct AreaSettings {
    pub areas: Vec<AreaLine>,
    /// Where the map opens, in degrees.
    pub lat: f64,
    pub lng: f64,
    pub writable: bool,
    /// POST /office/areas, or /office/areas/{id} while one is edited.
    pub action: String,
    pub editing: bool,
    /// Fields: `name`, `lat_e6`, `lng_e6`, `radius_m`.
    pub form: Form,
}

#[derive(Debug, Clone, Serialize)]
pub struct AreaLine {
    pub id: String,
    pub name: String,
    pub lat: f64,
    pub lng: f64,
    pub metres: i64,
}

/// GET /office/settings/holidays?year=2026; POST /office/holidays (`on_date`, `kind`, `name`), /office/holidays/{date}/removal.
#[derive(Debug, Clone, Serialize)]
pub struct HolidaySettings {
    pub year: i16,
    pub previous: String,
    pub next: String,
    pub holidays: Vec<HolidayLine>,
    pub kinds: Vec<Choice>,
    pub writable: bool,
    pub form: Form,
}

#[derive(Debug, Clone, Serialize)]
pub struct HolidayLine {
    pub on_date: Date,
    /// "holiday" or "workday".
    pub kind: String,
    pub name: String,
}

/// GET /office/settings/data: what there is and how to take it along.
#[derive(Debug, Clone, Serialize)]
pub struct DataSettings {
    pub exports: Vec<ExportLine>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ExportLine {
    pub label: Phrase,
    pub icon: String,
    pub href: String,
}

impl Page for CompanySettings {
    const TEMPLATE: &'static str = "office/settings.html";
}

impl Page for ThemePreview {
    const TEMPLATE: &'static str = "office/theme_preview.html";
}

impl Page for AreaSettings {
    const TEMPLATE: &'static str = "office/areas.html";
}

impl Page for HolidaySettings {
    const TEMPLATE: &'static str = "office/holidays.html";
}

impl Page for DataSettings {
    const TEMPLATE: &'static str = "office/data.html";
}

impl Sample for CompanySettings {
    fn samples() -> Vec<(&'static str, Self)> {
        let form = Form::default()
            .value("name", "安心到家")
            .value("phone", "+864008201188")
            .value("locale", "zh-Hans")
            .value("primary", "#1c6b58")
            .value("accent", "#b45309");
        let locales = ["zh-Hans", "zh-Hant", "en"];
        let full = Self {
            address: "https://anxin.lares.localhost".to_owned(),
            locales: locales.map(|tag| Choice { value: tag.to_owned(), label: Phrase::key(&format!("language-{tag}")) }).into(),
            theme: Theme::of("#1c6b58", "#b45309"),
            writable: true,
            form: form.clone(),
        };
        let wrong = Self { form: form.value("name", "").error("name", Phrase::plain("请填写名称")), ..full.clone() };
        vec![("full", full), ("wrong", wrong)]
    }
}

impl Sample for ThemePreview {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("green", Self { theme: Theme::of("#1c6b58", "#b45309") }),
            ("pink", Self { theme: Theme::of("#be185d", "#0369a1") }),
        ]
    }
}

impl Sample for AreaSettings {
    fn samples() -> Vec<(&'static str, Self)> {
        let area = |name: &str, lat, metres| AreaLine { id: "1".to_owned(), name: name.to_owned(), lat, lng: 121.43, metres };
        let full = Self {
            areas: vec![area("徐汇", 31.19, 6_000), area("静安", 31.23, 5_000)],
            lat: 31.2,
            lng: 121.44,
            writable: true,
            action: "/office/areas".to_owned(),
            editing: false,
            form: Form::default(),
        };
        let form = Form::default().value("name", "浦东").error("radius_m", Phrase::plain("半径需在 100 米到 500 公里之间"));
        vec![("empty", Self { areas: Vec::new(), ..full.clone() }), ("wrong", Self { form, ..full.clone() }), ("full", full)]
    }
}

impl Sample for HolidaySettings {
    fn samples() -> Vec<(&'static str, Self)> {
        let day = |month, day, kind: &str, name: &str| HolidayLine {
            on_date: jiff::civil::date(2026, month, day),
            kind: kind.to_owned(),
            name: name.to_owned(),
        };
        let kinds = ["holiday", "workday"];
        let full = Self {
            year: 2026,
            previous: "?year=2025".to_owned(),
            next: "?year=2027".to_owned(),
            holidays: vec![day(10, 1, "holiday", "国庆节"), day(10, 10, "workday", "国庆调休")],
            kinds: kinds.map(|kind| Choice { value: kind.to_owned(), label: Phrase::key(&format!("office-day-{kind}")) }).into(),
            writable: true,
            form: Form::default(),
        };
        vec![("empty", Self { holidays: Vec::new(), ..full.clone() }), ("full", full)]
    }
}

impl Sample for DataSettings {
    fn samples() -> Vec<(&'static str, Self)> {
        let line = |key: &str, icon: &str, href: &str| ExportLine {
            label: Phrase::key(key),
            icon: icon.to_owned(),
            href: href.to_owned(),
        };
        vec![(
            "full",
            Self {
                exports: vec![
                    line("office-data-orders", "clipboard-list", "/office/orders.csv"),
                    line("office-data-customers", "users-round", "/office/customers.csv"),
                ],
            },
        )]
    }
}
