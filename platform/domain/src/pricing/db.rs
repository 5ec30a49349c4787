//! SQL of quotes.

use super::quote::Quote;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{AddressId, Ctx, Currency, Error, Locale, Money, OrderId, QuoteId, Result};
use serde_json::to_value;

pub(super) async fn insert(ctx: &mut Ctx, quote: &Quote) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "insert into quotes (tenant_id, id, customer_id, service_id, address_id, worker_id, starts_at, ends_at, options, codes,
                             lines, notices, plugins, total_minor, currency, policy, locale, created_at, expires_at, changes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        tenant,
        quote.id.uuid(),
        quote.customer_id.uuid(),
        quote.service_id.uuid(),
        quote.address_id.uuid(),
        quote.worker_id.map(lares_kernel::WorkerId::uuid),
        quote.starts_at.to_sqlx(),
        quote.ends_at.to_sqlx(),
        to_value(&quote.options)?,
        to_value(&quote.codes)?,
        to_value(&quote.lines)?,
        to_value(&quote.notices)?,
        to_value(&quote.plugins)?,
        quote.total.minor,
        quote.total.currency.code(),
        to_value(&quote.policy)?,
        quote.locale.tag(),
        now,
        quote.expires_at.to_sqlx(),
        quote.changes.map(OrderId::uuid),
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(super) async fn read(ctx: &mut Ctx, id: QuoteId) -> Result<Quote> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query!(
        "select customer_id, service_id, address_id, worker_id, starts_at, ends_at, options, codes, lines, notices, plugins,
                total_minor, currency, policy, locale, expires_at, changes
           from quotes
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(Quote {
        id,
        customer_id: row.customer_id.into(),
        service_id: row.service_id.into(),
        address_id: row.address_id.into(),
        worker_id: row.worker_id.map(Into::into),
        starts_at: row.starts_at.to_jiff(),
        ends_at: row.ends_at.to_jiff(),
        options: serde_json::from_value(row.options)?,
        codes: serde_json::from_value(row.codes)?,
        lines: serde_json::from_value(row.lines)?,
        notices: serde_json::from_value(row.notices)?,
        plugins: serde_json::from_value(row.plugins)?,
        total: Money::new(row.total_minor, currency(&row.currency)?),
        policy: serde_json::from_value(row.policy)?,
        locale: Locale::parse(&row.locale).ok_or_else(|| Error::internal("a quote in an unknown language"))?,
        expires_at: row.expires_at.to_jiff(),
        changes: row.changes.map(Into::into),
    })
}

/// True when this call used it; false when an order already did.
pub(super) async fn spend(ctx: &mut Ctx, id: QuoteId, order: OrderId) -> Result<bool> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update quotes
            set order_id = $3
          where tenant_id = $1
            and id = $2
            and order_id is null",
        tenant,
        id.uuid(),
        order.uuid()
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) fn currency(code: &str) -> Result<Currency> {
    Currency::parse(code).ok_or_else(|| Error::internal("a row with an unknown currency"))
}

/// The quote an order was placed from, with the codes the customer typed; changes of the order keep both.
pub(super) async fn spent_on(ctx: &mut Ctx, order: OrderId) -> Result<Option<(QuoteId, serde_json::Value)>> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query!(
        "select id, codes from quotes where tenant_id = $1 and order_id = $2 and changes is null",
        tenant,
        order.uuid()
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(row.map(|row| (row.id.into(), row.codes)))
}

pub(super) async fn prune(ctx: &mut Ctx, before: Timestamp, limit: i64) -> Result<u64> {
    let tenant = ctx.tenant_id();
    let gone = sqlx::query!(
        "delete from quotes
          where tenant_id = $1
            and id in (select id
                         from quotes
                        where tenant_id = $1
                          and order_id is null
                          and expires_at < $2
                        limit $3)",
        tenant,
        before.to_sqlx(),
        limit
    )
    .execute(ctx.conn())
    .await?;
    Ok(gone.rows_affected())
}

/// Where an order is done, as its newest quote says.
pub(super) async fn address_of(ctx: &mut Ctx, order: OrderId) -> Result<AddressId> {
    let tenant = ctx.tenant_id();
    let id = sqlx::query_scalar!(
        "select address_id
           from quotes
          where tenant_id = $1
            and order_id = $2
          order by created_at desc, id desc
          limit 1",
        tenant,
        order.uuid()
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(id.into())
}
