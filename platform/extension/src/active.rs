//! Which plugins a company runs, remembered between requests.

use crate::manifest::{Hook, Manifest};
use lares_kernel::{Result, TenantId};
use moka::future::Cache;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// One enabled plugin of one company, ready to be called.
#[derive(Clone, Debug)]
pub struct Activation {
    pub manifest: Arc<Manifest>,
    /// SHA-256 of the component, lower-case hexadecimal.
    pub digest: String,
    /// As saved by the office; valid against the manifest's schema.
    pub settings: Arc<Value>,
    /// Permissions the office granted; a subset of those the manifest asks for.
    pub granted: Arc<[String]>,
    /// Lower runs first; ties by plugin id.
    pub priority: i32,
    pub on_failure: OnFailure,
}

/// What a failing plugin means for the customer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnFailure {
    /// Left out, with a visible notice.
    Skip,
    /// The booking waits until it works again or the office switches it off.
    Block,
}

type List = Arc<[Activation]>;

/// Cache of each company's enabled plugins in calling order.
#[derive(Clone)]
pub struct Active(Cache<TenantId, List>);

impl Default for Active {
    fn default() -> Self {
        // A load that raced with a switch may come back late; it is believed for a minute at most.
        Self(Cache::builder().max_capacity(100_000).time_to_live(Duration::from_secs(60)).build())
    }
}

impl Active {
    /// The remembered list, or the one `load` brings; a failed load is not remembered.
    ///
    /// # Errors
    /// What `load` answers.
    pub async fn of(&self, tenant: TenantId, load: impl Future<Output = Result<Vec<Activation>>>) -> Result<List> {
        if let Some(known) = self.0.get(&tenant).await {
            return Ok(known);
        }
        let list: List = load.await?.into();
        self.0.insert(tenant, Arc::clone(&list)).await;
        Ok(list)
    }

    /// Called on the `plugins` signal, so that a switch is effective on every node within a second.
    pub async fn forget(&self, tenant: TenantId) {
        self.0.invalidate(&tenant).await;
    }
}

impl Activation {
    #[must_use]
    pub fn hooks(&self, hook: Hook) -> bool {
        self.manifest.hooks.contains(&hook)
    }
}
