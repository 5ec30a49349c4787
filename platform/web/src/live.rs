//! Server-sent events: "look again at this", pushed when something of the company changed.
//!
//! Invariant: a stream says only that something changed; the page then fetches it through the usual door.
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
use lares_kernel::{OrderId, TenantId};
use std::convert::Infallible;
use std::time::Duration;
use tokio_stream::wrappers::BroadcastStream;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/live/orders/{id}", get(order))
        .route("/live/messages", get(messages))
        .route("/worker/live", get(worker))
        .route("/office/live", get(office))
}

/// One order, for its customer.
async fn order(visit: SignedInVisit, Path(id): Path<OrderId>) -> Served {
    let mut ctx = visit.begin().await?;
    orders::read(&mut ctx, id).await?;
    drop(ctx);
    let key = id.to_string();
    stream(&visit, move |signal| (signal.topic == Topic::Order && signal.key == key).then_some("order"))
}

async fn messages(visit: CustomerVisit) -> Served {
    let me = visit.actor().id().map(|id| id.to_string()).unwrap_or_default();
    stream(&visit, move |signal| (signal.topic == Topic::Message && signal.key == me).then_some("message"))
}

/// New offers and changes of the company's orders; the page re-reads its own.
async fn worker(visit: WorkerVisit) -> Served {
    let me = visit.actor().id().map(|id| id.to_string()).unwrap_or_default();
    stream(&visit, move |signal| match signal.topic {
        Topic::Order => Some("order"),
        Topic::Message => (signal.key == me).then_some("order"),
        Topic::Roles | Topic::Tenant | Topic::Plugins | Topic::Session | Topic::Roster | Topic::Jobs => None,
    })
}

async fn office(visit: OfficeVisit) -> Served {
    let ctx = visit.begin().await?;
    ctx.authorize(lares_kernel::Permission::OrderRead)?;
    drop(ctx);
    stream(&visit, |signal| match signal.topic {
        Topic::Order | Topic::Roster => Some("order"),
        Topic::Message => Some("message"),
        Topic::Plugins | Topic::Jobs => Some("plugins"),
        Topic::Roles | Topic::Tenant | Topic::Session => None,
    })
}

fn stream(visit: &Visit, name: impl Fn(&Signal) -> Option<&'static str> + Send + 'static) -> Served {
    let open = visit.listen()?;
    let counted = move |signal: &Signal| {
        let _open = &open;
        name(signal)
    };
    let events = heard(visit.tenant.id, visit.app.db.hub().listen(), counted);
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response())
}

/// Never which thing: a worker hears of every order of the company, but not its id. A browser drops an event without data.
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
