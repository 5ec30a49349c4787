//! Hundreds of seeded random rosters against the oracle, then the edges by name.

use super::day::{Calendar, Hours, Roster, Shift, Timetable, timetable};
use super::oracle;
use super::reason::{Refusal, why_not};
use super::slots::{Busy, BusyKind, Candidate, SlotQuery, Unfit, search};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use lares_kernel::{Place, WorkerId};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Zones and the middle of the three days searched: transitions of an hour, of half an hour, at midnight, a skipped date, and none.
const SCENES: [(&str, Date); 10] = [
    ("Asia/Shanghai", date(2026, 10, 10)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/Havana", date(2026, 3, 8)),
    ("America/Havana", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Sao_Paulo", date(2018, 2, 18)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Kathmandu", date(2027, 1, 1)),
];

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    fn one_in(&mut self, sides: i64) -> bool {
        self.roll(sides) == 0
    }

    fn minutes(&mut self) -> (i32, i32) {
        let pair = match self.roll(9) {
            0 => (0, 1440),
            1 => (self.roll(96) * 15, 1440),
            2 => (0, self.roll(96) * 15 + 15),
            3 => (60 + self.roll(120), 180 + self.roll(60)),
            4 => (self.roll(1440), 1440),
            5 => (self.roll(60), 60 + self.roll(60)),
            _ => (self.roll(48) * 15, 720 + self.roll(49) * 15),
        };
        let (starts, ends) = if pair.0 < pair.1 { pair } else { (pair.0 - 1, pair.0) };
        (i32::try_from(starts).expect("a minute"), i32::try_from(ends).expect("a minute"))
    }

    fn hours(&mut self, middle: Date) -> Hours {
        let on_date = middle.saturating_add((self.roll(5) - 2).days());
        let (starts_minute, ends_minute) = self.minutes();
        Hours { on_date, starts_minute, ends_minute }
    }

    fn place(&mut self) -> Option<Place> {
        let mut degrees = |from: i32| from + i32::try_from(self.roll(5)).expect("small") * 17_321;
        let (lat_e6, lng_e6) = (degrees(31_180_000), degrees(121_400_000));
        (!self.one_in(6)).then_some(Place { lat_e6, lng_e6 })
    }

    fn calendar(&mut self, zone: &str, middle: Date) -> Calendar {
        let mut dates = |odds: i64| -> BTreeSet<Date> {
            (-2..=2).filter(|_| self.one_in(odds)).map(|days| middle.saturating_add(days.days())).collect()
        };
        let (holidays, workdays) = (dates(5), dates(5));
        let closures = if self.one_in(3) { vec![self.hours(middle)] } else { Vec::new() };
        Calendar {
            zone: TimeZone::get(zone).expect("a known zone"),
            holidays,
            workdays,
            open_on_holidays: self.one_in(3),
            closures,
        }
    }

    fn roster(&mut self, middle: Date) -> Roster {
        let mut roster = Roster::default();
        for weekday in 1..=7 {
            for _ in 0..[0, 1, 1, 2][usize::try_from(self.roll(4)).expect("small")] {
                let (starts_minute, ends_minute) = self.minutes();
                roster.shifts.push(Shift { weekday, starts_minute, ends_minute });
            }
        }
        roster.overrides = (0..(self.roll(5) - 2).max(0)).map(|_| self.hours(middle)).collect();
        roster.leaves = (0..self.roll(4)).map(|_| self.hours(middle)).collect();
        roster
    }

    fn query(&mut self, zone: TimeZone, from: Timestamp) -> SlotQuery {
        let later = |minutes: i64| from + SignedDuration::from_mins(minutes);
        SlotQuery {
            zone,
            now: later(self.roll(400) - 300),
            from: later(self.roll(200)),
            to: later(1700 + self.roll(1900)),
            earliest: later(self.roll(900) - 300),
            latest: later(1500 + self.roll(2500)),
            minutes: [30, 45, 60, 120, 121, 240, 480][usize::try_from(self.roll(7)).expect("small")],
            cleanup_minutes: self.roll(3) * 10,
            place: self.place(),
            step_minutes: [15, 15, 30, 30, 60, 240][usize::try_from(self.roll(6)).expect("small")],
        }
    }

    /// Rows as `app.occupy` would have let them in, and expired holds, which may lie anywhere.
    fn ledger(&mut self, query: &SlotQuery, from: Timestamp, candidate: &mut Candidate) {
        for _ in 0..self.roll(14) {
            let at = from + SignedDuration::from_mins(self.roll(7000) - 1400);
            let visit = SlotQuery {
                minutes: 10 + self.roll(240),
                cleanup_minutes: self.roll(3) * 10,
                place: self.place(),
                ..query.clone()
            };
            let kind = [BusyKind::Hold, BusyKind::Visit, BusyKind::Leave][usize::try_from(self.roll(3)).expect("small")];
            let expires = query.now + SignedDuration::from_mins([-10, 0, 10][usize::try_from(self.roll(3)).expect("small")]);
            let row = Busy {
                kind,
                visit_starts_at: at,
                blocked_until: at + SignedDuration::from_mins(visit.minutes + visit.cleanup_minutes),
                place: visit.place.filter(|_| kind != BusyKind::Leave),
                expires_at: (kind == BusyKind::Hold).then_some(expires),
            };
            let visit = SlotQuery { place: row.place, ..visit };
            if !row.is_live(query.now) || oracle::is_free(&visit, candidate, at) {
                candidate.busy.push(row);
            }
        }
    }
}

fn minutes_of(table: &Timetable) -> BTreeSet<Timestamp> {
    let mut minutes = BTreeSet::new();
    for window in &table.open {
        let mut at = window.starts_at;
        while at < window.ends_at {
            minutes.insert(at);
            at += SignedDuration::from_mins(1);
        }
    }
    minutes
}

/// C10 B02 P9: nothing false is offered, nothing true is missed, and every refused time has a reason.
#[test]
fn search_and_why_not_agree_with_the_oracle_on_random_rosters() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut offered = 0;
    let mut refused: BTreeMap<Refusal, usize> = BTreeMap::new();
    for case in 0..240 {
        let (zone, middle) = SCENES[case % SCENES.len()];
        let calendar = dice.calendar(zone, middle);
        let (first, last) = (middle.saturating_sub(2.days()), middle.saturating_add(2.days()));
        let from = middle.saturating_sub(1.day()).to_zoned(calendar.zone.clone()).expect("in range").timestamp();
        let query = dice.query(calendar.zone.clone(), from);
        let candidates: Vec<Candidate> = (0..dice.roll(5))
            .map(|number| {
                let roster = dice.roster(middle);
                let table = timetable(&calendar, &roster, first, last);
                let minutes = minutes_of(&table);
                assert_eq!(
                    minutes,
                    oracle::working_minutes(&calendar, &roster, first, last),
                    "hours of case {case}: {calendar:?} {roster:?}"
                );
                assert!(table.open.windows(2).all(|pair| pair[0].ends_at < pair[1].starts_at), "windows of case {case}");
                let unfit = [None, None, None, None, Some(Unfit::NoSkill), Some(Unfit::NoCertificate), Some(Unfit::NotInArea)];
                let mut candidate = Candidate {
                    worker: WorkerId::from(Uuid::from_u128(u128::try_from((number * 7) % 5).expect("small"))),
                    home: dice.place(),
                    unfit: unfit[usize::try_from(dice.roll(7)).expect("small")],
                    timetable: table,
                    busy: Vec::new(),
                };
                dice.ledger(&query, from, &mut candidate);
                candidate
            })
            .collect();
        let slots = search(&query, &candidates);
        assert_eq!(slots, oracle::search(&query, &candidates), "case {case}: {query:?} {candidates:#?}");
        offered += slots.len();
        let mut at = query.from - SignedDuration::from_mins(400);
        while at < query.to {
            let possible = at >= query.now.max(query.earliest) && at <= query.latest;
            let possible = possible && candidates.iter().any(|candidate| oracle::can_come(&query, candidate, at));
            let reason = why_not(&query, &candidates, at);
            assert_eq!(reason.is_none(), possible, "case {case} at {at}: {reason:?}");
            if let Some(reason) = reason {
                *refused.entry(reason).or_default() += 1;
            }
            at += SignedDuration::from_mins(25);
        }
    }
    assert!(offered > 2_000, "only {offered} offers: the rosters prove too little");
    assert_eq!(refused.len(), super::reason::CODES.len(), "every reason occurs: {refused:?}");
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn on(on_date: Date, starts_minute: i32, ends_minute: i32) -> Hours {
    Hours { on_date, starts_minute, ends_minute }
}

fn calendar(zone: &str) -> Calendar {
    let zone = TimeZone::get(zone).expect("a known zone");
    Calendar { zone, holidays: BTreeSet::new(), workdays: BTreeSet::new(), open_on_holidays: false, closures: Vec::new() }
}

/// Monday to Friday, 09:00 to 17:00.
fn office_hours() -> Roster {
    let shifts = (1..=5).map(|weekday| Shift { weekday, starts_minute: 540, ends_minute: 1020 }).collect();
    Roster { shifts, ..Roster::default() }
}

fn hours(calendar: &Calendar, roster: &Roster, day: Date) -> i64 {
    let windows = timetable(calendar, roster, day, day).open;
    windows.iter().map(|window| window.starts_at.duration_until(window.ends_at).as_hours()).sum()
}

/// Two hours on Monday, 12 October 2026 in Shanghai, asked for days before.
fn monday(place: Option<Place>) -> SlotQuery {
    SlotQuery {
        zone: TimeZone::get("Asia/Shanghai").expect("a known zone"),
        now: at("2026-10-09T00:00:00Z"),
        from: at("2026-10-11T16:00:00Z"),
        to: at("2026-10-12T16:00:00Z"),
        earliest: at("2026-10-09T02:00:00Z"),
        latest: at("2026-11-09T00:00:00Z"),
        minutes: 120,
        cleanup_minutes: 30,
        place,
        step_minutes: 30,
    }
}

fn worker(number: u128, busy: Vec<Busy>) -> Candidate {
    let day = date(2026, 10, 12);
    let timetable = timetable(&calendar("Asia/Shanghai"), &office_hours(), day, day);
    Candidate { worker: WorkerId::from(Uuid::from_u128(number)), home: None, unfit: None, timetable, busy }
}

fn visit(starts: &str, blocked_until: &str, place: Option<Place>) -> Busy {
    Busy { kind: BusyKind::Visit, visit_starts_at: at(starts), blocked_until: at(blocked_until), place, expires_at: None }
}

fn starts(query: &SlotQuery, candidates: &[Candidate]) -> Vec<String> {
    let slots = search(query, candidates);
    slots.iter().map(|slot| query.zone.to_datetime(slot.starts_at).strftime("%H:%M").to_string()).collect()
}

#[test]
fn an_override_beats_leave_beats_closure_beats_workday_beats_holiday_beats_weekly() {
    let (sunday, monday) = (date(2026, 10, 11), date(2026, 10, 12));
    let mut calendar = calendar("Asia/Shanghai");
    let mut roster = office_hours();
    assert_eq!((hours(&calendar, &roster, sunday), hours(&calendar, &roster, monday)), (0, 8));
    calendar.holidays.extend([sunday, monday]);
    assert_eq!(hours(&calendar, &roster, monday), 0);
    calendar.open_on_holidays = true;
    assert_eq!(hours(&calendar, &roster, monday), 8);
    calendar.open_on_holidays = false;
    calendar.workdays.extend([sunday, monday]);
    assert_eq!((hours(&calendar, &roster, sunday), hours(&calendar, &roster, monday)), (8, 8));
    calendar.closures.push(on(sunday, 0, 600));
    assert_eq!(hours(&calendar, &roster, sunday), 7);
    roster.leaves.push(on(sunday, 960, 1440));
    assert_eq!(hours(&calendar, &roster, sunday), 6);
    roster.overrides.push(on(sunday, 0, 180));
    assert_eq!(hours(&calendar, &roster, sunday), 3);
}

#[test]
fn wall_hours_follow_daylight_saving_time() {
    let night = |day| {
        let roster = Roster { overrides: vec![on(day, 60, 240)], ..Roster::default() };
        hours(&calendar("America/New_York"), &roster, day)
    };
    assert_eq!((night(date(2026, 3, 7)), night(date(2026, 3, 8)), night(date(2026, 11, 1))), (3, 2, 4));
    let gap = Roster { overrides: vec![on(date(2026, 3, 8), 150, 300)], ..Roster::default() };
    let table = timetable(&calendar("America/New_York"), &gap, date(2026, 3, 8), date(2026, 3, 8));
    assert_eq!(table.open[0].starts_at, at("2026-03-08T03:30:00-04:00"), "02:30 does not exist and moves on by an hour");
}

#[test]
fn a_night_shift_is_one_window_across_midnight() {
    let (first, last) = (date(2026, 10, 12), date(2026, 10, 13));
    let roster = Roster { overrides: vec![on(first, 1320, 1440), on(last, 0, 120)], ..Roster::default() };
    let table = timetable(&calendar("Asia/Shanghai"), &roster, first, last);
    assert_eq!(table.open.len(), 1);
    let night = Candidate { timetable: table, ..worker(1, Vec::new()) };
    assert_eq!(
        starts(&SlotQuery { to: at("2026-10-13T16:00:00Z"), ..monday(None) }, &[night]),
        ["22:00", "22:30", "23:00", "23:30", "00:00"]
    );
}

#[test]
fn the_last_visit_may_end_at_closing_time_with_clean_up_after_it() {
    assert_eq!(starts(&monday(None), &[worker(1, Vec::new())]).last().map(String::as_str), Some("15:00"));
}

/// B02: both ways count, and the way to the follower starts here.
#[test]
fn travel_is_reserved_on_both_sides() {
    let here = Some(Place { lat_e6: 31_200_000, lng_e6: 121_400_000 });
    let there = Some(Place { lat_e6: 31_250_000, lng_e6: 121_400_000 });
    let rows = vec![
        visit("2026-10-12T09:00:00+08:00", "2026-10-12T10:00:00+08:00", there),
        visit("2026-10-12T14:00:00+08:00", "2026-10-12T17:00:00+08:00", there),
    ];
    let query = SlotQuery { step_minutes: 1, ..monday(here) };
    let found = starts(&query, &[worker(1, rows.clone())]);
    assert_eq!((found[0].as_str(), found[found.len() - 1].as_str()), ("10:28", "11:02"));
    let reason = |time: &str| why_not(&query, &[worker(1, rows.clone())], at(&format!("2026-10-12T{time}:00+08:00")));
    let reasons = ["08:59", "09:59", "10:27", "10:28", "11:02", "11:03", "11:31", "15:01"].map(reason);
    let [busy, travel] = [Some(Refusal::Busy), Some(Refusal::Travel)];
    assert_eq!(reasons, [Some(Refusal::NoShift), busy, travel, None, None, travel, busy, Some(Refusal::NoShift)]);
}

/// The ledger counts travel from the row before only: a short leave ends a long way, and the room after it begins earlier.
#[test]
fn a_short_leave_after_a_far_visit_hides_no_room() {
    let here = Some(Place { lat_e6: 31_200_000, lng_e6: 121_400_000 });
    let far = Some(Place { lat_e6: 31_700_000, lng_e6: 121_400_000 });
    let leave = Busy { kind: BusyKind::Leave, ..visit("2026-10-12T10:00:00+08:00", "2026-10-12T10:30:00+08:00", None) };
    let morning = visit("2026-10-12T09:00:00+08:00", "2026-10-12T10:00:00+08:00", far);
    let mut candidate = worker(1, vec![morning, leave]);
    candidate.timetable.open[0].ends_at = at("2026-10-12T13:00:00+08:00");
    assert_eq!(starts(&monday(here), &[candidate]), ["10:30", "11:00"]);
}

#[test]
fn a_hold_takes_time_until_it_expires() {
    let mut hold = visit("2026-10-12T09:00:00+08:00", "2026-10-12T16:00:00+08:00", None);
    hold.kind = BusyKind::Hold;
    hold.expires_at = Some(at("2026-10-09T00:10:00Z"));
    let candidates = [worker(1, vec![hold])];
    let query = monday(None);
    assert!(search(&query, &candidates).is_empty());
    let expired = SlotQuery { now: at("2026-10-09T00:10:00Z"), ..query };
    assert_eq!(search(&expired, &candidates).len(), 13);
}

#[test]
fn workers_are_ranked_by_extra_travel_then_visits_that_day_then_id() {
    let here = Some(Place { lat_e6: 31_200_000, lng_e6: 121_400_000 });
    let far = Some(Place { lat_e6: 31_300_000, lng_e6: 121_400_000 });
    let at_home = |number, home, busy| Candidate { home, ..worker(number, busy) };
    let evening = visit("2026-10-12T17:00:00+08:00", "2026-10-12T18:00:00+08:00", here);
    let candidates = [
        at_home(1, far, Vec::new()),
        at_home(2, here, vec![evening]),
        at_home(4, here, Vec::new()),
        at_home(3, here, Vec::new()),
    ];
    let first = &search(&monday(here), &candidates)[0];
    let order: Vec<(WorkerId, i64)> =
        [(3, 0), (4, 0), (2, 0), (1, 100)].map(|(id, extra)| (WorkerId::from(Uuid::from_u128(id)), extra)).into();
    assert_eq!(first.workers, order);
}

#[test]
fn the_reason_is_that_of_the_worker_nearest_to_possible() {
    let query = monday(None);
    let noon = at("2026-10-12T12:00:00+08:00");
    let unfit = Candidate { unfit: Some(Unfit::NoCertificate), ..worker(1, Vec::new()) };
    let leave = Busy { kind: BusyKind::Leave, ..visit("2026-10-12T09:00:00+08:00", "2026-10-12T17:00:00+08:00", None) };
    let busy = visit("2026-10-12T12:00:00+08:00", "2026-10-12T13:00:00+08:00", None);
    let workers = [unfit, worker(2, vec![leave]), worker(3, vec![busy]), worker(4, Vec::new())];
    let reasons = [0, 1, 2, 3, 4].map(|count| why_not(&query, &workers[..count], noon));
    assert_eq!(
        reasons,
        [Some(Refusal::NoSkill), Some(Refusal::NoCertificate), Some(Refusal::OnLeave), Some(Refusal::Busy), None]
    );
    let outside =
        ["2026-10-08T23:59:00Z", "2026-10-09T01:59:00Z", "2026-11-09T00:01:00Z"].map(|time| why_not(&query, &workers, at(time)));
    assert_eq!(outside, [Some(Refusal::Past), Some(Refusal::TooSoon), Some(Refusal::TooFar)]);
}

#[test]
fn no_length_or_no_step_offers_nothing() {
    for query in [SlotQuery { minutes: 0, ..monday(None) }, SlotQuery { step_minutes: 0, ..monday(None) }] {
        assert!(search(&query, &[worker(1, Vec::new())]).is_empty());
    }
}
