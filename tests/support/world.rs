//! A whole house on a database of its own, with two companies.

use crate::browser::Browser;
use crate::company::Company;
use crate::ground::Ground;
use crate::mail::Mailbox;
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use lares_domain::marketplace::{self, Incident};
use lares_domain::reactions;
use lares_extension::Extensions;
use lares_kernel::signals::{Hub, Signal};
use lares_kernel::{Actor, Clock, Control, Ctx, Db, PageRequest};
use lares_plugin_host::Host;
use lares_server::house::{House, Plan};
use lares_server::packages;
use lares_web::SmsMode;
use serde_json::{Value, json};
use sqlx::Row;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::Receiver;

/// Monday 2026-06-01, ten in the morning in Shanghai.
const START: &str = "2026-06-01T02:00:00Z";

/// Connections of the house.
const POOL: u32 = 20;

pub struct World {
    pub house: House,
    pub clock: Clock,
    /// Cleaning: offers to workers, pays afterwards.
    pub chenxi: Company,
    /// General: assigns automatically.
    pub anju: Company,
    pub mailbox: Mailbox,
    pub ground: Option<Ground>,
    signals: Mutex<Receiver<Signal>>,
}

/// A text message that was caught.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sms {
    pub phone: String,
    pub body: String,
}

impl World {
    pub async fn new() -> Self {
        let ground = Ground::new().await;
        let clock = Clock::manual(START.parse().expect("a time"));
        let mailbox = Mailbox::open().await;
        let plan = Plan { smtp: Some(mailbox.url()), ..plan(&ground, &clock) };
        let house = House::open_on(plan, engine()).await.expect("the house opens");
        let signals = Mutex::new(house.db.hub().listen());
        let chenxi = Company::found(&house, "chenxi", "cleaning").await;
        let anju = Company::found(&house, "anju", "general").await;
        let world = Self { house, clock, chenxi, anju, mailbox, ground: Some(ground), signals };
        world.run_jobs().await;
        world
    }

    pub fn ground(&self) -> &Ground {
        self.ground.as_ref().expect("a world that is not finished")
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn wait_minutes(&self, minutes: i64) {
        self.clock.advance(SignedDuration::from_mins(minutes));
    }

    /// A unit of work of a named person, of `guest` or of `system`.
    pub async fn ctx(&self, company: &Company, who: &str) -> Ctx {
        self.begin(company, company.actor(who)).await
    }

    pub async fn begin(&self, company: &Company, actor: Actor) -> Ctx {
        self.house.db.begin(&company.tenant, actor).await.expect("a transaction begins")
    }

    /// A customer of 晨曦.
    pub async fn as_customer(&self, name: &str) -> Ctx {
        self.ctx(&self.chenxi, name).await
    }

    /// A worker of 晨曦.
    pub async fn as_worker(&self, name: &str) -> Ctx {
        self.ctx(&self.chenxi, name).await
    }

    /// Somebody in the office of 晨曦.
    pub async fn as_office(&self, name: &str) -> Ctx {
        self.ctx(&self.chenxi, name).await
    }

    /// Hears what changed, as the running server does.
    pub async fn heed(&self) {
        loop {
            let next = self.signals.lock().unwrap_or_else(PoisonError::into_inner).try_recv();
            match next {
                Ok(signal) => self.house.heed(&signal).await,
                Err(tokio::sync::broadcast::error::TryRecvError::Lagged(_)) => {}
                Err(_empty) => return,
            }
        }
    }

    /// Runs everything that is due, with what follows from it, and writes what plugins did wrong.
    pub async fn run_jobs(&self) -> usize {
        let mut ran = 0;
        loop {
            self.heed().await;
            let now = reactions::run_due(&self.house.parts, 50).await.expect("jobs are claimed");
            self.house.write_incidents().await;
            ran += now;
            if now == 0 {
                self.heed().await;
                return ran;
            }
        }
    }

    /// Text messages so far, the oldest first.
    pub async fn sms(&self) -> Vec<Sms> {
        let rows = sqlx::query("select phone, body from control.sms order by created_at, id");
        let rows = rows.fetch_all(self.house.control.pool()).await.expect("text messages");
        rows.iter().map(|row| Sms { phone: row.get("phone"), body: row.get("body") }).collect()
    }

    /// The pages, without a socket between.
    pub fn app(&self) -> axum::Router {
        lares_web::router(&self.house.app)
    }

    /// A browser at a company's pages; `None` is the platform's site.
    pub fn browser(&self, company: Option<&Company>) -> Browser {
        let domain = &self.house.app.config.domain;
        let host = company.map_or_else(|| domain.clone(), |company| format!("{}.{domain}", company.tenant.slug));
        self.browser_at(&host)
    }

    /// A browser at any host.
    pub fn browser_at(&self, host: &str) -> Browser {
        Browser::new(self.app(), host.to_owned())
    }

    /// The last code texted to a phone, as it was typed or in full.
    pub async fn texted_code(&self, phone: &str) -> String {
        let texts = self.sms().await;
        let last = texts.iter().rev().find(|text| text.phone.ends_with(phone)).expect("a text message");
        let mut digits = last.body.split(|next: char| !next.is_ascii_digit());
        digits.find(|digits| digits.len() == 6).expect("six digits").to_owned()
    }

    /// The same at pages that were built otherwise.
    pub fn browser_of_app(&self, app: &lares_web::App, company: Option<&Company>) -> Browser {
        let slug = company.map(|company| format!("{}.", company.tenant.slug)).unwrap_or_default();
        Browser::new(lares_web::router(app), format!("{slug}{}", app.config.domain))
    }

    /// Everything as it is now, to be copied; the world goes on in a fresh house.
    pub async fn freeze(&mut self) -> Ground {
        self.run_jobs().await;
        self.close().await;
        let frozen = self.ground().copy().await;
        let plan = self.house.plan().clone();
        self.house = House::open_on(plan, engine()).await.expect("the house opens");
        self.signals = Mutex::new(self.house.db.hub().listen());
        frozen
    }

    /// The pages on another copy of the world's database; clock, plugins and words are the world's, nothing else is.
    pub async fn app_on(&self, ground: &Ground) -> lares_web::App {
        let (hub, house) = (Hub::default(), &self.house);
        let db = Db::open(&ground.urls.service, 4, self.clock.clone(), hub.clone(), reactions::of).await.expect("the door opens");
        let control = Control::open(&ground.urls.control, 4, self.clock.clone(), hub).await.expect("the other door opens");
        let extensions = Extensions::new(Arc::clone(&house.extensions.plugins), Arc::new(|_| {}));
        lares_web::App::new(db, control, extensions, house.app.views.clone(), house.app.config.clone())
    }

    async fn close(&self) {
        self.house.db.close().await;
        self.house.control.pool().close().await;
    }

    /// Tasks that live now.
    pub fn tasks() -> usize {
        tokio::runtime::Handle::current().metrics().num_alive_tasks()
    }

    /// Waits until nothing is on its way any more: no more tasks than before, and every connection was free at once.
    pub async fn settle(&self, tasks: usize) {
        let ended = async {
            while Self::tasks() > tasks {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), ended).await.expect("what was begun ends");
        let mut held = Vec::new();
        for _ in 0..POOL {
            held.push(self.ctx(&self.chenxi, "system").await);
        }
    }

    /// Publishes the first-party plugins, installs one for a company and switches it on.
    pub async fn plug(&self, company: &Company, plugin: &str, settings: Value) {
        let house = &self.house;
        packages::publish_all(&house.control, house.extensions.plugins.as_ref(), &sources(), &components())
            .await
            .expect("the plugins are built (make plugins)");
        self.switch_on(company, plugin, settings).await;
    }

    /// Publishes a guest of `tests/plugins/hostile`, which passes the gate as any plugin must, and switches it on for a company.
    /// Answers its id.
    pub async fn plug_hostile(&self, company: &Company, guest: &str, settings: Value) -> String {
        let house = &self.house;
        let (folder, component) = (hostile(), components().join("hostile").join(guest).with_extension("wasm"));
        let mut package = packages::read(&folder, &component).expect("the guests are built (make plugins)");
        package.manifest.id = format!("hostile.{guest}");
        package.manifest.settings = json!({ "type": "object", "additionalProperties": true });
        let id = package.manifest.id.clone();
        marketplace::publish(&house.control, house.extensions.plugins.as_ref(), package).await.expect("the gate lets it pass");
        self.switch_on(company, &id, settings).await;
        id
    }

    /// Installs a published plugin with every permission it asks for, sets it up and switches it on.
    pub async fn switch_on(&self, company: &Company, plugin: &str, settings: Value) {
        let house = &self.house;
        let mut ctx = self.ctx(company, "owner").await;
        let market = marketplace::market(&mut ctx, &house.control).await.expect("a market");
        let entry = market.into_iter().find(|entry| entry.manifest.id == plugin).expect("a listed plugin");
        let granted: Vec<String> = entry.manifest.permissions.iter().map(|asked| asked.name.clone()).collect();
        marketplace::install(&mut ctx, &house.control, plugin, &granted).await.expect("installed");
        marketplace::set_settings(&mut ctx, &house.extensions, plugin, settings).await.expect("valid settings");
        marketplace::set_enabled(&mut ctx, plugin, true).await.expect("enabled");
        ctx.commit().await.expect("committed");
        self.run_jobs().await;
    }

    /// Switches a plugin off, as the office does.
    pub async fn unplug(&self, company: &Company, plugin: &str) {
        let mut ctx = self.ctx(company, "owner").await;
        marketplace::set_enabled(&mut ctx, plugin, false).await.expect("disabled");
        ctx.commit().await.expect("committed");
        self.heed().await;
    }

    /// What went wrong with a company's plugins, the newest first, as its owner sees it.
    pub async fn incidents(&self, company: &Company) -> Vec<Incident> {
        self.house.write_incidents().await;
        let mut ctx = self.ctx(company, "owner").await;
        let page =
            marketplace::incidents(&mut ctx, None, "", PageRequest::new(1, 100).expect("a page")).await.expect("incidents");
        ctx.commit().await.expect("committed");
        page.rows
    }

    /// Ends the world: every job runs, nothing is left over, the database goes.
    pub async fn finish(mut self) {
        self.run_jobs().await;
        let jobs = self.house.control.job_counts().await.expect("counts");
        assert_eq!(jobs, (0, 0), "jobs are left over (waiting, set aside)");
        let (size, idle) = self.house.db.pool_state();
        let ground = self.ground.take().expect("finished once");
        let mut look = ground.service().await;
        let open: i64 = sqlx::query_scalar(
            "select count(*) from pg_stat_activity
              where datname = current_database() and usename = current_user and state like 'idle in transaction%'",
        )
        .fetch_one(&mut look)
        .await
        .expect("a look at the connections");
        assert_eq!(open, 0, "a connection is left in a transaction ({size} connections, {idle} idle)");
        for company in [&self.chenxi, &self.anju] {
            company.assert_sound(&mut look).await;
        }
        drop(look);
        self.close().await;
        ground.remove().await;
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let is_finished = self.ground.is_none();
        assert!(is_finished || std::thread::panicking(), "a test must end with World::finish");
    }
}

/// A house nobody lives in yet, and no letter leaves.
pub async fn vacant_house(ground: &Ground, clock: &Clock) -> House {
    House::open_on(plan(ground, clock), engine()).await.expect("the house opens")
}

fn plan(ground: &Ground, clock: &Clock) -> Plan {
    Plan {
        urls: ground.urls.clone(),
        pool_size: POOL,
        clock: clock.clone(),
        web: web(),
        smtp: None,
        mail_from: "noreply@lares.localhost".into(),
        sms_program: None,
        maps: lares_views::Maps::default(),
    }
}

fn web() -> lares_web::Config {
    lares_web::Config {
        domain: "lares.localhost".into(),
        scheme: "http".into(),
        port: None,
        sms: SmsMode::Catcher,
        trusted_hops: 0,
    }
}

/// Compiling plugins takes longer than everything else, so the worlds of a program share one engine.
fn engine() -> &'static Host {
    static ENGINE: OnceLock<Host> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let nothing = |_: &str| async { Err(lares_kernel::Error::new(lares_kernel::error::NOT_FOUND)) }.boxed();
        Host::new(Arc::new(nothing), Arc::new(|_| {})).expect("the engine runs here")
    })
}

/// Where the sources of the first-party plugins lie.
pub fn sources() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../plugins")
}

/// Where the sources of the hostile guests lie.
fn hostile() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("plugins/hostile")
}

/// Where their built components lie.
pub fn components() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/plugins")
}
