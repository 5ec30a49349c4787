//! What the company sells: the tree of categories and the services in it.

use serde::Serialize;

use crate::parts::{Choice, Pager, Rating, Tab};
use crate::{Form, Money, Page, Phrase, Sample};

/// GET /office/services?category=…&q=…&state=withdrawn
#[derive(Debug, Clone, Serialize)]
pub struct Services {
    pub tree: Vec<CategoryBranch>,
    pub all: bool,
    pub query: String,
    pub tabs: Vec<Tab>,
    /// Hidden fields of the search.
    pub category: String,
    pub state: String,
    pub services: Vec<ServiceLine>,
    pub total: i64,
    pub pager: Pager,
    /// POST /office/categories, or …/{id} for the current one.
    pub new_category: CategoryEditor,
    pub current: Option<CategoryEditor>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CategoryBranch {
    pub href: String,
    pub name: String,
    pub icon: String,
    pub count: i64,
    pub depth: u8,
    pub current: bool,
}

/// Fields: `name`, `description`, `icon`, `parent_id`, `position`; for a new one `new_name`, `new_icon`, `new_parent_id`.
#[derive(Debug, Clone, Serialize)]
pub struct CategoryEditor {
    pub action: String,
    /// POST …/removal, absent while services are in it.
    pub removal: Option<String>,
    pub parents: Vec<Choice>,
    pub icons: Vec<IconChoice>,
    pub form: Form,
}

/// A picture to choose; `value` is what is kept.
#[derive(Debug, Clone, Serialize)]
pub struct IconChoice {
    pub value: String,
    pub icon: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ServiceLine {
    pub href: String,
    pub name: String,
    pub icon: String,
    pub category: String,
    pub minutes: i64,
    pub price: Money,
    pub sold: i64,
    pub rating: Rating,
    pub withdrawn: bool,
}

impl Page for Services {
    const TEMPLATE: &'static str = "office/services.html";
}

impl Sample for Services {
    fn samples() -> Vec<(&'static str, Self)> {
        let branch = |name: &str, icon: &str, depth, current| CategoryBranch {
            href: "/office/services?category=1".to_owned(),
            name: name.to_owned(),
            icon: icon.to_owned(),
            count: 4,
            depth,
            current,
        };
        let full = Self {
            tree: vec![
                branch("保洁", "spray-can", 0, false),
                branch("日常保洁", "sparkles", 1, true),
                branch("开荒保洁", "paintbrush", 1, false),
                branch("家电清洗", "air-vent", 0, false),
            ],
            all: false,
            query: String::new(),
            tabs: vec![
                Tab {
                    label: Phrase::key("office-services-active"),
                    href: "/office/services".to_owned(),
                    current: true,
                    count: 0,
                },
                Tab {
                    label: Phrase::key("office-services-withdrawn"),
                    href: "/office/services?state=withdrawn".to_owned(),
                    current: false,
                    count: 0,
                },
            ],
            category: "1".to_owned(),
            state: String::new(),
            services: lines(),
            total: 3,
            pager: Pager::default(),
            new_category: editor("/office/categories", Form::default()),
            current: Some(editor("/office/categories/1", Form::default().value("name", "日常保洁").value("icon", "sparkles"))),
        };
        let wrong = Form::default().value("new_name", "").error("new_name", Phrase::plain("请填写名称"));
        let failed = Self { new_category: editor("/office/categories", wrong), ..full.clone() };
        let empty = Self { tree: Vec::new(), all: true, services: Vec::new(), total: 0, current: None, ..full.clone() };
        vec![("empty", empty), ("full", full), ("wrong", failed)]
    }
}

fn lines() -> Vec<ServiceLine> {
    [
        ("日常保洁", 12_800, 49, 236, false),
        ("深度保洁（含玻璃、阳台、厨房重油污、卫生间除垢）", 36_800, 48, 91, false),
        ("地毯清洗", 19_900, 0, 0, true),
    ]
    .map(|(name, minor, tenths, count, withdrawn)| ServiceLine {
        href: "/office/services/1".to_owned(),
        name: name.to_owned(),
        icon: "sparkles".to_owned(),
        category: "保洁".to_owned(),
        minutes: 150,
        price: Money::fen(minor),
        sold: 860,
        rating: Rating { tenths, count },
        withdrawn,
    })
    .into()
}

fn editor(action: &str, form: Form) -> CategoryEditor {
    CategoryEditor {
        action: action.to_owned(),
        removal: None,
        parents: vec![
            Choice { value: String::new(), label: Phrase::key("office-category-top") },
            Choice { value: "1".to_owned(), label: Phrase::plain("保洁") },
        ],
        icons: icons(),
        form,
    }
}

/// Icons that other pages' samples use too.
pub(super) fn icons() -> Vec<IconChoice> {
    ["sparkles", "spray-can", "air-vent", "baby"].map(|name| IconChoice { value: name.to_owned(), icon: name.to_owned() }).into()
}
