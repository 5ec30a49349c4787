//! Who is told what (消息): the message centre of customers, workers and staff, and what goes out by e-mail.
//!
//! Invariant: an event makes one message per recipient, however often its job runs ([`tell()`]).
//! Invariant: a message keeps a kind and arguments, never a sentence; the reader's language makes the sentence.
//! Invariant: nothing is sent inside a transaction: [`outgoing`] reads, the caller sends, [`sent`] or [`failed`] writes.

mod bar;
mod db;
mod deliver;
mod inbox;
mod preferences;
mod table;
mod tell;

pub use bar::{Bar, bar};
pub use deliver::{DELIVER_EMAIL, Letter, Letters, Outgoing, failed, outgoing, sent};
pub use inbox::{Message, Search, delete, list, mark_all_read, mark_read, search, unread};
pub use preferences::{Preference, preferences, set_preference};
pub use table::{Audience, Channel, Row, TABLE, kinds};
pub use tell::{Told, tell};

use lares_kernel::{Code, Kind};

pub const UNKNOWN_KIND: Code = Code::new("messaging.unknown_kind", Kind::Invalid);

pub const CODES: &[Code] = &[UNKNOWN_KIND];
