//! A company with the people every test knows by name.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use lares_domain::catalogue::{self, ServiceCard};
use lares_domain::customers;
use lares_domain::identity::{self, staff};
use lares_domain::tenancy::{self, Founding};
use lares_domain::workforce::{self, CertificateForm, ProfileForm, Sex, Shift, WorkerForm};
use lares_kernel::{Actor, AddressId, Ctx, CustomerId, Locale, PersonId, Phone, Place, ServiceId, Tenant, WorkerId};
use lares_server::house::House;
use sqlx::PgConnection;
use std::collections::HashMap;
use std::sync::Arc;

const CUSTOMERS: [&str; 2] = ["mei", "hua"];
const WORKERS: [&str; 3] = ["lin", "wang", "zhao"];
const OFFICE: [&str; 5] = ["dispatcher", "finance", "support", "manager", "trainer"];

pub struct Company {
    pub tenant: Arc<Tenant>,
    people: HashMap<&'static str, Someone>,
    /// By customer.
    addresses: HashMap<&'static str, AddressId>,
    pub services: Vec<ServiceCard>,
    /// Two hours of ordinary cleaning.
    pub daily: ServiceId,
    /// Its first open day.
    pub today: Date,
}

#[derive(Clone)]
pub struct Someone {
    pub person: PersonId,
    pub phone: Phone,
    pub actor: Actor,
}

impl Company {
    pub(crate) async fn found(house: &House, slug: &'static str, template: &str) -> Self {
        let owner = person(house, &phone(slug, 0)).await;
        let founding = Founding {
            name: slug.to_owned(),
            slug: slug.to_owned(),
            template: template.to_owned(),
            owner,
            owner_name: "owner".to_owned(),
            locale: Locale::ZhHans,
        };
        let tenant = tenancy::found(&house.control, &house.db, founding).await.expect("a company").tenant;
        let today = tenant.date(house.db.clock().now());
        let mut company = Self {
            tenant,
            people: HashMap::new(),
            addresses: HashMap::new(),
            services: Vec::new(),
            daily: ServiceId::new(),
            today,
        };
        let mut ctx = house.db.begin(&company.tenant, Actor::System).await.expect("a transaction");
        company.services = catalogue::popular(&mut ctx, 100).await.expect("services");
        company.daily = company.daily().expect("a service of two hours");
        company.hire(house, &mut ctx, slug).await;
        company.add_customers(house, &mut ctx).await;
        ctx.commit().await.expect("committed");
        company.people.insert("owner", company.staff(house, owner, phone(slug, 0)).await);
        for (number, role) in OFFICE.into_iter().enumerate() {
            let phone = phone(slug, 1 + number);
            let person = person(house, &phone).await;
            let someone = company.staff(house, person, phone).await;
            company.people.insert(role, someone);
        }
        for name in CUSTOMERS {
            company.settle(house, name).await;
        }
        company
    }

    /// # Panics
    /// For a name nobody has.
    pub fn someone(&self, name: &str) -> &Someone {
        self.people.get(name).unwrap_or_else(|| panic!("nobody is called {name}"))
    }

    pub fn actor(&self, name: &str) -> Actor {
        match name {
            "guest" => Actor::Guest,
            "system" => Actor::System,
            name => self.someone(name).actor.clone(),
        }
    }

    pub fn worker(&self, name: &str) -> WorkerId {
        self.actor(name).worker().expect("a worker")
    }

    pub fn workers(&self) -> [WorkerId; 3] {
        WORKERS.map(|name| self.worker(name))
    }

    pub fn customer(&self, name: &str) -> CustomerId {
        self.actor(name).customer().expect("a customer")
    }

    pub fn address(&self, name: &str) -> AddressId {
        *self.addresses.get(name).expect("an address")
    }

    /// A local time so many days after the world began.
    pub fn at(&self, days: i64, hour: i8, minute: i8) -> Timestamp {
        let day = self.today.checked_add(SignedDuration::from_hours(24 * days)).expect("a date");
        day.at(hour, minute, 0, 0).to_zoned(self.tenant.zone.clone()).expect("a time").timestamp()
    }

    fn daily(&self) -> Option<ServiceId> {
        let able = self.services.iter().filter(|card| card.art == "cleaning" && card.minutes == 120);
        able.min_by_key(|card| card.from_minor).map(|card| card.id)
    }

    async fn hire(&mut self, house: &House, ctx: &mut Ctx, slug: &str) {
        for (number, role) in OFFICE.into_iter().enumerate() {
            let new = staff::NewStaff { phone: phone(slug, 1 + number), name: role.to_owned(), role: role.to_owned() };
            staff::add(ctx, &house.control, new).await.expect("staff");
        }
        let skills: Vec<_> = catalogue::skills(ctx).await.expect("skills").into_iter().map(|skill| skill.id).collect();
        for (number, name) in WORKERS.into_iter().enumerate() {
            let phone = phone(slug, 10 + number);
            let person = person(house, &phone).await;
            let east = i32::try_from(number).unwrap_or(0) * 4_000;
            let home = center(slug, east);
            let id = workforce::create(ctx, person, &form(name, &phone, home, skills.clone())).await.expect("a worker");
            let week: Vec<Shift> = (1..=7).map(|weekday| Shift { weekday, starts_minute: 480, ends_minute: 1200 }).collect();
            workforce::replace_shifts(ctx, id, &week).await.expect("shifts");
            certify(ctx, id, &self.tenant.template, self.today).await;
            self.people.insert(name, Someone { person, phone, actor: Actor::Worker { person, id } });
        }
    }

    async fn add_customers(&mut self, house: &House, ctx: &mut Ctx) {
        for (number, name) in CUSTOMERS.into_iter().enumerate() {
            // Mei and Hua are customers of both companies, as people are.
            let phone = phone("", 20 + number);
            let person = person(house, &phone).await;
            let id = customers::welcome(ctx, person, &phone, Locale::ZhHans).await.expect("a customer");
            self.people.insert(name, Someone { person, phone, actor: Actor::Customer { person, id } });
        }
    }

    async fn staff(&self, house: &House, person: PersonId, phone: Phone) -> Someone {
        let mut ctx = house.db.begin(&self.tenant, Actor::System).await.expect("a transaction");
        let actor = identity::who(&mut ctx, person).await.expect("a membership").as_staff(person).expect("staff");
        ctx.commit().await.expect("committed");
        Someone { person, phone, actor }
    }

    async fn settle(&mut self, house: &House, name: &'static str) {
        let mut ctx = house.db.begin(&self.tenant, self.actor(name)).await.expect("a transaction");
        let email = format!("{name}@example.com");
        let save = customers::SaveProfile { name: name.to_owned(), email, locale: Locale::ZhHans };
        customers::save_profile(&mut ctx, save).await.expect("saved");
        let north = if name == "mei" { 3_000 } else { 9_000 };
        let new = customers::NewAddress {
            contact: name.to_owned(),
            phone: self.someone(name).phone.clone(),
            district: "district".to_owned(),
            line: "street 1".to_owned(),
            place: center(&self.tenant.slug, north),
            is_default: true,
        };
        let address = customers::add_address(&mut ctx, new).await.expect("an address");
        ctx.commit().await.expect("committed");
        self.addresses.insert(name, address);
    }

    /// What must hold of a company's rows at any time.
    pub(crate) async fn assert_sound(&self, look: &mut PgConnection) {
        let set = format!("set app.tenant_id = '{}'", self.tenant.id);
        sqlx::raw_sql(sqlx::AssertSqlSafe(set)).execute(&mut *look).await.expect("the tenant is set");
        for (what, count) in SOUND {
            let found: i64 = sqlx::query_scalar(*count).fetch_one(&mut *look).await.expect(what);
            assert_eq!(found, 0, "{what} at {}", self.tenant.slug);
        }
    }
}

const SOUND: &[(&str, &str)] = &[
    ("a ledger entry does not sum to zero", "select count(*) from (select entry_id from app.ledger group by entry_id having sum(amount_minor) <> 0) as odd"),
    (
        "an order has a worker without their time",
        "select count(*) from app.orders o
          where o.status in ('offered', 'accepted', 'departed', 'arrived', 'in_service') and o.worker_id is not null
            and not exists (select from app.occupancy p where p.order_id = o.id and p.worker_id = o.worker_id)",
    ),
    (
        "time is taken for an order that does not need it",
        "select count(*) from app.occupancy p where p.kind = 'visit'
            and not exists (select from app.orders o where o.id = p.order_id and o.worker_id = p.worker_id and o.status <> 'cancelled')",
    ),
    ("an order has no lines", "select count(*) from app.orders where jsonb_array_length(lines) = 0"),
    (
        "an order has no event",
        "select count(*) from app.orders o
          where not exists (select from app.events e where e.subject_id = o.id and e.kind = 'order.placed')",
    ),
    (
        "an order has no quote",
        "select count(*) from app.orders o where not exists (select from app.quotes q where q.order_id = o.id)",
    ),
    (
        "an order is cancelled without an event",
        "select count(*) from app.orders o
          where o.status = 'cancelled' and not exists (select from app.events e where e.subject_id = o.id and e.kind = 'order.cancelled')",
    ),
    ("a key was taken and its answer not kept", "select count(*) from app.answers where status = 0"),
    (
        "a payment is in no ledger",
        "select count(*) from app.payments p
          where not exists (select from app.ledger l where l.order_id = p.order_id)",
    ),
    (
        "a quote is spent on an order that is not there",
        "select count(*) from app.quotes q where q.order_id is not null and not exists (select from app.orders o where o.id = q.order_id)",
    ),
];

/// Numbers of the range for fiction; the same number is the same person.
fn phone(slug: &str, number: usize) -> Phone {
    let company = match slug {
        "chenxi" => 1,
        "anju" => 2,
        _everybody => 3,
    };
    Phone::parse(&format!("1390000{company}{number:03}")).expect("a number")
}

/// The middle of a company's first area, and so far to the north-east of it.
fn center(slug: &str, offset_e6: i32) -> Place {
    let (lat_e6, lng_e6) = if slug == "chenxi" { (31_190_000, 121_440_000) } else { (31_222_000, 121_545_000) };
    Place { lat_e6: lat_e6 + offset_e6, lng_e6: lng_e6 + offset_e6 }
}

async fn person(house: &House, phone: &Phone) -> PersonId {
    identity::ensure_person(&house.control, phone, Locale::ZhHans).await.expect("a person")
}

fn form(name: &str, phone: &Phone, home: Place, skills: Vec<lares_kernel::SkillId>) -> WorkerForm {
    WorkerForm {
        name: name.to_owned(),
        phone: phone.as_str().to_owned(),
        sex: Sex::Female,
        birth_year: 1985,
        home,
        shows_sex: true,
        shows_age: true,
        shows_photo: true,
        profile: ProfileForm { years: 8, bio: String::new(), photo: None, skills },
    }
}

/// Every kind the template knows, for a year.
async fn certify(ctx: &mut Ctx, worker: WorkerId, template: &str, today: Date) {
    let kinds = tenancy::starter(template).map(|starter| starter.certificates.clone()).unwrap_or_default();
    for kind in kinds {
        let form = CertificateForm { kind: kind.kind, number: "1".into(), issued_on: today, expires_on: None };
        let id = workforce::add_certificate(ctx, worker, &form).await.expect("handed in");
        workforce::verify_certificate(ctx, id).await.expect("verified");
    }
}
