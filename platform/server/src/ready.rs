//! Compiled plugins, ready before an order needs them, and none of those that must not run.

use crate::house::House;
use lares_domain::marketplace;
use lares_kernel::{Actor, Result, Tenant, TenantId};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// Companies whose plugins changed since they were last made ready.
#[derive(Default)]
pub(crate) struct Stale {
    tenants: Mutex<HashSet<TenantId>>,
    some: Notify,
}

impl Stale {
    pub fn push(&self, tenant: TenantId) {
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner).insert(tenant);
        self.some.notify_one();
    }

    fn take(&self) -> HashSet<TenantId> {
        std::mem::take(&mut *self.tenants.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl House {
    /// Fetches and compiles what every company has enabled, then what changes, for ever.
    pub async fn watch_plugins(&self) {
        match self.control.tenants().await {
            Ok(tenants) => {
                for tenant in tenants {
                    self.ready_or_told(&tenant).await;
                }
            }
            Err(error) => tracing::error!("no plugin is ready: {error}"),
        }
        loop {
            self.stale.some.notified().await;
            self.ready_plugins().await;
        }
    }

    /// Fetches and compiles what companies enabled whose plugins changed.
    pub async fn ready_plugins(&self) {
        for id in self.stale.take() {
            match self.control.tenant(id).await {
                Ok(tenant) => self.ready_or_told(&tenant).await,
                Err(error) => tracing::error!(tenant = %id, "no plugin is ready: {error}"),
            }
        }
    }

    async fn ready_or_told(&self, tenant: &Arc<Tenant>) {
        if let Err(error) = self.ready(tenant).await {
            tracing::error!(tenant = %tenant.id, "no plugin is ready: {error}");
        }
    }

    async fn ready(&self, tenant: &Arc<Tenant>) -> Result<()> {
        let mut ctx = self.db.begin(tenant, Actor::System).await?;
        let enabled = marketplace::enabled(&mut ctx, &self.extensions).await?;
        // Compiling takes long; nobody's transaction waits for it.
        ctx.commit().await?;
        for activation in enabled.iter() {
            if let Err(failure) = self.engine().prepare(&activation.digest).await {
                tracing::warn!(tenant = %tenant.id, plugin = activation.manifest.id, "not ready: {failure}");
            }
        }
        Ok(())
    }

    /// Stops what is quarantined from running here: its next call has to fetch it and is refused.
    ///
    /// # Errors
    /// When the control plane does not answer.
    pub async fn evict_quarantined(&self) -> Result<()> {
        for digest in marketplace::quarantined(&self.control).await? {
            self.engine().forget(&digest).await;
        }
        Ok(())
    }
}
