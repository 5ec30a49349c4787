//! One plugin: what it asks for before it is installed, its switch, and its settings as a form.

use serde::Serialize;

use super::plugins::{IncidentLine, PluginCard, incidents};
use crate::parts::Choice;
use crate::{Form, Page, Phrase, Sample};

/// GET /office/plugins/{id}
#[derive(Debug, Clone, Serialize)]
pub struct PluginPage {
    pub card: PluginCard,
    /// When it is called, in words.
    pub hooks: Vec<Phrase>,
    pub permissions: Vec<PermissionLine>,
    /// POST …/settings; sections in the order of the schema.
    pub settings: Vec<SettingSection>,
    pub form: Form,
    pub incidents: Vec<IncidentLine>,
    /// The person may install, set up and remove plugins.
    pub writable: bool,
    pub wrong: Option<Phrase>,
}

/// What the plugin may do, and why in its author's words.
#[derive(Debug, Clone, Serialize)]
pub struct PermissionLine {
    pub name: String,
    pub label: Phrase,
    pub purpose: String,
}

/// A group of settings: fields of an object, or the rows of a list.
#[derive(Debug, Clone, Serialize)]
pub struct SettingSection {
    pub path: String,
    pub title: String,
    pub help: String,
    pub fields: Vec<SettingField>,
    /// The rows of an array of objects; `add` = path and `remove` = path.index are buttons of the form.
    pub list: Option<SettingList>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SettingList {
    pub rows: Vec<SettingRow>,
    pub full: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct SettingRow {
    pub path: String,
    pub fields: Vec<SettingField>,
}

/// `path` is the name of the field: "coupons.0.code".
#[derive(Debug, Clone, Serialize)]
pub struct SettingField {
    pub path: String,
    pub title: String,
    pub help: String,
    pub kind: SettingKind,
    pub choices: Vec<Choice>,
    pub required: bool,
    /// Where it stands among its neighbors; the lowest first.
    pub order: i64,
    /// Limits as they are typed: of the number, or of the length of the text.
    pub least: Option<String>,
    pub most: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingKind {
    Text,
    Number,
    /// An amount in the company's currency, typed in whole units: 12.5.
    Money,
    /// A share in percent, typed with at most two decimals.
    Percent,
    /// A time of day, HH:MM.
    Clock,
    Switch,
    Choice,
    Date,
    /// A list of words, one per line.
    Lines,
    /// Anything deeper, as JSON.
    Json,
}

impl Page for PluginPage {
    const TEMPLATE: &'static str = "office/plugin.html";
}

impl Sample for PluginPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = full();
        let market = Self {
            card: PluginCard { installed: false, enabled: false, incidents: 0, ..full.card.clone() },
            settings: Vec::new(),
            incidents: Vec::new(),
            ..full.clone()
        };
        let form = full.form.clone().value("coupons.0.code", "x").error("coupons.0.code", Phrase::plain("格式不对"));
        let wrong = Self { form, wrong: Some(Phrase::plain("设置未保存")), ..full.clone() };
        vec![("market", market), ("installed", full), ("wrong", wrong)]
    }
}

fn field(path: &str, title: &str, kind: SettingKind) -> SettingField {
    SettingField {
        path: path.to_owned(),
        title: title.to_owned(),
        help: String::new(),
        kind,
        choices: Vec::new(),
        required: false,
        order: 0,
        least: None,
        most: None,
    }
}

fn section(path: &str, title: &str) -> SettingSection {
    SettingSection { path: path.to_owned(), title: title.to_owned(), help: String::new(), fields: Vec::new(), list: None }
}

fn coupon(at: usize) -> SettingRow {
    SettingRow {
        path: format!("coupons.{at}"),
        fields: vec![
            SettingField {
                required: true,
                help: "大写字母、数字和短横线".to_owned(),
                ..field(&format!("coupons.{at}.code"), "券码", SettingKind::Text)
            },
            field(&format!("coupons.{at}.minor"), "减免金额", SettingKind::Money),
            field(&format!("coupons.{at}.ends"), "服务日期不晚于", SettingKind::Date),
            SettingField {
                choices: ["amount", "percent"]
                    .map(|value| Choice { value: value.to_owned(), label: Phrase::plain(value) })
                    .into(),
                ..field(&format!("coupons.{at}.kind"), "类型", SettingKind::Choice)
            },
        ],
    }
}

fn full() -> PluginPage {
    PluginPage {
        card: PluginCard {
            id: "lares.coupons".to_owned(),
            href: "/office/plugins/lares.coupons".to_owned(),
            name: "优惠券".to_owned(),
            description: "满减、立减和折扣券：限量、限期、限每人次数。".to_owned(),
            publisher: "lares".to_owned(),
            version: "1.0.0".to_owned(),
            icon: "ticket-percent".to_owned(),
            installed: true,
            enabled: true,
            incidents: 2,
        },
        hooks: vec![Phrase::key("office-hook-quote-adjuster"), Phrase::key("office-hook-order-events")],
        permissions: ["pricing:adjust", "data:own", "orders:read"]
            .map(|name| PermissionLine {
                name: name.to_owned(),
                label: Phrase::key(&format!("office-plugin-may-{}", name.replace(':', "-"))),
                purpose: "在报价中扣减优惠金额。".to_owned(),
            })
            .into(),
        settings: vec![
            SettingSection {
                list: Some(SettingList { rows: vec![coupon(0), coupon(1)], full: false }),
                ..section("coupons", "优惠券")
            },
            SettingSection {
                fields: vec![
                    field("night.enabled", "启用", SettingKind::Switch),
                    field("night.rate", "比例", SettingKind::Percent),
                    field("areas", "适用区域", SettingKind::Lines),
                ],
                ..section("night", "夜间加价")
            },
        ],
        form: Form::default().value("coupons.0.code", "WINTER30").value("coupons.0.minor", "3000").value("night.enabled", "yes"),
        incidents: incidents(),
        writable: true,
        wrong: None,
    }
}
