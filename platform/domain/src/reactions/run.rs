//! Running claimed jobs.
//!
//! Invariant: jobs about the same thing run one after the other, in the order they were claimed; all others side by side.
//! Invariant: no run outlives the lease of its job.

use super::{LEDGER, MESSAGES, OFFER_NEXT, PLUGINS, RELEASE_OFFERS, SETTLE};
use crate::messaging::{self, DELIVER_EMAIL, Letters, Outgoing, Told};
use crate::{marketplace, orders, payments, pricing};
use futures::future::BoxFuture;
use futures::stream::{self, StreamExt};
use jiff::{SignedDuration, Timestamp};
use lares_extension::{Extensions, Failure, FailureKind, Hook, OrderEvent};
use lares_kernel::error::BUSY;
use lares_kernel::jobs::{Job, LEASE, MAX_TRIES};
use lares_kernel::{Actor, Control, Ctx, Db, Error, QuoteId, Result, Tenant};
use serde::Deserialize;
use serde_json::{Value, json};
use std::error::Error as _;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tracing::Instrument;
use uuid::Uuid;

/// So many things are worked on at once; each takes a connection for a moment.
const SIDE_BY_SIDE: usize = 8;
/// Half of [`LEASE`]: who begins in its first half ends within it.
const LONGEST: Duration = Duration::from_secs(30);
const _: () = assert!(LONGEST.as_secs() as i64 * 2 <= LEASE.as_secs());
/// At least so long a job waits for a plugin that is left alone; the shortest pause there is.
const PAUSE: SignedDuration = SignedDuration::from_secs(60);

/// Sends letters; the product's is SMTP.
pub trait Post: Send + Sync {
    fn send(&self, letter: Outgoing) -> BoxFuture<'_, Result<()>>;
}

/// What reactions need beside the database.
#[derive(Clone)]
pub struct Parts {
    pub db: Db,
    pub control: Control,
    pub extensions: Extensions,
    pub letters: Arc<dyn Letters>,
    /// None = e-mail is not configured; letters stay queued in the company's records.
    pub post: Option<Arc<dyn Post>>,
}

#[derive(Deserialize)]
struct About {
    event: String,
    event_id: i64,
    subject: Uuid,
    /// Only this plugin is told; None = whoever listens.
    plugin: Option<String>,
}

/// Claims and runs due jobs until none is left or `limit` were run. Answers how many ran.
///
/// # Errors
/// When the control plane does not answer; a failing job is put back, not an error here.
pub async fn run_due(parts: &Parts, limit: i64) -> Result<usize> {
    let claimed_at = Instant::now();
    let jobs = parts.control.claim_jobs(limit).await?;
    let count = jobs.len();
    let work = by_subject(jobs).into_iter().map(|jobs| run_in_order(parts, claimed_at, jobs));
    // All of them end, even when the control plane fails one.
    let ended: Vec<Result<()>> = stream::iter(work).buffer_unordered(SIDE_BY_SIDE).collect().await;
    ended.into_iter().collect::<Result<()>>().map(|()| count)
}

/// The jobs of each subject together; a job without one is alone.
fn by_subject(jobs: Vec<Job>) -> Vec<Vec<Job>> {
    let mut groups: Vec<Vec<Job>> = Vec::new();
    for job in jobs {
        let same = |group: &&mut Vec<Job>| {
            let (first, subject) = (&group[0], job.payload.get("subject"));
            subject.is_some() && first.tenant_id == job.tenant_id && first.payload.get("subject") == subject
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(job),
            None => groups.push(vec![job]),
        }
    }
    groups
}

async fn run_in_order(parts: &Parts, claimed_at: Instant, jobs: Vec<Job>) -> Result<()> {
    for job in jobs {
        if claimed_at.elapsed() >= LONGEST {
            parts.control.postpone_job(&job, parts.control.clock().now(), "its turn came too late").await?;
            continue;
        }
        let span = tracing::info_span!("job", id = job.id, kind = job.kind, tenant = %job.tenant_id, tries = job.tries);
        let outcome = match tokio::time::timeout(LONGEST, run(parts, &job)).instrument(span.clone()).await {
            Ok(outcome) => outcome,
            Err(_elapsed) => Err(Error::new(BUSY)),
        };
        settle(parts, &job, outcome).instrument(span).await?;
    }
    Ok(())
}

async fn settle(parts: &Parts, job: &Job, outcome: Result<()>) -> Result<()> {
    let Err(error) = outcome else { return parts.control.finish_job(job).await };
    tracing::warn!("job failed: {error}");
    if is_resting(&error) {
        let again = parts.control.clock().now() + job.backoff().max(PAUSE);
        return parts.control.postpone_job(job, again, &error.to_string()).await;
    }
    parts.control.fail_job(job, &error.to_string()).await
}

/// Was nobody asked, because the plugin is left alone for a while?
fn is_resting(error: &Error) -> bool {
    let failure = error.source().and_then(|source| source.downcast_ref::<Failure>());
    failure.is_some_and(|failure| failure.kind == FailureKind::BreakerOpen)
}

/// Runs one job in a transaction of its own.
///
/// # Errors
/// Whatever the reaction answers; the job is then tried again.
pub async fn run(parts: &Parts, job: &Job) -> Result<()> {
    let tenant = parts.control.tenant(job.tenant_id).await?;
    if job.kind == DELIVER_EMAIL {
        return deliver(parts, &tenant, job).await;
    }
    let mut ctx = parts.db.begin(&tenant, Actor::System).await?;
    match job.kind.as_str() {
        orders::OFFER_EXPIRED_JOB => orders::expire(&mut ctx, serde_json::from_value(job.payload.clone())?).await?,
        orders::GIVE_OUT_JOB => orders::give_out(&mut ctx, serde_json::from_value(job.payload.clone())?).await?,
        _of_event => react(parts, &mut ctx, job).await?,
    }
    ctx.commit().await
}

/// Does what the table says about an event.
async fn react(parts: &Parts, ctx: &mut Ctx, job: &Job) -> Result<()> {
    let about: About = serde_json::from_value(job.payload.clone())?;
    match job.kind.as_str() {
        MESSAGES => {
            let told = Told::from_payload(&job.payload).ok_or_else(|| Error::internal("a job payload without its event"))?;
            messaging::tell(ctx, &told).await
        }
        PLUGINS => tell_plugins(ctx, &parts.extensions, &about, &job.payload).await,
        LEDGER => post_money(ctx, &about).await,
        SETTLE => payments::settle(ctx, about.subject.into()).await,
        OFFER_NEXT => orders::offer_next(ctx, about.subject.into()).await.map(|_| ()),
        RELEASE_OFFERS => orders::release(ctx, about.subject.into()).await,
        other => Err(Error::internal(format!("a job of unknown kind {other}"))),
    }
}

/// Reads the letter, sends it with no transaction open, writes down how it went.
async fn deliver(parts: &Parts, tenant: &Arc<Tenant>, job: &Job) -> Result<()> {
    let Some(post) = &parts.post else { return Ok(()) };
    let delivery: Uuid = serde_json::from_value(job.payload["delivery"].clone())?;
    let mut ctx = parts.db.begin(tenant, Actor::System).await?;
    let letter = messaging::outgoing(&mut ctx, parts.letters.as_ref(), delivery).await?;
    ctx.commit().await?;
    let Some(letter) = letter else { return Ok(()) };
    let outcome = post.send(letter).await;
    let mut ctx = parts.db.begin(tenant, Actor::System).await?;
    match &outcome {
        Ok(()) => messaging::sent(&mut ctx, delivery).await?,
        Err(error) => messaging::failed(&mut ctx, delivery, &error.to_string(), job.tries >= MAX_TRIES).await?,
    }
    ctx.commit().await?;
    outcome
}

async fn post_money(ctx: &mut Ctx, about: &About) -> Result<()> {
    let order = orders::read(ctx, about.subject.into()).await?;
    match about.event.as_str() {
        "order.completed" => payments::completed(ctx, &order).await,
        _fee_due => payments::cancelled(ctx, &order).await,
    }
}

/// Several plugins get a job each, so that one that fails is tried again alone and takes nothing from the others.
async fn tell_plugins(ctx: &mut Ctx, extensions: &Extensions, about: &About, payload: &Value) -> Result<()> {
    let mut listeners = marketplace::active(ctx, extensions, Hook::OrderEvents).await?;
    if let Some(plugin) = &about.plugin {
        listeners.retain(|activation| activation.manifest.id == *plugin);
    } else if listeners.len() > 1 {
        for activation in &listeners {
            let (mut payload, plugin, now) = (payload.clone(), &activation.manifest.id, ctx.now());
            payload["plugin"] = plugin.as_str().into();
            ctx.enqueue(PLUGINS, payload, now, Some(&format!("{}:{plugin}", about.event_id))).await?;
        }
        return Ok(());
    }
    if listeners.is_empty() {
        return Ok(());
    }
    let order = orders::read(ctx, about.subject.into()).await?;
    let spent = pricing::spent_on(ctx, order.id).await?;
    let event = order_event(about, &order, spent, ctx.now());
    let mut failed = None;
    for activation in &listeners {
        let lent = ctx.lend();
        let (back, answer) = extensions.plugins.handle_event(lent, activation, &event).await;
        ctx.regain(back);
        if let Err(failure) = answer {
            failed = Some(Error::internal(failure));
        }
    }
    failed.map_or(Ok(()), Err)
}

fn order_event(about: &About, order: &orders::Order, spent: Option<(QuoteId, Value)>, at: Timestamp) -> OrderEvent {
    let (quote, codes) = spent.map_or((Value::Null, json!([])), |(quote, codes)| (json!(quote), codes));
    let attrs =
        [("customer", json!(order.customer_id)), ("service", json!(order.service_id)), ("quote", quote), ("codes", codes)]
            .map(|(key, value)| (key.to_owned(), value));
    OrderEvent { id: about.event_id, kind: about.event.clone(), order: order.id, at, attrs: attrs.into() }
}
