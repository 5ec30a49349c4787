//! SQL of companies: the control row, rules, areas and days.

pub(super) mod seed;

use super::SLUG_TAKEN;
use super::areas::{Area, Circle};
use super::holidays::{Holiday, HolidayKind};
use super::policies::Policies;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use lares_kernel::control::ControlTx;
use lares_kernel::error::{CHANGED, NOT_FOUND};
use lares_kernel::{AreaId, Control, Ctx, Error, Locale, Phone, Place, Result, Tenant, TenantId};
use serde_json::Value;

pub(super) async fn slug_free(control: &Control, slug: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select not exists (select from control.tenants where slug = $1) as "free!""#, slug)
        .fetch_one(control.pool())
        .await?)
}

/// The company's row and the signal that tells every node of it, in one round trip.
pub(super) async fn insert_tenant(tx: &mut ControlTx, tenant: &Tenant, zone: &str, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "with made as (
           insert into control.tenants (id, slug, name, template, zone, currency, locale, theme, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         )
         insert into control.signals (tenant_id, topic, key) values ($1, 'tenant', $2)",
        tenant.id.uuid(),
        tenant.slug,
        tenant.name,
        tenant.template,
        zone,
        tenant.currency.code(),
        tenant.locale.tag(),
        tenant.theme,
        now.to_sqlx(),
    )
    .execute(tx.conn())
    .await
    .map_err(|error| Error::from(error).on_constraint("tenants_slug_key", SLUG_TAKEN))?;
    Ok(())
}

pub(super) async fn set_name(control: &Control, tenant: TenantId, name: &str) -> Result<()> {
    sqlx::query!("update control.tenants set name = $2 where id = $1", tenant.uuid(), name).execute(control.pool()).await?;
    Ok(())
}

pub(super) async fn set_locale(control: &Control, tenant: TenantId, locale: Locale) -> Result<()> {
    sqlx::query!("update control.tenants set locale = $2 where id = $1", tenant.uuid(), locale.tag())
        .execute(control.pool())
        .await?;
    Ok(())
}

pub(super) async fn set_phone(control: &Control, tenant: TenantId, phone: Option<&Phone>) -> Result<()> {
    sqlx::query!("update control.tenants set phone = $2 where id = $1", tenant.uuid(), phone.map(Phone::as_str))
        .execute(control.pool())
        .await?;
    Ok(())
}

pub(super) async fn set_theme(control: &Control, tenant: TenantId, theme: &Value) -> Result<()> {
    sqlx::query!("update control.tenants set theme = $2 where id = $1", tenant.uuid(), theme).execute(control.pool()).await?;
    Ok(())
}

pub(super) async fn set_state(control: &Control, tenant: TenantId, state: &str) -> Result<()> {
    let done = sqlx::query!(
        "with changed as (
           update control.tenants set state = $2 where id = $1 returning id
         )
         insert into control.signals (tenant_id, topic, key)
         select id, 'tenant', $2 from changed",
        tenant.uuid(),
        state,
    )
    .execute(control.pool())
    .await?;
    found(done.rows_affected())
}

pub(super) async fn policies(ctx: &mut Ctx) -> Result<Policies> {
    let tenant = ctx.tenant_id();
    let body = sqlx::query_scalar!(
        r#"select jsonb_object_agg(latest.kind, latest.body) as "body"
             from (select distinct on (kind) kind, body
                     from app.policies
                    where tenant_id = $1
                    order by kind, version desc) as latest"#,
        tenant,
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(serde_json::from_value(body.unwrap_or_default())?)
}

/// Writes the next version and answers its number; two savers at once: the second is told.
pub(super) async fn save_policy(ctx: &mut Ctx, kind: &str, body: &Value) -> Result<i32> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query_scalar!(
        "insert into app.policies (tenant_id, kind, version, body, created_at)
         select $1, $2, coalesce(max(version), 0) + 1, $3, $4
           from app.policies
          where tenant_id = $1
            and kind = $2
         returning version",
        tenant,
        kind,
        body,
        now,
    )
    .fetch_one(ctx.conn())
    .await
    .map_err(|error| Error::from(error).on_constraint("policies_pkey", CHANGED))
}

pub(super) async fn areas(ctx: &mut Ctx) -> Result<Vec<Area>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        "select id, name, lat_e6, lng_e6, radius_m
           from app.areas
          where tenant_id = $1
          order by name",
        tenant,
    )
    .fetch_all(ctx.conn())
    .await?;
    let place = |lat_e6, lng_e6| Place { lat_e6, lng_e6 };
    Ok(rows
        .into_iter()
        .map(|row| Area { id: row.id.into(), name: row.name, place: place(row.lat_e6, row.lng_e6), radius_m: row.radius_m })
        .collect())
}

pub(super) async fn insert_area(ctx: &mut Ctx, area: AreaId, circle: &Circle) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into app.areas (tenant_id, id, name, lat_e6, lng_e6, radius_m)
         values ($1, $2, $3, $4, $5, $6)",
        tenant,
        area.uuid(),
        circle.name,
        circle.place.lat_e6,
        circle.place.lng_e6,
        circle.radius_m,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(super) async fn update_area(ctx: &mut Ctx, area: AreaId, circle: &Circle) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update app.areas
            set name = $3, lat_e6 = $4, lng_e6 = $5, radius_m = $6
          where tenant_id = $1
            and id = $2",
        tenant,
        area.uuid(),
        circle.name,
        circle.place.lat_e6,
        circle.place.lng_e6,
        circle.radius_m,
    )
    .execute(ctx.conn())
    .await?;
    found(done.rows_affected())
}

pub(super) async fn delete_area(ctx: &mut Ctx, area: AreaId) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done =
        sqlx::query!("delete from app.areas where tenant_id = $1 and id = $2", tenant, area.uuid()).execute(ctx.conn()).await?;
    found(done.rows_affected())
}

pub(super) async fn holidays(ctx: &mut Ctx, first: Date, last: Date) -> Result<Vec<Holiday>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        "select on_date, kind, name
           from app.holidays
          where tenant_id = $1
            and on_date between $2 and $3
          order by on_date",
        tenant,
        first.to_sqlx(),
        last.to_sqlx(),
    )
    .fetch_all(ctx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let kind = HolidayKind::parse(&row.kind).ok_or_else(|| Error::internal("unknown kind of holiday"))?;
            Ok(Holiday { on_date: row.on_date.to_jiff(), kind, name: row.name })
        })
        .collect()
}

pub(super) async fn save_holiday(ctx: &mut Ctx, holiday: &Holiday) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into app.holidays (tenant_id, on_date, kind, name)
         values ($1, $2, $3, $4)
         on conflict (tenant_id, on_date) do update set kind = excluded.kind, name = excluded.name",
        tenant,
        holiday.on_date.to_sqlx(),
        holiday.kind.name(),
        holiday.name,
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(super) async fn delete_holiday(ctx: &mut Ctx, on_date: Date) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!("delete from app.holidays where tenant_id = $1 and on_date = $2", tenant, on_date.to_sqlx())
        .execute(ctx.conn())
        .await?;
    found(done.rows_affected())
}

fn found(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::new(NOT_FOUND)) }
}
