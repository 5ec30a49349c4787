//! Workers: applications, who is active, and where certificates wait.

use serde::Serialize;

use crate::parts::{Pager, Rating, Tab};
use crate::{Page, Phrase, Sample};

/// GET /office/workers
#[derive(Debug, Clone, Serialize)]
pub struct Workers {
    pub tabs: Vec<Tab>,
    pub query: String,
    /// The tab's state, kept by the search.
    pub state: String,
    pub workers: Vec<WorkerLine>,
    pub total: i64,
    /// The person may take workers on.
    pub writable: bool,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct WorkerLine {
    pub href: String,
    pub name: String,
    pub phone: String,
    pub state: String,
    pub presence: String,
    pub years: i64,
    pub done: i64,
    pub rating: Rating,
    /// Certificates waiting for a look.
    pub pending: i64,
}

impl Page for Workers {
    const TEMPLATE: &'static str = "office/workers.html";
}

impl Sample for Workers {
    fn samples() -> Vec<(&'static str, Self)> {
        let tab = |key: &str, count, current| Tab { label: Phrase::key(key), href: "/office/workers".to_owned(), current, count };
        let workers = [
            ("王秀兰", "active", "online", 50, 128, 1),
            ("刘建国", "applied", "offline", 0, 0, 2),
            ("陈阿美", "suspended", "busy", 46, 9, 0),
        ]
        .map(|(name, state, presence, tenths, count, pending)| WorkerLine {
            href: "/office/workers/1".to_owned(),
            name: name.to_owned(),
            phone: "13911112222".to_owned(),
            state: state.to_owned(),
            presence: presence.to_owned(),
            years: 8,
            done: i64::from(count) * 3,
            rating: Rating { tenths, count },
            pending,
        })
        .into();
        let full = Self {
            tabs: vec![
                tab("office-workers-all", 0, true),
                tab("office-worker-applied", 1, false),
                tab("office-worker-active", 0, false),
            ],
            query: String::new(),
            state: String::new(),
            workers,
            total: 3,
            writable: true,
            pager: Pager::default(),
        };
        vec![("empty", Self { workers: Vec::new(), total: 0, ..full.clone() }), ("full", full)]
    }
}
