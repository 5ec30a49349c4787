//! The order as everyone sees it, and its guarded moves.

use super::lifecycle::{By, Command, Status, next};
use super::{NOT_NOW, db};
use crate::pricing::{ChosenOption, Line};
use crate::scheduling::{Claim, Kind};
use crate::tenancy::CancellationPolicy;
use jiff::Timestamp;
use lares_kernel::{Actor, Ctx, CustomerId, Error, Money, OrderId, Place, Result, ServiceId, WorkerId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    Unpaid,
    Authorised,
    Paid,
    PartRefunded,
    Refunded,
}

impl PaymentState {
    pub const ALL: [Self; 5] = [Self::Unpaid, Self::Authorised, Self::Paid, Self::PartRefunded, Self::Refunded];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::Authorised => "authorised",
            Self::Paid => "paid",
            Self::PartRefunded => "part_refunded",
            Self::Refunded => "refunded",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// Where the work is done, as agreed when the order was placed.
#[derive(Clone, Debug, Serialize)]
pub struct Snapshot {
    pub contact: String,
    pub phone: String,
    pub district: String,
    pub line: String,
    pub place: Place,
}

#[derive(Clone, Debug, Serialize)]
pub struct Order {
    pub id: OrderId,
    /// What people quote on the telephone.
    pub number: String,
    pub customer_id: CustomerId,
    pub service_id: ServiceId,
    pub worker_id: Option<WorkerId>,
    pub status: Status,
    pub payment_state: PaymentState,
    pub service_name: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    /// The earliest start ever agreed; fees count from here, so that rescheduling cannot dodge one.
    pub fee_clock_at: Timestamp,
    pub cleanup_minutes: i32,
    /// The customer chose this worker by name.
    pub chosen_worker: bool,
    pub address: Snapshot,
    pub notes: String,
    pub options: Vec<ChosenOption>,
    pub lines: Vec<Line>,
    pub total: Money,
    /// The cancellation fee, once cancelled.
    pub fee: Money,
    pub policy: CancellationPolicy,
    /// What the customer tells the worker at the door.
    pub start_code: String,
    pub cancel_reason: Option<String>,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
}

impl Order {
    /// Which party of this order the actor is.
    #[must_use]
    pub fn party(&self, actor: &Actor) -> By {
        match actor {
            Actor::Customer { .. } | Actor::Guest => By::Customer,
            Actor::Worker { .. } => By::Worker,
            Actor::Staff { .. } => By::Office,
            Actor::System => By::System,
        }
    }

    /// The owners a permission of scope `own` is compared with.
    #[must_use]
    pub fn owners(&self) -> [Option<uuid::Uuid>; 2] {
        [Some(self.customer_id.uuid()), self.worker_id.map(lares_kernel::WorkerId::uuid)]
    }

    /// May the actor give this command now? For buttons.
    #[must_use]
    pub fn allows(&self, command: Command, actor: &Actor) -> bool {
        next(self.status, command, self.party(actor)).is_some()
    }

    /// The visit somebody must have time for.
    pub(super) fn claim(&self) -> Claim {
        Claim {
            service: self.service_id,
            order: Some(self.id),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            place: self.address.place,
            kind: Kind::Visit,
        }
    }

    /// Moves to the next status, guarded by the status it was read with, and announces it.
    pub(super) async fn advance(&mut self, ctx: &mut Ctx, command: Command, event: &'static str) -> Result<()> {
        let to = next(self.status, command, self.party(ctx.actor())).ok_or_else(|| Error::new(NOT_NOW))?;
        db::write::set_status(ctx, self.id, self.status, to).await?;
        let from = std::mem::replace(&mut self.status, to);
        self.changed_at = ctx.now();
        let body = serde_json::json!({ "from": from.name(), "to": to.name(), "number": self.number, "worker": self.worker_id });
        ctx.announce(event, self.id.uuid(), body).await
    }
}
