//! What every handler may use, built once by the server.

use crate::guard::Limits;
use crate::health::Stopping;
use crate::meter::Meter;
use crate::streams::Streams;
use lares_domain::identity::{Members, Sessions};
use lares_extension::Extensions;
use lares_kernel::{Control, Db};
use lares_views::Views;
use std::sync::Arc;

/// Where text messages go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SmsMode {
    /// Kept in the control plane and shown at `/inbox` of the platform host: demo and tests only.
    Catcher,
    Gateway,
}

#[derive(Clone, Debug)]
pub struct Config {
    /// `lares.localhost`; companies live one label below.
    pub domain: String,
    /// `http` or `https`, as people reach us.
    pub scheme: String,
    /// As people reach us; None = the scheme's own.
    pub port: Option<u16>,
    pub sms: SmsMode,
    /// Proxies in front whose X-Forwarded-For entries are ours; 0 = none.
    pub trusted_hops: usize,
}

impl Config {
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.scheme == "https"
    }

    /// The address of the platform site, without a trailing slash.
    #[must_use]
    pub fn platform_url(&self) -> String {
        format!("{}://{}{}", self.scheme, self.domain, self.port_suffix())
    }

    /// The address of a company, without a trailing slash.
    #[must_use]
    pub fn company_url(&self, slug: &str) -> String {
        format!("{}://{slug}.{}{}", self.scheme, self.domain, self.port_suffix())
    }

    fn port_suffix(&self) -> String {
        let usual = if self.is_secure() { 443 } else { 80 };
        self.port.filter(|port| *port != usual).map(|port| format!(":{port}")).unwrap_or_default()
    }
}

#[derive(Clone)]
pub struct App(Arc<Parts>);

pub struct Parts {
    pub db: Db,
    pub control: Control,
    pub sessions: Sessions,
    pub members: Members,
    pub extensions: Extensions,
    pub views: Views,
    pub config: Config,
    pub limits: Limits,
    pub meter: Meter,
    pub stopping: Stopping,
    pub streams: Streams,
}

impl App {
    #[must_use]
    pub fn new(db: Db, control: Control, extensions: Extensions, views: Views, config: Config) -> Self {
        let (sessions, members) = (Sessions::new(control.clone()), Members::new(db.clone()));
        let (limits, meter) = (Limits::default(), Meter::default());
        let (streams, stopping) = (Streams::default(), Stopping::default());
        Self(Arc::new(Parts { db, control, sessions, members, extensions, views, config, limits, meter, streams, stopping }))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
