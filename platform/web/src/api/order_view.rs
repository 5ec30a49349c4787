//! Orders as programs see them; the same shape for customer, worker and office, which see different parts filled.

use super::answer::{Money, Place};
use super::quotes::{BillLine, Chosen};
use jiff::Timestamp;
use lares_domain::orders::{self, Cancellation, Snapshot};
use lares_domain::payments;
use lares_kernel::events::Event;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Serialize, ToSchema)]
pub struct OrderRow {
    id: Uuid,
    number: String,
    #[schema(example = "offered")]
    status: &'static str,
    #[schema(example = "unpaid")]
    payment_state: &'static str,
    service_name: String,
    starts_at: Timestamp,
    ends_at: Timestamp,
    district: String,
    customer_id: Uuid,
    contact: String,
    worker_id: Option<Uuid>,
    worker_name: Option<String>,
    total_minor: i64,
    fee_minor: i64,
    reviewed: bool,
    created_at: Timestamp,
}

impl From<orders::OrderRow> for OrderRow {
    fn from(row: orders::OrderRow) -> Self {
        Self {
            id: row.id.uuid(),
            number: row.number,
            status: row.status.name(),
            payment_state: row.payment_state.name(),
            service_name: row.service_name,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            district: row.district,
            customer_id: row.customer_id.uuid(),
            contact: row.contact,
            worker_id: row.worker_id.map(Uuid::from),
            worker_name: row.worker_name,
            total_minor: row.total_minor,
            fee_minor: row.fee_minor,
            reviewed: row.reviewed,
            created_at: row.created_at,
        }
    }
}

/// Where the work is done, as agreed when the order was placed. A worker sees the door only after accepting.
#[derive(Serialize, ToSchema)]
pub struct Where {
    contact: String,
    phone: String,
    district: String,
    line: String,
    place: Place,
}

impl From<Snapshot> for Where {
    fn from(snapshot: Snapshot) -> Self {
        Self {
            contact: snapshot.contact,
            phone: snapshot.phone,
            district: snapshot.district,
            line: snapshot.line,
            place: snapshot.place.into(),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct Order {
    id: Uuid,
    number: String,
    status: &'static str,
    payment_state: &'static str,
    customer_id: Uuid,
    service_id: Uuid,
    service_name: String,
    worker_id: Option<Uuid>,
    starts_at: Timestamp,
    ends_at: Timestamp,
    address: Where,
    notes: String,
    options: Vec<Chosen>,
    lines: Vec<BillLine>,
    total: Money,
    /// The cancellation fee, once cancelled.
    fee: Money,
    /// What the customer tells the worker at the door; empty for workers.
    start_code: String,
    cancel_reason: Option<String>,
    created_at: Timestamp,
    changed_at: Timestamp,
}

impl From<orders::Order> for Order {
    fn from(order: orders::Order) -> Self {
        Self {
            id: order.id.uuid(),
            number: order.number,
            status: order.status.name(),
            payment_state: order.payment_state.name(),
            customer_id: order.customer_id.uuid(),
            service_id: order.service_id.uuid(),
            service_name: order.service_name,
            worker_id: order.worker_id.map(Uuid::from),
            starts_at: order.starts_at,
            ends_at: order.ends_at,
            address: order.address.into(),
            notes: order.notes,
            options: order.options.into_iter().map(Into::into).collect(),
            lines: order.lines.into_iter().map(Into::into).collect(),
            total: order.total.into(),
            fee: order.fee.into(),
            start_code: order.start_code,
            cancel_reason: order.cancel_reason,
            created_at: order.created_at,
            changed_at: order.changed_at,
        }
    }
}

/// Something that happened to an order.
#[derive(Serialize, ToSchema)]
pub struct TimelineEntry {
    #[schema(example = "order.placed")]
    kind: String,
    /// `customer`, `worker`, `staff` or `system`.
    by: String,
    at: Timestamp,
}

impl From<Event> for TimelineEntry {
    fn from(event: Event) -> Self {
        Self { kind: event.kind, by: event.actor_kind, at: event.at }
    }
}

/// A step of the visit as the worker's device reported it.
#[derive(Serialize, ToSchema)]
pub struct StepEntry {
    /// `depart`, `arrive`, `start` or `finish`.
    step: &'static str,
    /// By the server's clock.
    at: Timestamp,
    device_at: Option<Timestamp>,
    place: Option<Place>,
    /// From the address of the order.
    meters_away: Option<i64>,
}

impl From<orders::StepRecord> for StepEntry {
    fn from(record: orders::StepRecord) -> Self {
        Self {
            step: record.step.name(),
            at: record.at,
            device_at: record.device_at,
            place: record.place.map(Into::into),
            meters_away: record.away,
        }
    }
}

/// What cancelling now would cost.
#[derive(Serialize, ToSchema)]
pub struct CancellationPreview {
    fee: Money,
    free_until: Option<Timestamp>,
}

impl From<Cancellation> for CancellationPreview {
    fn from(cancellation: Cancellation) -> Self {
        Self { fee: cancellation.fee.into(), free_until: cancellation.free_until }
    }
}

#[derive(Serialize, ToSchema)]
pub struct Payment {
    id: Uuid,
    /// `capture` or `refund`.
    kind: String,
    method: String,
    amount_minor: i64,
    reference: String,
    at: Timestamp,
}

#[derive(Serialize, ToSchema)]
pub struct Receipt {
    order: Order,
    payments: Vec<Payment>,
    outstanding: Money,
}

impl From<payments::Receipt> for Receipt {
    fn from(receipt: payments::Receipt) -> Self {
        let payment = |one: payments::Payment| Payment {
            id: one.id.uuid(),
            kind: one.kind,
            method: one.method,
            amount_minor: one.amount_minor,
            reference: one.reference,
            at: one.at,
        };
        Self {
            order: receipt.order.into(),
            payments: receipt.payments.into_iter().map(payment).collect(),
            outstanding: receipt.outstanding.into(),
        }
    }
}
