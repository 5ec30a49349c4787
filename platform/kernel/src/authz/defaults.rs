//! The roles a company starts with; sign-up writes them into its `roles` and `role_rules`, and the company may change them.

use super::Permission::{self, *};
use super::Scope::{Any, Own};
use super::{RoleDef, Rule, Scope};

const GUEST: &[Permission] = &[ServiceRead, WorkerRead, ReviewRead];

/// 顾客, with what a guest sees.
const CUSTOMER_OWN: &[Permission] = &[
    AddressWrite,
    QuoteRead,
    OrderPlace,
    OrderRead,
    OrderChange,
    OrderCancel,
    PaymentRead,
    ReviewWrite,
    MessageRead,
    MessageWrite,
    CustomerRead,
    CustomerWrite,
];

/// 服务人员, with what a guest sees.
const WORKER_OWN: &[Permission] = &[
    OrderRead,
    OrderPerform,
    RosterRead,
    // Their own leave; the weekly hours are the office's.
    RosterWrite,
    ReviewReply,
    PaymentRecord,
    PaymentRead,
    WorkerWrite,
    MessageRead,
    MessageWrite,
];

/// An offered order belongs to nobody yet.
const WORKER_ANY: &[Permission] = &[OrderGrab];

/// 调度.
const DISPATCHER: &[Permission] = &[
    ServiceRead,
    WorkerRead,
    RosterRead,
    RosterWrite,
    CustomerRead,
    OrderRead,
    OrderAssign,
    OrderChange,
    OrderCancel,
    OrderOffer,
    MessageRead,
    MessageWrite,
    ReportRead,
    ReviewRead,
];

/// 财务, with every action on payments.
const FINANCE: &[Permission] = &[OrderRead, ReportRead, CustomerRead, AuditRead];

/// 客服, with every action on messages.
const SUPPORT: &[Permission] =
    &[CustomerRead, CustomerWrite, OrderRead, OrderChange, OrderCancel, ReviewRead, ReviewReply, ServiceRead, WorkerRead];

/// 培训.
const TRAINER: &[Permission] = &[WorkerRead, WorkerReviewCertificate, ReviewRead, ServiceRead];

/// Parents before their children, so that they can be inserted in this order.
#[must_use]
pub fn default_roles() -> Vec<RoleDef> {
    vec![
        role("guest", None, allow(Any, GUEST)),
        role("customer", Some("guest"), allow(Own, CUSTOMER_OWN)),
        role("worker", Some("guest"), [allow(Own, WORKER_OWN), allow(Any, WORKER_ANY)].concat()),
        role("owner", None, vec![Rule::allow_everything()]),
        // What later versions add is theirs too, so everything but one, rather than a list.
        role("manager", None, vec![Rule::allow_everything(), Rule::deny(Any, StaffWrite)]),
        role("dispatcher", None, allow(Any, DISPATCHER)),
        role("finance", None, [allow(Any, FINANCE), vec![every_action_on(PaymentRead)]].concat()),
        role("support", None, [allow(Any, SUPPORT), vec![every_action_on(MessageRead)]].concat()),
        role("trainer", None, allow(Any, TRAINER)),
    ]
}

fn role(id: &str, parent: Option<&str>, rules: Vec<Rule>) -> RoleDef {
    RoleDef { id: id.to_owned(), parent: parent.map(str::to_owned), rules }
}

fn allow(scope: Scope, permissions: &[Permission]) -> Vec<Rule> {
    permissions.iter().map(|permission| Rule::allow(scope, *permission)).collect()
}

/// Whatever there is to do with the object of `permission`.
const fn every_action_on(permission: Permission) -> Rule {
    Rule::allow(Any, permission).with_every_action()
}
