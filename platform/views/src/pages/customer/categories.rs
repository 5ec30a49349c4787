//! The tree of categories with what each sells; also the answer to a search.

use serde::Serialize;

use super::home::services;
use crate::parts::{Choice, Pager, ServiceCard};
use crate::{Page, Phrase, Sample};

#[derive(Debug, Clone, Serialize)]
pub struct Categories {
    /// Name of the category chosen; none shows everything.
    pub current: Option<String>,
    pub description: String,
    /// Address the filters are sent to.
    pub action: String,
    pub query: String,
    pub sort: String,
    pub sorts: Vec<Choice>,
    pub price: String,
    pub prices: Vec<Choice>,
    pub tree: Vec<CategoryNode>,
    pub services: Vec<ServiceCard>,
    pub total: u32,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct CategoryNode {
    pub href: String,
    pub name: String,
    pub icon: String,
    pub current: bool,
    /// The current one or one above it: its children are shown.
    pub open: bool,
    pub children: Vec<CategoryNode>,
}

impl Page for Categories {
    const TEMPLATE: &'static str = "customer/categories.html";
}

impl Sample for Categories {
    fn samples() -> Vec<(&'static str, Self)> {
        let choices = |kind: &str, values: &[&str]| -> Vec<Choice> {
            values
                .iter()
                .map(|value| Choice { value: (*value).to_owned(), label: Phrase::key(&format!("categories-{kind}-{value}")) })
                .collect()
        };
        let node = |name: &str, icon: &str, current: bool, children: Vec<CategoryNode>| CategoryNode {
            href: "/categories/1".to_owned(),
            name: name.to_owned(),
            icon: icon.to_owned(),
            current,
            open: current || !children.is_empty(),
            children,
        };
        let full = Self {
            current: Some("深度保洁".to_owned()),
            description: "适合换季、搬家前后或久未打理的家，油污、水垢、玻璃一次做到位。".to_owned(),
            action: "/categories/1".to_owned(),
            query: String::new(),
            sort: "popular".to_owned(),
            sorts: choices("sort", &["popular", "rating", "price"]),
            price: "any".to_owned(),
            prices: choices("price", &["any", "under-100", "100-300", "over-300"]),
            tree: vec![
                node(
                    "清洁",
                    "spray-can",
                    false,
                    vec![
                        node("日常保洁", "spray-can", false, vec![]),
                        node("深度保洁", "sparkles", true, vec![]),
                        node("开荒保洁", "paintbrush", false, vec![]),
                    ],
                ),
                node("家电清洗", "air-vent", false, vec![]),
                node("家居保养", "sofa", false, vec![]),
                node("母婴护理", "baby", false, vec![]),
                node("养老护理", "heart-pulse", false, vec![]),
            ],
            services: services(),
            total: 34,
            pager: Pager { page: 2, pages: 3, previous: Some("?page=1".to_owned()), next: Some("?page=3".to_owned()) },
        };
        let nothing = Self {
            query: "擦玻璃".to_owned(),
            services: Vec::new(),
            total: 0,
            current: None,
            description: String::new(),
            pager: Pager::default(),
            ..full.clone()
        };
        vec![("full", full), ("nothing", nothing)]
    }
}
