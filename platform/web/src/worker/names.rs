//! What codes, places and times in the data are called on the worker's pages.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use lares_domain::tenancy::starter;
use lares_kernel::{Place, Tenant};

/// The name of a kind of certificate as the company's starter has it, or what was typed.
#[must_use]
pub fn certificate(tenant: &Tenant, kind: &str) -> String {
    let known = starter(&tenant.template).and_then(|starter| starter.certificates.iter().find(|known| known.kind == kind));
    known.map_or(kind, |known| &known.name).to_owned()
}

/// The place in a map that workers have on their phones; degrees are WGS 84.
#[must_use]
pub fn map(place: Place) -> String {
    let (lng, lat) = (f64::from(place.lng_e6) / 1e6, f64::from(place.lat_e6) / 1e6);
    format!("https://uri.amap.com/marker?position={lng:.6},{lat:.6}&coordinate=wgs84&callnative=1")
}

/// "08:00" on `date`; the next midnight is "24:00".
#[must_use]
pub fn wall_time(zone: &TimeZone, date: Date, at: Timestamp) -> String {
    let local = at.to_zoned(zone.clone());
    if local.date() > date { "24:00".to_owned() } else { format!("{:02}:{:02}", local.hour(), local.minute()) }
}

/// The first instant of a local date.
#[must_use]
pub fn midnight(zone: &TimeZone, date: Date) -> Timestamp {
    date.to_zoned(zone.clone()).map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// From the first midnight of `first` to the midnight after `last`.
#[must_use]
pub fn span(zone: &TimeZone, first: Date, last: Date) -> (Timestamp, Timestamp) {
    (midnight(zone, first), midnight(zone, last.saturating_add(1.day())))
}
