//! Numbers for the office: today against last week, load against capacity, money by day, and what needs a hand now.
//!
//! Invariant: reads only. Days and hours are the company's own, by its time zone.
//! Invariant: revenue of a day is what its finished visits and kept cancellation fees are worth, by the day of the visit.
//! Invariant: the dashboard takes at most six round trips, however large the company is.

mod attention;
mod dashboard;
mod db;
mod load;
mod reports;

pub use attention::{Attention, StuckOrder, attention};
pub use dashboard::{Dashboard, DayNumbers, dashboard};
pub use load::{HourLoad, Utilization};
pub use reports::{DayCustomers, DayRevenue, OrderReport, ServiceShare, WorkerResult, customers, orders, workers};

use lares_kernel::{Code, Kind};

pub const RANGE: Code = Code::new("stats.range_too_long", Kind::Invalid);
pub const CODES: &[Code] = &[RANGE];
