//! The permissions this version of the contract knows.

use lares_extension::{Hook, Manifest};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Permission {
    DataOwn,
    OrdersRead,
    PricingAdjust,
}

impl Permission {
    pub const fn name(self) -> &'static str {
        match self {
            Self::DataOwn => "data:own",
            Self::OrdersRead => "orders:read",
            Self::PricingAdjust => "pricing:adjust",
        }
    }

    /// What the office must have granted before the hook is called.
    pub const fn of_hook(hook: Hook) -> Option<Self> {
        match hook {
            Hook::QuoteAdjuster => Some(Self::PricingAdjust),
            Hook::OrderEvents => Some(Self::OrdersRead),
            Hook::Lifecycle => None,
        }
    }

    pub fn is_in(self, granted: &[String]) -> bool {
        granted.iter().any(|name| name == self.name())
    }

    pub fn is_requested(self, manifest: &Manifest) -> bool {
        manifest.permissions.iter().any(|request| request.name == self.name())
    }
}
