//! Forgetting what is long over, a little every minute.
//!
//! Invariant: no statement deletes more than [`BATCH`] rows, and a company's rows go in transactions of that company.

use crate::house::House;
use lares_domain::{identity, marketplace, pricing};
use lares_kernel::{Actor, Result, Tenant};
use std::sync::Arc;

pub const BATCH: i64 = 1_000;
/// Turns, a minute each, in which every company has its own.
const ROUND: usize = 60;

/// What the control plane keeps: signals, text messages, codes, sessions, guesses.
///
/// # Errors
/// When the database does not answer.
pub async fn control(house: &House) -> Result<()> {
    while is_full(house.control.prune_signals(BATCH).await?) {}
    while is_full(identity::prune(&house.control, BATCH).await?) {}
    Ok(())
}

/// What a company keeps: answers to repeated requests, quotes nobody ordered from, incidents of plugins.
///
/// # Errors
/// When the database does not answer.
pub async fn company(house: &House, tenant: &Arc<Tenant>) -> Result<()> {
    loop {
        let mut ctx = house.db.begin(tenant, Actor::System).await?;
        let answers = ctx.prune_answers(BATCH).await?;
        let quotes = pricing::prune(&mut ctx, BATCH).await?;
        let incidents = marketplace::prune_incidents(&mut ctx, BATCH).await?;
        ctx.commit().await?;
        if !is_full(answers.max(quotes).max(incidents)) {
            return Ok(());
        }
    }
}

/// There may be more.
const fn is_full(gone: u64) -> bool {
    gone >= BATCH.unsigned_abs()
}

/// Goes round all companies, some every turn, so that ten thousand of them are no burst.
#[derive(Default)]
pub struct Round {
    left: Vec<Arc<Tenant>>,
    per_turn: usize,
}

impl Round {
    /// What one turn forgets; a failure is logged, and the next round comes by again.
    pub async fn turn(&mut self, house: &House) {
        if let Err(error) = control(house).await {
            tracing::error!("pruning the control plane: {error}");
        }
        if self.left.is_empty() {
            match house.control.tenants().await {
                Ok(tenants) => (self.per_turn, self.left) = (tenants.len().div_ceil(ROUND), tenants),
                Err(error) => tracing::error!("listing companies: {error}"),
            }
        }
        for tenant in self.left.split_off(self.left.len().saturating_sub(self.per_turn)) {
            if let Err(error) = company(house, &tenant).await {
                tracing::error!(tenant = %tenant.id, "pruning a company: {error}");
            }
        }
    }
}
