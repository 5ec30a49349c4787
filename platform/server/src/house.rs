//! The house: database, control plane, plugins, pages, reactions, plugged together.

use crate::counted::{Calls, Counted};
use crate::ready::Stale;
use anyhow::Result;
use lares_domain::identity::Texts;
use lares_domain::{marketplace, reactions};
use lares_extension::{Extensions, Incident, IncidentSink};
use lares_kernel::postgres::ConnectUrls;
use lares_kernel::signals::{Hub, Signal, Topic};
use lares_kernel::{Actor, Clock, Control, Db};
use lares_plugin_host::{Fetch, Host};
use lares_views::{Maps, Views};
use lares_web::App;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// Failures waiting to be written, outside whatever transaction they happened in. At most this many; then the oldest go.
const INCIDENTS: usize = 1_000;

#[derive(Clone)]
pub struct House {
    pub db: Db,
    pub control: Control,
    pub extensions: Extensions,
    pub app: App,
    pub parts: reactions::Parts,
    /// None = text messages are caught here.
    pub texts: Option<Arc<dyn Texts>>,
    pub(crate) calls: Calls,
    plan: Plan,
    host: Host,
    incidents: Arc<Waiting>,
    pub(crate) stale: Arc<Stale>,
}

#[derive(Default)]
struct Waiting {
    queue: Mutex<VecDeque<Incident>>,
    some: Notify,
}

impl Waiting {
    fn push(&self, incident: Incident) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if queue.len() == INCIDENTS {
            queue.pop_front();
        }
        queue.push_back(incident);
        self.some.notify_one();
    }

    fn take(&self) -> VecDeque<Incident> {
        std::mem::take(&mut *self.queue.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What a house is built from.
#[derive(Clone)]
pub struct Plan {
    pub urls: ConnectUrls,
    pub pool_size: u32,
    pub clock: Clock,
    pub web: lares_web::Config,
    pub smtp: Option<String>,
    pub mail_from: String,
    /// The program that sends text messages; None = they are caught here.
    pub sms_program: Option<PathBuf>,
    pub maps: Maps,
}

impl House {
    /// Opens both doors of the database and builds everything on them.
    ///
    /// # Errors
    /// When the database does not answer, or templates, words or the engine do not load.
    pub async fn open(plan: Plan) -> Result<Self> {
        Self::build(plan, None).await
    }

    /// The same on an engine that runs already: what is compiled is shared and nothing else; for the demo and the tests.
    ///
    /// # Errors
    /// As [`House::open`].
    pub async fn open_on(plan: Plan, engine: &Host) -> Result<Self> {
        Self::build(plan, Some(engine)).await
    }

    #[must_use]
    pub fn engine(&self) -> &Host {
        &self.host
    }

    /// What this house was built from.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    async fn build(plan: Plan, engine: Option<&Host>) -> Result<Self> {
        let (hub, clock) = (Hub::default(), plan.clock.clone());
        let db = Db::open(&plan.urls.service, plan.pool_size, clock.clone(), hub.clone(), reactions::of).await?;
        let control = Control::open(&plan.urls.control, plan.pool_size.div_ceil(4).max(4), clock, hub).await?;
        let incidents = Arc::new(Waiting::default());
        let sink: IncidentSink = {
            let incidents = Arc::clone(&incidents);
            Arc::new(move |incident| incidents.push(incident))
        };
        let host = match engine {
            Some(engine) => engine.sharing(fetch(&control), Arc::clone(&sink)),
            None => Host::new(fetch(&control), Arc::clone(&sink))?,
        };
        let calls = Calls::default();
        let extensions = Extensions::new(Arc::new(Counted::new(host.clone(), calls.clone())), sink);
        let views = Views::new(plan.maps.clone())?;
        let post = crate::post::open(plan.smtp.as_deref(), &plan.mail_from)?;
        let letters = Arc::new(lares_web::Letters::new(views.clone(), db.clock().clone()));
        let parts = reactions::Parts { db: db.clone(), control: control.clone(), extensions: extensions.clone(), letters, post };
        let app = App::new(db.clone(), control.clone(), extensions.clone(), views, plan.web.clone());
        let texts = plan.sms_program.as_deref().map(crate::texts::open);
        Ok(Self { db, control, extensions, app, parts, texts, calls, plan, host, incidents, stale: Arc::default() })
    }

    /// Writes every failure that waits, each in a transaction of its own company.
    pub async fn write_incidents(&self) {
        for incident in self.incidents.take() {
            if let Err(error) = self.write_incident(&incident).await {
                tracing::error!(plugin = incident.plugin, "an incident could not be written: {error}");
            }
        }
    }

    async fn write_incident(&self, incident: &Incident) -> lares_kernel::Result<()> {
        let tenant = self.control.tenant(incident.tenant).await?;
        let mut ctx = self.db.begin(&tenant, Actor::System).await?;
        marketplace::record(&mut ctx, incident).await?;
        ctx.commit().await
    }

    /// Writes failures as they come, for ever.
    pub async fn watch_incidents(&self) {
        loop {
            self.incidents.some.notified().await;
            self.write_incidents().await;
        }
    }

    /// Forgets whatever could have changed unheard; roles and active plugins are believed for a minute at most anyway.
    pub fn forget_everything(&self) {
        self.control.forget_tenants();
        self.app.sessions.forget();
        self.app.members.forget_all();
        lares_domain::tenancy::policies::forget_all();
    }

    /// Forgets what a signal says has changed; the next look reads it anew.
    pub async fn heed(&self, signal: &Signal) {
        match (signal.topic, signal.tenant) {
            (Topic::Plugins, Some(tenant)) => {
                self.extensions.active.forget(tenant);
                self.stale.push(tenant);
            }
            (Topic::Plugins, None) => {
                if let Err(error) = self.evict_quarantined().await {
                    // The sweeper looks again.
                    tracing::error!("looking for quarantined plugins: {error}");
                }
            }
            (Topic::Roles, Some(tenant)) => {
                self.db.forget_roles(tenant);
                self.app.members.forget_all();
            }
            (Topic::Session, _) => self.app.sessions.forget(),
            (Topic::Tenant, tenant) => {
                self.control.forget_tenants();
                if let Some(tenant) = tenant {
                    lares_domain::tenancy::forget(tenant);
                }
            }
            (Topic::Order | Topic::Message | Topic::Roster | Topic::Jobs | Topic::Roles, _) => {}
        }
    }
}

fn fetch(control: &Control) -> Fetch {
    let control = control.clone();
    Arc::new(move |digest| {
        let (control, digest) = (control.clone(), digest.to_owned());
        Box::pin(async move { marketplace::package(&control, &digest).await })
    })
}
