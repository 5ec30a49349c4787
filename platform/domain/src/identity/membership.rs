//! What a person is in a company: customer, worker, staff, or several of them.

use super::db;
use lares_kernel::{Actor, Ctx, CustomerId, Db, PersonId, Result, StaffId, Tenant, TenantId, WorkerId};
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;

#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Membership {
    pub customer: Option<CustomerId>,
    /// Of an active worker, and of a suspended one, who still does what was accepted.
    pub worker: Option<WorkerId>,
    /// Only of active staff, with the role.
    pub staff: Option<(StaffId, String)>,
}

impl Membership {
    /// The person on the customer pages.
    #[must_use]
    pub fn as_customer(&self, person: PersonId) -> Option<Actor> {
        self.customer.map(|id| Actor::Customer { person, id })
    }

    /// The person on the worker pages.
    #[must_use]
    pub fn as_worker(&self, person: PersonId) -> Option<Actor> {
        self.worker.map(|id| Actor::Worker { person, id })
    }

    /// The person in the office.
    #[must_use]
    pub fn as_staff(&self, person: PersonId) -> Option<Actor> {
        self.staff.clone().map(|(id, role)| Actor::Staff { person, id, role })
    }
}

/// What the person is in the context's company, asked afresh.
///
/// # Errors
/// When the database does not answer.
pub async fn who(ctx: &mut Ctx, person: PersonId) -> Result<Membership> {
    db::staff::membership(ctx, person).await
}

/// Who is what in which company, remembered for two seconds at most.
#[derive(Clone)]
pub struct Members {
    db: Db,
    known: Cache<(TenantId, PersonId), Membership>,
}

impl Members {
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self { db, known: Cache::builder().max_capacity(100_000).time_to_live(Duration::from_secs(2)).build() }
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn who(&self, tenant: &Arc<Tenant>, person: PersonId) -> Result<Membership> {
        let key = (tenant.id, person);
        if let Some(known) = self.known.get(&key) {
            return Ok(known);
        }
        let mut ctx = self.db.begin(tenant, Actor::System).await?;
        let membership = who(&mut ctx, person).await?;
        ctx.commit().await?;
        self.known.insert(key, membership.clone());
        Ok(membership)
    }

    /// Forgets one person's; called by whoever just made them a customer or worker.
    pub fn forget(&self, tenant: TenantId, person: PersonId) {
        self.known.invalidate(&(tenant, person));
    }

    /// Forgets everybody's; called when a signal of the topic `roles` is heard.
    pub fn forget_all(&self) {
        self.known.invalidate_all();
    }
}
