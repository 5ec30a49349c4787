//! Text messages on their way to a provider.

use futures::future::BoxFuture;
use lares_domain::identity::{self, Purpose, Texts, send_texts};
use lares_kernel::{Error, Result};
use std::sync::{Mutex, PoisonError};
use support::World;

/// A provider that refuses the first few and keeps the rest.
#[derive(Default)]
struct Provider {
    refusals: Mutex<usize>,
    taken: Mutex<Vec<(String, String)>>,
}

impl Provider {
    fn refusing(count: usize) -> Self {
        Self { refusals: Mutex::new(count), ..Self::default() }
    }

    fn taken(&self) -> Vec<(String, String)> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Texts for Provider {
    fn send<'a>(&'a self, phone: &'a str, body: &'a str) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let mut refusals = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
            if *refusals > 0 {
                *refusals -= 1;
                return Err(Error::new(lares_connectors::sms::UNREACHABLE));
            }
            self.taken.lock().unwrap_or_else(PoisonError::into_inner).push((phone.to_owned(), body.to_owned()));
            Ok(())
        })
    }
}

async fn ask_for_a_code(world: &World, who: &str) {
    let (phone, body) = (&world.chenxi.someone(who).phone, |code: &str| format!("code {code}"));
    let asked = identity::request_code(&world.house.control, Some(&world.chenxi.tenant), phone, Purpose::SignIn, body);
    asked.await.expect("a code is sent");
}

async fn send(world: &World, provider: &Provider) -> usize {
    send_texts(&world.house.control, provider).await.expect("the outbox answers")
}

/// C01: the code leaves the house once, and the house does not keep it.
#[tokio::test]
async fn a_message_is_sent_once_and_its_text_is_not_kept() {
    let world = World::new().await;
    let provider = Provider::default();
    ask_for_a_code(&world, "mei").await;
    assert_eq!(send(&world, &provider).await, 1);
    assert_eq!(send(&world, &provider).await, 0);
    let taken = provider.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].0, world.chenxi.someone("mei").phone.as_str());
    assert!(taken[0].1.starts_with("code "), "{}", taken[0].1);
    assert_eq!(world.sms().await[0].body, "");
    world.finish().await;
}

/// Two nodes that look at the same time do not send the same message.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nodes_that_look_at_once_share_the_messages() {
    let world = World::new().await;
    let provider = Provider::default();
    for who in ["mei", "hua", "lin", "wang"] {
        ask_for_a_code(&world, who).await;
    }
    let looks = (0..8).map(|_| send_texts(&world.house.control, &provider));
    let claimed: usize = futures::future::try_join_all(looks).await.expect("the outbox answers").into_iter().sum();
    let left = send(&world, &provider).await;
    assert_eq!((claimed + left, provider.taken().len()), (4, 4));
    world.finish().await;
}

/// C01: a provider that stumbles gets it again, later and later; a dead code is not sent.
#[tokio::test]
async fn a_refused_message_is_tried_again_until_its_code_is_dead() {
    let world = World::new().await;
    ask_for_a_code(&world, "mei").await;
    let provider = Provider::refusing(1);
    assert_eq!((send(&world, &provider).await, send(&world, &provider).await), (1, 0), "not at once");
    world.wait_minutes(1);
    assert_eq!((send(&world, &provider).await, provider.taken().len()), (1, 1));

    ask_for_a_code(&world, "hua").await;
    let silent = Provider::refusing(usize::MAX);
    assert_eq!(send(&world, &silent).await, 1);
    world.wait_minutes(5);
    assert_eq!(send(&world, &silent).await, 0, "its code is dead");
    world.finish().await;
}
