//! Booking: one page that unfolds from options to the bill; three parts of it are swapped in as choices are made.
//!
//! Invariant: the fields of the form are the whole state, so the page works by reload as well as by swap.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::parts::Bill;
use crate::{Form, Money, Page, Phrase};

#[derive(Debug, Clone, Serialize)]
pub struct Booking {
    /// Service id, as in the addresses of the parts.
    pub service: String,
    pub name: String,
    pub icon: String,
    pub price: Money,
    pub minutes: u32,
    pub back: String,
    /// Idempotency key: the same form sent twice places one order.
    pub key: String,
    pub options: Vec<BookingOption>,
    pub addresses: Vec<BookingAddress>,
    pub add_address: String,
    pub faces: Vec<Face>,
    pub calendar: BookingCalendar,
    pub times: BookingTimes,
    /// Some plugin of this company takes codes.
    pub takes_code: bool,
    pub quote: BookingQuote,
    /// Fields: `option-<id>`, `address`, `worker`, `date`, `starts`, `notes`, `code`.
    pub form: Form,
}

/// An extra; chosen by quantity in the field `option-<id>`.
#[derive(Debug, Clone, Serialize)]
pub struct BookingOption {
    pub id: String,
    pub name: String,
    pub price: Money,
    pub minutes: u32,
    pub max: u32,
    pub quantity: u32,
}

#[derive(Debug, Clone, Serialize)]
pub struct BookingAddress {
    pub id: String,
    pub contact: String,
    pub phone: String,
    pub place: String,
    pub chosen: bool,
    /// Why the company does not come here.
    pub refused: Option<Phrase>,
}

/// A worker one may ask for; `id` empty is never used, "any worker" is the template's own choice.
#[derive(Debug, Clone, Serialize)]
pub struct Face {
    pub id: String,
    pub name: String,
    pub picture: Option<String>,
    pub tenths: u32,
    pub chosen: bool,
}

/// A month; weeks begin on Monday.
#[derive(Debug, Clone, Serialize)]
pub struct BookingCalendar {
    /// The address below which the calendar and the times are asked for.
    pub base: String,
    /// Any day of the month shown.
    pub month: Date,
    /// Cells before the first day, 0 to 6.
    pub blanks: u32,
    pub days: Vec<BookingDay>,
    /// "2026-11"; none at the edge of what can be booked.
    pub previous: Option<String>,
    pub next: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct BookingDay {
    pub date: Date,
    pub number: i8,
    pub load: DayLoad,
    pub chosen: bool,
    pub today: bool,
    /// "国庆节", or what makes the day special.
    pub holiday: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DayLoad {
    Free,
    Few,
    Full,
    Closed,
    /// Over, or further ahead than can be booked.
    Outside,
}

/// The times of one day; empty before a day is chosen.
#[derive(Debug, Clone, Serialize)]
pub struct BookingTimes {
    pub date: Option<Date>,
    pub groups: Vec<TimeGroup>,
    /// Nothing is free on this day.
    pub full: bool,
    /// Days with free times when this one has none.
    pub instead: Vec<Date>,
    /// The free times nearest to the one that was wanted and cannot be had.
    pub suggested: Vec<Timestamp>,
    /// Sent along with another part, to be put in its place beside it.
    pub beside: bool,
}

impl BookingTimes {
    /// Before a day is chosen.
    #[must_use]
    pub const fn none() -> Self {
        Self { date: None, groups: Vec::new(), full: false, instead: Vec::new(), suggested: Vec::new(), beside: false }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct TimeGroup {
    pub label: Phrase,
    pub slots: Vec<TimeSlot>,
}

#[derive(Debug, Clone, Serialize)]
pub struct TimeSlot {
    pub starts_at: Timestamp,
    pub chosen: bool,
    /// Why this time cannot be had.
    pub refused: Option<Phrase>,
}

#[derive(Debug, Clone, Serialize)]
pub struct BookingQuote {
    /// Id of the frozen quote; none until everything needed is chosen.
    pub id: Option<String>,
    pub bill: Option<Bill>,
    pub policy: Option<Phrase>,
    /// What is still to be chosen.
    pub missing: Vec<Phrase>,
    /// What was refused: the code, the time.
    pub problem: Option<Phrase>,
    /// A guest: the button leads to the sign-in page and back here.
    pub sign_in: bool,
}

impl Page for Booking {
    const TEMPLATE: &'static str = "customer/booking.html";
}

/// GET /booking/{service}/calendar?month=2026-12&…
#[derive(Debug, Clone, Serialize)]
pub struct CalendarPart {
    pub calendar: BookingCalendar,
}

impl Page for CalendarPart {
    const TEMPLATE: &'static str = "customer/booking_calendar.html";
}

/// GET /booking/{service}/times?date=2026-12-03&…
#[derive(Debug, Clone, Serialize)]
pub struct TimesPart {
    pub times: BookingTimes,
}

impl Page for TimesPart {
    const TEMPLATE: &'static str = "customer/booking_times.html";
}

/// POST /booking/{service}/quote: the bill, and the times beside it, which other choices may have changed.
#[derive(Debug, Clone, Serialize)]
pub struct QuotePart {
    pub quote: BookingQuote,
    pub times: BookingTimes,
}

impl Page for QuotePart {
    const TEMPLATE: &'static str = "customer/booking_quote_part.html";
}

#[path = "booking_samples.rs"]
pub(in crate::pages) mod samples;
