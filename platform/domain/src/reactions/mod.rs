//! The one table "on this event, do these things", and the loop that does them.
//!
//! Invariant: a reaction runs after commit, at least once, in a transaction of its own as the platform itself.
//! Invariant: every event the business announces is in the table, even when nothing follows from it.

mod run;

pub use run::{Parts, Post, run, run_due};

/// Tell people.
pub const MESSAGES: &str = "messages";
/// Tell the company's plugins.
pub const PLUGINS: &str = "plugins";
/// Post what the event means in money.
pub const LEDGER: &str = "ledger";
/// See whether what was paid still covers the order.
pub const SETTLE: &str = "settle";
/// Ask the next worker.
pub const OFFER_NEXT: &str = "offer_next";
/// Take the open offers back from a worker.
pub const RELEASE_OFFERS: &str = "release_offers";

/// event → reactions.
pub const TABLE: &[(&str, &[&str])] = &[
    ("order.placed", &[MESSAGES, PLUGINS]),
    ("order.offered", &[MESSAGES]),
    ("order.declined", &[OFFER_NEXT, MESSAGES]),
    ("order.offer_expired", &[OFFER_NEXT, MESSAGES]),
    ("order.offer_released", &[OFFER_NEXT, MESSAGES]),
    ("order.choice_lost", &[MESSAGES]),
    ("order.unclaimed", &[MESSAGES]),
    ("order.accepted", &[MESSAGES, PLUGINS]),
    ("order.assigned", &[MESSAGES, PLUGINS]),
    ("order.unassigned", &[MESSAGES]),
    ("order.reassigned", &[MESSAGES]),
    ("order.moved", &[MESSAGES]),
    ("order.changed", &[SETTLE, MESSAGES, PLUGINS]),
    ("order.job_changed", &[MESSAGES]),
    ("order.departed", &[MESSAGES]),
    ("order.arrived", &[MESSAGES]),
    ("order.started", &[MESSAGES]),
    ("order.completed", &[LEDGER, MESSAGES, PLUGINS]),
    ("order.cancelled", &[MESSAGES, PLUGINS]),
    ("order.fee_due", &[LEDGER, MESSAGES]),
    ("order.paid", &[MESSAGES]),
    ("order.refunded", &[MESSAGES]),
    ("review.written", &[MESSAGES]),
    ("review.replied", &[MESSAGES]),
    ("review.appended", &[]),
    ("customer.joined", &[]),
    ("customer.changed", &[]),
    ("category.added", &[]),
    ("category.changed", &[]),
    ("category.removed", &[]),
    ("service.created", &[]),
    ("service.changed", &[]),
    ("service.withdrawn", &[]),
    ("service.restored", &[]),
    ("service.price_set", &[]),
    ("service.price_removed", &[]),
    ("worker.applied", &[]),
    ("worker.created", &[]),
    ("worker.changed", &[]),
    ("worker.approved", &[]),
    ("worker.suspended", &[RELEASE_OFFERS]),
    ("worker.removed", &[RELEASE_OFFERS]),
    ("worker.restored", &[]),
    ("certificate.added", &[]),
    ("certificate.verified", &[]),
    ("certificate.rejected", &[]),
    ("roster.changed", &[]),
    ("roster.presence_changed", &[]),
    ("staff.added", &[]),
    ("staff.role_changed", &[]),
    ("staff.removed", &[]),
    ("tenant.founded", &[]),
    ("tenant.phone_set", &[]),
    ("tenant.renamed", &[]),
    ("tenant.locale_set", &[]),
    ("tenant.theme_set", &[]),
    ("tenant.policy_saved", &[]),
    ("tenant.area_saved", &[]),
    ("tenant.holiday_saved", &[]),
    ("plugins.installed", &[]),
    ("plugins.enabled", &[]),
    ("plugins.disabled", &[]),
    ("plugins.configured", &[]),
    ("plugins.uninstalled", &[]),
];

/// The reactions to an event; none for what only belongs on the timeline.
#[must_use]
pub fn of(event: &str) -> &'static [&'static str] {
    TABLE.iter().find(|(kind, _)| *kind == event).map_or(&[], |(_, reactions)| reactions)
}
