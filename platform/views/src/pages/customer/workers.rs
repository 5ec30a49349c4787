//! All who work here.

use serde::Serialize;

use super::home::workers;
use crate::parts::{Choice, Pager, WorkerCard};
use crate::{Page, Phrase, Sample};

/// GET /workers?q=&service=&page=
#[derive(Debug, Clone, Serialize)]
pub struct Workers {
    pub query: String,
    /// The service they are to be able to do; empty for any.
    pub service: String,
    pub services: Vec<Choice>,
    pub total: u32,
    pub workers: Vec<WorkerCard>,
    pub pager: Pager,
}

impl Page for Workers {
    const TEMPLATE: &'static str = "customer/workers.html";
}

impl Sample for Workers {
    fn samples() -> Vec<(&'static str, Self)> {
        let choice = |value: &str, label| Choice { value: value.to_owned(), label };
        let full = Self {
            query: String::new(),
            service: "1".to_owned(),
            services: vec![
                choice("", Phrase::key("workers-any-service")),
                choice("1", Phrase::plain("深度保洁")),
                choice("2", Phrase::plain("空调清洗（挂机 / 柜机）")),
            ],
            total: 42,
            workers: workers(),
            pager: Pager { page: 1, pages: 3, previous: None, next: Some("/workers?page=2".to_owned()) },
        };
        let nothing = Self { query: "赵".to_owned(), total: 0, workers: Vec::new(), pager: Pager::default(), ..full.clone() };
        vec![("full", full), ("nothing", nothing)]
    }
}
