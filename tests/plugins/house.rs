//! One company with a host, and a way to call a guest for it.

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use lares_extension::{
    Activation, Answer, DayKind, FailureKind, Incident, LocalTime, Manifest, OnFailure, Phase, Plugins, QuoteLine, QuoteOutcome,
    QuoteRequest,
};
use lares_kernel::signals::Hub;
use lares_kernel::{Actor, Clock, Ctx, Currency, Db, Locale, Money, QuoteId, ServiceId, Tenant, TenantId};
use lares_plugin_host::{Fetch, Host, digest};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, OnceLock};
use support::{Ground, components};
use tokio::sync::OnceCell;

pub struct House {
    pub db: Db,
    pub tenant: Arc<Tenant>,
    pub host: Host,
    pub clock: Clock,
    incidents: Arc<Mutex<Vec<Incident>>>,
}

impl House {
    /// A company nobody has used before, on the database all houses share.
    pub async fn new() -> Self {
        static GROUND: OnceCell<Ground> = OnceCell::const_new();
        Self::on(GROUND.get_or_init(Ground::new).await).await
    }

    /// A company on a database where nothing else happens.
    pub async fn on(ground: &Ground) -> Self {
        let clock = Clock::manual(Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000));
        let db = Db::open(&ground.urls.service, 20, clock.clone(), Hub::default(), |_| &[]).await.expect("the database answers");
        let incidents = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&incidents);
        let keep = Arc::new(move |incident| sink.lock().expect("no panic").push(incident));
        Self { db, tenant: tenant(), host: engine().sharing(shelf(), keep), clock, incidents }
    }

    /// The same house, seen by another company.
    pub fn neighbor(&self) -> Self {
        let (db, host, clock) = (self.db.clone(), self.host.clone(), self.clock.clone());
        Self { db, tenant: tenant(), host, clock, incidents: Arc::clone(&self.incidents) }
    }

    /// The same house with components from elsewhere.
    pub fn fetching(self, fetch: Fetch) -> Self {
        let sink = Arc::clone(&self.incidents);
        let keep = Arc::new(move |incident| sink.lock().expect("no panic").push(incident));
        Self { host: engine().sharing(fetch, keep), ..self }
    }

    pub async fn ctx(&self) -> Ctx {
        self.db.begin(&self.tenant, Actor::System).await.expect("a connection")
    }

    pub async fn adjust(&self, ctx: Ctx, guest: &Activation, phase: Phase) -> Answer<QuoteOutcome> {
        self.host.adjust_quote(ctx, guest, "zh-Hans", &request(phase)).await
    }

    /// Calls a guest in a transaction of its own, shows that the transaction came back usable, and commits it.
    pub async fn once(&self, guest: &Activation, phase: Phase) -> Result<QuoteOutcome, FailureKind> {
        let (mut ctx, answer) = self.adjust(self.ctx().await, guest, phase).await;
        ctx.savepoint("usable").await.expect("the transaction is not aborted");
        ctx.commit().await.expect("the transaction commits");
        answer.map_err(|failure| failure.kind)
    }

    /// What the guest of errands tells of each.
    pub async fn errands(&self, phase: Phase, errands: Value) -> Vec<String> {
        let guest = activation("errands", json!({ "errands": errands }));
        told(self.once(&guest, phase).await.expect("an answer"))
    }

    /// Copies of a document with 60 kB of text each, in the same place of every index.
    pub async fn multiply(&self, id: &str, copies: i32) {
        let mut ctx = self.ctx().await;
        let tenant = ctx.tenant_id();
        for sql in [
            "insert into app.plugin_docs (tenant_id, plugin_id, collection, id, body, created_at, updated_at)
             select tenant_id, plugin_id, collection, id || copy, body || jsonb_build_object('text', repeat('x', 60000)), created_at, updated_at
               from app.plugin_docs, generate_series(1, $3) as copy
              where tenant_id = $1 and id = $2",
            "insert into app.plugin_index (tenant_id, plugin_id, collection, index_name, key, doc_id)
             select tenant_id, plugin_id, collection, index_name, key, doc_id || copy
               from app.plugin_index, generate_series(1, $3) as copy
              where tenant_id = $1 and doc_id = $2",
        ] {
            sqlx::query(sql).bind(tenant).bind(id).bind(copies).execute(ctx.conn()).await.expect("copied");
        }
        ctx.commit().await.expect("committed");
    }

    pub fn incidents(&self) -> Vec<FailureKind> {
        self.incidents.lock().expect("no panic").iter().map(|incident| incident.failure.kind).collect()
    }
}

pub fn told(outcome: QuoteOutcome) -> Vec<String> {
    outcome.notices.into_iter().map(|notice| notice.message).collect()
}

pub fn activation(guest: &str, settings: Value) -> Activation {
    let manifest: Manifest = serde_json::from_value(manifest()).expect("a manifest");
    let granted = manifest.permissions.iter().map(|request| request.name.clone()).collect();
    Activation {
        manifest: Arc::new(manifest),
        digest: digest(&wasm(guest)),
        settings: Arc::new(settings),
        granted,
        priority: 100,
        on_failure: OnFailure::Skip,
    }
}

/// Asks for everything and has one collection.
pub fn manifest() -> Value {
    let text = json!({ "zh-Hans": "测试", "zh-Hant": "測試", "en": "Test" });
    let permissions = ["pricing:adjust", "data:own", "orders:read"].map(|name| json!({ "name": name, "purpose": text }));
    let indexes = json!([{ "name": "by-state", "fields": ["state", "n"] }]);
    json!({
        "id": "hostile.guest",
        "version": "1.0.0",
        "publisher": "hostile",
        "name": text,
        "description": text,
        "hooks": ["quote-adjuster"],
        "permissions": permissions,
        "collections": [{ "name": "things", "indexes": indexes }],
    })
}

pub fn wasm(guest: &str) -> Vec<u8> {
    std::fs::read(components().join("hostile").join(format!("{guest}.wasm"))).expect("built by plugins/build.sh")
}

fn tenant() -> Arc<Tenant> {
    Arc::new(Tenant {
        id: TenantId::new(),
        slug: "chenxi".to_owned(),
        name: "晨曦家政".to_owned(),
        template: "cn".to_owned(),
        suspended: false,
        zone: jiff::tz::TimeZone::get("Asia/Shanghai").expect("a zone"),
        currency: Currency::CNY,
        locale: Locale::ZhHans,
        theme: json!({}),
        phone: None,
    })
}

pub fn request(phase: Phase) -> QuoteRequest {
    let amount = Money::new(19_900, Currency::CNY);
    QuoteRequest {
        quote: QuoteId::new(),
        phase,
        service: ServiceId::new(),
        service_name: "日常保洁".to_owned(),
        customer: None,
        starts_at: Timestamp::UNIX_EPOCH,
        ends_at: Timestamp::UNIX_EPOCH,
        local: LocalTime {
            date: "2026-11-30".to_owned(),
            weekday: 1,
            starts_minute: 540,
            ends_minute: 660,
            day_kind: DayKind::Workday,
        },
        distance_metres: None,
        area: None,
        codes: Vec::new(),
        lines: vec![QuoteLine { id: "base".to_owned(), label: "日常保洁".to_owned(), amount }],
        subtotal: amount,
    }
}

/// Compiling takes longer than everything else, so the tests share one engine.
fn engine() -> &'static Host {
    static ENGINE: OnceLock<Host> = OnceLock::new();
    ENGINE.get_or_init(|| Host::new(shelf(), Arc::new(|_| {})).expect("an engine"))
}

/// Every component that was built, by its digest.
fn shelf() -> Fetch {
    static SHELF: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    Arc::new(|asked: &str| {
        let shelf = SHELF.get_or_init(|| {
            let files = std::fs::read_dir(components().join("hostile")).expect("built").flatten();
            files.map(|file| std::fs::read(file.path()).expect("readable")).map(|wasm| (digest(&wasm), wasm)).collect()
        });
        let found = shelf.iter().find(|(digest, _)| digest == asked).map(|(_, wasm)| wasm.clone());
        async move { found.ok_or_else(|| lares_kernel::Error::new(lares_kernel::error::NOT_FOUND)) }.boxed()
    })
}
