//! SQL that reads workers.

use super::{presence, sex, state};
use crate::catalogue::Skill;
use crate::catalogue::faults::pattern;
use crate::workforce::{OfficeFilter, OfficeWorker, WorkerCard, WorkerPage, WorkerRecord, WorkerSearch};
use jiff_sqlx::ToSqlx;
use lares_kernel::{BlobId, Ctx, Page, Place, Result, SkillId, WorkerId};
use serde_json::from_value;
use uuid::Uuid;

/// What a worker must have to be found, and the names of all skills.
pub(in crate::workforce) struct Fitness {
    pub skills: Vec<SkillId>,
    pub certificate_kind: Option<String>,
    pub known: Vec<Skill>,
}

/// The published columns of a worker.
struct CardRow {
    id: Uuid,
    name: String,
    sex: String,
    birth_year: i32,
    years: i32,
    bio: String,
    photo_id: Option<Uuid>,
    presence: String,
    shows_sex: bool,
    shows_age: bool,
    shows_photo: bool,
    done: i32,
    rating_sum: i64,
    rating_count: i32,
    skills: Vec<Uuid>,
    /// How many workers match in all.
    total: i64,
}

impl CardRow {
    fn card(self, ctx: &Ctx, known: &[Skill]) -> Result<WorkerCard> {
        let year = i32::from(ctx.tenant().date(ctx.now()).year());
        Ok(WorkerCard {
            id: self.id.into(),
            name: self.name,
            sex: if self.shows_sex { Some(sex(&self.sex)?) } else { None },
            age: self.shows_age.then_some(year - self.birth_year),
            years: self.years,
            bio: self.bio,
            photo: self.photo_id.filter(|_| self.shows_photo).map(BlobId::from),
            presence: presence(&self.presence)?,
            done: self.done.into(),
            rating_sum: self.rating_sum,
            rating_count: self.rating_count.into(),
            skills: known.iter().filter(|skill| self.skills.contains(&skill.id.uuid())).cloned().collect(),
        })
    }
}

/// Five imagined ratings of 4.5 keep a single five stars from the top.
pub(in crate::workforce) async fn search(ctx: &mut Ctx, search: &WorkerSearch, fit: &Fitness) -> Result<Page<WorkerCard>> {
    let (tenant, today) = (ctx.tenant_id(), ctx.tenant().date(ctx.now()).to_sqlx());
    let skills: Vec<Uuid> = fit.skills.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        CardRow,
        r#"select w.id, w.name, w.sex, w.birth_year, w.years, w.bio, w.photo_id, w.presence, w.shows_sex, w.shows_age,
                  w.shows_photo, w.done, w.rating_sum, w.rating_count,
                  array(select k.skill_id
                          from worker_skills k
                         where k.tenant_id = $1
                           and k.worker_id = w.id) as "skills!",
                  count(*) over () as "total!"
             from workers w
            where w.tenant_id = $1
              and w.state = 'active'
              and w.name ilike $2
              and not exists (
                    select 1
                      from unnest($3::uuid[]) as needed
                     where not exists (
                           select 1
                             from worker_skills k
                            where k.tenant_id = $1
                              and k.worker_id = w.id
                              and k.skill_id = needed))
              and ($4::text is null or exists (
                    select 1
                      from certificates c
                     where c.tenant_id = $1
                       and c.worker_id = w.id
                       and c.kind = $4
                       and c.state = 'verified'
                       and (c.expires_on is null or c.expires_on >= $5)))
            order by (w.rating_sum * 100 + 2250) / (w.rating_count + 5) desc, w.done desc, w.id
            limit $6
           offset $7"#,
        tenant,
        pattern(&search.text),
        &skills,
        fit.certificate_kind,
        today,
        search.page.limit(),
        search.page.offset()
    )
    .fetch_all(ctx.conn())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let cards = rows.into_iter().map(|row| row.card(ctx, &fit.known)).collect::<Result<_>>()?;
    Ok(search.page.page(cards, total))
}

pub(in crate::workforce) async fn page(ctx: &mut Ctx, id: WorkerId, known: &[Skill]) -> Result<WorkerPage> {
    let (tenant, today) = (ctx.tenant_id(), ctx.tenant().date(ctx.now()).to_sqlx());
    let row = sqlx::query_as!(
        CardRow,
        r#"select w.id, w.name, w.sex, w.birth_year, w.years, w.bio, w.photo_id, w.presence, w.shows_sex, w.shows_age,
                  w.shows_photo, w.done, w.rating_sum, w.rating_count,
                  array(select k.skill_id
                          from worker_skills k
                         where k.tenant_id = $1
                           and k.worker_id = w.id) as "skills!",
                  1::bigint as "total!"
             from workers w
            where w.tenant_id = $1
              and w.id = $2
              and w.state = 'active'"#,
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?;
    let certificates = sqlx::query!(
        "select kind, expires_on
           from certificates
          where tenant_id = $1
            and worker_id = $2
            and state = 'verified'
            and (expires_on is null or expires_on >= $3)
          order by kind, expires_on",
        tenant,
        id.uuid(),
        today
    )
    .fetch_all(ctx.conn())
    .await?;
    let certificates = certificates.into_iter().map(|row| crate::workforce::PublicCertificate {
        kind: row.kind,
        expires_on: row.expires_on.map(jiff_sqlx::Date::to_jiff),
    });
    Ok(WorkerPage { card: row.card(ctx, known)?, certificates: certificates.collect() })
}

pub(in crate::workforce) async fn skills_of(ctx: &mut Ctx, id: WorkerId) -> Result<Vec<SkillId>> {
    let tenant = ctx.tenant_id();
    let skills = sqlx::query_scalar!(
        "select k.skill_id
           from worker_skills k
           join workers w on w.tenant_id = $1
            and w.id = k.worker_id
            and w.state = 'active'
          where k.tenant_id = $1
            and k.worker_id = $2
          order by k.skill_id",
        tenant,
        id.uuid()
    )
    .fetch_all(ctx.conn())
    .await?;
    Ok(skills.into_iter().map(Into::into).collect())
}

pub(in crate::workforce) async fn list(ctx: &mut Ctx, filter: &OfficeFilter) -> Result<Page<OfficeWorker>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        r#"select w.id, w.name, w.phone, w.sex, w.years, w.presence, w.state, w.done, w.rating_sum, w.rating_count,
                  (select count(*)
                     from certificates c
                    where c.tenant_id = $1
                      and c.worker_id = w.id
                      and c.state = 'pending') as "pending!",
                  count(*) over () as "total!"
             from workers w
            where w.tenant_id = $1
              and (w.name ilike $2 or w.phone like $2)
              and ($3::text is null or w.state = $3)
            order by w.state <> 'applied', w.name, w.id
            limit $4
           offset $5"#,
        tenant,
        pattern(&filter.text),
        filter.state.map(crate::workforce::WorkerState::as_str),
        filter.page.limit(),
        filter.page.offset()
    )
    .fetch_all(ctx.conn())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let workers = rows.into_iter().map(|row| {
        Ok(OfficeWorker {
            id: row.id.into(),
            name: row.name,
            phone: row.phone,
            sex: sex(&row.sex)?,
            years: row.years,
            presence: presence(&row.presence)?,
            state: state(&row.state)?,
            done: row.done.into(),
            rating_sum: row.rating_sum,
            rating_count: row.rating_count.into(),
            pending_certificates: row.pending,
        })
    });
    Ok(filter.page.page(workers.collect::<Result<_>>()?, total))
}

pub(in crate::workforce) async fn record(ctx: &mut Ctx, id: WorkerId) -> Result<WorkerRecord> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query!(
        r#"select w.person_id, w.name, w.phone, w.sex, w.birth_year, w.years, w.bio, w.photo_id, w.home_lat_e6, w.home_lng_e6,
                  w.presence, w.state, w.shows_sex, w.shows_age, w.shows_photo, w.done, w.rating_sum, w.rating_count, w.created_at,
                  array(select k.skill_id
                          from worker_skills k
                         where k.tenant_id = $1
                           and k.worker_id = w.id
                         order by k.skill_id) as "skills!",
                  (select coalesce(jsonb_agg(to_jsonb(c) order by c.state, c.kind, c.id), '[]')
                     from certificates c
                    where c.tenant_id = $1
                      and c.worker_id = w.id) as "certificates!"
             from workers w
            where w.tenant_id = $1
              and w.id = $2"#,
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?;
    Ok(WorkerRecord {
        id,
        person_id: row.person_id.into(),
        name: row.name,
        phone: row.phone,
        sex: sex(&row.sex)?,
        birth_year: row.birth_year,
        years: row.years,
        bio: row.bio,
        photo: row.photo_id.map(Into::into),
        home: Place { lat_e6: row.home_lat_e6, lng_e6: row.home_lng_e6 },
        presence: presence(&row.presence)?,
        state: state(&row.state)?,
        shows_sex: row.shows_sex,
        shows_age: row.shows_age,
        shows_photo: row.shows_photo,
        done: row.done.into(),
        rating_sum: row.rating_sum,
        rating_count: row.rating_count.into(),
        created_at: row.created_at.to_jiff(),
        skills: row.skills.into_iter().map(Into::into).collect(),
        certificates: from_value(row.certificates)?,
    })
}

pub(in crate::workforce) async fn phone(ctx: &mut Ctx, id: WorkerId) -> Result<Option<String>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_scalar!(
        "select phone
           from workers
          where tenant_id = $1
            and id = $2
            and state <> 'removed'",
        tenant,
        id.uuid(),
    )
    .fetch_optional(ctx.conn())
    .await?)
}
