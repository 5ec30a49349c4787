//! One order by id.

use super::super::lifecycle::Status;
use super::super::order::{Order, PaymentState, Snapshot};
use jiff_sqlx::{Timestamp, ToSqlx};
use lares_kernel::{Ctx, Currency, Error, Money, OrderId, Place, Result, WorkerId};
use serde_json::{Value, from_value};
use uuid::Uuid;

struct Row {
    id: Uuid,
    number: String,
    customer_id: Uuid,
    service_id: Uuid,
    worker_id: Option<Uuid>,
    status: String,
    payment_state: String,
    service_name: String,
    starts_at: Timestamp,
    ends_at: Timestamp,
    fee_clock_at: Timestamp,
    cleanup_minutes: i32,
    chosen_worker: bool,
    contact: String,
    phone: String,
    district: String,
    line: String,
    lat_e6: i32,
    lng_e6: i32,
    notes: String,
    options: Value,
    lines: Value,
    total_minor: i64,
    fee_minor: i64,
    currency: String,
    policy: Value,
    start_code: String,
    cancel_reason: Option<String>,
    created_at: Timestamp,
    changed_at: Timestamp,
}

pub async fn one(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    let tenant = ctx.tenant_id();
    sqlx::query_as!(
        Row,
        "select id, number, customer_id, service_id, worker_id, status, payment_state, service_name, starts_at, ends_at, fee_clock_at,
                cleanup_minutes, chosen_worker, contact, phone, district, line, lat_e6, lng_e6, notes, options, lines, total_minor,
                fee_minor, currency, policy, start_code, cancel_reason, created_at, changed_at
           from orders
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?
    .order()
}

/// The same, locked: whoever else wants to change this order waits.
pub async fn locked(ctx: &mut Ctx, id: OrderId) -> Result<Order> {
    let tenant = ctx.tenant_id();
    sqlx::query_scalar!("select id from orders where tenant_id = $1 and id = $2 for update", tenant, id.uuid())
        .fetch_one(ctx.conn())
        .await?;
    one(ctx, id).await
}

impl Row {
    fn order(self) -> Result<Order> {
        let corrupt = || Error::internal("an order row no version of this program wrote");
        let currency = Currency::parse(&self.currency).ok_or_else(corrupt)?;
        Ok(Order {
            id: self.id.into(),
            number: self.number,
            customer_id: self.customer_id.into(),
            service_id: self.service_id.into(),
            worker_id: self.worker_id.map(Into::into),
            status: Status::parse(&self.status).ok_or_else(corrupt)?,
            payment_state: PaymentState::parse(&self.payment_state).ok_or_else(corrupt)?,
            service_name: self.service_name,
            starts_at: self.starts_at.to_jiff(),
            ends_at: self.ends_at.to_jiff(),
            fee_clock_at: self.fee_clock_at.to_jiff(),
            cleanup_minutes: self.cleanup_minutes,
            chosen_worker: self.chosen_worker,
            address: Snapshot {
                contact: self.contact,
                phone: self.phone,
                district: self.district,
                line: self.line,
                place: Place { lat_e6: self.lat_e6, lng_e6: self.lng_e6 },
            },
            notes: self.notes,
            options: from_value(self.options)?,
            lines: from_value(self.lines)?,
            total: Money::new(self.total_minor, currency),
            fee: Money::new(self.fee_minor, currency),
            policy: from_value(self.policy)?,
            start_code: self.start_code,
            cancel_reason: self.cancel_reason,
            created_at: self.created_at.to_jiff(),
            changed_at: self.changed_at.to_jiff(),
        })
    }
}

/// The visits ahead that this worker has accepted, in one order for everybody who locks them.
pub async fn accepted_by(ctx: &mut Ctx, worker: WorkerId) -> Result<Vec<OrderId>> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let rows = sqlx::query_scalar!(
        "select id
           from orders
          where tenant_id = $1
            and worker_id = $2
            and status = 'accepted'
            and starts_at > $3
          order by id",
        tenant,
        worker.uuid(),
        now
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}
