//! SQL of reviews.

use super::{ALREADY_WRITTEN, About, Aspects, OfficeFilter, Review, ReviewForm, Scores, Shown};
use crate::catalogue::faults::pattern;
use crate::orders::Reviewable;
use jiff_sqlx::{Timestamp, ToSqlx};
use lares_kernel::{BlobId, Ctx, Error, OrderId, Page, Result, ReviewId};
use serde_json::{Value, from_value, to_value};
use uuid::Uuid;

struct Row {
    id: Uuid,
    order_id: Uuid,
    customer_id: Uuid,
    worker_id: Uuid,
    service_id: Uuid,
    quality: i32,
    attitude: i32,
    as_expected: i32,
    skill: i32,
    efficiency: i32,
    overall: i32,
    body: String,
    pictures: Value,
    appended: Option<String>,
    appended_at: Option<Timestamp>,
    appended_pictures: Value,
    reply: Option<String>,
    replied_at: Option<Timestamp>,
    created_at: Timestamp,
    total: i64,
}

impl Row {
    fn read(self) -> Result<Review> {
        let (quality, attitude, as_expected) = (self.quality, self.attitude, self.as_expected);
        Ok(Review {
            id: self.id.into(),
            order_id: self.order_id.into(),
            customer_id: self.customer_id.into(),
            worker_id: self.worker_id.into(),
            service_id: self.service_id.into(),
            scores: Scores { quality, attitude, as_expected, skill: self.skill, efficiency: self.efficiency },
            overall: self.overall,
            body: self.body,
            pictures: from_value(self.pictures)?,
            appended: self.appended,
            appended_at: self.appended_at.map(Timestamp::to_jiff),
            appended_pictures: from_value(self.appended_pictures)?,
            reply: self.reply,
            replied_at: self.replied_at.map(Timestamp::to_jiff),
            created_at: self.created_at.to_jiff(),
        })
    }
}

pub(super) async fn insert(ctx: &mut Ctx, id: ReviewId, about: &Reviewable, form: &ReviewForm) -> Result<()> {
    let (tenant, now, scores) = (ctx.tenant_id(), ctx.now().to_sqlx(), form.scores);
    sqlx::query!(
        "insert into reviews (tenant_id, id, order_id, customer_id, worker_id, service_id, quality, attitude, as_expected, skill,
                              efficiency, overall, body, pictures, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        tenant,
        id.uuid(),
        about.order_id.uuid(),
        about.customer_id.uuid(),
        about.worker_id.uuid(),
        about.service_id.uuid(),
        scores.quality,
        scores.attitude,
        scores.as_expected,
        scores.skill,
        scores.efficiency,
        scores.overall(),
        form.body,
        to_value(&form.pictures)?,
        now
    )
    .execute(ctx.conn())
    .await
    .map_err(|error| Error::from(error).on_constraint("reviews_order_key", ALREADY_WRITTEN))?;
    Ok(())
}

pub(super) async fn one(ctx: &mut Ctx, id: ReviewId) -> Result<Review> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query_as!(
        Row,
        r#"select id, order_id, customer_id, worker_id, service_id, quality, attitude, as_expected, skill, efficiency, overall, body,
                  pictures, appended, appended_at, appended_pictures, reply, replied_at, created_at, 1::bigint as "total!"
             from reviews
            where tenant_id = $1
              and id = $2"#,
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?;
    row.read()
}

pub(super) async fn of_order(ctx: &mut Ctx, order: OrderId) -> Result<Option<Review>> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query_as!(
        Row,
        r#"select id, order_id, customer_id, worker_id, service_id, quality, attitude, as_expected, skill, efficiency, overall, body,
                  pictures, appended, appended_at, appended_pictures, reply, replied_at, created_at, 1::bigint as "total!"
             from reviews
            where tenant_id = $1
              and order_id = $2"#,
        tenant,
        order.uuid()
    )
    .fetch_optional(ctx.conn())
    .await?;
    row.map(Row::read).transpose()
}

pub(super) async fn list(ctx: &mut Ctx, filter: &OfficeFilter) -> Result<Page<Review>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query_as!(
        Row,
        r#"select id, order_id, customer_id, worker_id, service_id, quality, attitude, as_expected, skill, efficiency, overall, body,
                  pictures, appended, appended_at, appended_pictures, reply, replied_at, created_at, count(*) over () as "total!"
             from reviews
            where tenant_id = $1
              and ($2::integer is null or overall <= $2)
              and (not $3::boolean or reply is null)
              and ($4::uuid is null or worker_id = $4)
              and ($5::uuid is null or service_id = $5)
              and (body ilike $6 or appended ilike $6 or reply ilike $6)
            order by created_at desc, id desc
            limit $7
           offset $8"#,
        tenant,
        filter.worst,
        filter.unanswered,
        filter.worker.map(lares_kernel::WorkerId::uuid),
        filter.service.map(lares_kernel::ServiceId::uuid),
        pattern(&filter.text),
        filter.page.limit(),
        filter.page.offset()
    )
    .fetch_all(ctx.conn())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok(filter.page.page(rows.into_iter().map(Row::read).collect::<Result<_>>()?, total))
}

pub(super) async fn shown(ctx: &mut Ctx, shown: &Shown) -> Result<Page<Review>> {
    let tenant = ctx.tenant_id();
    let (worker, service) = parts(shown.about);
    let rows = sqlx::query_as!(
        Row,
        r#"select id, order_id, customer_id, worker_id, service_id, quality, attitude, as_expected, skill, efficiency, overall, body,
                  pictures, appended, appended_at, appended_pictures, reply, replied_at, created_at, count(*) over () as "total!"
             from reviews
            where tenant_id = $1
              and ($2::uuid is null or worker_id = $2)
              and ($3::uuid is null or service_id = $3)
              and ($4::integer is null or overall = $4)
              and (not $5::boolean or pictures <> '[]' or appended_pictures <> '[]')
            order by created_at desc, id desc
            limit $6
           offset $7"#,
        tenant,
        worker,
        service,
        shown.stars,
        shown.only_pictures,
        shown.page.limit(),
        shown.page.offset()
    )
    .fetch_all(ctx.conn())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok(shown.page.page(rows.into_iter().map(Row::read).collect::<Result<_>>()?, total))
}

/// Worker and service; one of them is none.
fn parts(about: About) -> (Option<Uuid>, Option<Uuid>) {
    match about {
        About::Worker(worker) => (Some(worker.uuid()), None),
        About::Service(service) => (None, Some(service.uuid())),
    }
}

pub(super) async fn aspects(ctx: &mut Ctx, about: About) -> Result<Aspects> {
    let tenant = ctx.tenant_id();
    let (worker, service) = parts(about);
    let row = sqlx::query!(
        r#"select count(*) as "count!",
                  coalesce(round(avg(overall) * 100), 0)::bigint as "overall!",
                  coalesce(round(avg(quality) * 100), 0)::bigint as "quality!",
                  coalesce(round(avg(attitude) * 100), 0)::bigint as "attitude!",
                  coalesce(round(avg(as_expected) * 100), 0)::bigint as "as_expected!",
                  coalesce(round(avg(skill) * 100), 0)::bigint as "skill!",
                  coalesce(round(avg(efficiency) * 100), 0)::bigint as "efficiency!",
                  count(*) filter (where overall = 1) as "one!",
                  count(*) filter (where overall = 2) as "two!",
                  count(*) filter (where overall = 3) as "three!",
                  count(*) filter (where overall = 4) as "four!",
                  count(*) filter (where overall = 5) as "five!",
                  count(*) filter (where pictures <> '[]' or appended_pictures <> '[]') as "with_pictures!"
             from reviews
            where tenant_id = $1
              and ($2::uuid is null or worker_id = $2)
              and ($3::uuid is null or service_id = $3)"#,
        tenant,
        worker,
        service
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(Aspects {
        count: row.count,
        overall: row.overall,
        quality: row.quality,
        attitude: row.attitude,
        as_expected: row.as_expected,
        skill: row.skill,
        efficiency: row.efficiency,
        stars: [row.one, row.two, row.three, row.four, row.five],
        with_pictures: row.with_pictures,
    })
}

/// False when there already is an addition.
pub(super) async fn append(ctx: &mut Ctx, id: ReviewId, text: &str, pictures: &[BlobId]) -> Result<bool> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let done = sqlx::query!(
        "update reviews
            set appended = $3, appended_at = $4, appended_pictures = $5
          where tenant_id = $1
            and id = $2
            and appended is null",
        tenant,
        id.uuid(),
        text,
        now,
        to_value(pictures)?
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// False when there already is a reply.
pub(super) async fn reply(ctx: &mut Ctx, id: ReviewId, text: &str) -> Result<bool> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let done = sqlx::query!(
        "update reviews
            set reply = $3, replied_at = $4
          where tenant_id = $1
            and id = $2
            and reply is null",
        tenant,
        id.uuid(),
        text,
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
