//! On this event, tell these people this, on these channels.
//!
//! A kind is also a locale key: `message-<kind>-title` and `message-<kind>-body`.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Customer,
    Worker,
    /// Everybody active in the office.
    Staff,
}

impl Audience {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Worker => "worker",
            Self::Staff => "staff",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    InApp,
    Email,
}

impl Channel {
    pub const ALL: [Self; 2] = [Self::InApp, Self::Email];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InApp => "in_app",
            Self::Email => "email",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }
}

/// One line of the table.
pub type Row = (&'static str, Audience, &'static str, &'static [Channel]);

const IN_APP: &[Channel] = &[Channel::InApp];
const BOTH: &[Channel] = &[Channel::InApp, Channel::Email];

/// Event kind, who is told, message kind, channels.
pub const TABLE: &[Row] = &[
    ("order.placed", Audience::Customer, "order-placed", BOTH),
    ("order.placed", Audience::Staff, "order-new", IN_APP),
    ("order.offered", Audience::Worker, "job-offered", IN_APP),
    ("order.declined", Audience::Staff, "job-declined", IN_APP),
    ("order.offer_expired", Audience::Worker, "offer-expired", IN_APP),
    ("order.offer_expired", Audience::Staff, "offer-ignored", IN_APP),
    ("order.offer_released", Audience::Worker, "offer-released", IN_APP),
    ("order.choice_lost", Audience::Customer, "choice-lost", BOTH),
    ("order.choice_lost", Audience::Staff, "choice-open", IN_APP),
    ("order.unclaimed", Audience::Staff, "order-unclaimed", IN_APP),
    ("order.assigned", Audience::Customer, "order-assigned", BOTH),
    ("order.assigned", Audience::Worker, "job-assigned", IN_APP),
    ("order.unassigned", Audience::Worker, "job-withdrawn", IN_APP),
    ("order.unassigned", Audience::Staff, "job-open", IN_APP),
    ("order.reassigned", Audience::Worker, "job-reassigned", IN_APP),
    ("order.moved", Audience::Customer, "order-moved", BOTH),
    ("order.moved", Audience::Worker, "job-moved", IN_APP),
    ("order.changed", Audience::Customer, "order-changed", BOTH),
    ("order.changed", Audience::Staff, "order-altered", IN_APP),
    ("order.job_changed", Audience::Worker, "job-changed", IN_APP),
    ("order.accepted", Audience::Customer, "order-accepted", BOTH),
    ("order.departed", Audience::Customer, "order-departed", IN_APP),
    ("order.arrived", Audience::Customer, "order-arrived", IN_APP),
    ("order.started", Audience::Customer, "order-started", IN_APP),
    ("order.completed", Audience::Customer, "order-completed", BOTH),
    ("order.completed", Audience::Staff, "order-done", IN_APP),
    ("order.cancelled", Audience::Customer, "order-cancelled", BOTH),
    ("order.cancelled", Audience::Worker, "job-cancelled", IN_APP),
    ("order.cancelled", Audience::Staff, "order-lost", IN_APP),
    ("order.fee_due", Audience::Customer, "order-fee-due", BOTH),
    ("order.paid", Audience::Customer, "order-paid", BOTH),
    ("order.refunded", Audience::Customer, "order-refunded", BOTH),
    ("review.written", Audience::Worker, "review-written", IN_APP),
    ("review.written", Audience::Staff, "review-new", IN_APP),
    ("review.replied", Audience::Customer, "review-replied", IN_APP),
];

/// The kinds one audience may get, with their channels.
pub fn kinds(audience: Audience) -> impl Iterator<Item = (&'static str, &'static [Channel])> {
    TABLE.iter().filter(move |row| row.1 == audience).map(|row| (row.2, row.3))
}

/// The lines of one event.
pub(super) fn of_event(event: &str) -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(move |row| row.0 == event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_kind_has_one_line_is_kebab_case_and_shows_in_the_message_centre() {
        let mut seen = HashSet::new();
        for (event, _, kind, channels) in TABLE {
            assert!(seen.insert(kind), "{kind} twice");
            assert!(kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{kind}");
            assert!(event.contains('.') && channels.contains(&Channel::InApp), "{kind}");
        }
    }

    #[test]
    fn mail_goes_to_customers_only() {
        // Workers and staff have no e-mail address in the company's data.
        let mailed = TABLE.iter().filter(|row| row.3.contains(&Channel::Email));
        assert!(mailed.clone().count() > 0 && mailed.clone().all(|row| row.1 == Audience::Customer));
    }
}
