//! Customers: the list and one profile with orders and value.

use jiff::Timestamp;
use serde::Serialize;

use super::orders::{OrderLine, lines};
use crate::gallery::at;
use crate::parts::Pager;
use crate::{Money, Page, Sample};

/// GET /office/customers
#[derive(Debug, Clone, Serialize)]
pub struct Customers {
    pub query: String,
    pub customers: Vec<CustomerLine>,
    pub total: i64,
    /// The same search as a file.
    pub export: String,
    /// As many rows as the file holds, when there are more.
    pub export_cut: Option<i64>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct CustomerLine {
    pub href: String,
    pub name: String,
    pub phone: String,
    pub orders: i64,
    pub spent: Money,
    pub last_order_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// GET /office/customers/{id}
#[derive(Debug, Clone, Serialize)]
pub struct CustomerPage {
    pub name: String,
    pub phone: String,
    pub email: Option<String>,
    /// "zh-Hans"
    pub locale: String,
    pub created_at: Timestamp,
    pub order_count: i64,
    pub spent: Money,
    pub last_order_at: Option<Timestamp>,
    pub addresses: Vec<CustomerAddress>,
    pub orders: Vec<OrderLine>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct CustomerAddress {
    pub place: String,
    pub contact: String,
    pub phone: String,
    pub is_default: bool,
}

impl Page for Customers {
    const TEMPLATE: &'static str = "office/customers.html";
}

impl Page for CustomerPage {
    const TEMPLATE: &'static str = "office/customer.html";
}

impl Sample for Customers {
    fn samples() -> Vec<(&'static str, Self)> {
        let customers = [("陈梅", 12, 486_000), ("李国强", 1, 12_800), ("欧阳慧敏（静安店老客户，偏好周三下午）", 0, 0)]
            .map(|(name, orders, minor)| CustomerLine {
                href: "/office/customers/1".to_owned(),
                name: name.to_owned(),
                phone: "13800005521".to_owned(),
                orders,
                spent: Money::fen(minor),
                last_order_at: (orders > 0).then(|| at("2026-11-20T03:00:00Z")),
                created_at: at("2026-02-11T03:00:00Z"),
            })
            .into();
        let full = Self {
            query: String::new(),
            customers,
            total: 3_204,
            export: "/office/customers.csv".to_owned(),
            export_cut: None,
            pager: Pager { page: 1, pages: 161, previous: None, next: Some("?page=2".to_owned()) },
        };
        let none = Self { customers: Vec::new(), total: 0, pager: Pager::default(), ..full.clone() };
        vec![("empty", none.clone()), ("nothing", Self { query: "王".to_owned(), ..none }), ("full", full)]
    }
}

impl Sample for CustomerPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            name: "陈梅".to_owned(),
            phone: "13800005521".to_owned(),
            email: Some("mei.chen@example.com".to_owned()),
            locale: "zh-Hans".to_owned(),
            created_at: at("2026-02-11T03:00:00Z"),
            order_count: 12,
            spent: Money::fen(486_000),
            last_order_at: Some(at("2026-11-20T03:00:00Z")),
            addresses: vec![CustomerAddress {
                place: "徐汇区 漕溪北路 398 号 12 栋 1802 室".to_owned(),
                contact: "陈梅".to_owned(),
                phone: "13800005521".to_owned(),
                is_default: true,
            }],
            orders: lines(),
            pager: Pager::default(),
        };
        let fresh = Self {
            order_count: 0,
            spent: Money::fen(0),
            last_order_at: None,
            addresses: Vec::new(),
            orders: Vec::new(),
            email: None,
            ..full.clone()
        };
        vec![("fresh", fresh), ("full", full)]
    }
}
