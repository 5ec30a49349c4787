//! From the codes a customer typed to the one coupon that counts, and what to say of the others.

use crate::rules::{self, Basket, Refusal, Uses};
use crate::settings::Coupon;

/// What became of the typed codes.
#[derive(Debug)]
pub struct Choice<'a> {
    pub best: Option<(&'a Coupon, i64)>,
    pub refused: Vec<Refused<'a>>,
}

#[derive(Debug)]
pub struct Refused<'a> {
    pub code: &'a str,
    pub coupon: Option<&'a Coupon>,
    pub refusal: Refusal,
}

/// The largest discount wins; of equals the one typed first.
pub fn choose<'a, E>(
    coupons: &'a [Coupon],
    codes: &'a [String],
    basket: Basket<'_>,
    uses: impl Fn(&str) -> Result<Uses, E>,
) -> Result<Choice<'a>, E> {
    let mut choice = Choice { best: None, refused: Vec::new() };
    for (index, code) in codes.iter().enumerate() {
        if codes[..index].contains(code) {
            continue;
        }
        let Some(coupon) = coupons.iter().find(|coupon| coupon.code == *code) else {
            choice.refused.push(Refused { code, coupon: None, refusal: Refusal::Unknown });
            continue;
        };
        match rules::judge(coupon, basket, uses(code)?) {
            Ok(minor) => choice.offer(coupon, minor),
            Err(refusal) => choice.refused.push(Refused { code, coupon: Some(coupon), refusal }),
        }
    }
    Ok(choice)
}

impl<'a> Choice<'a> {
    fn offer(&mut self, coupon: &'a Coupon, minor: i64) {
        let beaten = match self.best {
            Some((_, most)) if most >= minor => Some(coupon),
            earlier => {
                self.best = Some((coupon, minor));
                earlier.map(|(best, _)| best)
            }
        };
        if let Some(coupon) = beaten {
            self.refused.push(Refused { code: &coupon.code, coupon: Some(coupon), refusal: Refusal::OneOnly });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Kind;

    fn coupon(code: &str, minor: i64) -> Coupon {
        Coupon {
            code: code.into(),
            label: code.into(),
            kind: Kind::Amount,
            minor,
            basis_points: 0,
            threshold_minor: 0,
            starts: None,
            ends: None,
            limit: Some(5),
            per_customer: None,
        }
    }

    /// The code of the best coupon and what was said of the others, with a price of 100.00.
    fn choice(codes: &[&str], uses: i64) -> (Option<String>, Vec<(String, Refusal)>) {
        let coupons = [coupon("SMALL", 500), coupon("LARGE", 2000), coupon("OTHER", 2000)];
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        let basket = Basket { subtotal_minor: 10_000, date: "2026-10-01", signed_in: true };
        let uses = |_: &str| Ok::<_, ()>(Uses { all: uses, own: 0 });
        let choice = choose(&coupons, &codes, basket, uses).expect("no store here");
        let refused = choice.refused.iter().map(|refused| (refused.code.to_owned(), refused.refusal)).collect();
        (choice.best.map(|(coupon, _)| coupon.code.clone()), refused)
    }

    #[test]
    fn the_largest_discount_wins_in_either_order() {
        for codes in [["SMALL", "LARGE"], ["LARGE", "SMALL"]] {
            let expected = (Some("LARGE".to_owned()), vec![("SMALL".to_owned(), Refusal::OneOnly)]);
            assert_eq!(choice(&codes, 0), expected);
        }
    }

    #[test]
    fn of_equals_the_one_typed_first_wins() {
        assert_eq!(choice(&["OTHER", "LARGE"], 0).0.as_deref(), Some("OTHER"));
        assert_eq!(choice(&["LARGE", "OTHER"], 0).0.as_deref(), Some("LARGE"));
    }

    #[test]
    fn an_unknown_code_does_not_spoil_a_known_one() {
        let expected = (Some("SMALL".to_owned()), vec![("NONE".to_owned(), Refusal::Unknown)]);
        assert_eq!(choice(&["NONE", "SMALL"], 0), expected);
    }

    #[test]
    fn a_code_typed_twice_is_looked_at_once() {
        assert_eq!(choice(&["LARGE", "LARGE"], 0), (Some("LARGE".to_owned()), vec![]));
    }

    #[test]
    fn an_exhausted_coupon_is_told() {
        assert_eq!(choice(&["LARGE"], 5), (None, vec![("LARGE".to_owned(), Refusal::Exhausted)]));
    }
}
