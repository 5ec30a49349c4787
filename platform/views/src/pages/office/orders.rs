//! Orders: the table with its filters, and the live board by state.

use jiff::Timestamp;
use serde::Serialize;

use crate::gallery::at;
use crate::parts::{Choice, Pager, Tab};
use crate::{Money, Page, Phrase, Sample};

/// GET /office/orders
#[derive(Debug, Clone, Serialize)]
pub struct Orders {
    pub tabs: Vec<Tab>,
    pub filter: OrderFilter,
    pub payments: Vec<Choice>,
    pub workers: Vec<Choice>,
    pub orders: Vec<OrderLine>,
    pub total: i64,
    /// The same filter as a file.
    pub export: String,
    /// As many rows as the file holds, when there are more.
    pub export_cut: Option<i64>,
    pub pager: Pager,
}

/// As typed; an empty word filters nothing. Days are "2026-12-03".
#[derive(Debug, Clone, Default, Serialize)]
pub struct OrderFilter {
    pub q: String,
    pub status: String,
    pub payment: String,
    pub worker: String,
    pub from: String,
    pub to: String,
}

/// One order in a table or on the board.
#[derive(Debug, Clone, Serialize)]
pub struct OrderLine {
    pub href: String,
    pub number: String,
    pub status: String,
    pub payment: String,
    pub service: String,
    pub icon: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub district: String,
    pub contact: String,
    pub worker: Option<String>,
    pub total: Money,
    /// The next step should have happened by now.
    pub late: bool,
}

/// GET /office/orders/board
#[derive(Debug, Clone, Serialize)]
pub struct OrderBoard {
    pub columns: Vec<BoardColumn>,
}

/// GET /office/orders/board/columns: asked for again whenever something changed.
#[derive(Debug, Clone, Serialize)]
pub struct OrderBoardPart {
    pub columns: Vec<BoardColumn>,
}

#[derive(Debug, Clone, Serialize)]
pub struct BoardColumn {
    pub status: String,
    pub count: u32,
    pub orders: Vec<OrderLine>,
    /// All of this state, when the column shows only some.
    pub more: Option<String>,
}

impl Page for Orders {
    const TEMPLATE: &'static str = "office/orders.html";
}

impl Page for OrderBoard {
    const TEMPLATE: &'static str = "office/order_board.html";
}

impl Page for OrderBoardPart {
    const TEMPLATE: &'static str = "office/order_board_columns.html";
}

impl Sample for Orders {
    fn samples() -> Vec<(&'static str, Self)> {
        let tab = |key: &str, count, current| Tab { label: Phrase::key(key), href: "/office/orders".to_owned(), current, count };
        let full = Self {
            tabs: vec![
                tab("office-orders-all", 0, true),
                tab("order-status-offered", 3, false),
                tab("order-status-accepted", 12, false),
                tab("order-status-in_service", 4, false),
                tab("order-status-completed", 0, false),
                tab("order-status-cancelled", 0, false),
            ],
            filter: OrderFilter { q: "徐汇".to_owned(), ..OrderFilter::default() },
            payments: payments(),
            workers: vec![any(), Choice { value: "1".to_owned(), label: Phrase::plain("王秀兰") }],
            orders: lines(),
            total: 1_248,
            export: "/office/orders.csv?q=%E5%BE%90%E6%B1%87".to_owned(),
            export_cut: None,
            pager: Pager { page: 2, pages: 63, previous: Some("?page=1".to_owned()), next: Some("?page=3".to_owned()) },
        };
        let filter = OrderFilter::default();
        let empty = Self { orders: Vec::new(), total: 0, filter, pager: Pager::default(), ..full.clone() };
        let nothing = Self { orders: Vec::new(), total: 0, pager: Pager::default(), ..full.clone() };
        let many = Self { total: 12_480, export_cut: Some(10_000), ..full.clone() };
        vec![("empty", empty), ("nothing", nothing), ("full", full), ("many", many)]
    }
}

impl Sample for OrderBoard {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("empty", Self { columns: columns(false) }), ("full", Self { columns: columns(true) })]
    }
}

impl Sample for OrderBoardPart {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("full", Self { columns: columns(true) })]
    }
}

/// The choice that filters nothing.
pub(super) fn any() -> Choice {
    Choice { value: String::new(), label: Phrase::key("office-any") }
}

fn payments() -> Vec<Choice> {
    let states = ["unpaid", "paid", "part_refunded", "refunded"].iter();
    let named = states.map(|state| Choice { value: (*state).to_owned(), label: Phrase::key(&format!("payment-{state}")) });
    std::iter::once(any()).chain(named).collect()
}

fn columns(filled: bool) -> Vec<BoardColumn> {
    ["offered", "accepted", "departed", "arrived", "in_service", "completed"]
        .iter()
        .map(|status| {
            let orders: Vec<_> =
                if filled { lines().into_iter().filter(|line| line.status == *status).collect() } else { Vec::new() };
            BoardColumn { status: (*status).to_owned(), count: u32::try_from(orders.len()).unwrap_or(0), orders, more: None }
        })
        .collect()
}

/// Lines that other pages' samples use too.
pub(super) fn lines() -> Vec<OrderLine> {
    [
        ("offered", "深度保洁", None, "unpaid", true),
        ("accepted", "日常保洁", Some("王秀兰"), "unpaid", false),
        ("departed", "空调清洗", Some("刘建国"), "paid", false),
        ("in_service", "开荒保洁（含玻璃、阳台与厨房重油污处理）", Some("陈阿美"), "unpaid", false),
        ("completed", "日常保洁", Some("王秀兰"), "paid", false),
        ("cancelled", "沙发保养", None, "refunded", false),
    ]
    .iter()
    .enumerate()
    .map(|(at_row, (status, service, worker, payment, late))| OrderLine {
        href: "/office/orders/1".to_owned(),
        number: format!("A2612-018{at_row}"),
        status: (*status).to_owned(),
        payment: (*payment).to_owned(),
        service: (*service).to_owned(),
        icon: "sparkles".to_owned(),
        starts_at: at("2026-12-01T06:00:00Z"),
        ends_at: at("2026-12-01T09:00:00Z"),
        district: "徐汇区".to_owned(),
        contact: "陈梅".to_owned(),
        worker: worker.map(str::to_owned),
        total: Money::fen(36_800),
        late: *late,
    })
    .collect()
}
