//! The company's front door: search, categories, what is next, what others book.

use jiff::Timestamp;
use serde::Serialize;

use crate::gallery::at;
use crate::parts::{Rating, ServiceCard, WorkerCard};
use crate::{Money, Page, Sample};

#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// Where the company works, in its own words ("徐汇 · 长宁 · 静安").
    pub areas: String,
    pub next_visit: Option<NextVisit>,
    pub categories: Vec<CategoryTile>,
    pub campaigns: Vec<Campaign>,
    pub services: Vec<ServiceCard>,
    pub workers: Vec<WorkerCard>,
    /// Services of the person's past orders.
    pub again: Vec<ServiceCard>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NextVisit {
    pub href: String,
    pub service: String,
    pub status: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub worker: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CategoryTile {
    pub href: String,
    pub name: String,
    pub icon: String,
}

/// What a plugin or the office wants to say on the front door.
#[derive(Debug, Clone, Serialize)]
pub struct Campaign {
    pub title: String,
    pub text: String,
    pub href: Option<String>,
    pub icon: String,
}

impl Page for Home {
    const TEMPLATE: &'static str = "customer/home.html";
}

impl Sample for Home {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            areas: String::new(),
            next_visit: None,
            categories: Vec::new(),
            campaigns: Vec::new(),
            services: Vec::new(),
            workers: Vec::new(),
            again: Vec::new(),
        };
        let full = Self {
            areas: "徐汇 · 长宁 · 静安".to_owned(),
            next_visit: Some(NextVisit {
                href: "/orders/1".to_owned(),
                service: "日常保洁".to_owned(),
                status: "accepted".to_owned(),
                starts_at: at("2026-12-02T06:00:00Z"),
                ends_at: at("2026-12-02T09:00:00Z"),
                worker: Some("王秀兰".to_owned()),
            }),
            categories: tiles(),
            campaigns: vec![Campaign {
                title: "冬日焕新 满200减30".to_owned(),
                text: "12月31日前下单深度保洁可用".to_owned(),
                href: Some("/categories".to_owned()),
                icon: "ticket-percent".to_owned(),
            }],
            services: services(),
            workers: workers(),
            again: services().into_iter().take(2).collect(),
        };
        let first = Self {
            categories: tiles().into_iter().take(3).collect(),
            next_visit: None,
            campaigns: Vec::new(),
            again: Vec::new(),
            ..full.clone()
        };
        vec![("empty", empty), ("first", first), ("full", full)]
    }
}

fn tiles() -> Vec<CategoryTile> {
    [
        ("日常保洁", "spray-can"),
        ("深度保洁", "sparkles"),
        ("开荒保洁", "paintbrush"),
        ("空调清洗", "air-vent"),
        ("洗衣机清洗", "washing-machine"),
        ("冰箱清洗", "refrigerator"),
        ("地板打蜡", "layers"),
        ("沙发保养", "sofa"),
        ("母婴护理", "baby"),
        ("养老护理", "heart-pulse"),
    ]
    .map(|(name, icon)| CategoryTile { href: "/categories/1".to_owned(), name: name.to_owned(), icon: icon.to_owned() })
    .into()
}

/// Cards that other pages' samples use too.
pub(super) fn services() -> Vec<ServiceCard> {
    [
        ("日常保洁", "两小时起，全屋除尘、厨卫清洁", "spray-can", 12_800, 49, 236, 1860),
        ("深度保洁", "四小时，油污、水垢、玻璃都做", "sparkles", 36_800, 48, 91, 640),
        ("空调清洗", "拆洗滤网与风轮，高温消毒", "air-vent", 9_900, 47, 152, 1204),
        ("开荒保洁", "新居入住前的一次彻底清洁", "paintbrush", 68_050, 0, 0, 12),
    ]
    .map(|(name, summary, icon, minor, tenths, count, sold)| ServiceCard {
        href: "/services/1".to_owned(),
        name: name.to_owned(),
        summary: summary.to_owned(),
        icon: icon.to_owned(),
        picture: None,
        price: Money::fen(minor),
        rating: Rating { tenths, count },
        sold,
    })
    .into()
}

/// Cards that other pages' samples use too.
pub(super) fn workers() -> Vec<WorkerCard> {
    [("王秀兰", 8, 50, 128), ("刘建国", 5, 48, 66), ("陈阿美", 1, 0, 0)]
        .map(|(name, years, tenths, count)| WorkerCard {
            href: "/workers/1".to_owned(),
            name: name.to_owned(),
            picture: None,
            years,
            skills: vec!["深度保洁".to_owned(), "家电清洗".to_owned()],
            rating: Rating { tenths, count },
            verified: count > 0,
        })
        .into()
}
