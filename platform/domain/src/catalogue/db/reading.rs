//! SQL that reads services.

use crate::catalogue::cards::{OfficeFilter, OfficeService, ServiceCard, ServiceSearch};
use crate::catalogue::faults::pattern;
use crate::catalogue::{Offering, PriceVersion, ServicePage, ServiceRecord};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, Page, Result, ServiceId};
use serde_json::{Value, from_value};
use uuid::Uuid;

pub(in crate::catalogue) async fn offering(ctx: &mut Ctx, id: ServiceId, only_active: bool) -> Result<Offering> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let row = sqlx::query!(
        r#"select s.name, s.minutes, s.cleanup_minutes, s.certificate_kind,
                  coalesce((select p.base_minor
                              from service_prices p
                             where p.tenant_id = $1
                               and p.service_id = s.id
                               and p.starts_at <= $3
                             order by p.starts_at desc
                             limit 1), s.base_minor) as "base_minor!",
                  array(select k.skill_id
                          from service_skills k
                         where k.tenant_id = $1
                           and k.service_id = s.id
                         order by k.skill_id) as "skills!",
                  (select coalesce(jsonb_agg(to_jsonb(o) order by o.position, o.id), '[]')
                     from service_options o
                    where o.tenant_id = $1
                      and o.service_id = s.id
                      and o.state = 'active') as "options!"
             from services s
            where s.tenant_id = $1
              and s.id = $2
              and (s.state = 'active' or not $4::boolean)"#,
        tenant,
        id.uuid(),
        now,
        only_active
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(Offering {
        id,
        name: row.name,
        minutes: row.minutes.into(),
        cleanup_minutes: row.cleanup_minutes.into(),
        base_minor: row.base_minor,
        certificate_kind: row.certificate_kind,
        skills: row.skills.into_iter().map(Into::into).collect(),
        options: from_value(row.options)?,
    })
}

struct CardRow {
    id: Uuid,
    category_id: Uuid,
    name: String,
    summary: String,
    art: String,
    minutes: i32,
    sold: i32,
    rating_sum: i64,
    rating_count: i32,
    price: i64,
    cover: Option<Uuid>,
    /// How many services match in all.
    total: i64,
}

impl CardRow {
    fn card(self) -> ServiceCard {
        ServiceCard {
            id: self.id.into(),
            category_id: self.category_id.into(),
            name: self.name,
            summary: self.summary,
            art: self.art,
            minutes: self.minutes.into(),
            from_minor: self.price,
            sold: self.sold.into(),
            rating_sum: self.rating_sum,
            rating_count: self.rating_count.into(),
            cover: self.cover.map(Into::into),
        }
    }
}

/// `inside`: only these categories.
pub(in crate::catalogue) async fn search(
    ctx: &mut Ctx,
    search: &ServiceSearch,
    inside: Option<&[Uuid]>,
) -> Result<Page<ServiceCard>> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let skills: Option<Vec<Uuid>> = search.skills.as_ref().map(|skills| skills.iter().map(|id| id.uuid()).collect());
    let rows = sqlx::query_as!(
        CardRow,
        r#"select s.id, s.category_id, s.name, s.summary, s.art, s.minutes, s.sold, s.rating_sum, s.rating_count, p.price as "price!",
                  (select c.blob_id from service_pictures c
                    where c.tenant_id = $1 and c.service_id = s.id and c.kind = 'cover'
                    order by c.id desc
                    limit 1) as cover,
                  count(*) over () as "total!"
             from services s
            cross join lateral (
                  select coalesce((select v.base_minor from service_prices v
                                    where v.tenant_id = $1 and v.service_id = s.id and v.starts_at <= $2
                                    order by v.starts_at desc
                                    limit 1), s.base_minor) as price) as p
            where s.tenant_id = $1
              and s.state = 'active'
              and ($3::uuid[] is null or s.category_id = any ($3))
              and (s.name ilike $4 or s.summary ilike $4)
              and ($5::bigint is null or p.price >= $5)
              and ($6::bigint is null or p.price <= $6)
              and ($7::bigint is null or s.rating_sum * 100 >= $7 * s.rating_count and s.rating_count > 0)
              and ($8::uuid[] is null or not exists (
                    select 1 from service_skills k
                     where k.tenant_id = $1 and k.service_id = s.id and k.skill_id <> all ($8)))
            order by case when $9::text = 'price' then p.price end,
                     case when $9 = 'rating' then s.rating_sum * 100 / greatest(s.rating_count, 1) end desc,
                     s.sold desc, s.position, s.id
            limit $10
           offset $11"#,
        tenant,
        now,
        inside,
        pattern(&search.text),
        search.lowest_minor,
        search.highest_minor,
        search.least_rating,
        skills.as_deref(),
        search.sort.as_str(),
        search.page.limit(),
        search.page.offset()
    )
    .fetch_all(ctx.conn())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok(search.page.page(rows.into_iter().map(CardRow::card).collect(), total))
}

pub(in crate::catalogue) async fn list(ctx: &mut Ctx, filter: &OfficeFilter) -> Result<Page<OfficeService>> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let rows = sqlx::query!(
        r#"select s.id, s.category_id, s.name, s.art, s.minutes, s.sold, s.rating_sum, s.rating_count, s.position,
                  s.state = 'withdrawn' as "withdrawn!",
                  coalesce((select p.base_minor
                              from service_prices p
                             where p.tenant_id = $1
                               and p.service_id = s.id
                               and p.starts_at <= $2
                             order by p.starts_at desc
                             limit 1), s.base_minor) as "price!",
                  count(*) over () as "total!"
             from services s
            where s.tenant_id = $1
              and s.name ilike $3
              and ($4::uuid is null or s.category_id = $4)
              and ($5::boolean is null or (s.state = 'withdrawn') = $5)
            order by s.category_id, s.position, s.id
            limit $6
           offset $7"#,
        tenant,
        now,
        pattern(&filter.text),
        filter.category.map(lares_kernel::CategoryId::uuid),
        filter.withdrawn,
        filter.page.limit(),
        filter.page.offset()
    )
    .fetch_all(ctx.conn())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let services = rows.into_iter().map(|row| OfficeService {
        id: row.id.into(),
        category_id: row.category_id.into(),
        name: row.name,
        art: row.art,
        minutes: row.minutes.into(),
        price_minor: row.price,
        sold: row.sold.into(),
        rating_sum: row.rating_sum,
        rating_count: row.rating_count.into(),
        withdrawn: row.withdrawn,
        position: row.position.into(),
    });
    Ok(filter.page.page(services.collect(), total))
}

/// Three lists come as JSON so that one round trip is enough.
pub(in crate::catalogue) async fn record(ctx: &mut Ctx, id: ServiceId) -> Result<ServiceRecord> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query_as!(
        RecordRow,
        r#"select s.id, s.category_id, s.name, s.summary, s.description, s.art, s.minutes, s.cleanup_minutes, s.base_minor, s.steps,
                  s.tools, s.included, s.excluded, s.certificate_kind, s.position, s.sold, s.rating_sum, s.rating_count,
                  s.state = 'withdrawn' as "withdrawn!",
                  array(select k.skill_id
                          from service_skills k
                         where k.tenant_id = $1
                           and k.service_id = s.id
                         order by k.skill_id) as "skills!",
                  (select coalesce(jsonb_agg(to_jsonb(o) order by o.position, o.id), '[]')
                     from service_options o
                    where o.tenant_id = $1
                      and o.service_id = s.id
                      and o.state = 'active') as "options!",
                  (select coalesce(jsonb_agg(to_jsonb(p) order by p.position, p.id), '[]')
                     from service_pictures p
                    where p.tenant_id = $1
                      and p.service_id = s.id) as "pictures!",
                  (select coalesce(jsonb_agg(to_jsonb(p) order by p.starts_at), '[]')
                     from service_prices p
                    where p.tenant_id = $1
                      and p.service_id = s.id) as "prices!"
             from services s
            where s.tenant_id = $1
              and s.id = $2"#,
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?;
    row.read(ctx.now())
}

struct RecordRow {
    id: Uuid,
    category_id: Uuid,
    name: String,
    summary: String,
    description: String,
    art: String,
    minutes: i32,
    cleanup_minutes: i32,
    base_minor: i64,
    steps: Value,
    tools: Value,
    included: Value,
    excluded: Value,
    certificate_kind: Option<String>,
    position: i32,
    sold: i32,
    rating_sum: i64,
    rating_count: i32,
    withdrawn: bool,
    skills: Vec<Uuid>,
    options: Value,
    pictures: Value,
    prices: Value,
}

impl RecordRow {
    fn read(self, now: Timestamp) -> Result<ServiceRecord> {
        let prices: Vec<PriceVersion> = from_value(self.prices)?;
        let started = prices.iter().rev().find(|price| price.starts_at <= now);
        let page = ServicePage {
            id: self.id.into(),
            category_id: self.category_id.into(),
            name: self.name,
            summary: self.summary,
            description: self.description,
            art: self.art,
            minutes: self.minutes.into(),
            from_minor: started.map_or(self.base_minor, |price| price.base_minor),
            steps: from_value(self.steps)?,
            tools: from_value(self.tools)?,
            included: from_value(self.included)?,
            excluded: from_value(self.excluded)?,
            certificate_kind: self.certificate_kind,
            skills: self.skills.into_iter().map(Into::into).collect(),
            options: from_value(self.options.clone())?,
            pictures: from_value(self.pictures)?,
            sold: self.sold.into(),
            rating_sum: self.rating_sum,
            rating_count: self.rating_count.into(),
        };
        Ok(ServiceRecord {
            page,
            withdrawn: self.withdrawn,
            cleanup_minutes: self.cleanup_minutes,
            base_minor: self.base_minor,
            position: self.position,
            prices,
            options: from_value(self.options)?,
        })
    }
}
