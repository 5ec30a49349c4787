//! Lists of orders, each one bounded query (with its total in the same round trip).

use super::super::lifecycle::Status;
use super::super::list::{Counts, OfficeFilter, OrderRow};
use super::super::order::PaymentState;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, CustomerId, Error, Page, PageRequest, Result, WorkerId};
use uuid::Uuid;

struct Row {
    id: Uuid,
    number: String,
    status: String,
    payment_state: String,
    service_name: String,
    art: String,
    starts_at: jiff_sqlx::Timestamp,
    ends_at: jiff_sqlx::Timestamp,
    district: String,
    customer_id: Uuid,
    contact: String,
    worker_id: Option<Uuid>,
    worker_name: Option<String>,
    total_minor: i64,
    fee_minor: i64,
    reviewed: bool,
    created_at: jiff_sqlx::Timestamp,
    total: i64,
}

impl Row {
    fn read(self) -> Result<OrderRow> {
        let corrupt = || Error::internal("an order row no version of this program wrote");
        Ok(OrderRow {
            id: self.id.into(),
            number: self.number,
            status: Status::parse(&self.status).ok_or_else(corrupt)?,
            payment_state: PaymentState::parse(&self.payment_state).ok_or_else(corrupt)?,
            service_name: self.service_name,
            art: self.art,
            starts_at: self.starts_at.to_jiff(),
            ends_at: self.ends_at.to_jiff(),
            district: self.district,
            customer_id: self.customer_id.into(),
            contact: self.contact,
            worker_id: self.worker_id.map(Into::into),
            worker_name: self.worker_name,
            total_minor: self.total_minor,
            fee_minor: self.fee_minor,
            reviewed: self.reviewed,
            created_at: self.created_at.to_jiff(),
        })
    }
}

fn names(statuses: &[Status]) -> Vec<String> {
    statuses.iter().map(|status| status.name().to_owned()).collect()
}

/// `%text%` with the characters LIKE treats specially taken literally; None when there is nothing to look for.
fn pattern(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let escaped: String =
        text.chars().take(60).flat_map(|c| if matches!(c, '%' | '_' | '\\') { vec!['\\', c] } else { vec![c] }).collect();
    Some(format!("%{escaped}%"))
}

pub async fn search(ctx: &mut Ctx, filter: &OfficeFilter, page: PageRequest) -> Result<Page<OrderRow>> {
    let tenant = ctx.tenant_id();
    let statuses = names(&filter.statuses);
    let rows = sqlx::query_as!(
        Row,
        r#"
        select o.id, o.number, o.status, o.payment_state, o.service_name, s.art, o.starts_at, o.ends_at, o.district, o.customer_id,
               o.contact, o.worker_id, w.name as "worker_name?", o.total_minor, o.fee_minor,
               exists (select from reviews r where r.tenant_id = $1 and r.order_id = o.id) as "reviewed!",
               o.created_at, count(*) over () as "total!"
          from orders o
          join services s on s.tenant_id = $1 and s.id = o.service_id
          left join workers w on w.tenant_id = $1 and w.id = o.worker_id
         where o.tenant_id = $1
           and (cardinality($2::text[]) = 0 or o.status = any($2))
           and ($3::text is null or o.payment_state = $3)
           and ($4::uuid is null or o.worker_id = $4)
           and ($5::uuid is null or o.customer_id = $5)
           and ($6::timestamptz is null or o.starts_at >= $6)
           and ($7::timestamptz is null or o.starts_at < $7)
           and ($8::text is null or o.number like $8 or o.service_name like $8 or o.district like $8 or o.contact like $8)
         order by o.created_at desc, o.id desc
         limit $9
        offset $10"#,
        tenant,
        &statuses,
        filter.payment.map(PaymentState::name),
        filter.worker.map(lares_kernel::WorkerId::uuid),
        filter.customer.map(lares_kernel::CustomerId::uuid),
        filter.from.map(ToSqlx::to_sqlx) as Option<jiff_sqlx::Timestamp>,
        filter.to.map(ToSqlx::to_sqlx) as Option<jiff_sqlx::Timestamp>,
        pattern(&filter.text),
        page.limit(),
        page.offset()
    )
    .fetch_all(ctx.conn())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok(page.page(rows.into_iter().map(Row::read).collect::<Result<_>>()?, total))
}

pub async fn counts_of_customer(ctx: &mut Ctx, customer: CustomerId) -> Result<Counts> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        r#"select status, count(*) as "count!"
             from orders
            where tenant_id = $1
              and customer_id = $2
            group by status"#,
        tenant,
        customer.uuid()
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(Counts(rows.into_iter().filter_map(|row| Some((Status::parse(&row.status)?, row.count))).collect()))
}

pub async fn between(ctx: &mut Ctx, from: Timestamp, to: Timestamp, worker: Option<WorkerId>) -> Result<Vec<OrderRow>> {
    let tenant = ctx.tenant_id();
    sqlx::query_as!(
        Row,
        r#"
        select o.id, o.number, o.status, o.payment_state, o.service_name, s.art, o.starts_at, o.ends_at, o.district, o.customer_id,
               o.contact, o.worker_id, w.name as "worker_name?", o.total_minor, o.fee_minor,
               exists (select from reviews r where r.tenant_id = $1 and r.order_id = o.id) as "reviewed!",
               o.created_at, 0::bigint as "total!"
          from orders o
          join services s on s.tenant_id = $1 and s.id = o.service_id
          left join workers w on w.tenant_id = $1 and w.id = o.worker_id
         where o.tenant_id = $1
           and o.starts_at >= $2
           and o.starts_at < $3
           and ($4::uuid is null or o.worker_id = $4)
         order by o.starts_at, o.id
         limit 2000"#,
        tenant,
        from.to_sqlx(),
        to.to_sqlx(),
        worker.map(lares_kernel::WorkerId::uuid)
    )
    .fetch_all(ctx.conn())
    .await?
    .into_iter()
    .map(Row::read)
    .collect()
}

pub async fn board(ctx: &mut Ctx, since: Timestamp) -> Result<Vec<OrderRow>> {
    let tenant = ctx.tenant_id();
    sqlx::query_as!(
        Row,
        r#"
        select o.id, o.number, o.status, o.payment_state, o.service_name, s.art, o.starts_at, o.ends_at, o.district, o.customer_id,
               o.contact, o.worker_id, w.name as "worker_name?", o.total_minor, o.fee_minor,
               exists (select from reviews r where r.tenant_id = $1 and r.order_id = o.id) as "reviewed!",
               o.created_at, 0::bigint as "total!"
          from orders o
          join services s on s.tenant_id = $1 and s.id = o.service_id
          left join workers w on w.tenant_id = $1 and w.id = o.worker_id
         where o.tenant_id = $1
           and (o.status in ('awaiting_payment', 'offered', 'accepted', 'departed', 'arrived', 'in_service')
                or (o.status in ('completed', 'cancelled', 'disputed') and o.changed_at >= $2))
         order by o.starts_at, o.id
         limit 500"#,
        tenant,
        since.to_sqlx()
    )
    .fetch_all(ctx.conn())
    .await?
    .into_iter()
    .map(Row::read)
    .collect()
}

pub async fn any(ctx: &mut Ctx) -> Result<bool> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_scalar!(r#"select exists (select from app.orders where tenant_id = $1) as "any!""#, tenant)
        .fetch_one(ctx.conn())
        .await?)
}
