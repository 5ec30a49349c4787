use super::*;

const BASKET: Basket<'_> = Basket { subtotal_minor: 10_000, date: "2026-10-01", signed_in: true };
const UNUSED: Uses = Uses { all: 0, own: 0 };

fn coupon(kind: Kind) -> Coupon {
    Coupon {
        code: "SPRING".into(),
        label: "春季".into(),
        kind,
        minor: 2000,
        basis_points: 1500,
        threshold_minor: 0,
        starts: None,
        ends: None,
        limit: None,
        per_customer: None,
    }
}

#[test]
fn each_kind_takes_off_its_own() {
    assert_eq!(judge(&coupon(Kind::Amount), BASKET, UNUSED), Ok(2000));
    assert_eq!(judge(&coupon(Kind::Threshold), BASKET, UNUSED), Ok(2000));
    assert_eq!(judge(&coupon(Kind::Percent), BASKET, UNUSED), Ok(1500));
    assert_eq!(judge(&Coupon { minor: 900, ..coupon(Kind::Percent) }, BASKET, UNUSED), Ok(900));
    assert_eq!(judge(&Coupon { minor: 0, ..coupon(Kind::Percent) }, BASKET, UNUSED), Ok(1500));
}

#[test]
fn never_more_than_the_price() {
    let basket = Basket { subtotal_minor: 500, ..BASKET };
    assert_eq!(judge(&coupon(Kind::Amount), basket, UNUSED), Ok(500));
    let free = Basket { subtotal_minor: 0, ..BASKET };
    assert_eq!(judge(&coupon(Kind::Amount), free, UNUSED), Err(Refusal::BelowThreshold));
}

#[test]
fn both_dates_are_included() {
    let season = Coupon { starts: Some("2026-10-01".into()), ends: Some("2026-10-07".into()), ..coupon(Kind::Amount) };
    let on = |date| judge(&season, Basket { date, ..BASKET }, UNUSED);
    assert_eq!(on("2026-09-30"), Err(Refusal::NotYet));
    assert_eq!(on("2026-10-01"), Ok(2000));
    assert_eq!(on("2026-10-07"), Ok(2000));
    assert_eq!(on("2026-10-08"), Err(Refusal::Expired));
}

#[test]
fn the_threshold_is_reached_exactly() {
    let full = Coupon { threshold_minor: 10_000, ..coupon(Kind::Threshold) };
    assert_eq!(judge(&full, BASKET, UNUSED), Ok(2000));
    assert_eq!(judge(&full, Basket { subtotal_minor: 9999, ..BASKET }, UNUSED), Err(Refusal::BelowThreshold));
}

#[test]
fn the_last_use_is_allowed_and_the_next_is_not() {
    let rare = Coupon { limit: Some(100), per_customer: Some(1), ..coupon(Kind::Amount) };
    assert_eq!(judge(&rare, BASKET, Uses { all: 99, own: 0 }), Ok(2000));
    assert_eq!(judge(&rare, BASKET, Uses { all: 100, own: 0 }), Err(Refusal::Exhausted));
    assert_eq!(judge(&rare, BASKET, Uses { all: 5, own: 1 }), Err(Refusal::UsedUp));
}

#[test]
fn a_limit_per_customer_needs_a_customer() {
    let personal = Coupon { per_customer: Some(1), ..coupon(Kind::Amount) };
    assert_eq!(judge(&personal, Basket { signed_in: false, ..BASKET }, UNUSED), Err(Refusal::SignIn));
}
