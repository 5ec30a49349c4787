//! Just founded: the company's addresses and what to do next.

use serde::Serialize;

use crate::{Page, Sample};

/// The answer to a successful POST /sign-up, at GET /welcome?slug=
#[derive(Debug, Clone, Serialize)]
pub struct Welcome {
    pub name: String,
    /// The address of the company's customers, without a trailing slash; office and workers are below it.
    pub url: String,
    pub services: u32,
}

impl Page for Welcome {
    const TEMPLATE: &'static str = "platform/welcome.html";
}

impl Sample for Welcome {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self { name: "安心到家".to_owned(), url: "http://anxin.lares.localhost:8080".to_owned(), services: 14 };
        let long = Self {
            name: "上海市徐汇区安心到家家政服务有限公司漕河泾分公司".to_owned(),
            url: "https://anxin-daojia-jiazheng-fuwu.lares.example.com".to_owned(),
            ..page.clone()
        };
        vec![("new", page), ("long", long)]
    }
}
