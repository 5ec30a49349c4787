//! A month of business, hour by hour through the same use cases people use: the clock moves from one thing to the next.
//!
//! Invariant: the same seed and the same start make the same month; a refusal is somebody who changed their mind.

use super::acts::{Act, Outcome};
use super::dice::Dice;
use super::firm::Firm;
use crate::house::House;
use anyhow::Result;
use jiff::{SignedDuration, Timestamp, ToSpan};
use lares_domain::reactions;
use std::collections::BTreeMap;

/// From the founding to today.
pub(super) const DAYS: i64 = 42;
/// Certificates and people settle before the first booking.
const QUIET_DAYS: i64 = 7;
const DAYS_AHEAD: i64 = 7;
/// What a small company gets done in a day; the files ask for more, which would take long to simulate.
const MOST_PER_DAY: i64 = 4;
/// Jobs claimed at a time.
const BATCH: i64 = 50;

pub(super) struct Month<'a> {
    pub house: &'a House,
    pub firms: &'a [Firm],
    pub dice: Dice,
    /// The real present, where the simulation ends.
    pub end: Timestamp,
    queue: BTreeMap<(Timestamp, u64), (usize, Act)>,
    planned: u64,
    reacted_at: Timestamp,
    pub orders: usize,
}

pub(super) const fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_secs(count * 60)
}

impl<'a> Month<'a> {
    pub(super) fn new(house: &'a House, firms: &'a [Firm], end: Timestamp) -> Self {
        let dice = Dice::new(firms.iter().fold(1, |seed, firm| seed ^ firm.data.seed));
        let now = house.db.clock().now();
        let mut month = Self { house, firms, dice, end, queue: BTreeMap::new(), planned: 0, reacted_at: now, orders: 0 };
        for firm in 0..firms.len() {
            month.plan_certificates(firm);
            month.plan_bookings(firm);
            month.plan_present(firm);
        }
        month
    }

    /// Things that would happen before now happen now.
    pub(super) fn plan(&mut self, firm: usize, at: Timestamp, act: Act) {
        self.planned += 1;
        let at = at.max(self.house.db.clock().now());
        self.queue.insert((at, self.planned), (firm, act));
    }

    /// Runs until the present.
    pub(super) async fn run(&mut self) -> Result<()> {
        while let Some(next) = self.queue.first_entry().filter(|next| next.key().0 <= self.end) {
            let ((at, _), (firm, act)) = next.remove_entry();
            if at.duration_since(self.reacted_at) >= minutes(30) {
                self.react().await?;
            }
            self.move_clock(at);
            let urgent = matches!(act, Act::Decline { .. } | Act::Book(_));
            if self.act(firm, act).await? == Outcome::Done && urgent {
                self.react().await?;
            }
        }
        self.react().await?;
        self.move_clock(self.end);
        self.react().await
    }

    fn move_clock(&mut self, to: Timestamp) {
        let clock = self.house.db.clock();
        let (from, zone) = (clock.now(), &self.firms[0].tenant.zone);
        clock.advance(to.duration_since(from).max(SignedDuration::ZERO));
        let date = to.to_zoned(zone.clone()).date();
        if from.to_zoned(zone.clone()).date() != date && date.weekday().to_monday_one_offset() == 1 {
            eprintln!("demo: {date}, {} orders so far", self.orders);
        }
    }

    /// Everything the last half hour set off, in two hands.
    async fn react(&mut self) -> Result<()> {
        self.reacted_at = self.house.db.clock().now();
        loop {
            let hand = || {
                let parts = self.house.parts.clone();
                tokio::spawn(async move { reactions::run_due(&parts, BATCH).await })
            };
            let (left, right) = (hand(), hand());
            if left.await?? + right.await?? == 0 {
                return Ok(());
            }
        }
    }

    fn plan_certificates(&mut self, firm: usize) {
        let now = self.house.db.clock().now();
        let workers = self.firms[firm].data.workers.iter().enumerate();
        let issued: Vec<_> = workers
            .flat_map(|(worker, data)| data.certificates.iter().enumerate().map(move |(which, one)| (worker, which, one)))
            .map(|(worker, which, one)| (worker, which, self.end - SignedDuration::from_hours(24 * (one.issued_days_ago - 1))))
            .collect();
        for (worker, which, at) in issued {
            self.plan(firm, at.max(now), Act::Certify { worker, which });
        }
    }

    fn plan_bookings(&mut self, firm: usize) {
        let tenant = &self.firms[firm].tenant;
        let first = tenant.date(self.end) - (DAYS - QUIET_DAYS).days();
        let days = first.series(1.day()).take(usize::try_from(DAYS - QUIET_DAYS + DAYS_AHEAD).unwrap_or(0));
        for date in days.collect::<Vec<_>>() {
            let mix = &self.firms[firm].data.orders;
            let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
            let weights: i64 = mix.weekdays.iter().sum();
            let hundredths = mix.per_day.min(MOST_PER_DAY) * 700 * mix.weekdays[weekday] / weights.max(1);
            let visits = hundredths / 100 + i64::from(self.dice.happens(hundredths % 100 * 100));
            for _ in 0..visits {
                let Ok(midnight) = date.to_zoned(self.firms[firm].tenant.zone.clone()) else { continue };
                let asked = midnight.timestamp() - minutes(self.dice.between(3 * 60, 70 * 60));
                // What lies ahead was booked within the last day and a half.
                let latest = self.end - minutes(self.dice.between(15, 36 * 60));
                self.plan(firm, asked.min(latest), Act::Book(date));
            }
        }
    }

    /// Whatever the hour: somebody is being served, somebody is on the way, somebody waits for an answer.
    fn plan_present(&mut self, firm: usize) {
        let present = [(minutes(-55), minutes(-30)), (minutes(-50), minutes(14))];
        for (booked, starts) in present {
            self.plan(firm, self.end + booked, Act::Urgent { starts_at: whole_minute(self.end + starts) });
        }
        self.plan(firm, self.end - minutes(9), Act::TakeAway);
        self.plan(firm, self.end - minutes(2), Act::Book(self.firms[firm].tenant.date(self.end) + 2.days()));
    }
}

fn whole_minute(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second() / 60 * 60).unwrap_or(at)
}
