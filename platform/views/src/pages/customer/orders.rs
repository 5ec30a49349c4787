//! My orders, by state, with search.

use serde::Serialize;

use crate::gallery::at;
use crate::parts::{OrderCard, Pager, Tab};
use crate::{Money, Page, Phrase, Sample};

#[derive(Debug, Clone, Serialize)]
pub struct Orders {
    /// Labels: `orders-tab-all`, then the names of the states.
    pub tabs: Vec<Tab>,
    /// The state chosen, kept by the search; empty for all.
    pub state: String,
    pub query: String,
    pub orders: Vec<OrderCard>,
    pub pager: Pager,
}

impl Page for Orders {
    const TEMPLATE: &'static str = "customer/orders.html";
}

impl Sample for Orders {
    fn samples() -> Vec<(&'static str, Self)> {
        let states = ["awaiting_payment", "offered", "accepted", "in_service", "completed", "cancelled", "disputed"];
        let mut tabs = vec![Tab { label: Phrase::key("orders-tab-all"), href: "/orders".to_owned(), current: true, count: 0 }];
        tabs.extend(states.map(|state| Tab {
            label: Phrase::key(&format!("order-status-{state}")),
            href: format!("/orders?state={state}"),
            current: false,
            count: u32::from(state == "accepted"),
        }));
        let full = Self {
            tabs,
            state: String::new(),
            query: String::new(),
            orders: states.map(card).into(),
            pager: Pager { page: 1, pages: 4, previous: None, next: Some("?page=2".to_owned()) },
        };
        let empty = Self { orders: Vec::new(), pager: Pager::default(), ..full.clone() };
        let nothing = Self { query: "空调".to_owned(), ..empty.clone() };
        vec![("full", full), ("empty", empty), ("nothing", nothing)]
    }
}

/// A card that other pages' samples use too.
pub(in crate::pages) fn card(status: &str) -> OrderCard {
    OrderCard {
        href: "/orders/1".to_owned(),
        number: "A2612-0187".to_owned(),
        service: "深度保洁".to_owned(),
        icon: "sparkles".to_owned(),
        status: status.to_owned(),
        starts_at: at("2026-12-03T05:30:00Z"),
        ends_at: at("2026-12-03T10:00:00Z"),
        worker: (status != "offered").then(|| "王秀兰".to_owned()),
        place: "徐汇区 漕溪北路 398 号".to_owned(),
        total: Money::fen(44_080),
    }
}
