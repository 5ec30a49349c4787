//! What follows from an event, and who is told.

use crate::compare;
use lares_domain::{messaging, reactions};
use std::fmt::Write;

#[test]
fn events_and_reactions_are_as_promised() {
    let mut text = "What happens after an event, in jobs of their own, and who is told what.\n".to_owned();
    for (event, follows) in reactions::TABLE {
        let follows = if follows.is_empty() { "nothing".to_owned() } else { follows.join(", ") };
        writeln!(text, "\n{event}: {follows}").expect("text grows");
        for (_, audience, kind, channels) in messaging::TABLE.iter().filter(|row| row.0 == *event) {
            let channels = channels.iter().map(|channel| channel.name()).collect::<Vec<_>>().join(" and ");
            writeln!(text, "  {} is told {kind} ({channels})", audience.name()).expect("text grows");
        }
    }
    compare("reactions.txt", &text);
}

#[test]
fn whoever_is_told_of_an_event_is_told_by_its_reaction() {
    let silent: Vec<&str> =
        messaging::TABLE.iter().map(|row| row.0).filter(|event| !reactions::of(event).contains(&reactions::MESSAGES)).collect();
    assert!(silent.is_empty(), "the message table names events without the reaction `messages`: {silent:?}");
}
