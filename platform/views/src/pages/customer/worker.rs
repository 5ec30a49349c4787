//! One worker, as far as the company publishes them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::home::services;
use super::service::reviews;
use crate::gallery::at;
use crate::parts::{Aspect, Rating, ReviewCard, ServiceCard};
use crate::{Page, Phrase, Sample};

#[derive(Debug, Clone, Serialize)]
pub struct WorkerPage {
    pub name: String,
    pub picture: Option<String>,
    pub back: String,
    /// "female" or "male"; none unless the company publishes it, as the age and the picture.
    pub sex: Option<String>,
    pub age: Option<u32>,
    pub years: u32,
    pub introduction: String,
    pub skills: Vec<String>,
    pub rating: Rating,
    pub visits: u32,
    pub certificates: Vec<CertificateRow>,
    pub aspects: Vec<Aspect>,
    pub free_times: Vec<FreeTime>,
    pub services: Vec<ServiceCard>,
    pub reviews: Vec<ReviewCard>,
    pub more_reviews: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CertificateRow {
    pub kind: String,
    pub expires_on: Option<Date>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FreeTime {
    pub at: Timestamp,
    pub href: String,
}

impl Page for WorkerPage {
    const TEMPLATE: &'static str = "customer/worker.html";
}

impl Sample for WorkerPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            name: "王秀兰".to_owned(),
            picture: None,
            back: "/services/1".to_owned(),
            sex: Some("female".to_owned()),
            age: Some(43),
            years: 8,
            introduction: "做事仔细，擅长厨房重油和玻璃。家里有宠物也没问题。".to_owned(),
            skills: vec!["深度保洁".to_owned(), "家电清洗".to_owned(), "收纳整理".to_owned()],
            rating: Rating { tenths: 49, count: 128 },
            visits: 860,
            certificates: vec![
                CertificateRow { kind: "家政服务员（四级）".to_owned(), expires_on: None },
                CertificateRow { kind: "健康证".to_owned(), expires_on: Some(jiff::civil::date(2027, 5, 20)) },
            ],
            aspects: ["attitude", "skill", "efficiency"]
                .map(|aspect| Aspect { label: Phrase::key(&format!("aspect-{aspect}")), tenths: 49 })
                .into(),
            free_times: ["2026-12-01T06:00:00Z", "2026-12-02T01:00:00Z", "2026-12-03T05:30:00Z"]
                .map(|time| FreeTime { at: at(time), href: "/booking/1?worker=1".to_owned() })
                .into(),
            services: services(),
            reviews: reviews(),
            more_reviews: Some("/workers/1/reviews".to_owned()),
        };
        let fresh = Self {
            name: "陈阿美".to_owned(),
            sex: None,
            age: None,
            years: 1,
            introduction: String::new(),
            rating: Rating { tenths: 0, count: 0 },
            visits: 0,
            certificates: Vec::new(),
            aspects: Vec::new(),
            free_times: Vec::new(),
            services: Vec::new(),
            reviews: Vec::new(),
            more_reviews: None,
            ..full.clone()
        };
        vec![("full", full), ("new", fresh)]
    }
}
