//! What the search offers and what the ledger gives are the same (C08, C10).

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use lares_domain::scheduling::travel::travel_minutes;
use lares_domain::scheduling::{self, Claim, Need, Opening};
use lares_domain::workforce::{self, ExceptionForm, ExceptionKind, Shift};
use lares_kernel::{Ctx, Place, WorkerId};
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};
use support::{Company, Dice, Wish, World};

const MINUTES: i64 = 120;

#[tokio::test]
async fn on_random_rosters_exactly_the_offered_times_can_be_taken() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut dice = Dice::new(42);
    let mut offered = 0;
    for day in 1..7 {
        shuffle_roster(&world, chenxi, &mut dice, day).await;
        offered += assert_same(&world, chenxi, day).await;
    }
    assert!(offered > 50, "the rosters leave something to offer: {offered}");
    world.finish().await;
}

/// New weeks, some leave, some visits.
async fn shuffle_roster(world: &World, company: &Company, dice: &mut Dice, day: i64) {
    let mut ctx = world.ctx(company, "owner").await;
    for worker in company.workers() {
        let starts = i32::try_from(dice.between(6, 13) * 60 + dice.between(0, 4) * 15).expect("a minute");
        let ends = starts + i32::try_from(dice.between(4, 10) * 60).expect("a minute");
        let week: Vec<Shift> =
            (1..=7).map(|weekday| Shift { weekday, starts_minute: starts, ends_minute: ends.min(1440) }).collect();
        workforce::replace_shifts(&mut ctx, worker, &week).await.expect("shifts");
        if dice.between(0, 3) == 0 {
            let starts_minute = i32::try_from(dice.between(8, 18) * 60).expect("a minute");
            let form = ExceptionForm {
                worker: Some(worker),
                on_date: company.tenant.date(company.at(day, 12, 0)),
                kind: ExceptionKind::Leave,
                starts_minute,
                ends_minute: starts_minute + 90,
                reason: String::new(),
            };
            workforce::add_exception(&mut ctx, &form).await.expect("leave");
        }
    }
    ctx.commit().await.expect("committed");
    for _ in 0..4 {
        let hour = i8::try_from(dice.between(7, 20)).expect("an hour");
        let minute = i8::try_from(dice.between(0, 2) * 30).expect("a minute");
        let customer = if dice.between(0, 2) == 0 { "mei" } else { "hua" };
        // A time nobody has is refused, which is fine here.
        drop(world.book(company, &Wish::at(customer, company.at(day, hour, minute))).await);
    }
}

/// Answers how many (time, worker) pairs were offered.
async fn assert_same(world: &World, company: &Company, day: i64) -> usize {
    let mut ctx = world.ctx(company, "mei").await;
    let place = lares_domain::customers::address(&mut ctx, company.address("mei")).await.expect("an address").place;
    let need = Need { service: company.daily, minutes: MINUTES, place: Some(place), worker: None, moving: None };
    let date = company.tenant.date(company.at(day, 12, 0));
    let slots = scheduling::open_slots(&mut ctx, &need, date).await.expect("slots");
    let free: BTreeMap<Timestamp, BTreeSet<WorkerId>> = slots
        .into_iter()
        .filter_map(|slot| match slot.opening {
            Opening::Free { workers } => Some((slot.starts_at, workers.into_iter().collect())),
            Opening::Refused { .. } => None,
        })
        .collect();
    for half_hour in 0..48 {
        let at = company.at(day, 0, 0) + SignedDuration::from_mins(30 * half_hour);
        let mut able = BTreeSet::new();
        for worker in company.workers() {
            if can_claim(&mut ctx, company, (at, place), worker).await {
                able.insert(worker);
            }
        }
        assert_eq!(free.get(&at).cloned().unwrap_or_default(), able, "at {at}");
    }
    drop(ctx);
    free.values().map(BTreeSet::len).sum()
}

async fn can_claim(ctx: &mut Ctx, company: &Company, (at, place): (Timestamp, Place), worker: WorkerId) -> bool {
    ctx.savepoint("attempt").await.expect("a savepoint");
    let claim = Claim {
        service: company.daily,
        order: None,
        starts_at: at,
        ends_at: at + SignedDuration::from_mins(MINUTES),
        place,
        kind: scheduling::Kind::Hold { until: at },
    };
    let claimed = scheduling::claim(ctx, &claim, &[worker]).await;
    ctx.rollback_to("attempt").await.expect("undone");
    claimed.is_ok()
}

#[tokio::test]
async fn the_ledger_itself_refuses_what_the_search_calls_busy_and_gives_the_rest() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut ctx = world.as_office("owner").await;
    for worker in chenxi.workers() {
        let always: Vec<Shift> = (1..=7).map(|weekday| Shift { weekday, starts_minute: 0, ends_minute: 1440 }).collect();
        workforce::replace_shifts(&mut ctx, worker, &always).await.expect("shifts");
    }
    ctx.commit().await.expect("committed");
    let mut dice = Dice::new(7);
    for _ in 0..14 {
        let at = chenxi.at(1, i8::try_from(dice.between(0, 22)).expect("an hour"), 0);
        drop(world.book(chenxi, &Wish::at(if dice.between(0, 2) == 0 { "mei" } else { "hua" }, at)).await);
    }
    let mut ctx = world.as_customer("mei").await;
    let place = lares_domain::customers::address(&mut ctx, chenxi.address("mei")).await.expect("an address").place;
    let mut answers = (0, 0);
    for quarter in 0..88 {
        let at = chenxi.at(1, 0, 0) + SignedDuration::from_mins(15 * quarter);
        for worker in chenxi.workers() {
            let need = Need { service: chenxi.daily, minutes: MINUTES, place: Some(place), worker: Some(worker), moving: None };
            let refusal = scheduling::why_not(&mut ctx, &need, at).await.expect("an answer");
            let gives = occupies(&mut ctx, worker, at, place).await;
            assert_eq!(refusal.is_none(), gives, "{refusal:?} at {at}");
            answers = if gives { (answers.0 + 1, answers.1) } else { (answers.0, answers.1 + 1) };
        }
    }
    assert!(answers.0 > 20 && answers.1 > 20, "free and taken: {answers:?}");
    drop(ctx);
    world.finish().await;
}

/// Straight at the function of migration 0006, undone at once. The clean-up of the service of two hours is ten minutes.
async fn occupies(ctx: &mut Ctx, worker: WorkerId, at: Timestamp, place: Place) -> bool {
    ctx.savepoint("attempt").await.expect("a savepoint");
    let now = ctx.now();
    let rows = sqlx::query("select id from app.occupy($1, $2, 'hold', null, $3, $4, 10, $5, $6, $7, $8)")
        .bind(lares_kernel::random::uuid())
        .bind(worker.uuid())
        .bind(at.to_sqlx())
        .bind((at + SignedDuration::from_mins(MINUTES)).to_sqlx())
        .bind(place.lat_e6)
        .bind(place.lng_e6)
        .bind((now + SignedDuration::from_mins(10)).to_sqlx())
        .bind(now.to_sqlx())
        .fetch_all(ctx.conn())
        .await
        .expect("an answer");
    ctx.rollback_to("attempt").await.expect("undone");
    !rows.is_empty()
}

#[tokio::test]
async fn the_database_and_the_search_reckon_the_same_travel() {
    let world = World::new().await;
    let mut dice = Dice::new(99);
    let mut pairs = Vec::new();
    for round in 0..20_000 {
        // Within a city, across the country, and anywhere at all.
        let (lat, lng) = [(200_000, 200_000), (9_000_000, 9_000_000), (90_000_000, 180_000_000)][round % 3];
        let middle = if round % 3 == 2 { (0, 0) } else { (31_200_000, 121_400_000) };
        let mut place = || {
            let lat_e6 = (middle.0 + dice.between(-lat, lat + 1)).clamp(-90_000_000, 90_000_000);
            let lng_e6 = (middle.1 + dice.between(-lng, lng + 1)).clamp(-180_000_000, 180_000_000);
            Place { lat_e6: i32::try_from(lat_e6).expect("a latitude"), lng_e6: i32::try_from(lng_e6).expect("a longitude") }
        };
        let from = place();
        let to = if round % 50 == 0 { from } else { place() };
        pairs.push((from, to));
    }
    let column = |pick: fn(&(Place, Place)) -> i32| pairs.iter().map(pick).collect::<Vec<i32>>();
    let mut ctx = world.ctx(&world.chenxi, "system").await;
    let rows = sqlx::query(
        "select app.travel_minutes(a, b, c, d) as minutes from unnest($1::int[], $2::int[], $3::int[], $4::int[]) with ordinality as p (a, b, c, d, n) order by n",
    )
    .bind(column(|pair| pair.0.lat_e6))
    .bind(column(|pair| pair.0.lng_e6))
    .bind(column(|pair| pair.1.lat_e6))
    .bind(column(|pair| pair.1.lng_e6))
    .fetch_all(ctx.conn())
    .await
    .expect("minutes");
    assert_eq!(rows.len(), pairs.len());
    for (row, (from, to)) in rows.iter().zip(&pairs) {
        assert_eq!(i64::from(row.get::<i32, _>("minutes")), travel_minutes(Some(*from), Some(*to)), "{from:?} {to:?}");
    }
    drop(ctx);
    world.finish().await;
}
