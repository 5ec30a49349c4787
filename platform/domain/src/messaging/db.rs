//! SQL of messages. Names of orders, workers and customers are read here and nowhere written.

use super::inbox::{Message, Search};
use super::table::{Audience, Channel};
use crate::catalogue::faults::pattern;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, MessageId, OrderId, PageRequest, Result};
use serde_json::Value;
use std::collections::HashSet;
use uuid::Uuid;

/// What sentences say about an order.
pub(super) struct Facts {
    pub customer_id: Uuid,
    pub customer_email: Option<String>,
    pub worker_id: Option<Uuid>,
    pub worker_name: Option<String>,
    pub number: String,
    pub service: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub district: String,
    pub contact: String,
    pub total_minor: i64,
    pub currency: String,
}

pub(super) struct Recipient {
    pub id: Uuid,
    pub email: Option<String>,
}

/// A message to be written; one that is not `shown` exists only for its e-mail.
pub(super) struct Draft<'a> {
    pub id: Uuid,
    pub audience: Audience,
    pub recipient: Uuid,
    pub kind: &'a str,
    pub args: &'a Value,
    pub order: OrderId,
    pub shown: bool,
}

pub(super) struct Waiting {
    pub address: String,
    pub kind: String,
    pub args: Value,
    pub locale: Option<String>,
}

/// `worker` is whom the event names; else the order's.
pub(super) async fn facts(ctx: &mut Ctx, order: OrderId, worker: Option<Uuid>) -> Result<Option<Facts>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        Facts,
        r#"select o.customer_id, c.email as customer_email, w.id as "worker_id?", w.name as "worker_name?",
                  o.number, o.service_name as service, o.starts_at, o.ends_at, o.district, o.contact, o.total_minor, o.currency
             from app.orders o
             join app.customers c on c.tenant_id = o.tenant_id and c.id = o.customer_id
             left join app.workers w on w.tenant_id = o.tenant_id and w.id = coalesce($3, o.worker_id)
            where o.tenant_id = $1
              and o.id = $2"#,
        tenant,
        order.uuid(),
        worker as Option<Uuid>,
    )
    .fetch_optional(ctx.conn())
    .await?)
}

pub(super) async fn staff(ctx: &mut Ctx) -> Result<Vec<Recipient>> {
    let tenant = ctx.tenant_id();
    let ids = sqlx::query_scalar!(
        "select id
           from app.staff
          where tenant_id = $1
            and state = 'active'
          order by id",
        tenant,
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(ids.into_iter().map(|id| Recipient { id, email: None }).collect())
}

/// Recipient and channel of what was switched off.
pub(super) async fn muted(
    ctx: &mut Ctx,
    audience: Audience,
    kind: &str,
    recipients: &[Recipient],
) -> Result<HashSet<(Uuid, String)>> {
    let tenant = ctx.tenant_id();
    let ids: Vec<Uuid> = recipients.iter().map(|recipient| recipient.id).collect();
    let rows = sqlx::query!(
        "select recipient_id, channel
           from app.muted
          where tenant_id = $1
            and audience = $2
            and kind = $3
            and recipient_id = any($4)",
        tenant,
        audience.name(),
        kind,
        &ids,
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.recipient_id, row.channel)).collect())
}

/// False when it was written before.
pub(super) async fn insert(ctx: &mut Ctx, draft: &Draft<'_>) -> Result<bool> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let done = sqlx::query!(
        "insert into app.messages (tenant_id, id, audience, recipient_id, kind, args, order_id, created_at, read_at, deleted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9 then null else $8::timestamptz end, case when $9 then null else $8::timestamptz end)
         on conflict (tenant_id, id) do nothing",
        tenant,
        draft.id,
        draft.audience.name(),
        draft.recipient,
        draft.kind,
        draft.args,
        draft.order.uuid(),
        now,
        draft.shown,
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn insert_delivery(ctx: &mut Ctx, id: Uuid, message: Uuid, address: &str) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "insert into app.deliveries (tenant_id, id, message_id, channel, address, created_at)
         values ($1, $2, $3, 'email', $4, $5)
         on conflict (tenant_id, id) do nothing",
        tenant,
        id,
        message,
        address,
        now,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// A page of those that match, and how many match in all.
pub(super) async fn search(
    ctx: &mut Ctx,
    (audience, me): (Audience, Uuid),
    search: &Search,
    page: PageRequest,
) -> Result<(Vec<Message>, i64)> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        r#"select id, kind, args, order_id, created_at, read_at, count(*) over () as "total!"
             from app.messages
            where tenant_id = $1
              and audience = $2
              and recipient_id = $3
              and deleted_at is null
              and (not $4::boolean or read_at is null)
              and ($5::text = '%' or kind = any($6) or exists (
                    select
                      from jsonb_each_text(args) arg
                     where arg.key = any('{number,service,worker,district,reason}')
                       and arg.value ilike $5))
            order by created_at desc, id
            limit $7
           offset $8"#,
        tenant,
        audience.name(),
        me,
        search.only_unread,
        pattern(&search.text),
        &search.kinds,
        page.limit(),
        page.offset(),
    )
    .fetch_all(ctx.conn())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let message = rows.into_iter().map(|row| Message {
        id: row.id.into(),
        kind: row.kind,
        args: row.args,
        order_id: row.order_id.map(OrderId::from),
        created_at: row.created_at.to_jiff(),
        read_at: row.read_at.map(jiff_sqlx::Timestamp::to_jiff),
    });
    Ok((message.collect(), total))
}

pub(super) async fn unread(ctx: &mut Ctx, (audience, me): (Audience, Uuid)) -> Result<i64> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!"
             from app.messages
            where tenant_id = $1
              and audience = $2
              and recipient_id = $3
              and deleted_at is null
              and read_at is null"#,
        tenant,
        audience.name(),
        me,
    )
    .fetch_one(ctx.conn())
    .await?)
}

/// False when there is no such message of theirs.
pub(super) async fn mark_read(ctx: &mut Ctx, (audience, me): (Audience, Uuid), id: MessageId) -> Result<bool> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let done = sqlx::query!(
        "update app.messages
            set read_at = coalesce(read_at, $5)
          where tenant_id = $1
            and audience = $2
            and recipient_id = $3
            and id = $4
            and deleted_at is null",
        tenant,
        audience.name(),
        me,
        id.uuid(),
        now,
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn mark_all_read(ctx: &mut Ctx, (audience, me): (Audience, Uuid)) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "update app.messages
            set read_at = $4
          where tenant_id = $1
            and audience = $2
            and recipient_id = $3
            and read_at is null
            and deleted_at is null",
        tenant,
        audience.name(),
        me,
        now,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// False when there is no such message of theirs.
pub(super) async fn delete(ctx: &mut Ctx, (audience, me): (Audience, Uuid), id: MessageId) -> Result<bool> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let done = sqlx::query!(
        "update app.messages
            set deleted_at = $5, read_at = coalesce(read_at, $5)
          where tenant_id = $1
            and audience = $2
            and recipient_id = $3
            and id = $4
            and deleted_at is null",
        tenant,
        audience.name(),
        me,
        id.uuid(),
        now,
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Kind and channel of everything the recipient switched off.
pub(super) async fn all_muted(ctx: &mut Ctx, (audience, me): (Audience, Uuid)) -> Result<Vec<(String, String)>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        "select kind, channel
           from app.muted
          where tenant_id = $1
            and audience = $2
            and recipient_id = $3",
        tenant,
        audience.name(),
        me,
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.channel)).collect())
}

pub(super) async fn mute(ctx: &mut Ctx, (audience, me): (Audience, Uuid), kind: &str, channel: Channel) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into app.muted (tenant_id, audience, recipient_id, kind, channel)
         values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        tenant,
        audience.name(),
        me,
        kind,
        channel.name(),
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(super) async fn unmute(ctx: &mut Ctx, (audience, me): (Audience, Uuid), kind: &str, channel: Channel) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "delete from app.muted
          where tenant_id = $1
            and audience = $2
            and recipient_id = $3
            and kind = $4
            and channel = $5",
        tenant,
        audience.name(),
        me,
        kind,
        channel.name(),
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// What is still to be sent under this id (a revived job also sends what had been given up), in the language of the customer it is for.
pub(super) async fn waiting(ctx: &mut Ctx, delivery: Uuid) -> Result<Option<Waiting>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        Waiting,
        r#"select d.address, m.kind, m.args, c.locale as "locale?"
             from app.deliveries d
             join app.messages m on m.tenant_id = d.tenant_id and m.id = d.message_id
             left join app.customers c
               on c.tenant_id = m.tenant_id and m.audience = 'customer' and c.id = m.recipient_id
            where d.tenant_id = $1
              and d.id = $2
              and d.channel = 'email'
              and d.state <> 'sent'"#,
        tenant,
        delivery,
    )
    .fetch_optional(ctx.conn())
    .await?)
}

pub(super) async fn sent(ctx: &mut Ctx, delivery: Uuid) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "update app.deliveries
            set state = 'sent', tries = tries + 1, last_error = null, sent_at = $3
          where tenant_id = $1
            and id = $2",
        tenant,
        delivery,
        now,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(super) async fn failed(ctx: &mut Ctx, delivery: Uuid, error: &str, state: &str) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "update app.deliveries
            set state = $4, tries = tries + 1, last_error = $3
          where tenant_id = $1
            and id = $2
            and state <> 'sent'",
        tenant,
        delivery,
        error,
        state,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// The recipient's name, unread messages and (of a worker) open offers, for the bar of every page.
pub(super) async fn bar(ctx: &mut Ctx, (audience, recipient): (Audience, Uuid)) -> Result<super::Bar> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let row = sqlx::query!(
        r#"
        select coalesce(
                 (select name from customers where tenant_id = $1 and id = $3 and $2 = 'customer'),
                 (select name from workers where tenant_id = $1 and id = $3 and $2 = 'worker'),
                 (select name from staff where tenant_id = $1 and id = $3 and $2 = 'staff'), '') as "name!",
               (select count(*) from messages
                 where tenant_id = $1 and audience = $2 and recipient_id = $3 and read_at is null and deleted_at is null) as "unread!",
               (select count(*) from offers where tenant_id = $1 and worker_id = $3 and state = 'open' and expires_at > $4 and $2 = 'worker') as "offers!""#,
        tenant,
        audience.name(),
        recipient,
        now
    )
    .fetch_one(ctx.conn())
    .await?;
    let counted = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(super::Bar { name: row.name, unread: counted(row.unread), offers: counted(row.offers) })
}
