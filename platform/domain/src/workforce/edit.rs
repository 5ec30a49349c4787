//! Writing workers: the office's form, an application, the worker's own profile.

use super::{BIRTH_YEAR, Sex, WorkerState, db, office};
use crate::catalogue::faults::Faults;
use crate::catalogue::{self, SKILL_UNKNOWN, pictures};
use lares_kernel::error::SIGN_IN;
use lares_kernel::{BlobId, Ctx, Error, Permission, PersonId, Phone, Place, Result, SkillId, WorkerId};
use serde_json::json;
use std::collections::BTreeSet;

const ADULT: i16 = 18;

#[derive(Clone, Debug)]
pub struct WorkerForm {
    pub name: String,
    pub phone: String,
    pub sex: Sex,
    pub birth_year: i32,
    pub home: Place,
    pub shows_sex: bool,
    pub shows_age: bool,
    pub shows_photo: bool,
    pub profile: ProfileForm,
}

/// What a worker may change of their own.
#[derive(Clone, Debug)]
pub struct ProfileForm {
    /// Years of experience.
    pub years: i32,
    pub bio: String,
    pub photo: Option<BlobId>,
    pub skills: Vec<SkillId>,
}

impl WorkerForm {
    fn cleaned(&self, faults: &mut Faults, year: i16) -> Self {
        if !(1930..=2015.min(i32::from(year - ADULT))).contains(&self.birth_year) {
            faults.add("birth_year", BIRTH_YEAR);
        }
        let phone = Phone::parse(&self.phone);
        if let Err(error) = &phone {
            faults.add("phone", error.code());
        }
        if let Err(error) = Place::new(self.home.lat_e6, self.home.lng_e6) {
            faults.add("home", error.code());
        }
        Self {
            name: faults.text("name", &self.name, 1..=30),
            phone: phone.map(|phone| phone.as_str().to_owned()).unwrap_or_default(),
            profile: self.profile.cleaned(faults),
            ..*self
        }
    }
}

impl ProfileForm {
    fn cleaned(&self, faults: &mut Faults) -> Self {
        faults.number("years", self.years, &(0..=60));
        let skills: BTreeSet<SkillId> = self.skills.iter().copied().collect();
        Self {
            years: self.years,
            bio: faults.text("bio", &self.bio, 0..=500),
            photo: self.photo,
            skills: skills.into_iter().collect(),
        }
    }
}

/// A new active worker; `person` is who signs in.
///
/// # Errors
/// `invalid` with every wrong field, `workforce.person_is_worker`.
pub async fn create(ctx: &mut Ctx, person: PersonId, form: &WorkerForm) -> Result<WorkerId> {
    office(ctx, Permission::WorkerWrite)?;
    let form = checked(ctx, form).await?;
    let id = insert(ctx, person, &form, WorkerState::Active).await?;
    ctx.announce("worker.created", id.uuid(), json!({ "name": form.name })).await?;
    Ok(id)
}

/// The signed-in person asks to work here; the office decides.
///
/// # Errors
/// `sign_in_first`, `invalid` with every wrong field, `workforce.person_is_worker`.
pub async fn apply(ctx: &mut Ctx, form: &WorkerForm) -> Result<WorkerId> {
    ctx.authorize(Permission::WorkerRead)?;
    let person = ctx.actor().person().ok_or_else(|| Error::new(SIGN_IN))?;
    let form = checked(ctx, form).await?;
    let id = insert(ctx, person, &form, WorkerState::Applied).await?;
    ctx.announce("worker.applied", id.uuid(), json!({ "name": form.name })).await?;
    Ok(id)
}

/// # Errors
/// `invalid` with every wrong field, `not_found`.
pub async fn update(ctx: &mut Ctx, id: WorkerId, form: &WorkerForm) -> Result<()> {
    office(ctx, Permission::WorkerWrite)?;
    let form = checked(ctx, form).await?;
    db::workers::update(ctx, id, &form).await?;
    db::workers::update_profile(ctx, id, &form.profile).await?;
    db::workers::set_skills(ctx, id, &form.profile.skills).await?;
    ctx.announce("worker.changed", id.uuid(), json!({ "name": form.name })).await
}

/// A worker changes their own profile (W07). What needs a certificate still needs a verified one.
///
/// # Errors
/// `invalid` with every wrong field, `not_found` for somebody else's.
pub async fn change_profile(ctx: &mut Ctx, id: WorkerId, form: &ProfileForm) -> Result<()> {
    ctx.authorize_owned(Permission::WorkerWrite, &[Some(id.uuid())])?;
    let mut faults = Faults::default();
    let form = form.cleaned(&mut faults);
    check_known(ctx, &form, faults).await?;
    db::workers::update_profile(ctx, id, &form).await?;
    db::workers::set_skills(ctx, id, &form.skills).await?;
    ctx.announce("worker.changed", id.uuid(), json!({ "skills": form.skills })).await
}

async fn insert(ctx: &mut Ctx, person: PersonId, form: &WorkerForm, state: WorkerState) -> Result<WorkerId> {
    let id = WorkerId::new();
    db::workers::insert(ctx, (id, person), form, state).await?;
    db::workers::set_skills(ctx, id, &form.profile.skills).await?;
    Ok(id)
}

async fn checked(ctx: &mut Ctx, form: &WorkerForm) -> Result<WorkerForm> {
    let mut faults = Faults::default();
    let form = form.cleaned(&mut faults, ctx.tenant().date(ctx.now()).year());
    check_known(ctx, &form.profile, faults).await?;
    Ok(form)
}

async fn check_known(ctx: &mut Ctx, form: &ProfileForm, mut faults: Faults) -> Result<()> {
    let known = catalogue::skills(ctx).await?;
    if form.skills.iter().any(|id| known.iter().all(|skill| skill.id != *id)) {
        faults.add("skills", SKILL_UNKNOWN);
    }
    faults.done()?;
    match form.photo {
        Some(photo) => pictures::check_stored(ctx, Permission::WorkerRead, photo).await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> WorkerForm {
        WorkerForm {
            name: " 王姐 ".into(),
            phone: "138 0013 8000".into(),
            sex: Sex::Female,
            birth_year: 1985,
            home: Place { lat_e6: 31_230_000, lng_e6: 121_470_000 },
            shows_sex: true,
            shows_age: true,
            shows_photo: true,
            profile: ProfileForm { years: 8, bio: String::new(), photo: None, skills: Vec::new() },
        }
    }

    #[test]
    fn a_workers_phone_is_kept_in_international_form() {
        let mut faults = Faults::default();
        let clean = form().cleaned(&mut faults, 2026);
        assert!(faults.done().is_ok());
        assert_eq!((clean.name.as_str(), clean.phone.as_str()), ("王姐", "+8613800138000"));
    }

    #[test]
    fn a_minor_and_a_place_off_the_earth_are_refused() {
        let wrong = WorkerForm { birth_year: 2009, home: Place { lat_e6: 91_000_000, lng_e6: 0 }, phone: "1".into(), ..form() };
        let mut faults = Faults::default();
        wrong.cleaned(&mut faults, 2026);
        let error = faults.done().expect_err("three faults");
        let names: Vec<_> = error.fields().iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["birth_year", "phone", "home"]);
    }
}
