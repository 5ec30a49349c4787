//! All reviews of a service or a worker.

use serde::Serialize;

use super::service::reviews;
use crate::parts::{Aspect, Pager, Rating, ReviewCard, Tab};
use crate::{Page, Phrase, Sample};

/// GET /services/{id}/reviews and /workers/{id}/reviews, ?show=&page=
#[derive(Debug, Clone, Serialize)]
pub struct ReviewsPage {
    /// Of the service or the worker.
    pub name: String,
    pub back: String,
    pub rating: Rating,
    pub aspects: Vec<Aspect>,
    pub tabs: Vec<Tab>,
    pub reviews: Vec<ReviewCard>,
    pub pager: Pager,
}

impl Page for ReviewsPage {
    const TEMPLATE: &'static str = "customer/reviews.html";
}

impl Sample for ReviewsPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let tab = |label, current, count| Tab { label, href: "/services/1/reviews".to_owned(), current, count };
        let stars = |stars: i64, count| tab(Phrase::key("review-stars").with("count", stars), false, count);
        let full = Self {
            name: "深度保洁".to_owned(),
            back: "/services/1".to_owned(),
            rating: Rating { tenths: 48, count: 128 },
            aspects: ["quality", "attitude", "as_expected"]
                .map(|aspect| Aspect { label: Phrase::key(&format!("aspect-{aspect}")), tenths: 48 })
                .into(),
            tabs: vec![
                tab(Phrase::key("reviews-all"), true, 128),
                tab(Phrase::key("reviews-pictures"), false, 12),
                stars(5, 101),
                stars(4, 20),
                stars(2, 7),
            ],
            reviews: reviews(),
            pager: Pager { page: 1, pages: 7, previous: None, next: Some("/services/1/reviews?page=2".to_owned()) },
        };
        let empty = Self {
            rating: Rating { tenths: 0, count: 0 },
            aspects: Vec::new(),
            tabs: Vec::new(),
            reviews: Vec::new(),
            pager: Pager::default(),
            ..full.clone()
        };
        vec![("full", full), ("empty", empty)]
    }
}
