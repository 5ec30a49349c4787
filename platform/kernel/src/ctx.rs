//! One unit of work: who asks, for which company, when, inside which transaction.

use crate::authz::{Grants, Permission, Scope};
use crate::db::Db;
use crate::error::{Error, FORBIDDEN, NOT_FOUND, Result, SIGN_IN};
use crate::ids::{CustomerId, PersonId, StaffId, WorkerId};
use crate::pool::Tx;
use crate::signals::Signal;
use crate::tenant::{Locale, Tenant};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, PgConnection};
use std::sync::Arc;
use uuid::Uuid;

/// On whose behalf work is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Actor {
    Guest,
    Customer {
        person: PersonId,
        id: CustomerId,
    },
    Worker {
        person: PersonId,
        id: WorkerId,
    },
    Staff {
        person: PersonId,
        id: StaffId,
        role: String,
    },
    /// The platform itself: jobs, sign-up, the demo.
    System,
}

impl Actor {
    /// The roles the company's policy is asked about; none for the platform itself, which no company's policy binds.
    #[must_use]
    pub fn roles(&self) -> Vec<&str> {
        match self {
            Self::Guest => vec!["guest"],
            Self::Customer { .. } => vec!["customer"],
            Self::Worker { .. } => vec!["worker"],
            Self::Staff { role, .. } => vec![role],
            Self::System => Vec::new(),
        }
    }

    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Guest | Self::Customer { .. } => "customer",
            Self::Worker { .. } => "worker",
            Self::Staff { .. } => "staff",
            Self::System => "system",
        }
    }

    /// The id of the actor in the company, if it has one.
    #[must_use]
    pub fn id(&self) -> Option<Uuid> {
        match self {
            Self::Guest | Self::System => None,
            Self::Customer { id, .. } => Some(id.uuid()),
            Self::Worker { id, .. } => Some(id.uuid()),
            Self::Staff { id, .. } => Some(id.uuid()),
        }
    }

    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Guest | Self::System => None,
            Self::Customer { person, .. } | Self::Worker { person, .. } | Self::Staff { person, .. } => Some(*person),
        }
    }

    #[must_use]
    pub fn customer(&self) -> Option<CustomerId> {
        if let Self::Customer { id, .. } = self { Some(*id) } else { None }
    }

    #[must_use]
    pub fn worker(&self) -> Option<WorkerId> {
        if let Self::Worker { id, .. } = self { Some(*id) } else { None }
    }
}

/// Dropped without [`Ctx::commit`], everything it did is undone.
pub struct Ctx {
    tx: Option<Tx>,
    tenant: Arc<Tenant>,
    actor: Actor,
    locale: Locale,
    grants: Grants,
    now: Timestamp,
    db: Db,
    signals: Vec<Signal>,
}

impl Ctx {
    pub(crate) fn new(tx: Tx, tenant: Arc<Tenant>, actor: Actor, grants: Grants, db: Db) -> Self {
        let (now, locale) = (db.clock().now(), tenant.locale);
        Self { tx: Some(tx), tenant, actor, locale, grants, now, db, signals: Vec::new() }
    }

    /// The same unit of work for somebody who reads this language.
    #[must_use]
    pub fn speaking(self, locale: Locale) -> Self {
        Self { locale, ..self }
    }

    /// The connection, inside this unit's transaction.
    ///
    /// # Panics
    /// While the context is lent to a plugin call, which owns it then.
    pub fn conn(&mut self) -> &mut PgConnection {
        self.tx.as_mut().expect("the context is not lent out")
    }

    #[must_use]
    pub fn tenant(&self) -> &Arc<Tenant> {
        &self.tenant
    }

    #[must_use]
    pub fn tenant_id(&self) -> Uuid {
        self.tenant.id.uuid()
    }

    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The language of whoever asks; the company's when nobody said.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The instant this unit of work began; the same throughout.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// May the actor do this, and to everything or only to what is theirs?
    ///
    /// # Errors
    /// `sign_in_first` for a guest, else `forbidden`.
    pub fn authorize(&self, permission: Permission) -> Result<Scope> {
        match self.grants.scope(permission) {
            Some(scope) => Ok(scope),
            None if self.actor == Actor::Guest => Err(Error::new(SIGN_IN)),
            None => Err(Error::new(FORBIDDEN)),
        }
    }

    /// For work that nobody asked for, such as forgetting what is long over.
    ///
    /// # Errors
    /// `forbidden` for everybody but the platform itself.
    pub fn authorize_platform(&self) -> Result<()> {
        if self.actor == Actor::System { Ok(()) } else { Err(Error::new(FORBIDDEN)) }
    }

    /// Like [`Ctx::authorize`], for one thing of a known owner (a customer's, worker's or staff member's id).
    ///
    /// # Errors
    /// `not_found` when the thing is somebody else's: what one may not see does not exist.
    pub fn authorize_owned(&self, permission: Permission, owners: &[Option<Uuid>]) -> Result<()> {
        match self.authorize(permission)? {
            Scope::Any => Ok(()),
            Scope::Own if self.actor.id().is_some() && owners.contains(&self.actor.id()) => Ok(()),
            Scope::Own => Err(Error::new(NOT_FOUND)),
        }
    }

    /// Does the actor hold this permission at all? For menus and buttons; never instead of [`Ctx::authorize`].
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.grants.scope(permission).is_some()
    }

    pub(crate) fn signal(&mut self, signal: Signal) {
        self.signals.push(signal);
    }

    /// Makes everything real and tells this node's listeners; other nodes hear within half a second.
    ///
    /// # Errors
    /// What the database refuses at commit, such as an unbalanced ledger entry.
    ///
    /// # Panics
    /// While the context is lent to a plugin call.
    pub async fn commit(mut self) -> Result<()> {
        self.tx.take().expect("the context is not lent out").commit().await?;
        for signal in self.signals.drain(..) {
            self.db.hub().send(signal);
        }
        Ok(())
    }

    /// Hands the transaction to a plugin call, which must own it; [`Ctx::regain`] takes it back.
    #[must_use]
    pub fn lend(&mut self) -> Self {
        Self {
            tx: self.tx.take(),
            tenant: Arc::clone(&self.tenant),
            actor: self.actor.clone(),
            locale: self.locale,
            grants: self.grants,
            now: self.now,
            db: self.db.clone(),
            signals: std::mem::take(&mut self.signals),
        }
    }

    /// Takes back what [`Ctx::lend`] handed out.
    pub fn regain(&mut self, mut lent: Self) {
        self.tx = lent.tx.take();
        self.signals = std::mem::take(&mut lent.signals);
    }

    /// Marks a point to come back to. `name` is ours, never a guest's.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn savepoint(&mut self, name: &'static str) -> Result<()> {
        self.run(format!("savepoint {name}")).await
    }

    /// Undoes everything since the savepoint, which stays usable.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn rollback_to(&mut self, name: &'static str) -> Result<()> {
        self.run(format!("rollback to savepoint {name}")).await
    }

    /// Keeps everything since the savepoint and forgets it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn release(&mut self, name: &'static str) -> Result<()> {
        self.run(format!("release savepoint {name}")).await
    }

    async fn run(&mut self, sql: String) -> Result<()> {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(self.conn()).await?;
        Ok(())
    }
}
