//! Guessing passwords.

use futures::future::join_all;
use lares_domain::identity::{self, At, Sessions};
use lares_kernel::{Locale, Phone};
use support::World;

const RIGHT: &str = "correct horse battery";

async fn guess(sessions: &Sessions, phone: &Phone, password: &str) -> &'static str {
    let at = At { tenant: None, device: "test".into(), locale: Locale::ZhHans };
    match identity::sign_in_by_password(sessions, &at, phone, password).await {
        Ok(_) => "in",
        Err(error) => error.code().name(),
    }
}

/// Mei with a password.
async fn with_password(world: &World) -> Phone {
    let mei = world.chenxi.someone("mei");
    let token = world.sign_in(&world.chenxi, mei).await;
    let sessions = &world.house.app.sessions;
    let session = sessions.find(&token).await.expect("looked up").expect("a session");
    identity::set_password(sessions, &session, "", RIGHT).await.expect("set");
    mei.phone.clone()
}

/// C01: ten guesses in a quarter of an hour, however many at once and on however many nodes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn guesses_side_by_side_on_two_nodes_are_ten_in_all() {
    let world = World::new().await;
    let phone = with_password(&world).await;
    let nodes = [Sessions::new(world.house.control.clone()), Sessions::new(world.house.control.clone())];
    let guesses = (0..30).map(|number| guess(&nodes[number % 2], &phone, "not the password"));
    let answers = join_all(guesses).await;
    let count = |wanted: &str| answers.iter().filter(|answer| **answer == wanted).count();
    assert_eq!((count("identity.sign_in_wrong"), count("identity.too_many_tries")), (10, 20), "{answers:?}");

    assert_eq!(guess(&nodes[0], &phone, RIGHT).await, "identity.too_many_tries", "also when it is right");
    world.wait_minutes(16);
    assert_eq!(guess(&nodes[1], &phone, RIGHT).await, "in");
    world.finish().await;
}

/// C01: who knows the password may mistype it again.
#[tokio::test]
async fn the_right_password_forgets_the_wrong_ones() {
    let world = World::new().await;
    let phone = with_password(&world).await;
    let sessions = &world.house.app.sessions;
    for _ in 0..2 {
        for _ in 0..9 {
            assert_eq!(guess(sessions, &phone, "not the password").await, "identity.sign_in_wrong");
        }
        assert_eq!(guess(sessions, &phone, RIGHT).await, "in");
    }
    world.finish().await;
}

/// A number nobody has is counted like any other, so that the answers do not tell.
#[tokio::test]
async fn an_unknown_number_is_refused_after_as_many_guesses() {
    let world = World::new().await;
    let phone = Phone::parse("13900009999").expect("a number");
    let mut answers = Vec::new();
    for _ in 0..11 {
        answers.push(guess(&world.house.app.sessions, &phone, "not the password").await);
    }
    assert!(answers[..10].iter().all(|answer| *answer == "identity.sign_in_wrong"), "{answers:?}");
    assert_eq!(answers[10], "identity.too_many_tries");
    world.finish().await;
}
