//! Taking a worker's time, and giving it back.

use super::find::{Need, candidates, is_bound};
use super::reason::{refusal, untimely};
use super::slots::{SlotQuery, search, shifted};
use super::{NOBODY, SLOT_TAKEN, db};
use jiff::Timestamp;
use lares_kernel::{Actor, Ctx, Error, OrderId, Place, Result, ServiceId, WorkerId};
use uuid::Uuid;

/// A visit somebody must have time for.
#[derive(Clone, Debug)]
pub struct Claim {
    pub service: ServiceId,
    pub order: Option<OrderId>,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub place: Place,
    pub kind: Kind,
}

/// What the time is taken for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Visit,
    /// Kept for a customer who is checking out, until then.
    Hold {
        until: Timestamp,
    },
}

impl Claim {
    fn need(&self) -> Need {
        Need { service: self.service, minutes: self.minutes(), place: Some(self.place), worker: None, moving: self.order }
    }

    fn minutes(&self) -> i64 {
        self.ends_at.duration_since(self.starts_at).as_mins()
    }
}

/// Takes the time of the first of these workers who has it.
///
/// # Errors
/// `scheduling.slot_taken` when none has, or the reason when the only one asked cannot at all.
pub async fn claim(ctx: &mut Ctx, claim: &Claim, workers: &[WorkerId]) -> Result<WorkerId> {
    let (query, fit) = around(ctx, claim).await?;
    // A late visit may still be given to another by the office, and by nobody else.
    let is_office = matches!(ctx.actor(), Actor::Staff { .. } | Actor::System);
    if let Some(refusal) = untimely(&query, claim.starts_at).filter(|_| !is_office) {
        return Err(Error::new(refusal.code()));
    }
    // Customers take what is offered, so a time between two steps is nobody's.
    let offered = is_bound(ctx).then(|| ranked(&query, &fit, claim.starts_at));
    for worker in workers {
        let found = fit.iter().find(|candidate| candidate.worker == *worker);
        let refused = found.map(|candidate| refusal(&query, candidate, claim.starts_at));
        match (refused, workers) {
            (Some(None), _) if offered.as_ref().is_none_or(|offered| offered.contains(worker)) => {
                if db::occupy(ctx, claim, *worker, query.cleanup_minutes).await? {
                    return Ok(*worker);
                }
            }
            (Some(Some(refusal)), [_]) => return Err(Error::new(refusal.code())),
            (None, [_]) => return Err(Error::new(crate::scheduling::reason::NO_SKILL)),
            (Some(_) | None, _) => {}
        }
    }
    Err(Error::new(SLOT_TAKEN))
}

/// Takes the time of the worker who fits best: least extra travel, then fewest visits that day. On a lost race, the next.
///
/// # Errors
/// `scheduling.slot_taken`.
pub async fn claim_best(ctx: &mut Ctx, claim: &Claim) -> Result<WorkerId> {
    claim_next(ctx, claim, &[]).await?.ok_or_else(|| Error::new(SLOT_TAKEN))
}

/// The same without those already asked; None when nobody is left.
///
/// # Errors
/// When the database does not answer.
pub async fn claim_next(ctx: &mut Ctx, claim: &Claim, asked: &[WorkerId]) -> Result<Option<WorkerId>> {
    let (query, fit) = around(ctx, claim).await?;
    for worker in ranked(&query, &fit, claim.starts_at).into_iter().filter(|worker| !asked.contains(worker)) {
        // Giving a lost worker's lock back before the next is tried, so that two matches never wait for each other in a ring.
        ctx.savepoint("try_worker").await?;
        if db::occupy(ctx, claim, worker, query.cleanup_minutes).await? {
            ctx.release("try_worker").await?;
            return Ok(Some(worker));
        }
        ctx.rollback_to("try_worker").await?;
    }
    Ok(None)
}

/// Moves an order to this time in one step: whoever takes it now, the old time is given back only then. The one who has it keeps it
/// when they can; else, unless the customer chose them, whoever fits best and is not `unwilling` takes it.
///
/// # Errors
/// `scheduling.slot_taken`, or the reason of the chosen one.
pub(crate) async fn transfer(
    ctx: &mut Ctx,
    claim: &Claim,
    (holder, is_chosen): (WorkerId, bool),
    unwilling: &[WorkerId],
) -> Result<WorkerId> {
    let (query, fit) = around(ctx, claim).await?;
    if let Some(refusal) = untimely(&query, claim.starts_at) {
        return Err(Error::new(refusal.code()));
    }
    let mut able = ranked(&query, &fit, claim.starts_at);
    able.sort_by_key(|worker| *worker != holder);
    able.retain(|worker| *worker == holder || !(is_chosen || unwilling.contains(worker)));
    for worker in able {
        // Both locks at once and in one order for everybody; given back before the next is tried.
        ctx.savepoint("try_worker").await?;
        lock(ctx, &[Some(holder), Some(worker)]).await?;
        if let Some(order) = claim.order {
            db::vacate(ctx, order.uuid()).await?;
        }
        if db::occupy(ctx, claim, worker, query.cleanup_minutes).await? {
            ctx.release("try_worker").await?;
            return Ok(worker);
        }
        ctx.rollback_to("try_worker").await?;
    }
    let chosen = fit.iter().find(|candidate| candidate.worker == holder && is_chosen);
    let reason = chosen.and_then(|candidate| refusal(&query, candidate, claim.starts_at));
    Err(Error::new(reason.map_or(SLOT_TAKEN, super::reason::Refusal::code)))
}

/// Somebody could do it, though nobody's time is taken yet (the open pool).
///
/// # Errors
/// `scheduling.nobody_free`.
pub async fn require_somebody(ctx: &mut Ctx, claim: &Claim) -> Result<()> {
    let (query, fit) = around(ctx, claim).await?;
    if ranked(&query, &fit, claim.starts_at).is_empty() { Err(Error::new(NOBODY)) } else { Ok(()) }
}

/// Locks these workers' time until the transaction ends, in one order for everybody, so that two swaps never wait for each other.
///
/// # Errors
/// When the database does not answer.
pub async fn lock(ctx: &mut Ctx, workers: &[Option<WorkerId>]) -> Result<()> {
    let workers: Vec<Uuid> = workers.iter().flatten().map(|worker| worker.uuid()).collect();
    db::lock(ctx, &workers).await
}

/// Gives back the time of an order or of one ledger row. Answers how many rows went.
///
/// # Errors
/// When the database does not answer.
pub async fn vacate(ctx: &mut Ctx, target: Uuid) -> Result<i32> {
    db::vacate(ctx, target).await
}

/// The question and the workers for exactly the claimed time.
async fn around(ctx: &mut Ctx, claim: &Claim) -> Result<(SlotQuery, Vec<super::slots::Candidate>)> {
    let from = claim.starts_at;
    let (mut query, fit) = candidates(ctx, &claim.need(), from, shifted(from, 1)).await?;
    // The step is how times are offered, not which may be agreed: the office may drag to any minute.
    if !is_bound(ctx) {
        query.step_minutes = 1;
    }
    Ok((query, fit))
}

fn ranked(query: &SlotQuery, fit: &[super::slots::Candidate], starts_at: Timestamp) -> Vec<WorkerId> {
    let slots = search(query, fit);
    let slot = slots.into_iter().find(|slot| slot.starts_at == starts_at);
    slot.map(|slot| slot.workers.into_iter().map(|(worker, _)| worker).collect()).unwrap_or_default()
}
