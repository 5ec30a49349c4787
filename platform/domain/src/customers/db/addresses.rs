//! SQL of addresses. An erased one has an empty `line`.

use super::super::addresses::{Address, NewAddress};
use jiff_sqlx::ToSqlx;
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{AddressId, Ctx, CustomerId, Error, Place, Result};
use uuid::Uuid;

struct Row {
    id: Uuid,
    customer_id: Uuid,
    contact: String,
    phone: String,
    district: String,
    line: String,
    lat_e6: i32,
    lng_e6: i32,
    is_default: bool,
}

impl From<Row> for Address {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            customer_id: row.customer_id.into(),
            contact: row.contact,
            phone: row.phone,
            district: row.district,
            line: row.line,
            place: Place { lat_e6: row.lat_e6, lng_e6: row.lng_e6 },
            is_default: row.is_default,
        }
    }
}

pub(in super::super) async fn one(ctx: &mut Ctx, id: AddressId) -> Result<Address> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query_as!(
        Row,
        "select id, customer_id, contact, phone, district, line, lat_e6, lng_e6, is_default
           from app.addresses
          where tenant_id = $1
            and id = $2
            and line <> ''",
        tenant,
        id.uuid(),
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(row.into())
}

pub(in super::super) async fn of(ctx: &mut Ctx, customer: CustomerId) -> Result<Vec<Address>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query_as!(
        Row,
        "select id, customer_id, contact, phone, district, line, lat_e6, lng_e6, is_default
           from app.addresses
          where tenant_id = $1
            and customer_id = $2
            and line <> ''
          order by is_default desc, created_at desc, id",
        tenant,
        customer.uuid(),
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(rows.into_iter().map(Address::from).collect())
}

/// One writer of a customer's addresses at a time, so that there is one default.
pub(in super::super) async fn lock(ctx: &mut Ctx, customer: CustomerId) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query_scalar!(
        "select id
           from app.customers
          where tenant_id = $1
            and id = $2
            for no key update",
        tenant,
        customer.uuid(),
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(())
}

pub(in super::super) async fn insert(ctx: &mut Ctx, (id, customer): (AddressId, CustomerId), new: &NewAddress) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "insert into app.addresses (tenant_id, id, customer_id, contact, phone, district, line, lat_e6, lng_e6, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tenant,
        id.uuid(),
        customer.uuid(),
        new.contact,
        new.phone.as_str(),
        new.district,
        new.line,
        new.place.lat_e6,
        new.place.lng_e6,
        now,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(in super::super) async fn update(ctx: &mut Ctx, (id, customer): (AddressId, CustomerId), new: &NewAddress) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update app.addresses
            set contact = $4, phone = $5, district = $6, line = $7, lat_e6 = $8, lng_e6 = $9
          where tenant_id = $1
            and id = $2
            and customer_id = $3
            and line <> ''",
        tenant,
        id.uuid(),
        customer.uuid(),
        new.contact,
        new.phone.as_str(),
        new.district,
        new.line,
        new.place.lat_e6,
        new.place.lng_e6,
    )
    .execute(ctx.conn())
    .await?;
    found(done.rows_affected())
}

/// Makes this one the default and no other.
pub(in super::super) async fn set_default(ctx: &mut Ctx, customer: CustomerId, id: AddressId) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update app.addresses a
            set is_default = (a.id = $3)
          where a.tenant_id = $1
            and a.customer_id = $2
            and exists (select from app.addresses b
                         where b.tenant_id = $1 and b.customer_id = $2 and b.id = $3 and b.line <> '')",
        tenant,
        customer.uuid(),
        id.uuid(),
    )
    .execute(ctx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(Error::new(NOT_FOUND)) } else { Ok(()) }
}

/// Takes out whatever is personal; the place goes to the sea off Africa.
pub(in super::super) async fn erase(ctx: &mut Ctx, (id, customer): (AddressId, CustomerId)) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update app.addresses
            set contact = '', phone = '', district = '', line = '', lat_e6 = 0, lng_e6 = 0, is_default = false
          where tenant_id = $1
            and id = $2
            and customer_id = $3
            and line <> ''",
        tenant,
        id.uuid(),
        customer.uuid(),
    )
    .execute(ctx.conn())
    .await?;
    found(done.rows_affected())
}

fn found(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::new(NOT_FOUND)) }
}
