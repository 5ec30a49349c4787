//! The order's life as a table (pure): status × command × who → next status, or a refusal.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 待支付
    AwaitingPayment,
    /// 待接单: a worker or the pool is being asked.
    Offered,
    /// 待服务
    Accepted,
    /// 已出发
    Departed,
    /// 已到达
    Arrived,
    /// 服务中
    InService,
    /// 已完成
    Completed,
    /// 已取消
    Cancelled,
    /// 售后
    Disputed,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Command {
    Pay,
    Accept,
    Assign,
    Unassign,
    /// Another time, place or extras.
    Change,
    Depart,
    Arrive,
    Start,
    Finish,
    Cancel,
    Dispute,
    Resolve,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum By {
    Customer,
    Worker,
    Office,
    System,
}

impl Status {
    pub const ALL: [Self; 9] = [
        Self::AwaitingPayment,
        Self::Offered,
        Self::Accepted,
        Self::Departed,
        Self::Arrived,
        Self::InService,
        Self::Completed,
        Self::Cancelled,
        Self::Disputed,
    ];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AwaitingPayment => "awaiting_payment",
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Departed => "departed",
            Self::Arrived => "arrived",
            Self::InService => "in_service",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::Disputed => "disputed",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Does the order still hold a worker's time or wait for one?
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::AwaitingPayment | Self::Offered | Self::Accepted | Self::Departed | Self::Arrived | Self::InService => true,
            Self::Completed | Self::Cancelled | Self::Disputed => false,
        }
    }
}

impl Command {
    pub const ALL: [Self; 12] = [
        Self::Pay,
        Self::Accept,
        Self::Assign,
        Self::Unassign,
        Self::Change,
        Self::Depart,
        Self::Arrive,
        Self::Start,
        Self::Finish,
        Self::Cancel,
        Self::Dispute,
        Self::Resolve,
    ];
}

impl By {
    pub const ALL: [Self; 4] = [Self::Customer, Self::Worker, Self::Office, Self::System];
}

/// The status after a command, or None when it is not possible now for this party.
#[must_use]
pub const fn next(status: Status, command: Command, by: By) -> Option<Status> {
    use By::{Customer, Office, System, Worker};
    use Status::{Accepted, Arrived, AwaitingPayment, Cancelled, Completed, Departed, Disputed, InService, Offered};
    match (command, status, by) {
        (Command::Pay, AwaitingPayment, Office | System) => Some(Offered),
        (Command::Accept, Offered, Worker | System) => Some(Accepted),
        (Command::Assign, Offered | Accepted, Office | System) => Some(Accepted),
        (Command::Unassign, Offered | Accepted, Office | System) => Some(Offered),
        (Command::Change, AwaitingPayment | Offered | Accepted, Customer | Office) => Some(status),
        (Command::Depart, Accepted, Worker | Office) => Some(Departed),
        (Command::Arrive, Departed, Worker | Office) => Some(Arrived),
        (Command::Start, Arrived, Worker | Office) => Some(InService),
        (Command::Finish, InService, Worker | Office) => Some(Completed),
        (Command::Cancel, AwaitingPayment | Offered | Accepted, Customer | Office | System) => Some(Cancelled),
        (Command::Cancel, Departed | Arrived | InService, Office) => Some(Cancelled),
        (Command::Dispute, Completed, Customer | Office) => Some(Disputed),
        (Command::Resolve, Disputed, Office) => Some(Completed),
        (
            Command::Pay
            | Command::Accept
            | Command::Assign
            | Command::Unassign
            | Command::Change
            | Command::Depart
            | Command::Arrive
            | Command::Start
            | Command::Finish
            | Command::Cancel
            | Command::Dispute
            | Command::Resolve,
            AwaitingPayment | Offered | Accepted | Departed | Arrived | InService | Completed | Cancelled | Disputed,
            Customer | Worker | Office | System,
        ) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customer_cannot_cancel_after_the_worker_departed() {
        for status in [Status::Departed, Status::Arrived, Status::InService, Status::Completed] {
            assert_eq!(next(status, Command::Cancel, By::Customer), None, "{status:?}");
        }
    }

    #[test]
    fn an_order_is_changed_until_the_worker_departs() {
        for by in [By::Customer, By::Office] {
            let open = Status::ALL.into_iter().filter(|status| next(*status, Command::Change, by).is_some());
            assert_eq!(open.collect::<Vec<_>>(), [Status::AwaitingPayment, Status::Offered, Status::Accepted]);
        }
    }

    #[test]
    fn a_cancelled_order_stays_cancelled() {
        for command in Command::ALL {
            for by in By::ALL {
                assert_eq!(next(Status::Cancelled, command, by), None, "{command:?} {by:?}");
            }
        }
    }

    #[test]
    fn every_status_name_reads_back() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.name()), Some(status));
        }
    }
}
