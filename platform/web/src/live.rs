//! Server-sent events: "look again at this", pushed when something of the company changed.
//!
//! Invariant: a stream says only that something changed; the page then fetches it through the usual door.
//! Invariant: nobody hears of orders that are none of theirs. One page has one stream, which also tells of messages.
//! Invariant: a stream ends when the house stops, and its browser goes on with another node.
//! Invariant: a client holds so many streams and no more (`streams.rs`).

use crate::error::Served;
use crate::state::App;
use crate::visit::{CustomerVisit, OfficeVisit, SignedInVisit, Visit, WorkerVisit};
use axum::Router;
use axum::extract::Path;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use futures::{Stream, StreamExt};
use lares_domain::orders;
use lares_kernel::signals::{Signal, Topic};
use lares_kernel::{Actor, OrderId, Tenant, TenantId};
use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/live/orders/{id}", get(order))
        .route("/live/messages", get(messages))
        .route("/worker/live", get(worker))
        .route("/office/live", get(office))
}

/// One order, for its customer, and the customer's messages.
async fn order(visit: SignedInVisit, Path(id): Path<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    orders::read(&mut ctx, id).await?;
    drop(ctx);
    let (me, key) = (me(&visit), id.to_string());
    stream(&visit, move |signal| match signal.topic {
        Topic::Order => (signal.key == key).then_some("order"),
        Topic::Message => (signal.key == me).then_some("message"),
        Topic::Roles | Topic::Tenant | Topic::Plugins | Topic::Session | Topic::Roster | Topic::Jobs => None,
    })
}

async fn messages(visit: CustomerVisit) -> Served {
    let me = me(&visit);
    stream(&visit, move |signal| (signal.topic == Topic::Message && signal.key == me).then_some("message"))
}

fn me(visit: &Visit) -> String {
    visit.actor().id().map(|id| id.to_string()).unwrap_or_default()
}

/// The worker's own orders, offers to them, what they could take from the pool, and their messages.
async fn worker(visit: WorkerVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let reach = orders::reach(&mut ctx).await?;
    drop(ctx);
    let ear = Ear { app: visit.app.clone(), tenant: Arc::clone(&visit.tenant), actor: visit.actor().clone(), reach };
    let signals = BroadcastStream::new(visit.app.db.hub().listen());
    let events = futures::stream::unfold((signals, ear), |(mut signals, mut ear)| async move {
        loop {
            if let Some(name) = ear.hear(signals.next().await?).await {
                return Some((Ok::<_, Infallible>(looked(name)), (signals, ear)));
            }
        }
    });
    serve(&visit, events)
}

/// What one worker listens for.
struct Ear {
    app: App,
    tenant: Arc<Tenant>,
    actor: Actor,
    /// Orders that concerned the worker when they last changed: that they no longer do is news as well.
    reach: HashSet<OrderId>,
}

impl Ear {
    async fn hear(&mut self, signal: Result<Signal, BroadcastStreamRecvError>) -> Option<&'static str> {
        let Ok(signal) = signal else { return Some("order") };
        if signal.tenant != Some(self.tenant.id) {
            return None;
        }
        match signal.topic {
            Topic::Order => self.concerns(signal.key.parse().ok()?).await.then_some("order"),
            Topic::Message => self.actor.id().is_some_and(|me| me.to_string() == signal.key).then_some("message"),
            Topic::Roles | Topic::Tenant | Topic::Plugins | Topic::Session | Topic::Roster | Topic::Jobs => None,
        }
    }

    /// When the database is busy, yes: looking once too often does no harm.
    async fn concerns(&mut self, order: OrderId) -> bool {
        let did = self.reach.remove(&order);
        let does = self.look(order).await.unwrap_or(true);
        if does {
            self.reach.insert(order);
        }
        did || does
    }

    async fn look(&self, order: OrderId) -> lares_kernel::Result<bool> {
        let mut ctx = self.app.db.begin(&self.tenant, self.actor.clone()).await?;
        let does = orders::concerns(&mut ctx, order).await?;
        ctx.commit().await?;
        Ok(does)
    }
}

/// Orders and rosters for who may see them, one's messages, and the machinery.
async fn office(visit: OfficeVisit) -> Served {
    let ctx = visit.begin().await?;
    let sees_orders = ctx.may(lares_kernel::Permission::OrderRead);
    drop(ctx);
    let me = me(&visit);
    stream(&visit, move |signal| match signal.topic {
        Topic::Order | Topic::Roster => sees_orders.then_some("order"),
        Topic::Message => (signal.key == me).then_some("message"),
        Topic::Plugins | Topic::Jobs => Some("plugins"),
        Topic::Roles | Topic::Tenant | Topic::Session => None,
    })
}

fn stream(visit: &Visit, name: impl Fn(&Signal) -> Option<&'static str> + Send + 'static) -> Served {
    serve(visit, heard(visit.tenant.id, visit.app.db.hub().listen(), name))
}

/// Until the browser leaves or the house stops.
fn serve(visit: &Visit, events: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Served {
    let counted = (visit.listen()?, visit.app.meter.stream());
    let events = events
        .map(move |event| {
            // The counts go with the stream.
            let _open = &counted;
            event
        })
        .take_until(visit.app.stopping.clone().begun());
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response())
}

/// Never which thing. A browser drops an event without data.
fn looked(name: &str) -> Event {
    Event::default().event(name).data("look")
}

fn heard(
    tenant: TenantId,
    signals: tokio::sync::broadcast::Receiver<Signal>,
    name: impl Fn(&Signal) -> Option<&'static str> + Send + 'static,
) -> impl Stream<Item = Result<Event, Infallible>> {
    BroadcastStream::new(signals).filter_map(move |signal| {
        let event = match signal {
            Ok(signal) if signal.tenant == Some(tenant) => name(&signal).map(looked),
            Ok(_) => None,
            // Fell behind: whatever it was, look at everything again.
            Err(_) => Some(looked("order")),
        };
        futures::future::ready(event.map(Ok))
    })
}
