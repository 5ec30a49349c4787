//! Writing services: content, skills, withdrawal and return.

use super::faults::Faults;
use super::{CATEGORY_UNKNOWN, SKILL_UNKNOWN, STATE, db};
use lares_kernel::{CategoryId, Ctx, Error, Permission, Result, ServiceId, SkillId};
use serde_json::json;
use std::collections::BTreeSet;

/// No price is above a million units.
pub(super) const HIGHEST_MINOR: i64 = 100_000_000;

/// Everything the editor's form holds; options, prices and pictures have their own.
#[derive(Clone, Debug)]
pub struct ServiceForm {
    pub category_id: CategoryId,
    pub name: String,
    pub summary: String,
    pub description: String,
    /// The name of the drawing shown while there is no cover picture.
    pub art: String,
    pub minutes: i32,
    pub cleanup_minutes: i32,
    pub base_minor: i64,
    pub steps: Vec<String>,
    pub tools: Vec<String>,
    pub included: Vec<String>,
    pub excluded: Vec<String>,
    /// The certificate a worker must hold, if any.
    pub certificate_kind: Option<String>,
    pub skills: Vec<SkillId>,
    pub position: i32,
}

impl ServiceForm {
    fn cleaned(&self, faults: &mut Faults) -> Self {
        faults.number("minutes", self.minutes, &(15..=1440));
        faults.number("cleanup_minutes", self.cleanup_minutes, &(0..=240));
        faults.number("base_minor", self.base_minor, &(0..=HIGHEST_MINOR));
        faults.number("position", self.position, &(0..=9_999));
        let kind = self.certificate_kind.as_deref().filter(|kind| !kind.trim().is_empty());
        let skills: BTreeSet<SkillId> = self.skills.iter().copied().collect();
        Self {
            category_id: self.category_id,
            name: faults.text("name", &self.name, 1..=60),
            summary: faults.text("summary", &self.summary, 0..=120),
            description: faults.text("description", &self.description, 0..=4_000),
            art: faults.text("art", &self.art, 1..=40),
            minutes: self.minutes,
            cleanup_minutes: self.cleanup_minutes,
            base_minor: self.base_minor,
            steps: faults.lines("steps", &self.steps),
            tools: faults.lines("tools", &self.tools),
            included: faults.lines("included", &self.included),
            excluded: faults.lines("excluded", &self.excluded),
            certificate_kind: kind.map(|kind| faults.text("certificate_kind", kind, 1..=40)),
            skills: skills.into_iter().collect(),
            position: self.position,
        }
    }
}

/// # Errors
/// `invalid` with every wrong field.
pub async fn create(ctx: &mut Ctx, form: &ServiceForm) -> Result<ServiceId> {
    ctx.authorize(Permission::ServiceWrite)?;
    let form = checked(ctx, form).await?;
    let id = ServiceId::new();
    db::writing::insert(ctx, id, &form).await?;
    db::writing::set_skills(ctx, id, &form.skills).await?;
    ctx.announce("service.created", id.uuid(), json!({ "name": form.name })).await?;
    Ok(id)
}

/// # Errors
/// `invalid` with every wrong field, `not_found`.
pub async fn update(ctx: &mut Ctx, id: ServiceId, form: &ServiceForm) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    let form = checked(ctx, form).await?;
    db::writing::update(ctx, id, &form).await?;
    db::writing::set_skills(ctx, id, &form.skills).await?;
    ctx.announce("service.changed", id.uuid(), json!({ "name": form.name })).await
}

/// Takes a service off the shelf; what was ordered stays ordered.
///
/// # Errors
/// `catalogue.state_changed` when it already was.
pub async fn withdraw(ctx: &mut Ctx, id: ServiceId) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    switch(ctx, id, ("active", "withdrawn")).await?;
    ctx.announce("service.withdrawn", id.uuid(), json!({})).await
}

/// # Errors
/// `catalogue.state_changed` when it was not withdrawn.
pub async fn restore(ctx: &mut Ctx, id: ServiceId) -> Result<()> {
    ctx.authorize(Permission::ServiceWrite)?;
    switch(ctx, id, ("withdrawn", "active")).await?;
    ctx.announce("service.restored", id.uuid(), json!({})).await
}

async fn switch(ctx: &mut Ctx, id: ServiceId, (from, to): (&str, &str)) -> Result<()> {
    if db::writing::set_state(ctx, id, from, to).await? { Ok(()) } else { Err(Error::new(STATE)) }
}

async fn checked(ctx: &mut Ctx, form: &ServiceForm) -> Result<ServiceForm> {
    let mut faults = Faults::default();
    let form = form.cleaned(&mut faults);
    let known = db::writing::known(ctx, form.category_id, &form.skills).await?;
    if !known.category {
        faults.add("category_id", CATEGORY_UNKNOWN);
    }
    if !known.skills {
        faults.add("skills", SKILL_UNKNOWN);
    }
    faults.done()?;
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ServiceForm {
        ServiceForm {
            category_id: CategoryId::new(),
            name: " 日常保洁 ".into(),
            summary: String::new(),
            description: String::new(),
            art: "cleaning".into(),
            minutes: 120,
            cleanup_minutes: 10,
            base_minor: 11_000,
            steps: vec![" 除尘 ".into(), "  ".into()],
            tools: Vec::new(),
            included: Vec::new(),
            excluded: Vec::new(),
            certificate_kind: Some("  ".into()),
            skills: Vec::new(),
            position: 0,
        }
    }

    #[test]
    fn a_form_loses_blanks_and_empty_lines() {
        let mut faults = Faults::default();
        let clean = form().cleaned(&mut faults);
        assert!(faults.done().is_ok());
        assert_eq!((clean.name.as_str(), clean.steps, clean.certificate_kind), ("日常保洁", vec!["除尘".to_owned()], None));
    }

    #[test]
    fn a_form_out_of_bounds_names_every_wrong_field() {
        let wrong = ServiceForm { name: "  ".into(), minutes: 14, base_minor: -1, cleanup_minutes: 241, ..form() };
        let mut faults = Faults::default();
        wrong.cleaned(&mut faults);
        let error = faults.done().expect_err("four faults");
        let names: Vec<_> = error.fields().iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["minutes", "cleanup_minutes", "base_minor", "name"]);
    }
}
