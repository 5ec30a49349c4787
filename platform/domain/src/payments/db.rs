//! SQL of payments and the ledger.

use super::capture::Capture;
use super::ledger::Posting;
use super::port::Notice;
use super::receipt::Payment;
use crate::orders::Order;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, Currency, OrderId, PaymentId, Result};
use uuid::Uuid;

pub(super) async fn insert(ctx: &mut Ctx, id: PaymentId, kind: &str, capture: &Capture, currency: Currency) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let by = ctx.actor().id().map_or_else(|| ctx.actor().kind().to_owned(), |id| format!("{}:{id}", ctx.actor().kind()));
    sqlx::query!(
        "insert into payments (tenant_id, id, order_id, kind, method, amount_minor, currency, reference, recorded_by, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tenant,
        id.uuid(),
        capture.order.uuid(),
        kind,
        capture.method.name(),
        capture.amount_minor,
        currency.code(),
        capture.reference,
        by,
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// Was this payment of the gateway's recorded before?
pub(super) async fn is_confirmed(ctx: &mut Ctx, notice: &Notice) -> Result<bool> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_scalar!(
        r#"select exists (
             select from payments
              where tenant_id = $1
                and kind = 'capture'
                and method = $2
                and reference = $3
                and recorded_by = 'system') as "known!""#,
        tenant,
        notice.method.name(),
        notice.reference
    )
    .fetch_one(ctx.conn())
    .await?)
}

/// Minor units so far; `forgiven` is the part of `refunded` that was owed and given up.
pub(super) struct Sums {
    pub captured: i64,
    pub refunded: i64,
    pub forgiven: i64,
}

pub(super) async fn sums(ctx: &mut Ctx, order: OrderId) -> Result<Sums> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        Sums,
        r#"
        select coalesce(sum(amount_minor) filter (where kind = 'capture'), 0)::bigint as "captured!",
               coalesce(sum(amount_minor) filter (where kind = 'refund'), 0)::bigint as "refunded!",
               (select coalesce(sum(l.amount_minor), 0)::bigint
                  from ledger l
                 where l.tenant_id = $1
                   and l.order_id = $2
                   and l.account = 'refunds') as "forgiven!"
          from payments
         where tenant_id = $1
           and order_id = $2"#,
        tenant,
        order.uuid()
    )
    .fetch_one(ctx.conn())
    .await?)
}

pub(super) async fn of_order(ctx: &mut Ctx, order: OrderId) -> Result<Vec<Payment>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        Payment,
        "select id, kind, method, amount_minor, reference, at
           from payments
          where tenant_id = $1
            and order_id = $2
          order by at, id",
        tenant,
        order.uuid()
    )
    .fetch_all(ctx.conn())
    .await?)
}

/// An entry that is there already stays as it is.
pub(super) async fn post(ctx: &mut Ctx, order: &Order, entry: Uuid, postings: &[Posting]) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let accounts: Vec<String> = postings.iter().map(|posting| posting.account.to_owned()).collect();
    let amounts: Vec<i64> = postings.iter().map(|posting| posting.minor).collect();
    sqlx::query!(
        "insert into ledger (tenant_id, entry_id, account, amount_minor, currency, order_id, at)
         select $1, $2, posting.account, posting.amount, $5, $6, $7
           from unnest($3::text[], $4::bigint[]) as posting (account, amount)
             on conflict on constraint ledger_entry_key do nothing",
        tenant,
        entry,
        &accounts,
        &amounts,
        order.total.currency.code(),
        order.id.uuid(),
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}
