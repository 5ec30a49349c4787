//! The world behind a socket, as browsers reach it.

use crate::chromium::Chromium;
use crate::tab::Tab;
use lares_domain::reviews::{self, Review};
use lares_kernel::signals::Topic;
use lares_kernel::{Actor, Ctx};
use lares_server::packages;
use lares_views::Views;
use lares_web::{App, Config};
use std::net::SocketAddr;
use support::World;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, MutexGuard};
use tokio::task::JoinHandle;

pub const PLATFORM: &str = "lares.localhost";
pub const COMPANY: &str = "mingjing.lares.localhost";
pub const SLUG: &str = "mingjing";
/// A company of the world, with its people.
pub const CHENXI: &str = "chenxi.lares.localhost";
/// Numbers of the range for fiction.
pub const OWNER: &str = "13900005001";
pub const WORKER: &str = "13900005002";
pub const CUSTOMER: &str = "13900005003";

/// One town at a time: browsers that share a small machine only wait for each other.
static TURN: Mutex<()> = Mutex::const_new(());

pub struct Town {
    pub world: World,
    chromium: Chromium,
    port: u16,
    server: JoinHandle<()>,
    _turn: MutexGuard<'static, ()>,
}

impl Town {
    pub async fn new() -> Self {
        let turn = TURN.lock().await;
        let mut world = World::new().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        // The same house; only its links name the port, and a word that is missing is an error.
        let house = &world.house;
        let config = Config { port: Some(port), ..house.app.config.clone() };
        let views = Views::strict().expect("words and templates");
        world.house.app = App::new(house.db.clone(), house.control.clone(), house.extensions.clone(), views, config);
        let router = world.app().into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("the server runs") });
        Self { world, chromium: Chromium::start(), port, server, _turn: turn }
    }

    /// Brings our own plugins to the market.
    pub async fn publish_plugins(&self) {
        let house = &self.world.house;
        let (sources, components) = (support::sources(), support::components());
        packages::publish_all(&house.control, house.extensions.plugins.as_ref(), &sources, &components)
            .await
            .expect("the plugins are built (make plugins)");
    }

    pub async fn tab(&self, name: &str) -> Tab {
        self.chromium.tab(name, self.port).await
    }

    /// Lets everything happen that follows from what was done: signals, jobs, messages.
    pub async fn settle(&self) {
        self.world.run_jobs().await;
    }

    /// The last code texted to a phone.
    pub async fn code(&self, phone: &str) -> String {
        self.world.texted_code(phone).await
    }

    /// Signs somebody in by a texted code, on their way to a page that asks who they are.
    pub async fn sign_in(&self, tab: &Tab, host: &str, path: &str, phone: &str) {
        tab.goto(host, path).await;
        tab.fill("phone", phone).await;
        tab.press("form[action='/codes'] button").await;
        tab.see("form[action='/sessions'] [name='code']").await;
        tab.fill("code", &self.code(phone).await).await;
        tab.press("form[action='/sessions'] button").await;
        // Pages of people who are signed in listen for what happens.
        tab.see("body[sse-connect]").await;
    }

    async fn ctx(&self) -> Ctx {
        let house = &self.world.house;
        let tenant = house.control.tenant_by_slug(SLUG).await.expect("read").expect("the company");
        house.db.begin(&tenant, Actor::System).await.expect("a transaction")
    }

    /// Tells every open page to look at an order again.
    pub async fn nudge(&self, order: &str) {
        let mut ctx = self.ctx().await;
        ctx.nudge(Topic::Order, order.to_owned()).await.expect("told");
        ctx.commit().await.expect("committed");
    }

    pub async fn review(&self, order: &str) -> Review {
        let mut ctx = self.ctx().await;
        let review = reviews::of_order(&mut ctx, order.parse().expect("an id")).await.expect("read");
        ctx.commit().await.expect("committed");
        review.expect("the order is reviewed")
    }

    pub async fn finish(self) {
        drop(self.chromium);
        self.server.abort();
        self.world.finish().await;
    }
}
