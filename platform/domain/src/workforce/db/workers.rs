//! SQL that changes workers.

use super::one;
use crate::workforce::{EXISTS, Presence, ProfileForm, WorkerForm, WorkerState};
use jiff_sqlx::ToSqlx;
use lares_kernel::{Ctx, Error, PersonId, Result, SkillId, WorkerId};
use uuid::Uuid;

pub(in crate::workforce) async fn insert(
    ctx: &mut Ctx,
    (id, person): (WorkerId, PersonId),
    form: &WorkerForm,
    state: WorkerState,
) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "insert into workers (tenant_id, id, person_id, name, phone, sex, birth_year, years, bio, photo_id, home_lat_e6, home_lng_e6,
                              state, shows_sex, shows_age, shows_photo, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        tenant,
        id.uuid(),
        person.uuid(),
        form.name,
        form.phone,
        form.sex.as_str(),
        form.birth_year,
        form.profile.years,
        form.profile.bio,
        form.profile.photo.map(lares_kernel::BlobId::uuid),
        form.home.lat_e6,
        form.home.lng_e6,
        state.as_str(),
        form.shows_sex,
        form.shows_age,
        form.shows_photo,
        now
    )
    .execute(ctx.conn())
    .await
    .map_err(|error| Error::from(error).on_constraint("workers_person_key", EXISTS))?;
    Ok(())
}

pub(in crate::workforce) async fn update(ctx: &mut Ctx, id: WorkerId, form: &WorkerForm) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update workers
            set name = $3, phone = $4, sex = $5, birth_year = $6, home_lat_e6 = $7, home_lng_e6 = $8, shows_sex = $9, shows_age = $10,
                shows_photo = $11
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid(),
        form.name,
        form.phone,
        form.sex.as_str(),
        form.birth_year,
        form.home.lat_e6,
        form.home.lng_e6,
        form.shows_sex,
        form.shows_age,
        form.shows_photo
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}

pub(in crate::workforce) async fn update_profile(ctx: &mut Ctx, id: WorkerId, form: &ProfileForm) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update workers
            set years = $3, bio = $4, photo_id = $5
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid(),
        form.years,
        form.bio,
        form.photo.map(lares_kernel::BlobId::uuid)
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}

pub(in crate::workforce) async fn set_skills(ctx: &mut Ctx, id: WorkerId, skills: &[SkillId]) -> Result<()> {
    let tenant = ctx.tenant_id();
    let skills: Vec<Uuid> = skills.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "with gone as (
           delete from worker_skills
            where tenant_id = $1
              and worker_id = $2
              and skill_id <> all ($3)
         )
         insert into worker_skills (tenant_id, worker_id, skill_id)
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

pub(in crate::workforce) async fn state(ctx: &mut Ctx, id: WorkerId) -> Result<WorkerState> {
    let tenant = ctx.tenant_id();
    let state = sqlx::query_scalar!(
        "select state
           from workers
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?;
    super::state(&state)
}

/// False when the worker was not in `from`.
pub(in crate::workforce) async fn set_state(ctx: &mut Ctx, id: WorkerId, from: WorkerState, to: WorkerState) -> Result<bool> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update workers
            set state = $4
          where tenant_id = $1
            and id = $2
            and state = $3",
        tenant,
        id.uuid(),
        from.as_str(),
        to.as_str()
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(in crate::workforce) async fn set_presence(ctx: &mut Ctx, id: WorkerId, presence: Presence) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update workers
            set presence = $3
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid(),
        presence.as_str()
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}

pub(in crate::workforce) async fn by_person(ctx: &mut Ctx, person: PersonId) -> Result<Option<(WorkerId, WorkerState)>> {
    let tenant = ctx.tenant_id();
    let row = sqlx::query!(
        "select id, state
           from workers
          where tenant_id = $1
            and person_id = $2",
        tenant,
        person.uuid()
    )
    .fetch_optional(ctx.conn())
    .await?;
    row.map(|row| Ok((row.id.into(), super::state(&row.state)?))).transpose()
}

pub(in crate::workforce) async fn add_rating(ctx: &mut Ctx, id: WorkerId, overall: i32) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update workers
            set rating_sum = rating_sum + $3, rating_count = rating_count + 1
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid(),
        i64::from(overall)
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}

pub(in crate::workforce) async fn count_done(ctx: &mut Ctx, id: WorkerId) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update workers
            set done = done + 1
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid()
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}
