//! How long a worker needs from one place to the next.
//!
//! Invariant: the same arithmetic as `app.travel_minutes` (migration 0006); a property test keeps them equal.

use lares_kernel::Place;

/// Meters in one degree of latitude.
const METERS_PER_DEGREE: f64 = 111_320.0;
/// 15 km/h door to door.
const METERS_PER_MINUTE: f64 = 250.0;
/// To park and to ring.
const ARRIVAL_MINUTES: i64 = 5;

/// Minutes of travel; none when either place is unknown or both are the same.
#[must_use]
pub fn travel_minutes(from: Option<Place>, to: Option<Place>) -> i64 {
    match (from, to) {
        (Some(from), Some(to)) if from != to => ARRIVAL_MINUTES + (meters(from, to) / METERS_PER_MINUTE).ceil() as i64,
        (Some(_), Some(_)) | (None, _) | (_, None) => 0,
    }
}

/// Rounded meters; `sqrt` of squares and not `hypot`, and half to even, because PostgreSQL does so.
fn meters(from: Place, to: Place) -> f64 {
    let lat = (f64::from(to.lat_e6) - f64::from(from.lat_e6)) / 1e6;
    let middle = (f64::from(from.lat_e6) + f64::from(to.lat_e6)) / 2e6;
    let lng = (f64::from(to.lng_e6) - f64::from(from.lng_e6)) / 1e6 * middle.to_radians().cos();
    (METERS_PER_DEGREE * (lat * lat + lng * lng).sqrt()).round_ties_even()
}

#[cfg(test)]
mod tests {
    use super::travel_minutes;
    use lares_kernel::Place;

    fn place(lat_e6: i32, lng_e6: i32) -> Option<Place> {
        Some(Place { lat_e6, lng_e6 })
    }

    #[test]
    fn travel_is_five_minutes_and_one_for_each_started_250_meters() {
        let here = place(31_000_000, 121_000_000);
        assert_eq!(travel_minutes(here, here), 0);
        assert_eq!(travel_minutes(None, here), 0);
        assert_eq!(travel_minutes(here, None), 0);
        assert_eq!(travel_minutes(here, place(31_000_001, 121_000_000)), 5);
        assert_eq!(travel_minutes(here, place(31_000_005, 121_000_000)), 6);
        assert_eq!(travel_minutes(here, place(31_010_000, 121_000_000)), 10);
        assert_eq!(travel_minutes(here, place(31_000_000, 121_010_000)), 9);
    }

    #[test]
    fn travel_is_the_same_both_ways_and_survives_the_ends_of_the_earth() {
        let corners =
            [place(90_000_000, 180_000_000), place(-90_000_000, -180_000_000), place(0, 180_000_000), place(0, -180_000_000)];
        for from in corners {
            for to in corners {
                assert_eq!(travel_minutes(from, to), travel_minutes(to, from));
            }
        }
        assert_eq!(travel_minutes(corners[2], corners[3]), 160_306);
    }
}
