//! Which plugins a company runs, remembered between requests.

use crate::manifest::{Hook, Manifest};
use lares_kernel::{Result, TenantId};
use moka::sync::Cache;
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

/// So many versions run anywhere at once; more only cost memory.
const VERSIONS: u64 = 10_000;

/// Cache of each company's enabled plugins in calling order.
#[derive(Clone)]
pub struct Active {
    lists: Cache<TenantId, List>,
    /// By digest: the companies that run a version share one copy of its manifest.
    manifests: Cache<String, Arc<Manifest>>,
}

impl Default for Active {
    fn default() -> Self {
        // A load that raced with a switch may come back late; it is believed for a minute at most.
        let lists = Cache::builder().max_capacity(100_000).time_to_live(Duration::from_secs(60)).build();
        Self { lists, manifests: Cache::new(VERSIONS) }
    }
}

impl Active {
    /// The remembered list, or the one `load` brings; a failed load is not remembered.
    ///
    /// # Errors
    /// What `load` answers.
    pub async fn of(&self, tenant: TenantId, load: impl Future<Output = Result<Vec<Activation>>>) -> Result<List> {
        if let Some(known) = self.lists.get(&tenant) {
            return Ok(known);
        }
        let list: List = load.await?.into_iter().map(|activation| self.sharing(activation)).collect();
        self.lists.insert(tenant, Arc::clone(&list));
        Ok(list)
    }

    /// Called on the `plugins` signal, so that a switch is effective on every node within a second.
    pub fn forget(&self, tenant: TenantId) {
        self.lists.invalidate(&tenant);
    }

    fn sharing(&self, activation: Activation) -> Activation {
        let known = self.manifests.get_with(activation.digest.clone(), || Arc::clone(&activation.manifest));
        // The same component may have been installed with an older manifest.
        if known == activation.manifest { Activation { manifest: known, ..activation } } else { activation }
    }
}

impl Activation {
    #[must_use]
    pub fn hooks(&self, hook: Hook) -> bool {
        self.manifest.hooks.contains(&hook)
    }
}
