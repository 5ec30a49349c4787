//! P8: the same search and the same booking in a company with a thousand bookings and in one with a million.
//!
//! Both have the same workers and equally full days; the large one has a history.

use crate::report::{Report, Row, time, times_of};
use crate::rounds::{Contender, Length, Series, contest, ratio, sums};
use crate::world::{Booked, Firm, World};
use anyhow::{Result, ensure};
use futures::FutureExt;
use lares_domain::orders::{self, PlaceOrder};
use lares_domain::scheduling::{self, Need};
use std::time::Instant;

const SMALL: i64 = 1_000;
const WORKERS: usize = 40;
const SEARCHES: Length = Length { warm_up: 20, rounds: 5, operations: 100 };
const BOOKINGS: Length = Length { warm_up: 10, rounds: 5, operations: 40 };
/// Five visits a day for every worker, days counted back from two days after the anchor.
const PLAN: &str = "
    select n, ($2::uuid[])[1 + n % cardinality($2::uuid[])] as worker,
           $3::timestamptz + make_interval(days => 2 - (n / cardinality($2::uuid[]) / 5)::integer,
                                           mins => 150 * (n / cardinality($2::uuid[]) % 5)::integer - 60) as starts_at
      from generate_series(0, $1 - 1) as n";

/// # Errors
/// When the tables cannot be filled.
pub async fn measure(world: &World, bookings: i64, report: &mut Report) -> Result<()> {
    let small = Firm::found(&world.house, "bench-small", WORKERS).await?;
    let large = Firm::found(&world.house, "bench-large", WORKERS).await?;
    fill(world, &small, SMALL).await?;
    let begun = Instant::now();
    fill(world, &large, bookings).await?;
    eprintln!("  {bookings} bookings in {:?}", begun.elapsed());
    sqlx::raw_sql("vacuum analyze").execute(&mut world.administrator().await?).await?;
    let names = format!("{SMALL} → {bookings} bookings");
    searches(world, (&small, &large), &names, report).await?;
    inserts(world, (&small, &large), &names, report).await
}

/// Writes the rows a company's bookings have left behind, past the triggers: they are as good as made.
pub async fn fill(world: &World, firm: &Firm, bookings: i64) -> Result<()> {
    let mut administrator = world.administrator().await?;
    sqlx::raw_sql("set session_replication_role = replica; set synchronous_commit = off").execute(&mut administrator).await?;
    let orders = format!(
        "with plan as ({PLAN})
         insert into orders (tenant_id, id, number, customer_id, service_id, worker_id, status, payment_state, service_name, starts_at,
                             ends_at, fee_clock_at, cleanup_minutes, chosen_worker, contact, phone, district, line, lat_e6, lng_e6,
                             lines, total_minor, currency, policy, start_code, created_at, changed_at)
         select $4, gen_random_uuid(), 'H' || n, $5, $6, worker, 'completed', 'paid', '日常保洁', starts_at,
                starts_at + interval '90 minutes', starts_at, 10, false, '王秀兰', '+8613800000000', '徐汇区', '漕溪北路 88 号', $7, $8,
                '[{{\"code\": \"base\", \"amount_minor\": 11000}}]', 11000, 'CNY', '{{}}', '1234', starts_at - interval '2 days', starts_at
           from plan"
    );
    let ledger = format!(
        "with plan as ({PLAN})
         insert into occupancy (tenant_id, id, worker_id, kind, starts_at, ends_at, visit_starts_at, visit_ends_at, lat_e6, lng_e6)
         select $4, gen_random_uuid(), worker, 'visit', starts_at, starts_at + interval '100 minutes', starts_at,
                starts_at + interval '90 minutes', $5, $6
           from plan"
    );
    let workers: Vec<uuid::Uuid> = firm.workers.iter().map(|worker| worker.uuid()).collect();
    let anchor = jiff_sqlx::ToSqlx::to_sqlx(firm.anchor());
    let (customer, tenant) = (firm.customer.id(), firm.tenant.id.uuid());
    let done = sqlx::query(sqlx::AssertSqlSafe(orders)).bind(bookings).bind(&workers).bind(anchor).bind(tenant).bind(customer);
    let done = done.bind(firm.service.uuid()).bind(firm.place.lat_e6).bind(firm.place.lng_e6).execute(&mut administrator).await?;
    let kept = sqlx::query(sqlx::AssertSqlSafe(ledger)).bind(bookings).bind(&workers).bind(anchor).bind(tenant);
    let kept = kept.bind(firm.place.lat_e6).bind(firm.place.lng_e6).execute(&mut administrator).await?;
    let wanted = u64::try_from(bookings)?;
    ensure!(done.rows_affected() == wanted && kept.rows_affected() == wanted, "not every booking was written");
    Ok(())
}

async fn search(world: &World, firm: &Firm) -> Result<()> {
    let mut ctx = world.begin(firm, &firm.customer).await?;
    let need = Need { service: firm.service, minutes: firm.minutes, place: Some(firm.place), worker: None, moving: None };
    let slots = scheduling::open_slots(&mut ctx, &need, firm.tenant.date(firm.anchor())).await?;
    ensure!(!slots.is_empty(), "a day without slots");
    Ok(ctx.commit().await?)
}

async fn searches(world: &World, (small, large): (&Firm, &Firm), names: &str, report: &mut Report) -> Result<()> {
    let of = |name, firm| Contender::new(name, move |_| async move { search(world, firm).await }.boxed());
    let series = contest(&world.meter, SEARCHES, vec![of("small", small), of("large", large)]).await?;
    let [few, many] = series.as_slice() else { return Ok(()) };
    let (p99, floor) = (many.wall(990), few.wall(990));
    let row = Row::new("P8", format!("slot search p99, {names}")).figure(time(p99)).floor(time(floor));
    let note = format!(
        "p50 {} and {}; ratio {:.2}; {} failures",
        time(few.wall(500)),
        time(many.wall(500)),
        p99 / floor,
        failures(&series)
    );
    report.rows.push(row.goal("≤ 1.5 ×", p99 <= 1.5 * floor).note(note));
    let row = Row::new("P8", format!("slot search CPU, {names}")).figure(times_of(many.both())).floor(times_of(few.both()));
    report.rows.push(row.ratio(ratio(&sums(many), &sums(few))));
    Ok(())
}

async fn place(world: &World, firm: &Firm, booked: Booked) -> Result<()> {
    let mut ctx = world.begin(firm, &firm.customer).await?;
    orders::place(&mut ctx, &world.house.extensions, PlaceOrder { quote: booked.quote, notes: String::new() }).await?;
    Ok(ctx.commit().await?)
}

async fn inserts(world: &World, (small, large): (&Firm, &Firm), names: &str, report: &mut Report) -> Result<()> {
    // From the first day after the filled ones.
    let first = WORKERS * 4 * 3;
    let (mut few, mut many) = (Vec::new(), Vec::new());
    for number in first..first + BOOKINGS.total() {
        few.push(small.quote(world, number).await?);
        many.push(large.quote(world, number).await?);
    }
    let of = |name, firm, quotes: Vec<Booked>| {
        Contender::new(name, move |number| {
            let booked = quotes[number];
            async move { place(world, firm, booked).await }.boxed()
        })
    };
    let series = contest(&world.meter, BOOKINGS, vec![of("small", small, few), of("large", large, many)]).await?;
    let [few, many] = series.as_slice() else { return Ok(()) };
    let row = Row::new("P8", format!("booking CPU, {names}")).figure(times_of(many.both())).floor(times_of(few.both()));
    let note = format!("database alone {:.2} ×; {} failures", ratio(&many.database, &few.database).median, failures(&series));
    report.rows.push(row.at_most(ratio(&sums(many), &sums(few)), 1.5).note(note));
    Ok(())
}

fn failures(series: &[Series]) -> usize {
    series.iter().map(|series| series.failures).sum()
}
