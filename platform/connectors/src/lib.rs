//! The outside world: mail and text messages now; payment gateways, web push and object storage join here.
//!
//! Invariant: nothing here knows the business or the database; what cannot be reached is an error the caller may retry.
//! Invariant: no address, number or message text is ever logged.

pub mod mail;
pub mod sms;

use lares_kernel::Code;

pub const CODES: &[Code] = &[mail::UNREACHABLE, mail::ADDRESS, sms::UNREACHABLE];
