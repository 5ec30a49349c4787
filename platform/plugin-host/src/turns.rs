//! How many guests run at once: eight of one company, four of one plugin.
//!
//! Invariant: whoever holds a turn runs guest code and waits for nothing; in particular a call that waits for the database has given its
//! turn back, so one waiting for a row lock never keeps the lock's holder from going on.

use lares_kernel::TenantId;
use moka::sync::Cache;
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

const OF_TENANT: usize = 8;
const OF_PLUGIN: usize = 4;

#[derive(Clone)]
pub(crate) struct Turns {
    tenants: Cache<TenantId, Arc<Semaphore>>,
    plugins: Cache<String, Arc<Semaphore>>,
}

/// Both semaphores a call passes through.
#[derive(Clone)]
pub(crate) struct Gate {
    tenant: Arc<Semaphore>,
    plugin: Arc<Semaphore>,
}

/// Given back when dropped.
pub(crate) struct Turn {
    _tenant: OwnedSemaphorePermit,
    _plugin: OwnedSemaphorePermit,
}

impl Default for Turns {
    fn default() -> Self {
        Self { tenants: remembered(), plugins: remembered() }
    }
}

fn remembered<K: Hash + Eq + Send + Sync + 'static>() -> Cache<K, Arc<Semaphore>> {
    Cache::builder().max_capacity(100_000).time_to_idle(Duration::from_secs(3600)).build()
}

impl Turns {
    pub fn gate(&self, tenant: TenantId, plugin: &str) -> Gate {
        let of = |size| move || Arc::new(Semaphore::new(size));
        Gate { tenant: self.tenants.get_with(tenant, of(OF_TENANT)), plugin: self.plugins.get_with_by_ref(plugin, of(OF_PLUGIN)) }
    }
}

impl Gate {
    pub async fn pass(&self) -> Turn {
        Turn { _tenant: permit(&self.tenant).await, _plugin: permit(&self.plugin).await }
    }
}

async fn permit(semaphore: &Arc<Semaphore>) -> OwnedSemaphorePermit {
    Arc::clone(semaphore).acquire_owned().await.expect("nobody closes these semaphores")
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    #[tokio::test]
    async fn the_ninth_call_of_a_company_waits_and_other_companies_do_not() {
        let turns = Turns::default();
        let (busy, calm) = (TenantId::new(), TenantId::new());
        let mut held = Vec::new();
        for call in 0..OF_TENANT {
            held.push(turns.gate(busy, &format!("plugin-{call}")).pass().await);
        }
        assert!(turns.gate(busy, "another").pass().now_or_never().is_none());
        assert!(turns.gate(calm, "another").pass().now_or_never().is_some());
        held.pop();
        assert!(turns.gate(busy, "another").pass().now_or_never().is_some());
    }

    #[tokio::test]
    async fn the_fifth_call_of_a_plugin_waits() {
        let turns = Turns::default();
        let mut held = Vec::new();
        for _ in 0..OF_PLUGIN {
            held.push(turns.gate(TenantId::new(), "lares.coupons").pass().await);
        }
        assert!(turns.gate(TenantId::new(), "lares.coupons").pass().now_or_never().is_none());
    }
}
