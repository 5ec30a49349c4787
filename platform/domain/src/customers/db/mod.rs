//! SQL of customers; that of their addresses is in [`addresses`].

pub(super) mod addresses;

use super::list::CustomerRow;
use super::profile::Customer;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, CustomerId, Error, Locale, PageRequest, PersonId, Phone, Result};
use uuid::Uuid;

/// False when the person is a customer already.
pub(super) async fn insert(ctx: &mut Ctx, id: CustomerId, (person, phone): (PersonId, &Phone), locale: Locale) -> Result<bool> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let done = sqlx::query!(
        "insert into app.customers (tenant_id, id, person_id, phone, locale, created_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint customers_person_key do nothing",
        tenant,
        id.uuid(),
        person.uuid(),
        phone.as_str(),
        locale.tag(),
        now,
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn of_person(ctx: &mut Ctx, person: PersonId) -> Result<CustomerId> {
    let tenant = ctx.tenant_id();
    let id = sqlx::query_scalar!(
        "select id
           from app.customers
          where tenant_id = $1
            and person_id = $2",
        tenant,
        person.uuid(),
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(id.into())
}

pub(super) async fn one(ctx: &mut Ctx, id: CustomerId) -> Result<Customer> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query!(
        "select person_id, name, phone, email, locale, created_at
           from app.customers
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid(),
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(Customer {
        id,
        person: row.person_id.into(),
        name: row.name,
        phone: row.phone,
        email: row.email,
        locale: Locale::parse(&row.locale).ok_or_else(|| Error::internal("unknown locale of a customer"))?,
        created_at: row.created_at.to_jiff(),
    })
}

pub(super) async fn update(ctx: &mut Ctx, id: CustomerId, (name, email): (&str, Option<&str>), locale: Locale) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "update app.customers
            set name = $3, email = $4, locale = $5
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid(),
        name,
        email,
        locale.tag(),
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// The page is cut first, so that only its customers' orders are summed.
pub(super) async fn list(ctx: &mut Ctx, text: &str, only: Option<Uuid>, page: PageRequest) -> Result<Vec<CustomerRow>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        r#"with shown as (
             select id, name, phone, created_at
               from app.customers
              where tenant_id = $1
                and ($2 = '' or position(lower($2) in lower(name)) > 0 or position($2 in phone) > 0)
                and ($3::uuid is null or id = $3)
              order by created_at desc, id
              limit $4
             offset $5
           )
           select c.id, c.name, c.phone, c.created_at,
                  o.orders as "orders!", o.last_order_at as "last_order_at?", p.spent_minor as "spent_minor!"
             from shown c
            cross join lateral (
                  select count(*) as orders, max(x.created_at) as last_order_at
                    from app.orders x
                   where x.tenant_id = $1
                     and x.customer_id = c.id) as o
            cross join lateral (
                  select coalesce(sum(case when p.kind = 'capture' then p.amount_minor else -p.amount_minor end), 0)::bigint
                         as spent_minor
                    from app.orders x
                    join app.payments p on p.tenant_id = x.tenant_id and p.order_id = x.id
                   where x.tenant_id = $1
                     and x.customer_id = c.id) as p
            order by c.created_at desc, c.id"#,
        tenant,
        text,
        only as Option<Uuid>,
        page.limit(),
        page.offset(),
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| CustomerRow {
            id: row.id.into(),
            name: row.name,
            phone: row.phone,
            orders: row.orders,
            spent_minor: row.spent_minor,
            last_order_at: row.last_order_at.map(jiff_sqlx::Timestamp::to_jiff),
            created_at: row.created_at.to_jiff(),
        })
        .collect())
}

pub(super) async fn count(ctx: &mut Ctx, text: &str, only: Option<Uuid>) -> Result<i64> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!"
             from app.customers
            where tenant_id = $1
              and ($2 = '' or position(lower($2) in lower(name)) > 0 or position($2 in phone) > 0)
              and ($3::uuid is null or id = $3)"#,
        tenant,
        text,
        only as Option<Uuid>,
    )
    .fetch_one(ctx.conn())
    .await?)
}

/// What a customer's orders come to.
pub(super) struct Sums {
    pub orders: i64,
    pub cancelled: i64,
    pub spent_minor: i64,
    pub last_order_at: Option<Timestamp>,
}

pub(super) async fn sums(ctx: &mut Ctx, id: CustomerId) -> Result<Sums> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query!(
        r#"select count(*) as "orders!", count(*) filter (where o.status = 'cancelled') as "cancelled!",
                  max(o.created_at) as last_order_at,
                  (select coalesce(sum(case when p.kind = 'capture' then p.amount_minor else -p.amount_minor end), 0)::bigint
                     from app.payments p
                     join app.orders x on x.tenant_id = p.tenant_id and x.id = p.order_id
                    where p.tenant_id = $1
                      and x.customer_id = $2) as "spent_minor!"
             from app.orders o
            where o.tenant_id = $1
              and o.customer_id = $2"#,
        tenant,
        id.uuid(),
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(Sums {
        orders: row.orders,
        cancelled: row.cancelled,
        spent_minor: row.spent_minor,
        last_order_at: row.last_order_at.map(jiff_sqlx::Timestamp::to_jiff),
    })
}
