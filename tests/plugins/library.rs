//! Where components come from, and how long they are kept.

use crate::house::{House, activation, wasm};
use futures::FutureExt;
use lares_extension::{Activation, FailureKind, Phase};
use lares_kernel::error::{BUSY, NOT_FOUND};
use lares_kernel::{Code, Error};
use lares_plugin_host::{Fetch, digest};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The guest of errands in bytes of its own, so that no other test compiles it: a custom section makes no difference to what runs.
fn own(name: u8) -> (Activation, Vec<u8>) {
    let mut bytes = wasm("errands");
    bytes.extend([0, 2, 1, name]);
    let guest = Activation { digest: digest(&bytes), ..activation("errands", json!({ "errands": [] })) };
    (guest, bytes)
}

/// Brings the same bytes to everybody and counts how often.
fn counted(bytes: Vec<u8>) -> (Fetch, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let fetched = Arc::clone(&count);
    let fetch = move |_: &str| {
        fetched.fetch_add(1, Ordering::Relaxed);
        let bytes = bytes.clone();
        async move { Ok(bytes) }.boxed()
    };
    (Arc::new(fetch), count)
}

fn failing(code: Code) -> Fetch {
    Arc::new(move |_: &str| async move { Err(Error::new(code)) }.boxed())
}

#[tokio::test]
async fn what_was_made_ready_is_not_fetched_by_the_first_call_and_what_was_forgotten_is() {
    let (guest, bytes) = own(b'a');
    let (fetch, count) = counted(bytes);
    let house = House::new().await.fetching(fetch);
    house.host.prepare(&guest.digest).await.expect("it compiles");
    assert_eq!(count.load(Ordering::Relaxed), 1);
    house.once(&guest, Phase::Preview).await.expect("an answer");
    assert_eq!(count.load(Ordering::Relaxed), 1);
    house.host.forget(&guest.digest).await;
    house.once(&guest, Phase::Preview).await.expect("an answer");
    assert_eq!(count.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn that_we_cannot_look_does_not_speak_against_the_plugin() {
    let (guest, _) = own(b'b');
    let house = House::new().await.fetching(failing(BUSY));
    for _ in 0..7 {
        assert_eq!(house.once(&guest, Phase::Preview).await.err(), Some(FailureKind::Host));
    }
    let house = House::new().await.fetching(failing(NOT_FOUND));
    for _ in 0..5 {
        assert_eq!(house.once(&guest, Phase::Preview).await.err(), Some(FailureKind::Load));
    }
    assert_eq!(house.once(&guest, Phase::Preview).await.err(), Some(FailureKind::BreakerOpen));
}
