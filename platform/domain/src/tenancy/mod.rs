//! Companies (租户): founding one from a starter, its address, its rules, where it works and on which days.
//!
//! Invariant: a company is visible only when everything it starts with is written; a failure half way leaves none.
//! Invariant: policies are versioned and never changed in place ([`policies`]).

pub mod areas;
mod db;
mod founding;
pub mod holidays;
pub mod policies;
mod roles;
pub mod settings;
mod slug;
mod starter;

pub use founding::{Founded, Founding, check, found, found_within};
pub use policies::{
    AssignmentMode, AssignmentPolicy, BookingPolicy, CancellationPolicy, Change, Fee, PaymentMethod, PaymentPolicy, Policies,
    Tier, forget, save_policy,
};
pub use roles::Role;
pub use slug::{check_slug, slug_available};
pub use starter::{CertificateKind, Opening, Shift, Starter, starter, templates};

use lares_kernel::{Code, Kind};

pub const SLUG_SHAPE: Code = Code::new("tenancy.slug_shape", Kind::Invalid);
pub const SLUG_RESERVED: Code = Code::new("tenancy.slug_reserved", Kind::Invalid);
pub const SLUG_TAKEN: Code = Code::new("tenancy.slug_taken", Kind::Conflict);
pub const NAME_LENGTH: Code = Code::new("tenancy.name_length", Kind::Invalid);
pub const UNKNOWN_TEMPLATE: Code = Code::new("tenancy.unknown_template", Kind::Invalid);
pub const THEME_SHAPE: Code = Code::new("tenancy.theme_shape", Kind::Invalid);
pub const OUT_OF_RANGE: Code = Code::new("tenancy.out_of_range", Kind::Invalid);
pub const FEE_SHAPE: Code = Code::new("tenancy.fee_shape", Kind::Invalid);
pub const TIERS_SHAPE: Code = Code::new("tenancy.tiers_shape", Kind::Invalid);
pub const PAYMENT_METHOD: Code = Code::new("tenancy.payment_method", Kind::Invalid);
pub const STEP_SHAPE: Code = Code::new("tenancy.step_shape", Kind::Invalid);
pub const AREA_NAME_TAKEN: Code = Code::new("tenancy.area_name_taken", Kind::Conflict);
pub const TOO_MANY_AREAS: Code = Code::new("tenancy.too_many_areas", Kind::Conflict);

pub const CODES: &[Code] = &[
    SLUG_SHAPE,
    SLUG_RESERVED,
    SLUG_TAKEN,
    NAME_LENGTH,
    UNKNOWN_TEMPLATE,
    THEME_SHAPE,
    OUT_OF_RANGE,
    FEE_SHAPE,
    TIERS_SHAPE,
    PAYMENT_METHOD,
    STEP_SHAPE,
    AREA_NAME_TAKEN,
    TOO_MANY_AREAS,
];

/// A name people gave, without space around it, of 1 to `most` characters.
pub(crate) fn named(field: &'static str, text: &str, most: usize) -> lares_kernel::Result<String> {
    let text = text.trim();
    let shaped = (1..=most).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if shaped { Ok(text.to_owned()) } else { Err(lares_kernel::Error::field(field, NAME_LENGTH).with("most", most)) }
}
