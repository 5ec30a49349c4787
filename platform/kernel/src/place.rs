//! A point on the map in integer micro-degrees (WGS 84).

use crate::error::{Code, Error, Kind, Result};
use serde::{Deserialize, Serialize};

pub const INVALID: Code = Code::new("place.invalid", Kind::Invalid);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Place {
    pub lat_e6: i32,
    pub lng_e6: i32,
}

impl Place {
    /// # Errors
    /// `place.invalid` outside ±90° / ±180°.
    pub fn new(lat_e6: i32, lng_e6: i32) -> Result<Self> {
        if lat_e6.unsigned_abs() <= 90_000_000 && lng_e6.unsigned_abs() <= 180_000_000 {
            Ok(Self { lat_e6, lng_e6 })
        } else {
            Err(Error::new(INVALID))
        }
    }

    /// The place to a hundredth of a degree, about a kilometre: a district, not a door.
    #[must_use]
    pub const fn coarse(self) -> Self {
        const STEP: i32 = 10_000;
        Self { lat_e6: self.lat_e6 / STEP * STEP, lng_e6: self.lng_e6 / STEP * STEP }
    }

    /// Meters on the local tangent plane (right to 0.5 % within a city), rounded.
    #[must_use]
    pub fn meters_to(self, other: Self) -> i64 {
        let lat = f64::from(other.lat_e6 - self.lat_e6) / 1e6;
        let middle = (f64::from(self.lat_e6 + other.lat_e6) / 2e6).to_radians();
        let lng = f64::from(other.lng_e6 - self.lng_e6) / 1e6 * middle.cos();
        (111_320.0 * (lat * lat + lng * lng).sqrt()).round_ties_even() as i64
    }
}
