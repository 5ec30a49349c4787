use super::*;
use crate::settings::Kind;
use std::collections::BTreeMap;

#[derive(Default)]
struct Memory {
    counters: BTreeMap<String, i64>,
    redemptions: BTreeMap<String, (u64, Redemption)>,
}

impl Shelf for Memory {
    fn used(&self, counter: &str) -> Result<i64, HostError> {
        Ok(self.counters.get(counter).copied().unwrap_or(0))
    }
    fn count(&mut self, counter: &str, by: i64, max: i64) -> Result<i64, HostError> {
        let next = self.used(counter)? + by;
        if !(0..=max).contains(&next) {
            return Err(HostError::Conflict);
        }
        self.counters.insert(counter.into(), next);
        Ok(next)
    }
    fn redemption(&self, quote: &str) -> Result<Option<(u64, Redemption)>, HostError> {
        Ok(self.redemptions.get(quote).cloned())
    }
    fn insert(&mut self, quote: &str, redemption: &Redemption) -> Result<(), HostError> {
        self.redemptions.insert(quote.into(), (1, redemption.clone()));
        Ok(())
    }
    fn replace(&mut self, quote: &str, version: u64, redemption: &Redemption) -> Result<(), HostError> {
        let present = self.redemptions.get(quote).ok_or(HostError::NotFound)?.0;
        if present != version {
            return Err(HostError::Conflict);
        }
        self.redemptions.insert(quote.into(), (version + 1, redemption.clone()));
        Ok(())
    }
}

fn coupon(limit: i64, per_customer: Option<i64>) -> Coupon {
    Coupon {
        code: "SPRING".into(),
        label: "春季".into(),
        kind: Kind::Amount,
        minor: 2000,
        basis_points: 0,
        threshold_minor: 0,
        starts: None,
        ends: None,
        limit: Some(limit),
        per_customer,
    }
}

fn use_by(customer: &str) -> Redemption {
    Redemption {
        code: "SPRING".into(),
        customer: Some(customer.into()),
        state: State::Used,
        minor: 2000,
        currency: "CNY".into(),
        order: None,
    }
}

fn tries(shelf: &mut Memory, coupon: &Coupon, quote: &str, customer: &str) -> Result<(), Refusal> {
    redeem(shelf, coupon, quote, &use_by(customer)).expect("memory")
}

fn seen(shelf: &Memory, customer: &str) -> Uses {
    uses(shelf, "SPRING", "another quote", Some(customer)).expect("memory")
}

#[test]
fn a_coupon_for_two_serves_two() {
    let (mut shelf, coupon) = (Memory::default(), coupon(2, None));
    assert_eq!(tries(&mut shelf, &coupon, "q1", "mei"), Ok(()));
    assert_eq!(tries(&mut shelf, &coupon, "q2", "lan"), Ok(()));
    assert_eq!(tries(&mut shelf, &coupon, "q3", "bo"), Err(Refusal::Exhausted));
    assert_eq!(seen(&shelf, "bo"), Uses { all: 2, own: 0 });
}

#[test]
fn a_customer_beyond_the_own_limit_takes_nothing_from_the_others() {
    let (mut shelf, coupon) = (Memory::default(), coupon(9, Some(1)));
    assert_eq!(tries(&mut shelf, &coupon, "q1", "mei"), Ok(()));
    assert_eq!(tries(&mut shelf, &coupon, "q2", "mei"), Err(Refusal::UsedUp));
    assert_eq!(seen(&shelf, "mei"), Uses { all: 1, own: 1 });
    assert!(!shelf.redemptions.contains_key("q2"));
}

#[test]
fn the_same_quote_redeems_once() {
    let (mut shelf, coupon) = (Memory::default(), coupon(9, Some(1)));
    assert_eq!(tries(&mut shelf, &coupon, "q1", "mei"), Ok(()));
    assert_eq!(tries(&mut shelf, &coupon, "q1", "mei"), Ok(()));
    assert_eq!(seen(&shelf, "mei"), Uses { all: 1, own: 1 });
}

#[test]
fn a_cancelled_order_gives_its_coupon_back_once() {
    let (mut shelf, coupon) = (Memory::default(), coupon(2, Some(1)));
    assert_eq!(tries(&mut shelf, &coupon, "q1", "mei"), Ok(()));
    assert_eq!(tries(&mut shelf, &coupon, "q2", "lan"), Ok(()));
    give_back(&mut shelf, "q1", Some("o1")).expect("memory");
    give_back(&mut shelf, "q1", Some("o1")).expect("memory");
    assert_eq!(seen(&shelf, "mei"), Uses { all: 1, own: 0 });
    assert_eq!(shelf.redemptions["q1"].1.state, State::Returned);
    assert_eq!(tries(&mut shelf, &coupon, "q3", "mei"), Ok(()));
}

#[test]
fn an_order_without_a_coupon_is_none_of_our_business() {
    let mut shelf = Memory::default();
    give_back(&mut shelf, "q1", Some("o1")).expect("memory");
    assert!(shelf.counters.is_empty());
}

#[test]
fn the_own_use_of_a_changed_order_does_not_stand_in_its_way() {
    let (mut shelf, coupon) = (Memory::default(), coupon(1, Some(1)));
    assert_eq!(tries(&mut shelf, &coupon, "q1", "mei"), Ok(()));
    assert_eq!(uses(&shelf, "SPRING", "q1", Some("mei")).expect("memory"), Uses { all: 0, own: 0 });
    assert_eq!(seen(&shelf, "mei"), Uses { all: 1, own: 1 });
}

#[test]
fn a_coupon_that_no_longer_counts_goes_back_and_may_be_used_again() {
    let (mut shelf, coupon) = (Memory::default(), coupon(1, Some(1)));
    assert_eq!(tries(&mut shelf, &coupon, "q1", "mei"), Ok(()));
    give_back(&mut shelf, "q1", None).expect("memory");
    assert_eq!(seen(&shelf, "mei"), Uses { all: 0, own: 0 });
    assert_eq!(tries(&mut shelf, &coupon, "q1", "mei"), Ok(()));
    assert_eq!(seen(&shelf, "mei"), Uses { all: 1, own: 1 });
}

#[test]
fn another_code_for_the_same_order_gives_the_first_one_back() {
    let (mut shelf, first) = (Memory::default(), coupon(1, Some(1)));
    let other = Coupon { code: "AUTUMN".into(), ..coupon(1, Some(1)) };
    assert_eq!(tries(&mut shelf, &first, "q1", "mei"), Ok(()));
    let autumn = Redemption { code: "AUTUMN".into(), ..use_by("mei") };
    assert_eq!(redeem(&mut shelf, &other, "q1", &autumn).expect("memory"), Ok(()));
    assert_eq!(seen(&shelf, "mei"), Uses { all: 0, own: 0 });
    assert_eq!(uses(&shelf, "AUTUMN", "q2", Some("mei")).expect("memory"), Uses { all: 1, own: 1 });
}
