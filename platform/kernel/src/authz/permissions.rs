//! Everything that can be allowed, named `object.action` as the rules of a role name it.
//!
//! Invariant: the table lists every permission once, in the order of the enum; the compiler checks it.

use std::fmt;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Permission {
    ServiceRead,
    ServiceWrite,
    WorkerRead,
    WorkerWrite,
    WorkerReviewCertificate,
    RosterRead,
    RosterWrite,
    CustomerRead,
    CustomerWrite,
    AddressWrite,
    /// Ask for a price.
    QuoteRead,
    OrderPlace,
    OrderRead,
    OrderAssign,
    OrderChange,
    OrderCancel,
    /// Open an order to workers, or withdraw it.
    OrderOffer,
    /// The worker's steps: depart, arrive, start, finish.
    OrderPerform,
    /// Take an offered order (抢单).
    OrderGrab,
    PaymentRead,
    PaymentRecord,
    ReviewRead,
    ReviewWrite,
    ReviewReply,
    MessageRead,
    MessageWrite,
    PluginRead,
    PluginManage,
    SettingsRead,
    SettingsWrite,
    StaffRead,
    StaffWrite,
    ReportRead,
    /// Stays last: it counts the others. Add a permission above it.
    AuditRead,
}

const COUNT: usize = Permission::AuditRead as usize + 1;

const TABLE: [(Permission, &str, &str); COUNT] = [
    (Permission::ServiceRead, "service", "read"),
    (Permission::ServiceWrite, "service", "write"),
    (Permission::WorkerRead, "worker", "read"),
    (Permission::WorkerWrite, "worker", "write"),
    (Permission::WorkerReviewCertificate, "worker", "review_certificate"),
    (Permission::RosterRead, "roster", "read"),
    (Permission::RosterWrite, "roster", "write"),
    (Permission::CustomerRead, "customer", "read"),
    (Permission::CustomerWrite, "customer", "write"),
    (Permission::AddressWrite, "address", "write"),
    (Permission::QuoteRead, "quote", "read"),
    (Permission::OrderPlace, "order", "place"),
    (Permission::OrderRead, "order", "read"),
    (Permission::OrderAssign, "order", "assign"),
    (Permission::OrderChange, "order", "change"),
    (Permission::OrderCancel, "order", "cancel"),
    (Permission::OrderOffer, "order", "offer"),
    (Permission::OrderPerform, "order", "perform"),
    (Permission::OrderGrab, "order", "grab"),
    (Permission::PaymentRead, "payment", "read"),
    (Permission::PaymentRecord, "payment", "record"),
    (Permission::ReviewRead, "review", "read"),
    (Permission::ReviewWrite, "review", "write"),
    (Permission::ReviewReply, "review", "reply"),
    (Permission::MessageRead, "message", "read"),
    (Permission::MessageWrite, "message", "write"),
    (Permission::PluginRead, "plugin", "read"),
    (Permission::PluginManage, "plugin", "manage"),
    (Permission::SettingsRead, "settings", "read"),
    (Permission::SettingsWrite, "settings", "write"),
    (Permission::StaffRead, "staff", "read"),
    (Permission::StaffWrite, "staff", "write"),
    (Permission::ReportRead, "report", "read"),
    (Permission::AuditRead, "audit", "read"),
];

const IN_ORDER: [Permission; COUNT] = {
    assert!(COUNT <= u128::BITS as usize, "a mask has one bit for each permission");
    let mut all = [Permission::ServiceRead; COUNT];
    let mut index = 0;
    while index < COUNT {
        assert!(TABLE[index].0 as usize == index, "the table follows the enum");
        all[index] = TABLE[index].0;
        index += 1;
    }
    all
};

impl Permission {
    pub const ALL: [Self; COUNT] = IN_ORDER;

    #[must_use]
    pub const fn object(self) -> &'static str {
        TABLE[self as usize].1
    }

    #[must_use]
    pub const fn action(self) -> &'static str {
        TABLE[self as usize].2
    }

    /// Its place in a mask. Masks live in memory only, so the order of the enum may change.
    #[must_use]
    pub const fn bit(self) -> u128 {
        1 << self as u8
    }
}

/// `object.action`.
impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.object(), self.action())
    }
}
