//! Leaves a plugin alone that fails too often: at least five failures and half of all calls in five minutes, per company and hook.
//!
//! Closed → open for 60 s → trial: the first answer closes it, or opens it for twice as long, at most 30 min.

use jiff::{SignedDuration, Timestamp};
use lares_extension::Hook;
use lares_kernel::TenantId;
use moka::sync::Cache;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

const FAILURES: u32 = 5;
const SLOT_SECONDS: i64 = 30;
/// Slots of [`SLOT_SECONDS`] that make up the window.
const SLOTS: i64 = 10;
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(60);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(30);

/// A new version of a plugin starts with a clean slate.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Circuit {
    pub tenant: TenantId,
    pub hook: Hook,
    pub plugin: String,
    pub version: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Admission {
    Go,
    /// Not now; `first` since it opened.
    Stay {
        first: bool,
    },
}

#[derive(Clone)]
pub(crate) struct Breakers(Cache<Circuit, Arc<Mutex<State>>>);

enum State {
    Closed(Window),
    Open {
        until: Timestamp,
        pause: SignedDuration,
        told: bool,
    },
    /// The pause is over; the next answer decides.
    Trial {
        pause: SignedDuration,
    },
}

#[derive(Default)]
struct Window(VecDeque<Slot>);

struct Slot {
    number: i64,
    calls: u32,
    failures: u32,
}

impl Default for Breakers {
    fn default() -> Self {
        // Longer than the longest pause, so that an open circuit is not forgotten.
        Self(Cache::builder().max_capacity(100_000).time_to_idle(Duration::from_secs(7200)).build())
    }
}

impl Breakers {
    pub fn admit(&self, circuit: &Circuit, now: Timestamp) -> Admission {
        let Some(state) = self.0.get(circuit) else { return Admission::Go };
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *state {
            State::Closed(_) | State::Trial { .. } => Admission::Go,
            State::Open { until, told, .. } if now < *until => Admission::Stay { first: !std::mem::replace(told, true) },
            State::Open { pause, .. } => {
                *state = State::Trial { pause: *pause };
                Admission::Go
            }
        }
    }

    pub fn record(&self, circuit: Circuit, now: Timestamp, failed: bool) {
        let state = self.0.get_with(circuit, || Arc::new(Mutex::new(State::Closed(Window::default()))));
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *state {
            State::Closed(window) => {
                window.count(now, failed);
                if window.is_bad() {
                    *state = open(now, FIRST_PAUSE);
                }
            }
            State::Trial { pause } if failed => *state = open(now, (*pause * 2).min(LONGEST_PAUSE)),
            State::Trial { .. } => *state = State::Closed(Window::default()),
            // A call admitted before it opened; the decision has been made.
            State::Open { .. } => {}
        }
    }
}

fn open(now: Timestamp, pause: SignedDuration) -> State {
    let until = now.checked_add(pause).unwrap_or(Timestamp::MAX);
    State::Open { until, pause, told: false }
}

impl Window {
    fn count(&mut self, now: Timestamp, failed: bool) {
        let number = now.as_second().div_euclid(SLOT_SECONDS);
        while self.0.front().is_some_and(|slot| slot.number <= number - SLOTS) {
            self.0.pop_front();
        }
        if self.0.back().is_none_or(|slot| slot.number != number) {
            self.0.push_back(Slot { number, calls: 0, failures: 0 });
        }
        if let Some(slot) = self.0.back_mut() {
            slot.calls += 1;
            slot.failures += u32::from(failed);
        }
    }

    fn is_bad(&self) -> bool {
        let calls: u32 = self.0.iter().map(|slot| slot.calls).sum();
        let failures: u32 = self.0.iter().map(|slot| slot.failures).sum();
        failures >= FAILURES && failures * 2 >= calls
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circuit(version: &str) -> Circuit {
        let (plugin, version) = ("lares.coupons".to_owned(), version.to_owned());
        Circuit { tenant: TenantId::from(uuid::Uuid::nil()), hook: Hook::QuoteAdjuster, plugin, version }
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1_000_000_020 + seconds)
    }

    fn fail(breakers: &Breakers, times: u32, now: Timestamp) {
        for _ in 0..times {
            breakers.record(circuit("1.0.0"), now, true);
        }
    }

    #[test]
    fn five_failures_open_it_for_a_minute_and_are_told_once() {
        let breakers = Breakers::default();
        fail(&breakers, 4, at(0));
        assert_eq!(breakers.admit(&circuit("1.0.0"), at(0)), Admission::Go);
        fail(&breakers, 1, at(0));
        assert_eq!(breakers.admit(&circuit("1.0.0"), at(0)), Admission::Stay { first: true });
        assert_eq!(breakers.admit(&circuit("1.0.0"), at(59)), Admission::Stay { first: false });
        assert_eq!(breakers.admit(&circuit("1.0.1"), at(59)), Admission::Go);
        assert_eq!(breakers.admit(&circuit("1.0.0"), at(60)), Admission::Go);
    }

    #[test]
    fn a_failed_trial_doubles_the_pause_up_to_half_an_hour() {
        let breakers = Breakers::default();
        fail(&breakers, 5, at(0));
        let mut now = 0;
        for pause in [60, 120, 240, 480, 960, 1800, 1800] {
            assert_eq!(breakers.admit(&circuit("1.0.0"), at(now + pause - 1)), Admission::Stay { first: true });
            now += pause;
            assert_eq!(breakers.admit(&circuit("1.0.0"), at(now)), Admission::Go);
            fail(&breakers, 1, at(now));
        }
    }

    #[test]
    fn a_good_trial_closes_it() {
        let breakers = Breakers::default();
        fail(&breakers, 5, at(0));
        assert_eq!(breakers.admit(&circuit("1.0.0"), at(60)), Admission::Go);
        breakers.record(circuit("1.0.0"), at(60), false);
        fail(&breakers, 4, at(61));
        assert_eq!(breakers.admit(&circuit("1.0.0"), at(61)), Admission::Go);
    }

    #[test]
    fn failures_of_a_minority_or_of_long_ago_do_not_open_it() {
        let breakers = Breakers::default();
        for _ in 0..6 {
            breakers.record(circuit("1.0.0"), at(0), false);
        }
        fail(&breakers, 5, at(0));
        assert_eq!(breakers.admit(&circuit("1.0.0"), at(0)), Admission::Go);
        fail(&breakers, 4, at(400));
        assert_eq!(breakers.admit(&circuit("1.0.0"), at(400)), Admission::Go);
    }
}
