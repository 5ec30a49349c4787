//! Reviews: averages by aspect, filters, and the company's replies.

use serde::Serialize;

use crate::gallery::at;
use crate::parts::{Aspect, Choice, Pager, Rating, ReviewCard, Tab};
use crate::{Form, Page, Phrase, Sample};

/// GET /office/reviews
#[derive(Debug, Clone, Serialize)]
pub struct Reviews {
    pub overall: Rating,
    pub aspects: Vec<Aspect>,
    /// All, low, unanswered, with words.
    pub tabs: Vec<Tab>,
    pub show: String,
    pub query: String,
    /// Sent along with a reply, so that the same page comes back.
    pub page: u32,
    pub workers: Vec<Choice>,
    pub worker: String,
    pub services: Vec<Choice>,
    pub service: String,
    pub reviews: Vec<OfficeReview>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct OfficeReview {
    pub card: ReviewCard,
    pub order_href: String,
    /// POST /office/reviews/{id}/reply: `reply`; absent when it is answered.
    pub reply: Option<String>,
    pub form: Form,
}

impl Page for Reviews {
    const TEMPLATE: &'static str = "office/reviews.html";
}

impl Sample for Reviews {
    fn samples() -> Vec<(&'static str, Self)> {
        let tab = |key: &str, current| Tab { label: Phrase::key(key), href: "/office/reviews".to_owned(), current, count: 0 };
        let full = Self {
            overall: Rating { tenths: 48, count: 1_204 },
            aspects: [("quality", 48), ("attitude", 50), ("as_expected", 47), ("skill", 48), ("efficiency", 45)]
                .map(|(aspect, tenths)| Aspect { label: Phrase::key(&format!("office-aspect-{aspect}")), tenths })
                .into(),
            tabs: vec![
                tab("office-reviews-all", true),
                tab("office-reviews-low", false),
                tab("office-reviews-unanswered", false),
            ],
            show: String::new(),
            query: String::new(),
            page: 1,
            workers: vec![super::orders::any()],
            worker: String::new(),
            services: vec![super::orders::any()],
            service: String::new(),
            reviews: vec![
                review(50, "做得非常仔细，厨房像新的一样。", Some("感谢认可！")),
                review(20, "迟到了四十分钟，玻璃没擦干净。", None),
            ],
            pager: Pager::default(),
        };
        let empty = Self { overall: Rating { tenths: 0, count: 0 }, aspects: Vec::new(), reviews: Vec::new(), ..full.clone() };
        vec![("empty", empty), ("full", full)]
    }
}

fn review(tenths: u32, body: &str, reply: Option<&str>) -> OfficeReview {
    OfficeReview {
        card: ReviewCard {
            author: "陈梅".to_owned(),
            at: at("2026-11-28T03:00:00Z"),
            about: Some("深度保洁 · 王秀兰".to_owned()),
            tenths,
            body: body.to_owned(),
            pictures: Vec::new(),
            appended: None,
            appended_pictures: Vec::new(),
            reply: reply.map(str::to_owned),
        },
        order_href: "/office/orders/1".to_owned(),
        reply: reply.is_none().then(|| "/office/reviews/1/reply".to_owned()),
        form: Form::default(),
    }
}
