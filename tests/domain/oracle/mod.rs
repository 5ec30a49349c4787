//! The times the database's facts give, against the oracle that counts minute by minute (C10, B02, B10): the facts are those this
//! test made itself through the use cases, never read back; nothing false is offered, nothing true is missed.

mod firm;

use firm::{Firm, Hand, MINUTE};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use lares_domain::catalogue::Offering;
use lares_domain::customers;
use lares_domain::scheduling::day::{Timetable, Window};
use lares_domain::scheduling::slots::{Candidate, Slot, SlotQuery, Unfit};
use lares_domain::scheduling::{self, Claim, Kind, Need, Opening, oracle};
use lares_kernel::{Ctx, Place, WorkerId};
use std::collections::BTreeSet;
use support::{Company, World};

#[tokio::test]
async fn on_random_rosters_the_database_offers_what_the_oracle_offers() {
    let world = World::new().await;
    let summer = [(7, 4), (7, 10), (7, 16), (7, 22), (7, 28), (8, 3)].map(|(month, day)| Date::constant(2026, month, day));
    let [compared, claimed] = check(&world, &world.anju, &summer, 11).await;
    assert!(compared.iter().chain(&claimed).all(|count| *count > 100), "free and taken: {compared:?} {claimed:?}");
    world.finish().await;
}

#[tokio::test]
async fn where_the_clocks_change_the_database_offers_what_the_oracle_offers() {
    let mut world = World::new().await;
    let control = &world.house.control;
    let id = world.anju.tenant.id;
    let moved = sqlx::query("update control.tenants set zone = 'America/New_York' where id = $1").bind(id.uuid());
    moved.execute(control.pool()).await.expect("the company moves");
    control.forget_tenants();
    world.anju.tenant = control.tenant(id).await.expect("the company");
    // The clocks go back on 1 November and forward on 14 March.
    let changes =
        [Date::constant(2026, 10, 31), Date::constant(2026, 11, 1), Date::constant(2027, 3, 13), Date::constant(2027, 3, 14)];
    let [compared, claimed] = check(&world, &world.anju, &changes, 23).await;
    assert!(compared.iter().chain(&claimed).all(|count| *count > 100), "free and taken: {compared:?} {claimed:?}");
    world.finish().await;
}

/// A round of random life and comparison for each of these dates and the two after it.
async fn check(world: &World, company: &Company, dates: &[Date], seed: u64) -> [[usize; 2]; 2] {
    let mut firm = Firm::open(world, company, seed).await;
    for first in dates {
        firm.wait_until(first.saturating_sub(2.days()));
        firm.change_rules(*first).await;
        firm.change_rosters(*first).await;
        firm.live(*first).await;
        firm.compare(*first).await;
        for _ in 0..2 {
            firm.claim_all(*first).await;
        }
    }
    [firm.compared, firm.claimed]
}

impl Firm<'_> {
    /// What the oracle says of the facts.
    fn expected(&self, job: &Offering, place: Option<Place>, date: Date) -> Vec<Slot> {
        let zone = &self.calendar.zone;
        let midnight = |date: Date| date.to_zoned(zone.clone()).expect("a time").timestamp();
        let now = self.world.now();
        let query = SlotQuery {
            zone: zone.clone(),
            now,
            from: midnight(date),
            to: midnight(date.tomorrow().expect("a date")),
            earliest: now + MINUTE * i32::try_from(self.booking.lead_minutes).expect("small"),
            latest: now + SignedDuration::from_hours(24 * i64::from(self.booking.horizon_days)),
            minutes: job.minutes,
            cleanup_minutes: job.cleanup_minutes,
            place,
            step_minutes: self.booking.step_minutes.into(),
        };
        let able = self.hands.iter().filter(|hand| job.skills.iter().all(|skill| hand.skills.contains(skill)));
        let candidates: Vec<Candidate> = able.map(|hand| self.candidate(hand, job, date)).collect();
        oracle::search(&query, &candidates)
    }

    fn candidate(&self, hand: &Hand, job: &Offering, date: Date) -> Candidate {
        let until = match &job.certificate_kind {
            None => Some(Date::MAX),
            Some(_) => hand.certified.iter().map(|until| until.unwrap_or(Date::MAX)).max(),
        };
        let (first, last) = (date.saturating_sub(2.days()), date.saturating_add(2.days()));
        let mut minutes = oracle::working_minutes(&self.calendar, &hand.roster, first, last);
        minutes.retain(|minute| until.is_some_and(|until| self.calendar.zone.to_datetime(*minute).date() <= until));
        Candidate {
            worker: hand.id,
            home: Some(hand.home),
            unfit: until.is_none().then_some(Unfit::NoCertificate),
            timetable: Timetable { open: windows(&minutes), away: Vec::new() },
            busy: hand.busy.clone(),
        }
    }

    /// Every slot with everybody who can come, best first, for both jobs at two places and at none.
    async fn compare(&mut self, first: Date) {
        let places = [Some(self.place()), Some(self.place()), None];
        let mut ctx = self.world.ctx(self.company, "mei").await;
        for date in first.series(1.day()).take(3) {
            for job in &self.jobs {
                for place in places {
                    let need = Need { service: job.id, minutes: job.minutes, place, worker: None, moving: None };
                    let slots = scheduling::open_slots(&mut ctx, &need, date).await.expect("slots");
                    let taken = slots.iter().filter(|slot| matches!(slot.opening, Opening::Refused { .. })).count();
                    let free: Vec<_> = slots
                        .into_iter()
                        .filter_map(|slot| match slot.opening {
                            Opening::Free { workers } => Some((slot.starts_at, workers)),
                            Opening::Refused { .. } => None,
                        })
                        .collect();
                    let expected: Vec<_> = self.expected(job, place, date).into_iter().map(simple).collect();
                    assert_eq!(free, expected, "{} at {place:?} on {date} as of {}", job.name, ctx.now());
                    self.compared[0] += free.len();
                    self.compared[1] += taken;
                }
            }
        }
    }

    /// Every quarter of a day by every worker, taken and given back: exactly what the oracle offers can be taken.
    async fn claim_all(&mut self, first: Date) {
        let date = self.date(first);
        let mut ctx = self.world.ctx(self.company, "hua").await;
        let place = customers::address(&mut ctx, self.company.address("hua")).await.expect("an address").place;
        let job = self.jobs[usize::from(self.one_in(4))].clone();
        let expected: Vec<_> = self.expected(&job, Some(place), date).into_iter().map(simple).collect();
        let midnight = date.to_zoned(self.calendar.zone.clone()).expect("a time").timestamp();
        let quarters = (0..104).map(|quarter| midnight + MINUTE * (quarter * 15));
        for at in quarters.filter(|at| self.calendar.zone.to_datetime(*at).date() == date) {
            for hand in &self.hands {
                let is_offered = expected.iter().any(|(starts_at, workers)| *starts_at == at && workers.contains(&hand.id));
                let taken = can_claim(&mut ctx, &job, (at, place), hand.id).await;
                assert_eq!(taken, is_offered, "{} by {:?} at {at}", job.name, hand.id);
                self.claimed[usize::from(taken)] += 1;
            }
        }
    }
}

async fn can_claim(ctx: &mut Ctx, job: &Offering, (at, place): (Timestamp, Place), worker: WorkerId) -> bool {
    ctx.savepoint("attempt").await.expect("a savepoint");
    let claim = Claim {
        service: job.id,
        order: None,
        starts_at: at,
        ends_at: at + SignedDuration::from_mins(job.minutes),
        place,
        kind: Kind::Hold { until: at },
    };
    let claimed = scheduling::claim(ctx, &claim, &[worker]).await;
    ctx.rollback_to("attempt").await.expect("undone");
    claimed.is_ok()
}

fn simple(slot: Slot) -> (Timestamp, Vec<WorkerId>) {
    (slot.starts_at, slot.workers.into_iter().map(|(worker, _)| worker).collect())
}

/// Minutes that follow each other are one window.
fn windows(minutes: &BTreeSet<Timestamp>) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for minute in minutes {
        match windows.last_mut() {
            Some(last) if last.ends_at == *minute => last.ends_at = *minute + MINUTE,
            Some(_) | None => windows.push(Window { starts_at: *minute, ends_at: *minute + MINUTE }),
        }
    }
    windows
}
