//! The only door to tenant data: [`Db::begin`] hands out a transaction that already knows its tenant.
//!
//! Invariant: the pool is private; nothing runs outside a transaction with a tenant set.

use crate::authz::{Grants, PolicyCache, RoleBook, RoleDef, Rule};
use crate::clock::Clock;
use crate::ctx::{Actor, Ctx};
use crate::error::{BUSY, Error, Result};
use crate::ids::TenantId;
use crate::pool::{Pool, Tx};
use crate::signals::Hub;
use crate::tenant::Tenant;
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

pub use crate::pool::SESSION;

/// Which jobs follow an event; the business fills it, the kernel only writes the rows.
pub type Reactions = fn(event: &str) -> &'static [&'static str];

#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    pool: Pool,
    gate: Semaphore,
    clock: Clock,
    hub: Hub,
    reactions: Reactions,
    policies: PolicyCache,
    books: Cache<TenantId, Arc<RoleBook>>,
}

impl Db {
    /// Opens the service pool and refuses roles that row level security does not bind.
    ///
    /// # Errors
    /// When the database does not answer, or the role is a superuser, bypasses policies or owns a table.
    pub async fn open(url: &str, size: u32, clock: Clock, hub: Hub, reactions: Reactions) -> Result<Self> {
        let pool = Pool::open(url, size).await?;
        refuse_privileged(&pool).await?;
        Ok(Self(Arc::new(Inner {
            pool,
            // A few more than the pool may wait inside it; the rest wait here, where waiting can be cut safely.
            gate: Semaphore::new(size as usize * 4),
            clock,
            hub,
            reactions,
            policies: PolicyCache::new(),
            // A load that raced with a change may come back late; it is believed for a minute at most.
            books: Cache::builder().max_capacity(100_000).time_to_live(Duration::from_secs(60)).build(),
        })))
    }

    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// Begins a transaction of `tenant` on behalf of `actor`, in one round trip.
    ///
    /// # Errors
    /// `busy` when the database does not answer.
    pub async fn begin(&self, tenant: &Arc<Tenant>, actor: Actor) -> Result<Ctx> {
        let grants = match actor.roles().as_slice() {
            [] => Grants::ALL,
            roles => self.book(tenant.id).await?.grants(roles),
        };
        let tx = self.begin_raw(tenant.id).await?;
        Ok(Ctx::new(tx, Arc::clone(tenant), actor, grants, self.clone()))
    }

    async fn begin_raw(&self, tenant: TenantId) -> Result<Tx> {
        let _turn = tokio::time::timeout(Duration::from_secs(5), self.0.gate.acquire())
            .await
            .map_err(|_| Error::new(BUSY))?
            .map_err(Error::internal)?;
        // A uuid prints hexadecimal digits and dashes only, so nothing can be injected.
        self.0.pool.begin(&format!("set local app.tenant_id = '{}'", tenant.uuid().as_hyphenated())).await
    }

    /// Forgets the compiled roles of a company after they changed.
    pub fn forget_roles(&self, tenant: TenantId) {
        self.0.books.invalidate(&tenant);
    }

    pub(crate) fn reactions(&self, event: &str) -> &'static [&'static str] {
        (self.0.reactions)(event)
    }

    async fn book(&self, tenant: TenantId) -> Result<Arc<RoleBook>> {
        if let Some(book) = self.0.books.get(&tenant) {
            return Ok(book);
        }
        let mut tx = self.begin_raw(tenant).await?;
        let roles = load_roles(&mut tx, tenant).await?;
        tx.commit().await?;
        let book = self.0.policies.get(&roles).await?;
        self.0.books.insert(tenant, Arc::clone(&book));
        Ok(book)
    }

    /// Does the database answer?
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        self.0.pool.ping().await
    }

    /// Connections in the pool and how many of them are idle.
    #[must_use]
    pub fn pool_state(&self) -> (u32, usize) {
        self.0.pool.state()
    }

    /// Closes every connection; used when the process drains.
    pub async fn close(&self) {
        self.0.pool.close().await;
    }
}

async fn refuse_privileged(pool: &Pool) -> Result<()> {
    let privileged = sqlx::query_scalar!(
        r#"
        select r.rolsuper
            or r.rolbypassrls
            or exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relowner = r.oid and n.nspname in ('app', 'control')) as "privileged!"
          from pg_roles r
         where r.rolname = current_user"#
    )
    .fetch_one(pool.connections())
    .await?;
    if privileged {
        return Err(Error::internal("the service role is a superuser, bypasses row level security or owns tables"));
    }
    Ok(())
}

async fn load_roles(tx: &mut Tx, tenant: TenantId) -> Result<Vec<RoleDef>> {
    let roles =
        sqlx::query!("select id, parent from roles where tenant_id = $1 order by id", tenant.uuid()).fetch_all(&mut **tx).await?;
    let rules = sqlx::query!(
        "select role_id, object, action, scope, effect
           from role_rules
          where tenant_id = $1
          order by role_id, object, action, scope, effect",
        tenant.uuid()
    )
    .fetch_all(&mut **tx)
    .await?;
    roles
        .into_iter()
        .map(|role| {
            let own = rules
                .iter()
                .filter(|rule| rule.role_id == role.id)
                .map(|rule| Rule::parse(&rule.object, &rule.action, &rule.scope, &rule.effect))
                .collect::<Result<_>>()?;
            Ok(RoleDef { id: role.id, parent: role.parent, rules: own })
        })
        .collect()
}
