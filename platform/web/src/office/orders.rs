//! The table of orders and the live board.

use super::entry::moment;
use super::lines::{line, lines};
use super::listing::{address, any, keyed, page, pager, tab};
use super::{csv, people};
use crate::error::Served;
use crate::visit::OfficeVisit;
use axum::extract::Query;
use lares_domain::orders::{self, OfficeFilter, OrderRow, PaymentState, Status};
use lares_kernel::{PageRequest, Tenant};
use lares_views::pages::office::{BoardColumn, OrderBoard, OrderBoardPart, OrderFilter, Orders};
use lares_views::parts::{Choice, Tab};
use serde::Deserialize;

const PATH: &str = "/office/orders";
/// What a column of the board shows before it links to the table.
const COLUMN: usize = 30;

/// The filter as the address has it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Search {
    q: String,
    status: String,
    payment: String,
    worker: String,
    from: String,
    to: String,
    page: Option<u32>,
}

impl Search {
    fn filter(&self, tenant: &Tenant) -> OfficeFilter {
        let days = |text: &str, clock: &str| moment(&format!("{text}T{clock}"), tenant);
        OfficeFilter {
            statuses: Status::parse(&self.status).into_iter().collect(),
            payment: PaymentState::parse(&self.payment),
            worker: self.worker.parse().ok(),
            customer: None,
            from: days(&self.from, "00:00"),
            to: days(&self.to, "23:59:59"),
            text: self.q.trim().to_owned(),
        }
    }

    fn words(&self) -> [(&str, &str); 6] {
        [
            ("q", &self.q),
            ("status", &self.status),
            ("payment", &self.payment),
            ("worker", &self.worker),
            ("from", &self.from),
            ("to", &self.to),
        ]
    }

    fn shown(&self) -> OrderFilter {
        OrderFilter {
            q: self.q.clone(),
            status: self.status.clone(),
            payment: self.payment.clone(),
            worker: self.worker.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
        }
    }

    /// One tab per state, each keeping the rest of the filter.
    fn tabs(&self) -> Vec<Tab> {
        let one = |key: &str, status: &str| {
            let mut words = self.words();
            words[1].1 = status;
            tab(key, address(PATH, &words), self.status == status)
        };
        let states = Status::ALL.iter().map(|status| one(&format!("order-status-{}", status.name()), status.name()));
        std::iter::once(one("office-orders-all", "")).chain(states).collect()
    }
}

pub async fn table(visit: OfficeVisit, Query(search): Query<Search>) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = orders::of_office(&mut ctx, &search.filter(&visit.tenant), page(search.page)?).await?;
    let workers = people::active(&mut ctx).await?;
    let pager = pager(&rows, PATH, &search.words());
    let page = Orders {
        tabs: search.tabs(),
        filter: search.shown(),
        payments: payments(),
        workers: people::filter(&workers),
        total: rows.total,
        export_cut: (rows.total > csv::MOST_ROWS).then_some(csv::MOST_ROWS),
        orders: lines(rows.rows, &visit.tenant, visit.now()),
        export: address("/office/orders.csv", &search.words()),
        pager,
    };
    visit.show(ctx, "orders", &page).await
}

fn payments() -> Vec<Choice> {
    let states = PaymentState::ALL.iter().map(|state| keyed(state.name(), &format!("payment-{}", state.name())));
    std::iter::once(any()).chain(states).collect()
}

pub async fn export(visit: OfficeVisit, Query(search): Query<Search>) -> Served {
    let mut ctx = visit.begin().await?;
    let mut file = csv::File::new(
        &visit,
        &["number", "service", "status", "when", "customer", "worker", "total"].map(|word| format!("office-order-{word}")),
    );
    for number in 1..=csv::MOST_PAGES {
        let rows = orders::of_office(&mut ctx, &search.filter(&visit.tenant), PageRequest::new(number, 100)?).await?;
        let last = number >= rows.pages();
        rows.rows.iter().for_each(|row| file.line(&cells(&visit, row)));
        if last || number == csv::MOST_PAGES {
            file.say_if_cut(&visit, rows.total);
            break;
        }
    }
    Ok(file.served("orders.csv"))
}

fn cells(visit: &OfficeVisit, row: &OrderRow) -> [String; 7] {
    let status = lares_views::Phrase::key(&format!("order-status-{}", row.status.name()));
    [
        row.number.clone(),
        row.service_name.clone(),
        visit.app.views.say(&status, &visit.bare_frame("")),
        super::entry::local(row.starts_at, &visit.tenant).replace('T', " "),
        row.contact.clone(),
        row.worker_name.clone().unwrap_or_default(),
        super::entry::plain(row.total_minor),
    ]
}

pub async fn board(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = orders::board(&mut ctx, midnight(&visit)).await?;
    visit.show(ctx, "orders", &OrderBoard { columns: columns(&visit, &rows) }).await
}

pub async fn board_columns(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let rows = orders::board(&mut ctx, midnight(&visit)).await?;
    ctx.commit().await?;
    visit.part(&OrderBoardPart { columns: columns(&visit, &rows) })
}

fn midnight(visit: &OfficeVisit) -> jiff::Timestamp {
    let today = visit.tenant.date(visit.now());
    moment(&format!("{today}T00:00"), &visit.tenant).unwrap_or_else(|| visit.now())
}

/// A column per state in the order of the work; states that are rare appear when they have an order.
fn columns(visit: &OfficeVisit, rows: &[OrderRow]) -> Vec<BoardColumn> {
    let usual = |status: Status| match status {
        Status::Offered | Status::Accepted | Status::Departed | Status::Arrived | Status::InService | Status::Completed => true,
        Status::AwaitingPayment | Status::Cancelled | Status::Disputed => false,
    };
    let column = |status: Status| {
        let mine: Vec<&OrderRow> = rows.iter().filter(|row| row.status == status).collect();
        (usual(status) || !mine.is_empty()).then(|| BoardColumn {
            status: status.name().to_owned(),
            count: u32::try_from(mine.len()).unwrap_or(u32::MAX),
            more: (mine.len() > COLUMN).then(|| address(PATH, &[("status", status.name())])),
            orders: mine.into_iter().take(COLUMN).map(|row| line(row.clone(), &visit.tenant, visit.now())).collect(),
        })
    };
    Status::ALL.into_iter().filter_map(column).collect()
}
