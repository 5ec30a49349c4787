//! The editor of one service: content, options, price versions, pictures.

use jiff::Timestamp;
use serde::Serialize;

use super::services::{IconChoice, icons};
use super::worker::SkillTick;
use crate::gallery::at;
use crate::parts::Choice;
use crate::{Form, Money, Page, Phrase, Sample};

/// GET /office/services/{id} and /office/services/new; each of its forms comes back on it with 422.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceEditor {
    /// Absent for a new service, which has only its content yet.
    pub id: Option<String>,
    pub name: String,
    pub withdrawn: bool,
    pub action: String,
    /// How customers see it.
    pub preview: Option<String>,
    pub categories: Vec<Choice>,
    pub icons: Vec<IconChoice>,
    pub skills: Vec<SkillTick>,
    pub kinds: Vec<String>,
    /// Fields: `category_id`, `name`, `summary`, `description`, `art`, `minutes`, `cleanup_minutes`, `price` ("128.00"),
    /// `steps`, `tools`, `included`, `excluded` (a line each), `certificate_kind`, `skills`, `position`.
    pub content: Form,
    /// POST …/options: fields `option-{n}-id`, `-name`, `-price`, `-minutes`, `-max`, `-gone`; a new one without a name is left out.
    pub options: Vec<OptionLine>,
    pub option: Form,
    pub prices: Vec<PriceLine>,
    /// POST …/prices: `starts_at` ("2026-12-03T00:00", the company's time), `new_price`.
    pub price: Form,
    pub pictures: Vec<PictureLine>,
    /// POST …/pictures, multipart: `file`, `kind`.
    pub picture: Form,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct OptionLine {
    pub id: String,
    pub name: String,
    pub price: String,
    pub minutes: String,
    pub max: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct PriceLine {
    pub starts_at: Timestamp,
    pub price: Money,
    /// "past", "current" or "ahead".
    pub state: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct PictureLine {
    pub id: String,
    pub src: String,
    pub kind: String,
}

impl Page for ServiceEditor {
    const TEMPLATE: &'static str = "office/service.html";
}

impl Sample for ServiceEditor {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = full();
        let new = Self {
            id: None,
            name: String::new(),
            action: "/office/services".to_owned(),
            preview: None,
            content: Form::default(),
            options: Vec::new(),
            prices: Vec::new(),
            ..full.clone()
        };
        let wrong = Self {
            content: full.content.clone().value("minutes", "5").error("minutes", Phrase::plain("需在 15 到 1440 之间")),
            option: Form::default().error("option-1-max", Phrase::plain("需在 1 到 99 之间")),
            price: Form::default().value("new_price", "abc").error("new_price", Phrase::plain("请填写金额")),
            picture: Form::default().error("file", Phrase::plain("图片格式不支持")),
            ..full.clone()
        };
        vec![("new", new), ("full", full), ("wrong", wrong)]
    }
}

fn full() -> ServiceEditor {
    let option = |id: &str, name: &str, price: &str| OptionLine {
        id: id.to_owned(),
        name: name.to_owned(),
        price: price.to_owned(),
        minutes: "30".to_owned(),
        max: "4".to_owned(),
    };
    let price =
        |when: &str, minor, state: &str| PriceLine { starts_at: at(when), price: Money::fen(minor), state: state.to_owned() };
    let content = [
        ("category_id", "1"),
        ("name", "深度保洁"),
        ("summary", "四小时，油污、水垢、玻璃都做"),
        ("description", "由两名熟手同时作业，自带工具与耗材。"),
        ("art", "sparkles"),
        ("minutes", "240"),
        ("cleanup_minutes", "10"),
        ("price", "368.00"),
        ("steps", "除尘\n厨房去油\n卫生间除垢\n地面清洁"),
        ("tools", "吸尘器\n蒸汽清洁机"),
        ("included", "全屋除尘\n厨卫重点清洁"),
        ("excluded", "外窗\n高空作业"),
        ("position", "1"),
    ]
    .iter()
    .fold(Form::default(), |form, (name, value)| form.value(name, *value));
    ServiceEditor {
        id: Some("1".to_owned()),
        name: "深度保洁".to_owned(),
        withdrawn: false,
        action: "/office/services/1".to_owned(),
        preview: Some("/services/1".to_owned()),
        categories: vec![Choice { value: "1".to_owned(), label: Phrase::plain("保洁") }],
        icons: icons(),
        skills: [("1", "日常保洁", true), ("2", "家电清洗", false)]
            .map(|(id, name, checked)| SkillTick { id: id.to_owned(), name: name.to_owned(), checked })
            .into(),
        kinds: vec!["健康证".to_owned()],
        content,
        options: vec![
            option("1", "内窗玻璃", "15.00"),
            option("2", "厨房重油污", "60.00"),
            OptionLine::default(),
            OptionLine::default(),
        ],
        option: Form::default(),
        prices: vec![
            price("2026-03-01T00:00:00Z", 33_800, "past"),
            price("2026-11-01T00:00:00Z", 36_800, "current"),
            price("2027-01-15T00:00:00Z", 38_800, "ahead"),
        ],
        price: Form::default(),
        pictures: Vec::new(),
        picture: Form::default(),
    }
}
