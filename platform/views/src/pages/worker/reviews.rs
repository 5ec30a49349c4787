//! What customers say about me, and my replies.

use serde::Serialize;

use crate::gallery::at;
use crate::parts::{Aspect, Pager, Rating, ReviewCard};
use crate::{Form, Page, Phrase, Sample};

/// GET /worker/reviews
#[derive(Debug, Clone, Serialize)]
pub struct Reviews {
    pub rating: Rating,
    pub aspects: Vec<Aspect>,
    pub reviews: Vec<ReviewRow>,
    pub pager: Pager,
}

/// POST /worker/reviews/{id}/reply: field `reply`, once.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewRow {
    pub id: String,
    pub review: ReviewCard,
    pub may_reply: bool,
    pub form: Form,
}

impl Page for Reviews {
    const TEMPLATE: &'static str = "worker/reviews.html";
}

impl Sample for Reviews {
    fn samples() -> Vec<(&'static str, Self)> {
        let card = |tenths, body: &str, reply: Option<&str>| ReviewCard {
            author: "陈**".to_owned(),
            at: at("2026-11-28T03:00:00Z"),
            about: Some("深度保洁".to_owned()),
            tenths,
            body: body.to_owned(),
            pictures: Vec::new(),
            appended: None,
            appended_pictures: Vec::new(),
            reply: reply.map(str::to_owned),
        };
        let row = |id: &str, review, form| ReviewRow { id: id.to_owned(), review, may_reply: id != "2", form };
        let wrong = Form::default().value("reply", "谢谢").error("reply", Phrase::plain("最多 1000 字"));
        let full = Self {
            rating: Rating { tenths: 48, count: 128 },
            aspects: [("attitude", 49), ("skill", 48), ("efficiency", 46)]
                .map(|(aspect, tenths)| Aspect { label: Phrase::key(&format!("aspect-{aspect}")), tenths })
                .into(),
            reviews: vec![
                row("1", card(50, "阿姨准时到，油烟机擦得跟新的一样。", None), Form::default()),
                row("2", card(50, "很细心。", Some("谢谢您的肯定，下次再见！")), Form::default()),
                row("3", card(20, "来晚了二十分钟，也没提前说。", None), wrong),
            ],
            pager: Pager { page: 1, pages: 7, previous: None, next: Some("/worker/reviews?page=2".to_owned()) },
        };
        let empty =
            Self { rating: Rating { tenths: 0, count: 0 }, aspects: Vec::new(), reviews: Vec::new(), pager: Pager::default() };
        vec![("full", full), ("empty", empty)]
    }
}
