//! SQL that changes services.

use super::one;
use crate::catalogue::{OptionForm, PRICE_TAKEN, PriceVersion, ServiceForm};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{CategoryId, Ctx, Error, OptionId, Result, ServiceId, SkillId};
use serde_json::to_value;
use uuid::Uuid;

/// Which references of a form exist.
pub(in crate::catalogue) struct Known {
    pub category: bool,
    pub skills: bool,
}

pub(in crate::catalogue) async fn known(ctx: &mut Ctx, category: CategoryId, skills: &[SkillId]) -> Result<Known> {
    let tenant = ctx.tenant_id();
    let skills: Vec<Uuid> = skills.iter().map(|id| id.uuid()).collect();
    Ok(sqlx::query_as!(
        Known,
        r#"select exists (select 1 from categories c where c.tenant_id = $1 and c.id = $2) as "category!",
                  (select count(*) from skills k where k.tenant_id = $1 and k.id = any ($3)) = cardinality($3::uuid[]) as "skills!""#,
        tenant,
        category.uuid(),
        &skills
    )
    .fetch_one(ctx.conn())
    .await?)
}

pub(in crate::catalogue) async fn insert(ctx: &mut Ctx, id: ServiceId, form: &ServiceForm) -> Result<()> {
    let (tenant, now, currency) = (ctx.tenant_id(), ctx.now().to_sqlx(), ctx.tenant().currency.code());
    sqlx::query!(
        "insert into services (tenant_id, id, category_id, name, summary, description, art, minutes, cleanup_minutes, base_minor,
                               currency, steps, tools, included, excluded, certificate_kind, position, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        tenant,
        id.uuid(),
        form.category_id.uuid(),
        form.name,
        form.summary,
        form.description,
        form.art,
        form.minutes,
        form.cleanup_minutes,
        form.base_minor,
        currency,
        to_value(&form.steps)?,
        to_value(&form.tools)?,
        to_value(&form.included)?,
        to_value(&form.excluded)?,
        form.certificate_kind,
        form.position,
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn update(ctx: &mut Ctx, id: ServiceId, form: &ServiceForm) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update services
            set category_id = $3, name = $4, summary = $5, description = $6, art = $7, minutes = $8, cleanup_minutes = $9,
                base_minor = $10, steps = $11, tools = $12, included = $13, excluded = $14, certificate_kind = $15, position = $16
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid(),
        form.category_id.uuid(),
        form.name,
        form.summary,
        form.description,
        form.art,
        form.minutes,
        form.cleanup_minutes,
        form.base_minor,
        to_value(&form.steps)?,
        to_value(&form.tools)?,
        to_value(&form.included)?,
        to_value(&form.excluded)?,
        form.certificate_kind,
        form.position
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}

pub(in crate::catalogue) async fn set_skills(ctx: &mut Ctx, id: ServiceId, skills: &[SkillId]) -> Result<()> {
    let tenant = ctx.tenant_id();
    let skills: Vec<Uuid> = skills.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "with gone as (
           delete from service_skills
            where tenant_id = $1
              and service_id = $2
              and skill_id <> all ($3)
         )
         insert into service_skills (tenant_id, service_id, skill_id)
         select $1, $2, skill
           from unnest($3::uuid[]) as skill
             on conflict do nothing",
        tenant,
        id.uuid(),
        &skills
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// False when the service was not in `from`.
pub(in crate::catalogue) async fn set_state(ctx: &mut Ctx, id: ServiceId, from: &str, to: &str) -> Result<bool> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update services
            set state = $4
          where tenant_id = $1
            and id = $2
            and state = $3",
        tenant,
        id.uuid(),
        from,
        to
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps other writers of the same service out until the transaction ends.
pub(in crate::catalogue) async fn lock(ctx: &mut Ctx, id: ServiceId) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query_scalar!(
        "select id
           from services
          where tenant_id = $1
            and id = $2
            for no key update",
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn withdraw_options(ctx: &mut Ctx, service: ServiceId) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "update service_options
            set state = 'withdrawn'
          where tenant_id = $1
            and service_id = $2",
        tenant,
        service.uuid()
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn update_option(
    ctx: &mut Ctx,
    (service, id): (ServiceId, OptionId),
    option: &OptionForm,
    position: i32,
) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update service_options
            set name = $4, price_minor = $5, minutes = $6, max_quantity = $7, position = $8, state = 'active'
          where tenant_id = $1
            and service_id = $2
            and id = $3",
        tenant,
        service.uuid(),
        id.uuid(),
        option.name,
        option.price_minor,
        option.minutes,
        option.max_quantity,
        position
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}

pub(in crate::catalogue) async fn insert_option(
    ctx: &mut Ctx,
    service: ServiceId,
    option: &OptionForm,
    position: i32,
) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into service_options (tenant_id, id, service_id, name, price_minor, minutes, max_quantity, position)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant,
        OptionId::new().uuid(),
        service.uuid(),
        option.name,
        option.price_minor,
        option.minutes,
        option.max_quantity,
        position
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn insert_price(ctx: &mut Ctx, service: ServiceId, price: PriceVersion) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into service_prices (tenant_id, service_id, starts_at, base_minor)
         values ($1, $2, $3, $4)",
        tenant,
        service.uuid(),
        price.starts_at.to_sqlx(),
        price.base_minor
    )
    .execute(ctx.conn())
    .await
    .map_err(|error| Error::from(error).on_constraint("service_prices_pkey", PRICE_TAKEN))?;
    Ok(())
}

/// False when there is no such price or it has started.
pub(in crate::catalogue) async fn delete_price(ctx: &mut Ctx, service: ServiceId, starts_at: Timestamp) -> Result<bool> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let done = sqlx::query!(
        "delete from service_prices
          where tenant_id = $1
            and service_id = $2
            and starts_at = $3
            and starts_at > $4",
        tenant,
        service.uuid(),
        starts_at.to_sqlx(),
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(in crate::catalogue) async fn add_rating(ctx: &mut Ctx, service: ServiceId, overall: i32) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update services
            set rating_sum = rating_sum + $3, rating_count = rating_count + 1
          where tenant_id = $1
            and id = $2",
        tenant,
        service.uuid(),
        i64::from(overall)
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}

pub(in crate::catalogue) async fn count_sale(ctx: &mut Ctx, service: ServiceId) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update services
            set sold = sold + 1
          where tenant_id = $1
            and id = $2",
        tenant,
        service.uuid()
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}
