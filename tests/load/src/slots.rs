//! P9: five hundred workers, two weeks, travel between every two visits; and the same answer from the oracle.

use crate::growth::fill;
use crate::report::{Report, Row, time};
use crate::rounds::{micros, quantile};
use crate::world::{Firm, World};
use anyhow::{Result, ensure};
use jiff::SignedDuration;
use lares_domain::scheduling::slots::{Slot, search};
use lares_domain::scheduling::{self, Need, oracle};
use lares_kernel::WorkerId;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;

const WORKERS: usize = 500;
const DAYS: i64 = 14;
/// As many as five visits a day on the days `fill` reaches.
const BOOKINGS: i64 = 500 * 5 * 5;
const TIMES: usize = 60;

/// # Errors
/// When a search fails.
pub async fn measure(world: &World, report: &mut Report) -> Result<()> {
    let firm = Firm::found(&world.house, "bench-slots", WORKERS).await?;
    fill(world, &firm, BOOKINGS).await?;
    scatter(world, &firm).await?;
    sqlx::raw_sql("vacuum analyze").execute(&mut world.administrator().await?).await?;
    let need = Need { service: firm.service, minutes: firm.minutes, place: Some(firm.place), worker: None, moving: None };
    let mut taken = Vec::new();
    let before = world.meter.read()?;
    for _ in 0..TIMES {
        let begun = Instant::now();
        let mut ctx = world.begin(&firm, &firm.customer).await?;
        let days = scheduling::month(&mut ctx, &need, firm.tenant.date(firm.anchor()), DAYS).await?;
        ctx.commit().await?;
        taken.push(micros(begun.elapsed()));
        ensure!(days.iter().any(|day| day.free > 0), "nobody is free");
    }
    let used = world.meter.since(before)?;
    let cpu = |used| time(micros(used) / TIMES as f64);
    let p95 = quantile(&taken, 950);
    let row = Row::new("P9", "slots of 500 workers × 14 days with travel, read from the database, p95").figure(time(p95));
    let note = format!("p50 {}; CPU app {}, database {}", time(quantile(&taken, 500)), cpu(used.app), cpu(used.database));
    report.rows.push(row.goal("< 50 ms", p95 < 50_000.0).note(note));
    compare(world, &firm, &need, report).await
}

/// Moves every visit somewhere else, so that there is travel between any two.
async fn scatter(world: &World, firm: &Firm) -> Result<()> {
    let sql = "update occupancy
                  set lat_e6 = lat_e6 + (hashtext(id::text) % 40000),
                      lng_e6 = lng_e6 + (hashtext('x' || id::text) % 40000)
                where tenant_id = $1";
    sqlx::query(sql).bind(firm.tenant.id.uuid()).execute(&mut world.administrator().await?).await?;
    Ok(())
}

async fn compare(world: &World, firm: &Firm, need: &Need, report: &mut Report) -> Result<()> {
    let from = firm.anchor() - SignedDuration::from_hours(9);
    let to = from + SignedDuration::from_hours(24 * DAYS);
    let mut ctx = world.begin(firm, &firm.customer).await?;
    let (query, candidates) = scheduling::candidates(&mut ctx, need, from, to).await?;
    ctx.commit().await?;
    let mut taken = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        black_box(search(&query, &candidates));
        taken.push(micros(begun.elapsed()));
    }
    let begun = Instant::now();
    let expected = oracle::search(&query, &candidates);
    let slow = micros(begun.elapsed());
    let found = search(&query, &candidates);
    let (said, true_) = (pairs(&found), pairs(&expected));
    let (wrong, missed) = (said.difference(&true_).count(), true_.difference(&said).count());
    let p95 = quantile(&taken, 950);
    let row = Row::new("P9", "the search alone, p95").figure(time(p95)).floor(format!("{} (oracle)", time(slow)));
    report.rows.push(row.goal("< 50 ms", p95 < 50_000.0).note(format!("p50 {}", time(quantile(&taken, 500)))));
    let busy: usize = candidates.iter().map(|candidate| candidate.busy.len()).sum();
    let row = Row::new("P9", "false and missed starts against the oracle").figure(format!("{wrong} false, {missed} missed"));
    let same_order = found == expected;
    let note = format!(
        "{} starts of {} workers around {busy} visits, all compared; same ranking: {same_order}",
        true_.len(),
        candidates.len()
    );
    report.rows.push(row.goal("0 and 0", wrong + missed == 0 && !true_.is_empty()).note(note));
    Ok(())
}

fn pairs(slots: &[Slot]) -> BTreeSet<(i64, WorkerId)> {
    slots.iter().flat_map(|slot| slot.workers.iter().map(|(worker, _)| (slot.starts_at.as_second(), *worker))).collect()
}
