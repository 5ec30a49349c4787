//! What the business tells plugins happened.

use jiff::Timestamp;
use lares_kernel::OrderId;
use serde_json::Value;

#[derive(Clone, Debug)]
pub struct OrderEvent {
    /// The event's number in the company's timeline; a repeated delivery has the same one.
    pub id: i64,
    /// `order.placed`, `order.cancelled`, …
    pub kind: String,
    pub order: OrderId,
    pub at: Timestamp,
    /// What is known of the order: `quote`, `codes`, `customer`, `service`, as JSON values.
    pub attrs: Vec<(String, Value)>,
}
