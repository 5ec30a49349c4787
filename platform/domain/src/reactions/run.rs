//! Running claimed jobs.

use super::{LEDGER, MESSAGES, OFFER_NEXT, PLUGINS, RELEASE_OFFERS, SETTLE};
use crate::messaging::{self, DELIVER_EMAIL, Letters, Outgoing, Told};
use crate::{marketplace, orders, payments, pricing};
use futures::future::BoxFuture;
use jiff::Timestamp;
use lares_extension::{Extensions, Hook, OrderEvent};
use lares_kernel::jobs::{Job, MAX_TRIES};
use lares_kernel::{Actor, Control, Ctx, Db, Error, QuoteId, Result, Tenant};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

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
    let jobs = parts.control.claim_jobs(limit).await?;
    let count = jobs.len();
    for job in jobs {
        match run(parts, &job).await {
            Ok(()) => parts.control.finish_job(job.id).await?,
            Err(error) => {
                tracing::warn!(job = job.id, kind = job.kind, tenant = %job.tenant_id, tries = job.tries, "job failed: {error}");
                parts.control.fail_job(&job, &error.to_string()).await?;
            }
        }
    }
    Ok(count)
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
