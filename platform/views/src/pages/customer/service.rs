//! One service: what is done, what it costs, who does it, what others say.

use serde::Serialize;

use super::home::workers;
use crate::gallery::at;
use crate::parts::{Aspect, Rating, ReviewCard, WorkerCard};
use crate::{Money, Page, Phrase, Sample};

#[derive(Debug, Clone, Serialize)]
pub struct ServicePage {
    pub name: String,
    pub summary: String,
    pub description: String,
    pub icon: String,
    pub back: String,
    /// Address of the booking page for this service.
    pub book: String,
    pub pictures: Vec<ServicePicture>,
    pub price: Money,
    pub minutes: u32,
    pub sold: u32,
    pub rating: Rating,
    pub steps: Vec<String>,
    pub tools: Vec<String>,
    pub included: Vec<String>,
    pub excluded: Vec<String>,
    pub options: Vec<OptionRow>,
    pub workers: Vec<WorkerCard>,
    pub more_workers: Option<String>,
    pub aspects: Vec<Aspect>,
    pub reviews: Vec<ReviewCard>,
    pub more_reviews: Option<String>,
    /// The cancellation policy in one sentence.
    pub policy: Option<Phrase>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ServicePicture {
    pub src: String,
    /// "cover", "before" or "after".
    pub kind: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct OptionRow {
    pub name: String,
    pub price: Money,
    pub minutes: u32,
}

impl Page for ServicePage {
    const TEMPLATE: &'static str = "customer/service.html";
}

impl Sample for ServicePage {
    fn samples() -> Vec<(&'static str, Self)> {
        let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        let full = Self {
            name: "深度保洁".to_owned(),
            summary: "四小时，油污、水垢、玻璃都做".to_owned(),
            description: "由两年以上经验的保洁师上门，自带专业工具与环保清洁剂。\n厨房重油、卫浴水垢、窗槽积灰逐一处理，结束后和您一起验收。".to_owned(),
            icon: "sparkles".to_owned(),
            back: "/categories".to_owned(),
            book: "/booking/1".to_owned(),
            pictures: Vec::new(),
            price: Money::fen(36_800),
            minutes: 240,
            sold: 640,
            rating: Rating { tenths: 48, count: 91 },
            steps: list(&["进门沟通", "厨房去油", "卫浴除垢", "房间除尘", "一起验收"]),
            tools: list(&["吸尘器", "蒸汽清洗机", "环保清洁剂", "擦窗器"]),
            included: list(&["油烟机表面与灶台", "淋浴房玻璃与五金", "家具表面除尘", "地面吸尘与拖洗"]),
            excluded: list(&["外窗高空作业", "家电拆洗", "墙面修补"]),
            options: vec![
                OptionRow { name: "内窗玻璃（每扇）".to_owned(), price: Money::fen(1_500), minutes: 15 },
                OptionRow { name: "冰箱内部清洁".to_owned(), price: Money::fen(5_800), minutes: 30 },
            ],
            workers: workers(),
            more_workers: Some("/workers?service=1".to_owned()),
            aspects: ["quality", "attitude", "as_expected"]
                .map(|aspect| Aspect { label: Phrase::key(&format!("aspect-{aspect}")), tenths: 48 })
                .into(),
            reviews: reviews(),
            more_reviews: Some("/services/1/reviews".to_owned()),
            policy: Some(Phrase::key("policy-free-before").with("hours", 24).with("fee", Money::fen(2_000))),
        };
        let bare = Self {
            description: String::new(),
            rating: Rating { tenths: 0, count: 0 },
            sold: 0,
            steps: Vec::new(),
            tools: Vec::new(),
            included: Vec::new(),
            excluded: Vec::new(),
            options: Vec::new(),
            workers: Vec::new(),
            aspects: Vec::new(),
            reviews: Vec::new(),
            more_workers: None,
            more_reviews: None,
            policy: None,
            pictures: vec![ServicePicture { src: "/assets/favicon.svg".to_owned(), kind: "cover".to_owned() }],
            ..full.clone()
        };
        vec![("full", full), ("bare", bare)]
    }
}

/// Reviews that other pages' samples use too.
pub(super) fn reviews() -> Vec<ReviewCard> {
    let first = ReviewCard {
        author: "林女士".to_owned(),
        at: at("2026-11-21T08:00:00Z"),
        about: Some("王秀兰".to_owned()),
        tenths: 50,
        body: "阿姨准时到，油烟机擦得跟新的一样，走之前还把垃圾带下楼。".to_owned(),
        pictures: vec!["/assets/favicon.svg".to_owned()],
        appended: Some("一周后再看，水垢没有返。".to_owned()),
        appended_pictures: vec!["/assets/favicon.svg".to_owned()],
        reply: Some("谢谢您的认可，期待再次为您服务。".to_owned()),
    };
    let second = ReviewCard {
        author: "周先生".to_owned(),
        at: at("2025-12-30T08:00:00Z"),
        about: None,
        tenths: 40,
        body: "整体不错，窗槽还可以再仔细一点。".to_owned(),
        pictures: Vec::new(),
        appended: None,
        appended_pictures: Vec::new(),
        reply: None,
    };
    vec![first, second]
}
