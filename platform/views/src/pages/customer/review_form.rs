//! Reviewing a finished order, or adding to a review later.

use serde::Serialize;

use crate::{Form, Page, Phrase, Sample};

#[derive(Debug, Clone, Serialize)]
pub struct ReviewForm {
    pub service: String,
    pub worker: String,
    pub back: String,
    /// POST /orders/{id}/review
    pub action: String,
    /// Fields `quality`, `as_expected` (the service), `attitude`, `skill`, `efficiency` (the worker): 1 to 5; `body`; files `pictures`, at most six. The overall mark is their mean.
    pub form: Form,
    /// What was already written: then only `appended` and `pictures` are asked for.
    pub written: Option<String>,
}

impl Page for ReviewForm {
    const TEMPLATE: &'static str = "customer/review_form.html";
}

impl Sample for ReviewForm {
    fn samples() -> Vec<(&'static str, Self)> {
        let fresh = Self {
            service: "深度保洁".to_owned(),
            worker: "王秀兰".to_owned(),
            back: "/orders/1".to_owned(),
            action: "/orders/1/review".to_owned(),
            form: Form::default(),
            written: None,
        };
        let wrong = Form::default().value("overall", "4").value("body", "很好").error("quality", Phrase::key("review-choose"));
        let wrong = wrong.error("pictures", Phrase::key("review-pictures-again"));
        let append = Self { written: Some("阿姨准时到，油烟机擦得跟新的一样。".to_owned()), ..fresh.clone() };
        vec![("new", fresh.clone()), ("wrong", Self { form: wrong, ..fresh }), ("append", append)]
    }
}
