use super::*;
use crate::settings::{Distance, Night};

const SHARE: Charge = Charge { enabled: true, kind: Kind::Percent, minor: 0, basis_points: 2000 };
const FLAT: Charge = Charge { enabled: true, kind: Kind::Amount, minor: 3000, basis_points: 0 };

/// A two-hour visit for 100.00 on a Wednesday at ten.
fn visit() -> Visit {
    Visit { subtotal_minor: 10_000, weekday: 3, starts_minute: 600, ends_minute: 720, day: Day::Workday, distance_metres: None }
}

fn at(starts_minute: u32, ends_minute: u32) -> Visit {
    Visit { starts_minute, ends_minute, ..visit() }
}

fn night(adds_to_day: bool) -> Night {
    Night { enabled: true, basis_points: 2000, from_minute: 1320, to_minute: 360, adds_to_day, ..Night::default() }
}

fn found(settings: &Settings, visit: &Visit) -> Vec<(Reason, i64)> {
    extras(settings, visit).expect("fits").iter().map(|extra| (extra.reason, extra.minor)).collect()
}

#[test]
fn nothing_is_added_by_default() {
    assert_eq!(found(&Settings::default(), &at(0, 1440)), []);
}

#[test]
fn a_night_that_passes_midnight_is_met_from_both_sides() {
    let settings = Settings { night: night(true), ..Settings::default() };
    for (visit, met) in [
        (at(300, 420), true),
        (at(360, 420), false),
        (at(1200, 1320), false),
        (at(1200, 1321), true),
        (at(1380, 1500), true),
        (at(720, 1800), true),
    ] {
        assert_eq!(!found(&settings, &visit).is_empty(), met, "{visit:?}");
    }
}

#[test]
fn a_window_within_the_day_is_met_on_the_next_day_too() {
    let early = Night { from_minute: 60, to_minute: 120, ..night(true) };
    let settings = Settings { night: early, ..Settings::default() };
    assert_eq!(found(&settings, &at(1380, 1500)), []);
    assert_eq!(found(&settings, &at(1380, 1501)), [(Reason::Night, 2000)]);
}

#[test]
fn a_saturday_worked_for_a_holiday_is_no_weekend() {
    let settings = Settings { weekend: SHARE, ..Settings::default() };
    assert_eq!(found(&settings, &Visit { weekday: 6, ..visit() }), []);
    assert_eq!(found(&settings, &Visit { weekday: 6, day: Day::Weekend, ..visit() }), [(Reason::Weekend, 2000)]);
}

#[test]
fn of_weekend_and_holiday_only_the_higher_counts() {
    let settings = Settings { weekend: SHARE, holiday: FLAT, minimum_minor: 13_500, ..Settings::default() };
    let sunday = Visit { weekday: 7, day: Day::Holiday, ..visit() };
    let extras = extras(&settings, &sunday).expect("fits");
    assert_eq!(extras.iter().filter(|extra| extra.of_the_day).count(), 2);
    assert_eq!(extras.last().map(|extra| (extra.reason, extra.minor)), Some((Reason::Minimum, 500)));
}

#[test]
fn a_night_may_compete_with_the_day() {
    let settings = |adds| Settings { night: night(adds), weekend: FLAT, ..Settings::default() };
    let saturday = Visit { weekday: 6, day: Day::Weekend, ..at(1380, 1440) };
    let group = |adds: bool| extras(&settings(adds), &saturday).expect("fits")[0].of_the_day;
    assert!(group(false));
    assert!(!group(true));
}

#[test]
fn a_started_kilometre_counts_whole_and_the_sum_is_capped() {
    let rule = || Distance { enabled: true, free_metres: 5000, per_km_minor: 200, max_minor: 1000 };
    let settings = Settings { distance: rule(), ..Settings::default() };
    for (metres, expected) in [(5000, None), (5001, Some((1, 200))), (7000, Some((2, 400))), (90_000, Some((85, 1000)))] {
        let visit = Visit { distance_metres: Some(metres), ..visit() };
        let expected: Vec<_> = expected.map(|(kilometres, minor)| (Reason::Distance { kilometres }, minor)).into_iter().collect();
        assert_eq!(found(&settings, &visit), expected);
    }
    assert_eq!(found(&settings, &visit()), []);
}

#[test]
fn the_minimum_fills_the_gap_and_no_more() {
    let settings = |minimum_minor| Settings { minimum_minor, ..Settings::default() };
    assert_eq!(found(&settings(10_000), &visit()), []);
    assert_eq!(found(&settings(10_001), &visit()), [(Reason::Minimum, 1)]);
}

#[test]
fn an_amount_that_does_not_fit_is_told() {
    let settings = Settings { holiday: Charge { basis_points: 20_000, ..SHARE }, ..Settings::default() };
    let visit = Visit { subtotal_minor: i64::MAX, day: Day::Holiday, ..visit() };
    assert_eq!(extras(&settings, &visit), None);
}
