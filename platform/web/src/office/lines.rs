//! Orders as the office's tables, tiles and boards show them.

use super::art;
use super::listing::money;
use jiff::{SignedDuration, Timestamp};
use lares_domain::orders::{OrderRow, Status};
use lares_kernel::Tenant;
use lares_views::pages::office::OrderLine;

#[must_use]
pub fn line(row: OrderRow, tenant: &Tenant, now: Timestamp) -> OrderLine {
    OrderLine {
        href: format!("/office/orders/{}", row.id),
        late: is_late(&row, now),
        number: row.number,
        status: row.status.name().to_owned(),
        payment: row.payment_state.name().to_owned(),
        service: row.service_name,
        icon: art::icon(&row.art).to_owned(),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        district: row.district,
        contact: row.contact,
        worker: row.worker_name,
        total: money(row.total_minor, tenant),
    }
}

#[must_use]
pub fn lines(rows: Vec<OrderRow>, tenant: &Tenant, now: Timestamp) -> Vec<OrderLine> {
    rows.into_iter().map(|row| line(row, tenant, now)).collect()
}

/// Should the next step have happened by now? An order without a worker is late two hours before its visit.
fn is_late(row: &OrderRow, now: Timestamp) -> bool {
    let minutes = SignedDuration::from_mins;
    match row.status {
        Status::AwaitingPayment | Status::Offered => row.starts_at - minutes(120) < now,
        Status::Accepted => row.starts_at < now,
        Status::Departed | Status::Arrived => row.starts_at + minutes(30) < now,
        Status::InService => row.ends_at + minutes(30) < now,
        Status::Completed | Status::Cancelled | Status::Disputed => false,
    }
}
