//! The door to the control plane: tenants, people, sessions, queues, the plugin registry. No tenant data.
//!
//! Invariant: another type, another role and another schema than [`crate::Db`]; neither can do the other's work.

use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::ids::TenantId;
use crate::money::Currency;
use crate::phone::Phone;
use crate::pool::{Pool, Tx};
use crate::signals::{Hub, Signal, Topic};
use crate::tenant::{Locale, Tenant};
use jiff::tz::TimeZone;
use moka::sync::Cache;
use sqlx::{PgConnection, PgPool};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

#[derive(Clone)]
pub struct Control {
    pool: Pool,
    clock: Clock,
    hub: Hub,
    hosts: Cache<String, Option<Arc<Tenant>>>,
}

/// A transaction of the control plane.
pub struct ControlTx {
    tx: Tx,
}

impl ControlTx {
    pub fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

impl Control {
    /// # Errors
    /// When the database does not answer.
    pub async fn open(url: &str, size: u32, clock: Clock, hub: Hub) -> Result<Self> {
        let pool = Pool::open(url, size).await?;
        // A look that raced with a change may come back late; it is believed for a minute at most.
        let hosts = Cache::builder().max_capacity(100_000).time_to_live(Duration::from_secs(60)).build();
        Ok(Self { pool, clock, hub, hosts })
    }

    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// For single statements of control-plane `db` modules.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        self.pool.connections()
    }

    /// Does the database answer?
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        self.pool.ping().await
    }

    /// Connections in the pool and how many of them are idle.
    #[must_use]
    pub fn pool_state(&self) -> (u32, usize) {
        self.pool.state()
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn begin(&self) -> Result<ControlTx> {
        Ok(ControlTx { tx: self.pool.begin("").await? })
    }

    /// The company at this slug, from the cache when it was asked before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tenant_by_slug(&self, slug: &str) -> Result<Option<Arc<Tenant>>> {
        if let Some(known) = self.hosts.get(slug) {
            return Ok(known);
        }
        let row = sqlx::query_as!(
            TenantRow,
            "select id, slug, name, template, state, zone, currency, locale, theme, phone
               from control.tenants
              where slug = $1",
            slug
        )
        .fetch_optional(self.pool())
        .await?;
        let tenant = row.map(TenantRow::read).transpose()?;
        self.hosts.insert(slug.to_owned(), tenant.clone());
        Ok(tenant)
    }

    /// # Errors
    /// `not_found`, or when the database does not answer.
    pub async fn tenant(&self, id: TenantId) -> Result<Arc<Tenant>> {
        let row = sqlx::query_as!(
            TenantRow,
            "select id, slug, name, template, state, zone, currency, locale, theme, phone
               from control.tenants
              where id = $1",
            id.uuid()
        )
        .fetch_one(self.pool())
        .await?;
        row.read()
    }

    /// Every company, for work that goes round all of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tenants(&self) -> Result<Vec<Arc<Tenant>>> {
        sqlx::query_as!(
            TenantRow,
            "select id, slug, name, template, state, zone, currency, locale, theme, phone
               from control.tenants
              order by created_at, id"
        )
        .fetch_all(self.pool())
        .await?
        .into_iter()
        .map(TenantRow::read)
        .collect()
    }

    /// Forgets what is remembered of companies, after one changed or a new slug was taken.
    pub fn forget_tenants(&self) {
        self.hosts.invalidate_all();
    }

    /// Signals committed since `horizon` (a transaction id), and the next horizon; late commits are never skipped.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn signals_since(&self, horizon: i64) -> Result<(Vec<Signal>, i64)> {
        let rows = sqlx::query!(
            r#"
            select s.tenant_id as "tenant_id?", s.topic as "topic?", s.key as "key?",
                   pg_snapshot_xmin(pg_current_snapshot())::text::bigint as "horizon!"
              from (select 1) as always
              left join control.signals s
                on s.xid >= ($1::bigint)::text::xid8
               and s.xid < pg_snapshot_xmin(pg_current_snapshot())
             order by s.id"#,
            horizon
        )
        .fetch_all(self.pool())
        .await?;
        let next = rows.first().map_or(horizon, |row| row.horizon);
        let signals = rows
            .into_iter()
            .filter_map(|row| {
                let topic = Topic::parse(row.topic.as_deref()?)?;
                Some(Signal { tenant: row.tenant_id.map(TenantId::from), topic, key: row.key.unwrap_or_default() })
            })
            .collect();
        Ok((signals, next))
    }

    /// Drops up to `limit` signals every node has long heard. Answers how many went.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn prune_signals(&self, limit: i64) -> Result<u64> {
        let gone = sqlx::query!(
            "delete from control.signals
              where id in (select id from control.signals where at < now() - interval '10 minutes' order by id limit $1)",
            limit
        )
        .execute(self.pool())
        .await?;
        Ok(gone.rows_affected())
    }
}

struct TenantRow {
    id: Uuid,
    slug: String,
    name: String,
    template: String,
    state: String,
    zone: String,
    currency: String,
    locale: String,
    theme: serde_json::Value,
    phone: Option<String>,
}

impl TenantRow {
    fn read(self) -> Result<Arc<Tenant>> {
        Ok(Arc::new(Tenant {
            id: self.id.into(),
            slug: self.slug,
            name: self.name,
            template: self.template,
            suspended: self.state == "suspended",
            zone: TimeZone::get(&self.zone).map_err(Error::internal)?,
            currency: Currency::parse(&self.currency).ok_or_else(|| Error::internal("unknown currency of a tenant"))?,
            locale: Locale::parse(&self.locale).ok_or_else(|| Error::internal("unknown locale of a tenant"))?,
            theme: self.theme,
            phone: self.phone.as_deref().map(Phone::parse).transpose()?,
        }))
    }
}
