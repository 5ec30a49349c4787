//! SQL of skills.

use super::one;
use crate::catalogue::{SKILL_IN_USE, SKILL_NAME_TAKEN, Skill};
use lares_kernel::{Ctx, Error, Result, SkillId};

pub(in crate::catalogue) async fn all(ctx: &mut Ctx) -> Result<Vec<Skill>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        Skill,
        "select id, name
           from skills
          where tenant_id = $1
          order by name
          limit 1000",
        tenant
    )
    .fetch_all(ctx.conn())
    .await?)
}

pub(in crate::catalogue) async fn insert(ctx: &mut Ctx, skill: &Skill) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into skills (tenant_id, id, name)
         values ($1, $2, $3)",
        tenant,
        skill.id.uuid(),
        skill.name
    )
    .execute(ctx.conn())
    .await
    .map_err(name_taken)?;
    Ok(())
}

pub(in crate::catalogue) async fn rename(ctx: &mut Ctx, skill: &Skill) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "update skills
            set name = $3
          where tenant_id = $1
            and id = $2",
        tenant,
        skill.id.uuid(),
        skill.name
    )
    .execute(ctx.conn())
    .await
    .map_err(name_taken)?;
    one(&done)
}

pub(in crate::catalogue) async fn delete(ctx: &mut Ctx, id: SkillId) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "delete from skills
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid()
    )
    .execute(ctx.conn())
    .await
    .map_err(|error| {
        Error::from(error)
            .on_constraint("service_skills_tenant_id_skill_id_fkey", SKILL_IN_USE)
            .on_constraint("worker_skills_tenant_id_skill_id_fkey", SKILL_IN_USE)
    })?;
    one(&done)
}

fn name_taken(error: sqlx::Error) -> Error {
    Error::from(error).on_constraint("skills_name_key", SKILL_NAME_TAKEN)
}
