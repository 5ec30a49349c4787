//! Customers (顾客) of a company: who they are, where they live, and what the office sees of them.
//!
//! Invariant: a person is a customer of each company separately; no company sees another's.
//! Invariant: a removed address is emptied, never deleted, because old quotes point to it; it is not found any more.
//! Invariant: a customer with addresses has exactly one default.

mod addresses;
mod db;
mod list;
mod profile;

pub use addresses::{Address, NewAddress, add_address, address, addresses, change_address, remove_address, set_default};
pub use list::{CustomerPage, CustomerRow, Search, list, page};
pub(crate) use profile::language;
pub use profile::{Customer, SaveProfile, profile, save_profile, welcome};

use lares_kernel::{Code, Kind};

pub const EMAIL_SHAPE: Code = Code::new("customers.email_shape", Kind::Invalid);
pub const TEXT_LENGTH: Code = Code::new("customers.text_length", Kind::Invalid);
pub const OUTSIDE_AREAS: Code = Code::new("customers.outside_areas", Kind::Invalid);
pub const TOO_MANY_ADDRESSES: Code = Code::new("customers.too_many_addresses", Kind::Conflict);

pub const CODES: &[Code] = &[EMAIL_SHAPE, TEXT_LENGTH, OUTSIDE_AREAS, TOO_MANY_ADDRESSES];

/// Text of a form without space around it, of `least` to `most` characters.
fn text(field: &'static str, value: &str, least: usize, most: usize) -> lares_kernel::Result<String> {
    let value = value.trim();
    let shaped = (least..=most).contains(&value.chars().count()) && !value.chars().any(char::is_control);
    if shaped { Ok(value.to_owned()) } else { Err(lares_kernel::Error::field(field, TEXT_LENGTH).with("most", most)) }
}
