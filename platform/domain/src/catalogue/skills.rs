//! What one must be able to do (擅长领域): services need skills, workers have them.

use super::db;
use super::faults::Faults;
use lares_kernel::{Ctx, Permission, Result, SkillId};
use serde::Serialize;

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Skill {
    pub id: SkillId,
    pub name: String,
}

/// All skills by name.
///
/// # Errors
/// `forbidden`.
pub async fn skills(ctx: &mut Ctx) -> Result<Vec<Skill>> {
    ctx.authorize(Permission::ServiceRead)?;
    db::skills::all(ctx).await
}

/// # Errors
/// `invalid` for the name, `catalogue.skill_name_taken`.
pub async fn add_skill(ctx: &mut Ctx, name: &str) -> Result<SkillId> {
    ctx.authorize(Permission::ServiceWrite)?;
    let skill = Skill { id: SkillId::new(), name: cleaned(name)? };
    db::skills::insert(ctx, &skill).await?;
    Ok(skill.id)
}

/// # Errors
/// `invalid` for the name, `catalogue.skill_name_taken`, `not_found`.
pub async fn rename_skill(ctx: &mut Ctx, id: SkillId, name: &str) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    let name = cleaned(name)?;
    db::skills::rename(ctx, &Skill { id, name }).await
}

/// # Errors
/// `catalogue.skill_in_use` while a service needs it or a worker has it, `not_found`.
pub async fn remove_skill(ctx: &mut Ctx, id: SkillId) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    db::skills::delete(ctx, id).await
}

fn cleaned(name: &str) -> Result<String> {
    let mut faults = Faults::default();
    let name = faults.text("name", name, 1..=30);
    faults.done()?;
    Ok(name)
}
