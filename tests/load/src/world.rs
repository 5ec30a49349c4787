//! A cluster of our own, a house on it, and companies to measure with.

use crate::cpu::Meter;
use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use lares_domain::identity::{self, At, Proof, SignUp};
use lares_domain::pricing::{self, QuoteFor};
use lares_domain::tenancy::areas;
use lares_domain::workforce::{self, ProfileForm, Sex, Shift, WorkerForm};
use lares_domain::{catalogue, customers};
use lares_kernel::postgres::{Cluster, ConnectUrls, migrate};
use lares_kernel::{Actor, AddressId, Clock, Ctx, Locale, Phone, Place, QuoteId, ServiceId, SkillId, Tenant, WorkerId};
use lares_server::house::{House, Plan};
use sqlx::{Connection, PgConnection};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub const DOMAIN: &str = "lares.localhost";
const PASSWORD: &str = "a password for measuring";

pub struct World {
    pub house: House,
    pub meter: Meter,
    pub urls: ConnectUrls,
    /// What PostgreSQL says.
    pub log: PathBuf,
    /// Ids of the plugins that could be published.
    pub plugins: Vec<String>,
    pub version: String,
    folder: Folder,
    _cluster: Cluster,
}

/// Removed when dropped, after the cluster.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            eprintln!("{} stays: {error}", self.0.display());
        }
    }
}

impl World {
    /// # Errors
    /// When PostgreSQL is not there, or the house does not open.
    pub async fn open(root: &Path) -> Result<Self> {
        let folder = Folder(std::env::temp_dir().join(format!("lares-bench-{}", std::process::id())));
        let cluster = Cluster::start_disposable(&folder.0).await?;
        let urls = cluster.create_database("bench").await?;
        migrate(&urls.migrator).await?;
        let mut administrator = PgConnection::connect(&administrator_url(&urls)).await?;
        // A vacuum in the middle of a round would be counted as somebody's work.
        for sql in ["alter system set autovacuum = off", "alter system set log_line_prefix = 'LB %u '", "select pg_reload_conf()"]
        {
            sqlx::raw_sql(sql).execute(&mut administrator).await?;
        }
        let data: String = sqlx::query_scalar("show data_directory").fetch_one(&mut administrator).await?;
        let version = sqlx::query_scalar("show server_version").fetch_one(&mut administrator).await?;
        administrator.close().await?;
        let note = std::fs::read_to_string(Path::new(&data).join("postmaster.pid"))?;
        let postmaster = note.lines().next().and_then(|line| line.parse().ok());
        let house = House::open(plan(&urls)).await?;
        let plugins = lares_server::packages::publish_all(
            &house.control,
            house.extensions.plugins.as_ref(),
            &root.join("plugins"),
            &root.join("target/plugins"),
        )
        .await
        .unwrap_or_else(|error| {
            eprintln!("no plugins: {error:#}");
            Vec::new()
        });
        let log = Path::new(&data).join("server.log");
        Ok(Self { house, meter: Meter::new(postmaster), urls, log, plugins, version, folder, _cluster: cluster })
    }

    /// A connection that may do anything; for filling tables and for what only a superuser may set.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn administrator(&self) -> Result<PgConnection> {
        let mut connection = PgConnection::connect(&administrator_url(&self.urls)).await?;
        sqlx::raw_sql("set search_path = app, control, public").execute(&mut connection).await?;
        Ok(connection)
    }

    /// The address of the database for another role.
    #[must_use]
    pub fn url_of(&self, role: &str) -> String {
        self.urls.service.replacen("lares_service", role, 1)
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn begin(&self, firm: &Firm, actor: &Actor) -> Result<Ctx> {
        Ok(self.house.db.begin(&firm.tenant, actor.clone()).await?)
    }

    /// Where the cluster lives; for the log of a run that failed.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder.0
    }
}

fn administrator_url(urls: &ConnectUrls) -> String {
    urls.service.replacen("lares_service", "postgres", 1)
}

fn plan(urls: &ConnectUrls) -> Plan {
    Plan {
        urls: urls.clone(),
        pool_size: 16,
        clock: Clock::System,
        web: lares_web::Config {
            domain: DOMAIN.into(),
            scheme: "http".into(),
            port: Some(8080),
            sms: lares_web::SmsMode::Catcher,
            trusted_hops: 0,
        },
        smtp: None,
        mail_from: format!("noreply@{DOMAIN}"),
        sms_program: None,
        maps: lares_views::Maps::default(),
    }
}

/// One company with its owner, who is also its customer, and workers who work every day from eight to ten.
pub struct Firm {
    pub tenant: Arc<Tenant>,
    pub owner: Actor,
    pub customer: Actor,
    /// Of the customer's session at this company.
    pub token: String,
    pub address: AddressId,
    pub place: Place,
    /// A service that needs no certificate.
    pub service: ServiceId,
    pub minutes: i64,
    pub workers: Vec<WorkerId>,
}

static PHONES: AtomicU64 = AtomicU64::new(13_000_000_000);

/// A number nobody has yet.
///
/// # Errors
/// Never for these.
pub fn phone() -> Result<Phone> {
    Ok(Phone::parse(&PHONES.fetch_add(1, Ordering::Relaxed).to_string())?)
}

#[must_use]
pub fn sign_up(slug: &str, owner_phone: Phone) -> SignUp {
    SignUp {
        name: slug.to_owned(),
        slug: slug.to_owned(),
        template: "cleaning".into(),
        owner_phone,
        owner_name: "王秀兰".into(),
        password: PASSWORD.into(),
        locale: Locale::ZhHans,
        proof: Proof::Vouched,
    }
}

impl Firm {
    /// # Errors
    /// When the business refuses or the database does not answer.
    pub async fn found(house: &House, slug: &str, workers: usize) -> Result<Self> {
        let owner_phone = phone()?;
        let signed = identity::sign_up(&house.control, &house.db, sign_up(slug, owner_phone.clone())).await?;
        let tenant = signed.tenant;
        let mut ctx = house.db.begin(&tenant, Actor::System).await?;
        let owner = identity::who(&mut ctx, signed.owner).await?.as_staff(signed.owner).context("an owner")?;
        let id = customers::welcome(&mut ctx, signed.owner, &owner_phone, Locale::ZhHans).await?;
        let place = areas::list(&mut ctx).await?.first().context("an area")?.place;
        let (service, minutes) = plain_service(&mut ctx).await?;
        ctx.commit().await?;
        let customer = Actor::Customer { person: signed.owner, id };
        let mut ctx = house.db.begin(&tenant, customer.clone()).await?;
        let address = customers::add_address(&mut ctx, home(owner_phone.clone(), place)).await?;
        ctx.commit().await?;
        let at = At { tenant: Some(tenant.id), device: "bench".into(), locale: Locale::ZhHans };
        let token = identity::sign_in_by_password(&house.app.sessions, &at, &owner_phone, PASSWORD).await?.token;
        let mut firm = Self { tenant, owner, customer, token, address, place, service, minutes, workers: Vec::new() };
        firm.hire(house, workers).await?;
        Ok(firm)
    }

    async fn hire(&mut self, house: &House, count: usize) -> Result<()> {
        let mut ctx = house.db.begin(&self.tenant, self.owner.clone()).await?;
        let skills: Vec<SkillId> = catalogue::skills(&mut ctx).await?.iter().map(|skill| skill.id).collect();
        let week: Vec<Shift> = (1..=7).map(|weekday| Shift { weekday, starts_minute: 480, ends_minute: 1320 }).collect();
        for number in 0..count {
            let phone = phone()?;
            let person = identity::ensure_person(&house.control, &phone, Locale::ZhHans).await?;
            let form = form(number, &phone, self.place, &skills);
            let worker = workforce::create(&mut ctx, person, &form).await?;
            workforce::replace_shifts(&mut ctx, worker, &week).await?;
            self.workers.push(worker);
        }
        Ok(ctx.commit().await?)
    }

    /// The n-th time nobody has been booked for yet: every worker at nine, twelve, three and six, from the day after tomorrow's morrow on.
    #[must_use]
    pub fn opening(&self, number: usize) -> (WorkerId, Timestamp) {
        let worker = self.workers[number % self.workers.len()];
        let (day, hour) = (number / self.workers.len() / 4, number / self.workers.len() % 4);
        (worker, self.anchor() + SignedDuration::from_hours((day * 24 + hour * 3) as i64))
    }

    /// Nine o'clock four days from now.
    #[must_use]
    pub fn anchor(&self) -> Timestamp {
        let today = self.tenant.date(Clock::System.now());
        let nine = today.at(9, 0, 0, 0).to_zoned(self.tenant.zone.clone()).map(|zoned| zoned.timestamp());
        nine.unwrap_or(Timestamp::MIN) + SignedDuration::from_hours(4 * 24)
    }

    /// A fresh quote for the n-th opening.
    ///
    /// # Errors
    /// When pricing refuses.
    pub async fn quote(&self, world: &World, number: usize) -> Result<Booked> {
        let (worker, starts_at) = self.opening(number);
        let mut ctx = world.begin(self, &self.customer).await?;
        let ask = QuoteFor {
            service: self.service,
            options: Vec::new(),
            address: self.address,
            worker: Some(worker),
            starts_at,
            codes: Vec::new(),
        };
        let quote = pricing::quote(&mut ctx, &world.house.extensions, ask).await?.id;
        ctx.commit().await?;
        Ok(Booked { quote, worker, starts_at })
    }
}

/// A quote and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct Booked {
    pub quote: QuoteId,
    pub worker: WorkerId,
    pub starts_at: Timestamp,
}

async fn plain_service(ctx: &mut Ctx) -> Result<(ServiceId, i64)> {
    for card in catalogue::popular(ctx, 100).await? {
        let offering = catalogue::offering(ctx, card.id).await?;
        if offering.certificate_kind.is_none() && offering.minutes <= 150 {
            return Ok((card.id, offering.minutes));
        }
    }
    anyhow::bail!("the starter sells nothing short without a certificate")
}

fn home(phone: Phone, place: Place) -> customers::NewAddress {
    customers::NewAddress {
        contact: "王秀兰".into(),
        phone,
        district: "徐汇区".into(),
        line: "漕溪北路 88 号 1201 室".into(),
        place,
        is_default: true,
    }
}

fn form(number: usize, phone: &Phone, place: Place, skills: &[SkillId]) -> WorkerForm {
    // Spread over some kilometers, so that travel counts.
    let step = |modulo: usize| i32::try_from(number % modulo).unwrap_or(0) * 2_000;
    WorkerForm {
        name: format!("阿姨 {number}"),
        phone: phone.as_str().to_owned(),
        sex: Sex::Female,
        birth_year: 1980,
        home: Place { lat_e6: place.lat_e6 + step(17), lng_e6: place.lng_e6 + step(13) },
        shows_sex: true,
        shows_age: true,
        shows_photo: true,
        profile: ProfileForm { years: 5, bio: String::new(), photo: None, skills: skills.to_vec() },
    }
}
