//! Running the house: pages, reactions, signals between nodes; stopping it without dropping anything.

use crate::config::Config;
use crate::house::House;
use crate::internal;
use crate::sweep::Round;
use anyhow::{Context, Result};
use futures::FutureExt;
use lares_domain::{identity, reactions};
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::broadcast::error::RecvError;

/// How often queues and other nodes' signals are looked at when nothing local wakes us.
const POLL: Duration = Duration::from_millis(500);
/// Jobs claimed at a time.
const BATCH: i64 = 20;
/// How long running requests may take to end once we are told to stop.
const DRAIN: Duration = Duration::from_secs(30);

/// Serves until told to stop: says so at `/readyz`, ends streams, lets running requests end, for half a minute at most.
///
/// # Errors
/// When an address cannot be listened on.
pub async fn run(house: House, config: &Config) -> Result<()> {
    let (public, inside) = (listen(&config.listen).await?, listen(&config.internal).await?);
    let mut background = background(&house);
    let numbers = internal::router(&house);
    background
        .push(tokio::spawn(async move { axum::serve(inside, numbers).await.unwrap_or_else(|error| tracing::error!("{error}")) }));
    let service = lares_web::router(&house.app).into_make_service_with_connect_info::<SocketAddr>();
    tracing::info!(listen = config.listen, internal = config.internal, "ready");
    let stopping = house.app.stopping.clone();
    let serving = axum::serve(public, service).with_graceful_shutdown(stopping.clone().begun()).into_future();
    let overtime = async move {
        stopped().await;
        stopping.begin();
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        served = serving => served?,
        () = overtime => tracing::warn!("requests were cut off that did not end in time"),
    }
    for task in background {
        task.abort();
    }
    house.db.close().await;
    Ok(())
}

async fn listen(address: &str) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))
}

fn background(house: &House) -> Vec<tokio::task::JoinHandle<()>> {
    let keep = |name: &'static str, work: fn(House) -> futures::future::BoxFuture<'static, ()>| {
        let house = house.clone();
        tokio::spawn(async move {
            loop {
                if AssertUnwindSafe(work(house.clone())).catch_unwind().await.is_err() {
                    tracing::error!(name, "a background loop panicked and is started again");
                }
                tokio::time::sleep(POLL).await;
            }
        })
    };
    vec![
        keep("incidents", |house| async move { house.watch_incidents().await }.boxed()),
        keep("plugins", |house| async move { house.watch_plugins().await }.boxed()),
        keep("reactions", |house| react(house).boxed()),
        keep("text messages", |house| text(house).boxed()),
        keep("signals here", |house| heed_local(house).boxed()),
        keep("signals there", |house| heed_remote(house).boxed()),
        keep("sweeper", |house| sweep(house).boxed()),
    ]
}

async fn react(house: House) {
    let mut signals = house.db.hub().listen();
    loop {
        match reactions::run_due(&house.parts, BATCH).await {
            Ok(0) => {
                // Wait for something to happen here, or for the next look.
                let _woken = tokio::time::timeout(POLL, signals.recv()).await;
            }
            Ok(_ran) => {}
            Err(error) => {
                tracing::error!("claiming jobs: {error}");
                tokio::time::sleep(POLL).await;
            }
        }
    }
}

/// Sends text messages as they come; where they are caught there is nothing to do.
async fn text(house: House) {
    let Some(texts) = house.texts.clone() else { return std::future::pending().await };
    loop {
        match identity::send_texts(&house.control, texts.as_ref()).await {
            Ok(0) => tokio::time::sleep(POLL).await,
            Ok(_sent) => {}
            Err(error) => {
                tracing::error!("claiming text messages: {error}");
                tokio::time::sleep(POLL).await;
            }
        }
    }
}

async fn heed_local(house: House) {
    let mut signals = house.db.hub().listen();
    loop {
        match signals.recv().await {
            Ok(signal) => house.heed(&signal).await,
            Err(RecvError::Lagged(_)) => house.forget_everything(),
            Err(RecvError::Closed) => return,
        }
    }
}

/// Other nodes' signals; our own come by here again, which only costs a second look.
async fn heed_remote(house: House) {
    let mut horizon = i64::MAX;
    loop {
        // The first look learns where we are: everything before it was read fresh anyway.
        match house.control.signals_since(horizon).await {
            Ok((signals, next)) => {
                horizon = next;
                for signal in signals {
                    house.heed(&signal).await;
                    house.db.hub().send(signal);
                }
            }
            Err(error) => tracing::error!("reading signals: {error}"),
        }
        tokio::time::sleep(POLL).await;
    }
}

async fn sweep(house: House) {
    let mut round = Round::default();
    loop {
        tokio::time::sleep(Duration::from_secs(60)).await;
        house.app.limits.sweep();
        // A signal may have been missed: a minute is what a quarantine may take.
        if let Err(error) = house.evict_quarantined().await {
            tracing::error!("looking for quarantined plugins: {error}");
        }
        round.turn(&house).await;
    }
}

/// Resolves on SIGTERM or Ctrl-C.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(error) => {
            tracing::error!("SIGTERM cannot be heard: {error}");
            drop(interrupt.await);
            return;
        }
    };
    tokio::select! {
        _interrupted = interrupt => {}
        _terminated = terminate.recv() => {}
    }
    tracing::info!("stopping: running requests end first");
}
