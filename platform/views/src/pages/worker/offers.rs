//! Offers to me, and the pool of jobs nobody has yet.

use jiff::Timestamp;
use serde::Serialize;

use crate::gallery::at;
use crate::parts::Pager;
use crate::{Form, Money, Page, Phrase, Sample};

/// GET /worker/offers
#[derive(Debug, Clone, Serialize)]
pub struct Offers {
    pub offers: Vec<OfferCard>,
    pub pool: Vec<OfferCard>,
    /// Of the pool.
    pub pager: Pager,
    /// online, busy, offline
    pub presence: String,
    /// What went wrong with the last answer.
    pub form: Form,
}

/// POST /worker/offers/{id}/acceptance, …/refusal (field `reason`); from the pool …/claim.
#[derive(Debug, Clone, Serialize)]
pub struct OfferCard {
    /// The order.
    pub id: String,
    pub service: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub district: String,
    pub notes: String,
    pub total: Money,
    pub answer_by: Option<Timestamp>,
}

impl Page for Offers {
    const TEMPLATE: &'static str = "worker/offers.html";
}

impl Sample for Offers {
    fn samples() -> Vec<(&'static str, Self)> {
        let offer = OfferCard {
            id: "1".to_owned(),
            service: "深度保洁".to_owned(),
            starts_at: at("2026-12-02T01:00:00Z"),
            ends_at: at("2026-12-02T05:30:00Z"),
            district: "徐汇区".to_owned(),
            notes: "家里有一只猫，请随手关门".to_owned(),
            total: Money::fen(44_080),
            answer_by: Some(at("2026-12-01T04:12:00Z")),
        };
        let open = OfferCard {
            id: "2".to_owned(),
            service: "空调清洗".to_owned(),
            notes: String::new(),
            answer_by: None,
            ..offer.clone()
        };
        let pager = Pager { page: 1, pages: 2, previous: None, next: Some("/worker/offers?page=2".to_owned()) };
        let full = Self {
            offers: vec![offer],
            pool: vec![open.clone(), open],
            pager,
            presence: "online".to_owned(),
            form: Form::default(),
        };
        let empty = Self {
            offers: Vec::new(),
            pool: Vec::new(),
            pager: Pager::default(),
            presence: "offline".to_owned(),
            form: Form::default(),
        };
        let taken =
            Self {
                form: Form::default().error("", Phrase::plain("这一单刚被别人抢走了")), offers: Vec::new(), ..full.clone()
            };
        vec![("full", full), ("taken", taken), ("empty", empty)]
    }
}
