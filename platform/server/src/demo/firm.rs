//! One demo company from its sign-up to its first open day.

use super::data::{Certificate, Company, Customer, Spot, Worker};
use crate::house::House;
use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use lares_domain::identity::staff::{self, NewStaff};
use lares_domain::identity::{self, At, Proof, Purpose, SignUp};
use lares_domain::workforce::{self, CertificateForm, ProfileForm, Shift, WorkerForm};
use lares_domain::{catalogue, customers, marketplace};
use lares_kernel::{Actor, AddressId, Ctx, Locale, PersonId, Phone, Place, ServiceId, Tenant, WorkerId};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Everybody whose sign-in is printed has this; the demo is no place for secrets.
pub(super) const PASSWORD: &str = "lares-demo-2026";

pub(super) struct Firm {
    pub data: Company,
    pub tenant: Arc<Tenant>,
    pub owner: Actor,
    /// In the order of the file.
    pub workers: Vec<(WorkerId, Actor)>,
    pub clients: Vec<Client>,
    pub services: BTreeMap<String, ServiceId>,
}

pub(super) struct Client {
    pub actor: Actor,
    pub addresses: Vec<AddressId>,
}

impl Firm {
    /// Signs the company up and fills it with everybody of its file.
    pub(super) async fn found(house: &House, data: Company) -> Result<Self> {
        let signed = identity::sign_up(&house.control, &house.db, sign_up(&data)?).await?;
        let mut ctx = house.db.begin(&signed.tenant, Actor::System).await?;
        let owner = identity::who(&mut ctx, signed.owner).await?.as_staff(signed.owner).context("an owner")?;
        let services = services(&mut ctx, &data).await?;
        ctx.commit().await?;
        let mut firm = Self { data, tenant: signed.tenant, owner, workers: Vec::new(), clients: Vec::new(), services };
        firm.hire(house).await?;
        firm.welcome(house).await?;
        firm.plug(house).await?;
        Ok(firm)
    }

    /// A unit of work of this company.
    pub(super) async fn begin(&self, house: &House, actor: &Actor) -> Result<Ctx> {
        Ok(house.db.begin(&self.tenant, actor.clone()).await?)
    }

    pub(super) fn actor_of(&self, worker: WorkerId) -> Option<&Actor> {
        self.workers.iter().find(|(id, _)| *id == worker).map(|(_, actor)| actor)
    }

    async fn hire(&mut self, house: &House) -> Result<()> {
        let mut ctx = self.begin(house, &self.owner).await?;
        for member in &self.data.staff {
            let phone = Phone::parse(&member.phone)?;
            let new = NewStaff { phone, name: member.name.clone(), role: member.role.clone() };
            staff::add(&mut ctx, &house.control, new).await?;
        }
        let known = catalogue::skills(&mut ctx).await?;
        let skills: HashMap<&str, _> = known.iter().map(|skill| (skill.name.as_str(), skill.id)).collect();
        for worker in &self.data.workers {
            let person = person(house, &worker.phone).await?;
            let form = form(worker, |key| self.data.names.skills.get(key).and_then(|name| skills.get(name.as_str()).copied()));
            let id = workforce::create(&mut ctx, person, &form).await?;
            workforce::replace_shifts(&mut ctx, id, &week(&self.data, worker)).await?;
            self.workers.push((id, Actor::Worker { person, id }));
        }
        Ok(ctx.commit().await?)
    }

    async fn welcome(&mut self, house: &House) -> Result<()> {
        for customer in &self.data.customers {
            let (person, phone) = (person(house, &customer.phone).await?, Phone::parse(&customer.phone)?);
            let mut ctx = self.begin(house, &Actor::System).await?;
            let id = customers::welcome(&mut ctx, person, &phone, Locale::ZhHans).await?;
            ctx.commit().await?;
            let actor = Actor::Customer { person, id };
            let mut ctx = self.begin(house, &actor).await?;
            let addresses = settle(&mut ctx, customer).await?;
            ctx.commit().await?;
            self.clients.push(Client { actor, addresses });
        }
        Ok(())
    }

    async fn plug(&self, house: &House) -> Result<()> {
        let mut ctx = self.begin(house, &self.owner).await?;
        let market = marketplace::market(&mut ctx, &house.control).await?;
        for (plugin, settings) in &self.data.plugins {
            let Some(entry) = market.iter().find(|entry| entry.manifest.id == *plugin) else { continue };
            let granted: Vec<String> = entry.manifest.permissions.iter().map(|asked| asked.name.clone()).collect();
            marketplace::install(&mut ctx, &house.control, plugin, &granted).await?;
            marketplace::set_settings(&mut ctx, &house.extensions, plugin, settings.clone()).await?;
            marketplace::set_enabled(&mut ctx, plugin, true).await?;
        }
        ctx.commit().await?;
        house.extensions.active.forget(self.tenant.id);
        Ok(())
    }

    /// Hands in a certificate and has the office look at it. `today` is the day the files count from.
    pub(super) async fn certify(&self, house: &House, worker: usize, which: usize, today: Timestamp) -> Result<()> {
        let Some((id, _)) = self.workers.get(worker) else { return Ok(()) };
        let Some(certificate) = self.data.workers.get(worker).and_then(|worker| worker.certificates.get(which)) else {
            return Ok(());
        };
        let mut ctx = self.begin(house, &self.owner).await?;
        let certificate = workforce::add_certificate(&mut ctx, *id, &self.handed_in(certificate, today)).await?;
        workforce::verify_certificate(&mut ctx, certificate).await?;
        Ok(ctx.commit().await?)
    }

    fn handed_in(&self, certificate: &Certificate, today: Timestamp) -> CertificateForm {
        let date = |days: i64| self.tenant.date(today + SignedDuration::from_hours(24 * days));
        CertificateForm {
            kind: certificate.kind.clone(),
            number: certificate.number.clone(),
            issued_on: date(-certificate.issued_days_ago),
            expires_on: certificate.expires_in_days.map(date),
        }
    }

    /// Gives the printed sign-ins their password, by the way anybody who forgot theirs goes.
    pub(super) async fn set_passwords(&self, house: &House) -> Result<()> {
        let staff = self.data.staff.iter().map(|member| &member.phone);
        let worker = self.data.workers.first().map(|worker| &worker.phone);
        let customer = self.data.customers.first().map(|customer| &customer.phone);
        for phone in staff.chain(worker).chain(customer) {
            let phone = Phone::parse(phone)?;
            let mut sent = String::new();
            let body = |code: &str| {
                code.clone_into(&mut sent);
                sent.clone()
            };
            identity::request_code(&house.control, Some(&self.tenant), &phone, Purpose::Recover, body).await?;
            let at = At { tenant: Some(self.tenant.id), device: String::new(), locale: Locale::ZhHans };
            identity::recover(&house.app.sessions, &at, &phone, (&sent, PASSWORD)).await?;
        }
        Ok(())
    }
}

fn sign_up(data: &Company) -> Result<SignUp> {
    Ok(SignUp {
        name: data.name.clone(),
        slug: data.slug.clone(),
        template: data.template.clone(),
        owner_phone: Phone::parse(&data.owner.phone)?,
        owner_name: data.owner.name.clone(),
        password: PASSWORD.into(),
        locale: Locale::ZhHans,
        proof: Proof::Vouched,
    })
}

async fn person(house: &House, phone: &str) -> Result<PersonId> {
    Ok(identity::ensure_person(&house.control, &Phone::parse(phone)?, Locale::ZhHans).await?)
}

async fn services(ctx: &mut Ctx, data: &Company) -> Result<BTreeMap<String, ServiceId>> {
    let cards = catalogue::popular(ctx, 100).await?;
    let by_name: HashMap<&str, ServiceId> = cards.iter().map(|card| (card.name.as_str(), card.id)).collect();
    Ok(data.names.services.iter().filter_map(|(key, name)| Some((key.clone(), *by_name.get(name.as_str())?))).collect())
}

const fn place(spot: Spot) -> Place {
    Place { lat_e6: spot.lat_e6, lng_e6: spot.lng_e6 }
}

fn form(worker: &Worker, skill: impl Fn(&str) -> Option<lares_kernel::SkillId>) -> WorkerForm {
    WorkerForm {
        name: worker.name.clone(),
        phone: worker.phone.clone(),
        sex: worker.sex,
        birth_year: worker.birth_year,
        home: place(worker.home),
        shows_sex: true,
        shows_age: true,
        shows_photo: true,
        profile: ProfileForm {
            years: worker.years,
            bio: worker.bio.clone(),
            photo: None,
            skills: worker.skills.iter().filter_map(|key| skill(key)).collect(),
        },
    }
}

fn week(data: &Company, worker: &Worker) -> Vec<Shift> {
    let patterns = data.shift_patterns.get(&worker.shifts).into_iter().flatten();
    let days = patterns.flat_map(|pattern| {
        let hours = (pattern.starts_minute, pattern.ends_minute);
        pattern.weekdays.iter().map(move |weekday| Shift { weekday: *weekday, starts_minute: hours.0, ends_minute: hours.1 })
    });
    days.collect()
}

async fn settle(ctx: &mut Ctx, customer: &Customer) -> Result<Vec<AddressId>> {
    let save = customers::SaveProfile { name: customer.name.clone(), email: String::new(), locale: Locale::ZhHans };
    customers::save_profile(ctx, save).await?;
    let mut addresses = Vec::new();
    for address in &customer.addresses {
        let new = customers::NewAddress {
            contact: customer.name.clone(),
            phone: Phone::parse(&customer.phone)?,
            district: address.district.clone(),
            line: address.line.clone(),
            place: place(address.spot),
            is_default: addresses.is_empty(),
        };
        addresses.push(customers::add_address(ctx, new).await?);
    }
    Ok(addresses)
}
