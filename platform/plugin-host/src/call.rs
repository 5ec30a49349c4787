//! One call while it runs: the data of its store, with the transaction inside.
//!
//! Invariant: nothing of a call outlives it but the transaction, which `settle` takes back in a usable state.

use crate::bindings::tx::lares::plugin::types::HostError;
use crate::imports::random::Draws;
use crate::limits::{Allowance, LOG_BYTES, Limits, READ_BYTES, RESOURCES, Room};
use crate::permission::Permission;
use crate::refusal::{Answer, Refusal, host_failure};
use crate::turns::{Gate, Turn};
use lares_extension::{Activation, Failure, FailureKind, Hook, Manifest};
use lares_kernel::{Ctx, Result};
use serde_json::Value;
use std::sync::Arc;
use std::time::Instant;
use wasmtime::component::ResourceTable;

const SAVEPOINT: &str = "plugin";
/// A guest that hears no so often and asks on is stopped.
const MOST_REFUSALS: u32 = 32;

pub(crate) struct Call {
    pub ctx: Ctx,
    pub asked: Asked,
    pub manifest: Arc<Manifest>,
    pub settings: Arc<Value>,
    pub draws: Draws,
    pub room: Room,
    pub resources: ResourceTable,
    pub log_left: usize,
    granted: Arc<[String]>,
    left: Allowance,
    read_left: usize,
    /// Epochs the guest may still see.
    ticks_left: u32,
    /// The next epoch is the database's, not the guest's.
    excused: bool,
    /// After it no trip begins. It moves on while the call waits for others.
    deadline: Instant,
    /// Since when the call is on a trip that may have to wait for somebody's row.
    waits: Option<Instant>,
    /// The last thing the guest was denied, or ran out of.
    refused: Option<Failure>,
    refusals_left: u32,
    savepoint: bool,
    gate: Gate,
    turn: Option<Turn>,
}

/// What a call is about, as its guest may know.
pub(crate) struct Asked {
    pub hook: Hook,
    /// The quote, the event or a fresh id.
    pub request: String,
    pub locale: String,
    /// Nothing will be kept.
    pub dry_run: bool,
}

/// What a trip to the database is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Purpose {
    Read,
    /// A read that waits for whoever writes the row.
    Lock,
    Write,
}

impl Call {
    /// `turn` has been passed at `gate`. The time of the call begins now.
    pub fn new(ctx: Ctx, asked: Asked, activation: &Activation, limits: &Limits, (gate, turn): (Gate, Turn)) -> Self {
        let draws = Draws::new(ctx.tenant_id(), &activation.manifest.id, &asked);
        let mut resources = ResourceTable::new();
        resources.set_max_capacity(RESOURCES);
        Self {
            ctx,
            asked,
            manifest: Arc::clone(&activation.manifest),
            settings: Arc::clone(&activation.settings),
            draws,
            room: Room::default(),
            resources,
            log_left: LOG_BYTES,
            granted: Arc::clone(&activation.granted),
            left: limits.database,
            read_left: READ_BYTES,
            ticks_left: limits.ticks(),
            excused: false,
            deadline: Instant::now() + limits.whole,
            waits: None,
            refused: None,
            refusals_left: MOST_REFUSALS,
            savepoint: false,
            gate,
            turn: Some(turn),
        }
    }

    /// Asked again at every host function: the code is shared, the grants are the company's.
    pub fn allow(&mut self, permission: Permission) -> Answer<()> {
        if permission.is_in(&self.granted) {
            return Ok(());
        }
        Err(self.deny(permission.name()))
    }

    pub fn deny(&mut self, what: &str) -> Refusal {
        self.refuse(Failure::new(FailureKind::Denied, what), HostError::Denied)
    }

    pub fn exhaust(&mut self, what: &str) -> Refusal {
        self.refuse(Failure::new(FailureKind::Budget, what), HostError::Budget)
    }

    fn refuse(&mut self, failure: Failure, told: fn(String) -> HostError) -> Refusal {
        let Some(left) = self.refusals_left.checked_sub(1) else { return Refusal::Stop(failure) };
        self.refusals_left = left;
        let told = told(failure.detail.clone());
        self.refused = Some(failure);
        Refusal::Told(told)
    }

    /// What explains a guest that gives up.
    pub fn refused(&self) -> Option<&Failure> {
        self.refused.as_ref()
    }

    /// Called at every epoch the guest sees; false when its time is up.
    pub fn tick(&mut self) -> bool {
        if std::mem::take(&mut self.excused) {
            return true;
        }
        match self.ticks_left.checked_sub(1) {
            Some(left) => {
                self.ticks_left = left;
                true
            }
            None => false,
        }
    }

    /// Before a trip to the database: counts it, marks the point to come back to, and lets another guest run meanwhile.
    pub async fn depart(&mut self, purpose: Purpose) -> Answer<()> {
        if Instant::now() >= self.deadline {
            return Err(Refusal::Stop(Failure::new(FailureKind::Time, "the whole call took too long")));
        }
        if self.left.calls == 0 {
            return Err(self.exhaust("calls"));
        }
        if purpose == Purpose::Write {
            if self.asked.dry_run {
                return Err(self.deny("write"));
            }
            if self.left.writes == 0 {
                return Err(self.exhaust("writes"));
            }
            self.left.writes -= 1;
        }
        self.left.calls -= 1;
        self.turn = None;
        self.waits = match purpose {
            Purpose::Read => None,
            Purpose::Lock | Purpose::Write => Some(Instant::now()),
        };
        if !self.savepoint {
            // Only now: a guest that never asks for the database costs no round trip.
            self.savepoint = true;
            self.ctx.savepoint(SAVEPOINT).await?;
        }
        Ok(())
    }

    /// After a trip to the database.
    pub async fn arrive<T>(&mut self, result: Result<T>) -> Answer<T> {
        let waited = self.waits.take().unwrap_or_else(Instant::now);
        self.turn = Some(self.gate.pass().await);
        self.deadline += waited.elapsed();
        self.excused = true;
        Ok(result?)
    }

    pub fn rows_left(&self) -> u32 {
        self.left.rows
    }

    /// What the database may bring: it is asked for no more, so that a guest cannot fill our memory with its documents.
    pub fn bytes_left(&self) -> i64 {
        i64::try_from(self.read_left).unwrap_or(i64::MAX)
    }

    /// Counts what the guest is about to be given. A guest that reads on without a byte left is stopped.
    pub fn take(&mut self, rows: usize, bytes: usize) -> Answer<()> {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        match (self.left.rows.checked_sub(rows), self.read_left.checked_sub(bytes)) {
            (Some(rows), Some(bytes)) => {
                self.left.rows = rows;
                self.read_left = bytes;
                Ok(())
            }
            (None, _) => Err(self.exhaust("rows")),
            (Some(_), None) => Err(out_of_bytes()),
        }
    }

    /// Gives the transaction back: with the writes of the call, or as it was before it.
    pub async fn settle(self, keep: bool) -> (Ctx, Result<(), Failure>) {
        let Self { mut ctx, savepoint, .. } = self;
        if !savepoint {
            return (ctx, Ok(()));
        }
        let settled = if keep { ctx.release(SAVEPOINT).await } else { ctx.rollback_to(SAVEPOINT).await };
        let settled = settled.map_err(|error| host_failure(&error));
        (ctx, settled)
    }
}

/// The documents asked for are more than one call may be given.
pub(crate) fn out_of_bytes() -> Refusal {
    Refusal::Stop(Failure::new(FailureKind::Budget, "bytes"))
}
