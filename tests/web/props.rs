//! What a stage is furnished with.

use jiff::Timestamp;
use jiff::civil::Date;
use lares_domain::catalogue::ServiceForm;
use lares_domain::customers;
use lares_domain::identity;
use lares_domain::workforce::{self, ExceptionForm, ExceptionKind, ProfileForm, Sex, WorkerForm};
use lares_kernel::{Actor, Locale, Phone, Place, SkillId, Tenant, WorkerId};
use support::{Company, World};

/// The smallest picture there is.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0,
    0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4,
    0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// Somewhere both companies' first areas reach.
pub fn middle(company: &Company) -> Place {
    let (lat_e6, lng_e6) = if company.tenant.slug == "chenxi" { (31_193_000, 121_443_000) } else { (31_225_000, 121_548_000) };
    Place { lat_e6, lng_e6 }
}

pub fn local(at: Timestamp, tenant: &Tenant) -> String {
    at.to_zoned(tenant.zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
}

pub fn product(category_id: lares_kernel::CategoryId, skills: &[SkillId]) -> ServiceForm {
    ServiceForm {
        category_id,
        name: "Product".into(),
        summary: String::new(),
        description: String::new(),
        art: "cleaning".into(),
        minutes: 60,
        cleanup_minutes: 0,
        base_minor: 10_000,
        steps: Vec::new(),
        tools: Vec::new(),
        included: Vec::new(),
        excluded: Vec::new(),
        certificate_kind: None,
        skills: skills[..1].to_vec(),
        position: 0,
    }
}

pub fn hand(phone: &str, skills: &[SkillId]) -> WorkerForm {
    WorkerForm {
        name: "Hand".into(),
        phone: phone.to_owned(),
        sex: Sex::Female,
        birth_year: 1990,
        home: Place { lat_e6: 31_193_000, lng_e6: 121_443_000 },
        shows_sex: true,
        shows_age: true,
        shows_photo: true,
        profile: ProfileForm { years: 3, bio: String::new(), photo: None, skills: skills.to_vec() },
    }
}

pub async fn apply(world: &World, company: &Company, phone: &str, skills: &[SkillId]) -> WorkerId {
    let number = Phone::parse(phone).expect("a number");
    let person = identity::ensure_person(&world.house.control, &number, Locale::ZhHans).await.expect("a person");
    let mut ctx = world.ctx(company, "system").await;
    let id = customers::welcome(&mut ctx, person, &number, Locale::ZhHans).await.expect("a customer");
    ctx.commit().await.expect("committed");
    let mut ctx = world.begin(company, Actor::Customer { person, id }).await;
    let worker = workforce::apply(&mut ctx, &hand(phone, skills)).await.expect("an application");
    ctx.commit().await.expect("committed");
    worker
}

pub fn leave(worker: WorkerId, on_date: Date) -> ExceptionForm {
    ExceptionForm {
        worker: Some(worker),
        on_date,
        kind: ExceptionKind::Leave,
        starts_minute: 0,
        ends_minute: 1_440,
        reason: String::new(),
    }
}
