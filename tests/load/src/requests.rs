//! P4 and P5: booking, slot search and catalogue against a bare handler that says the same SQL; row level security against none.

use crate::bare::Floor;
use crate::ours::{self, Site, Who};
use crate::pgbench;
use crate::record::{Statement, record};
use crate::replay::{self, Script, Twist};
use crate::report::{Report, Row, time, times_of};
use crate::rounds::{Contender, Length, Series, contest, ratio, sums};
use crate::world::{Booked, Firm, World};
use anyhow::{Context, Result, ensure};
use futures::FutureExt;
use jiff::SignedDuration;
use lares_kernel::db::SESSION;
use sqlx::{Connection, PgConnection, PgPool};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;

const READS: Length = Length { warm_up: 30, rounds: 5, operations: 200 };
const WRITES: Length = Length { warm_up: 10, rounds: 5, operations: 60 };
const WORKERS: usize = 40;
const BYPASS: &str = "lares_bench";
/// Of orders the floors write.
static NUMBERS: AtomicUsize = AtomicUsize::new(0);

/// # Errors
/// When a request cannot be made at all.
pub async fn measure(world: &World, report: &mut Report) -> Result<()> {
    let firm = Firm::found(&world.house, "bench-requests", WORKERS).await?;
    vacuum(world).await?;
    list_json(world, &firm, report).await?;
    list_page(world, &firm, report).await?;
    let slots = slots(world, &firm, report).await?;
    let booking = Booking::record(world, &firm).await?;
    let used = book(world, &firm, &booking, report).await?;
    without_policies(world, &firm, (&slots, &booking, used), report).await
}

async fn vacuum(world: &World) -> Result<()> {
    sqlx::raw_sql("vacuum analyze").execute(&mut world.administrator().await?).await?;
    Ok(())
}

async fn script(world: &World, statements: &[Statement]) -> Result<Arc<Script>> {
    let mut connection = PgConnection::connect(&world.urls.service).await?;
    let script = Script::of(statements, &mut connection).await?;
    connection.close().await?;
    Ok(Arc::new(script))
}

/// A page or a list, and what it is compared with.
struct Read<'a> {
    what: &'a str,
    who: Who,
    path: &'a str,
    /// The floor's handler.
    floor: &'static str,
}

/// Compares one request; answers its statements.
async fn read(world: &World, firm: &Firm, read: Read<'_>, report: &mut Report) -> Result<Vec<Statement>> {
    let site = Site::of(world, firm, read.who);
    for _ in 0..3 {
        site.get(read.path).await?;
    }
    let (_, statements) = record(world, site.get(read.path)).await?;
    let script = script(world, &statements).await?;
    let floor = Floor::new(&replay::pool(&world.urls.service, &[]).await?, &script, &ours::views(world));
    let (site, floor, path, handler) = (&site, &floor, read.path, read.floor);
    let ours = Contender::new("ours", move |_| async move { site.get(path).await.map(drop) }.boxed());
    let bare = Contender::new("bare", move |_| async move { floor.get(handler).await.map(drop) }.boxed());
    let series = contest(&world.meter, READS, vec![ours, bare]).await?;
    let address = path.split('?').next().unwrap_or_default();
    compare(report, read.what, &series, &format!("`GET {address}`, {} queries", script.queries()));
    let alone = pgbench::run(world, &statements).await?;
    let row = Row::new("P4", format!("{}: the same SQL by pgbench, database CPU", read.what)).figure(time(alone.database));
    report.rows.push(row.note(format!("latency {}", time(alone.latency))));
    Ok(statements)
}

async fn list_json(world: &World, firm: &Firm, report: &mut Report) -> Result<()> {
    let one = Read { what: "catalogue list, JSON", who: Who::Guest, path: "/api/v1/services", floor: "/rows" };
    read(world, firm, one, report).await.map(drop)
}

async fn list_page(world: &World, firm: &Firm, report: &mut Report) -> Result<()> {
    let one = Read { what: "catalogue list, page", who: Who::Guest, path: "/categories", floor: "/page" };
    let statements = read(world, firm, one, report).await?;
    let said: Vec<String> =
        statements.iter().filter(|one| !one.is_frame()).map(|one| format!("`{}`", first_words(&one.sql))).collect();
    let row =
        Row::new("P12", "queries of the list page").figure(format!("{} queries, {} round trips", said.len(), statements.len()));
    // The categories, the services: nothing else is on the page.
    report.rows.push(row.goal("only the listed ones (2)", said.len() <= 2).note(said.join(", ")));
    Ok(())
}

fn first_words(sql: &str) -> String {
    sql.split_whitespace().take(8).collect::<Vec<_>>().join(" ").replace(['|', '`'], "/")
}

async fn slots(world: &World, firm: &Firm, report: &mut Report) -> Result<Arc<Script>> {
    let date = firm.tenant.date(firm.anchor());
    let path = format!("/api/v1/availability/times?service={}&address={}&date={date}", firm.service, firm.address);
    let what = format!("slot search, one day, {WORKERS} workers");
    let one = Read { what: &what, who: Who::Customer, path: &path, floor: "/count" };
    let statements = read(world, firm, one, report).await?;
    script(world, &statements).await
}

/// What is needed to say one booking again for another quote.
pub struct Booking {
    script: Arc<Script>,
    recorded: Booked,
    stable: Arc<HashSet<Uuid>>,
    /// The number of the first opening nobody used.
    next: usize,
}

impl Booking {
    async fn record(world: &World, firm: &Firm) -> Result<Self> {
        let first = firm.quote(world, 0).await?;
        let site = Site::of(world, firm, Who::Customer);
        site.order(first.quote).await?;
        let recorded = firm.quote(world, 1).await?;
        // Whoever is asking is remembered for two seconds.
        site.get("/api/v1/services").await?;
        let (_, statements) = record(world, site.order(recorded.quote)).await?;
        let script = script(world, &statements).await?;
        let mut administrator = world.administrator().await?;
        // Whatever was there before the booking stays as it is.
        let sql = "select id from services union select id from customers union select id from addresses union select id from workers
                   union select id from skills union select id from categories union select id from control.tenants union select id from control.people";
        let stable: Vec<Uuid> = sqlx::query_scalar(sql).fetch_all(&mut administrator).await?;
        Ok(Self { script, recorded, stable: Arc::new(stable.into_iter().collect()), next: 2 })
    }

    fn twist(&self, booked: Booked) -> Twist {
        let by: SignedDuration = booked.starts_at.duration_since(self.recorded.starts_at);
        let ids = [(self.recorded.quote.uuid(), booked.quote.uuid()), (self.recorded.worker.uuid(), booked.worker.uuid())];
        Twist {
            ids: HashMap::from(ids),
            stable: Some(Arc::clone(&self.stable)),
            moved: Some((self.recorded.starts_at, by)),
            number: NUMBERS.fetch_add(1, Ordering::Relaxed),
        }
    }
}

/// Quotes for as many openings, from `first` on.
async fn quotes(world: &World, firm: &Firm, first: usize, count: usize) -> Result<Vec<Booked>> {
    let mut quotes = Vec::with_capacity(count);
    for number in first..first + count {
        quotes.push(firm.quote(world, number).await?);
    }
    Ok(quotes)
}

/// Answers the number of the first opening that is still free.
async fn book(world: &World, firm: &Firm, booking: &Booking, report: &mut Report) -> Result<usize> {
    let each = WRITES.total();
    let mine = quotes(world, firm, booking.next, each).await?;
    let theirs = quotes(world, firm, booking.next + each, each).await?;
    vacuum(world).await?;
    let site = Site::of(world, firm, Who::Customer);
    let pool = replay::pool(&world.urls.service, &[]).await?;
    let floor = Floor::new(&pool, &booking.script, &ours::views(world));
    let before = orders_of(world, firm).await?;
    let (site, floor) = (&site, &floor);
    let ours = Contender::new("ours", move |number| {
        let quote = mine[number].quote;
        async move { site.order(quote).await.map(drop) }.boxed()
    });
    let bare = Contender::new("bare", move |number| {
        let twist = booking.twist(theirs[number]);
        async move { floor.post(twist).await.map(drop) }.boxed()
    });
    let series = contest(&world.meter, WRITES, vec![ours, bare]).await?;
    let failed: usize = series.iter().map(|series| series.failures).sum();
    let after = orders_of(world, firm).await?;
    let wanted = i64::try_from(2 * each - failed)?;
    ensure!(after.0 - before.0 == wanted, "{} orders were written, {wanted} expected", after.0 - before.0);
    ensure!(after.1 - before.1 == wanted, "{} rows of the ledger were written, {wanted} expected", after.1 - before.1);
    let queries = booking.script.queries();
    let note = format!("`POST /api/v1/orders`, {queries} queries; {wanted} orders and as many ledger rows counted afterwards");
    compare(report, "booking (place an order)", &series, &note);
    Ok(booking.next + 2 * each)
}

/// Orders and rows of the ledger.
async fn orders_of(world: &World, firm: &Firm) -> Result<(i64, i64)> {
    let mut administrator = world.administrator().await?;
    let count =
        "select (select count(*) from orders where tenant_id = $1), (select count(*) from occupancy where tenant_id = $1)";
    Ok(sqlx::query_as(count).bind(firm.tenant.id.uuid()).fetch_one(&mut administrator).await?)
}

fn compare(report: &mut Report, what: &str, series: &[Series], note: &str) {
    let [ours, bare] = series else { return };
    let failures = format!("{} + {} failures of {}", ours.failures, bare.failures, ours.operations);
    let all = ratio(&sums(ours), &sums(bare));
    let row = Row::new("P4", format!("{what}: app + database CPU")).figure(times_of(ours.both())).floor(times_of(bare.both()));
    report.rows.push(row.at_most(all, 1.25).note(format!("{note}; {failures}")));
    let row = Row::new("P4", format!("{what}: app CPU")).figure(times_of(ours.app())).floor(times_of(bare.app()));
    report.rows.push(row.ratio(ratio(&ours.app, &bare.app)));
    let row = Row::new("P4", format!("{what}: database CPU")).figure(times_of(ours.database())).floor(times_of(bare.database()));
    report.rows.push(row.at_most(ratio(&ours.database, &bare.database), 1.05));
}

/// P5: the recorded transactions by the service role and by one whom no policy binds.
async fn without_policies(
    world: &World,
    firm: &Firm,
    (slots, booking, used): (&Arc<Script>, &Booking, usize),
    report: &mut Report,
) -> Result<()> {
    let mut administrator = world.administrator().await?;
    for sql in [
        "create role lares_bench login bypassrls in role lares_service",
        "alter role lares_bench set search_path = app, control, public",
    ] {
        sqlx::raw_sql(sql).execute(&mut administrator).await?;
    }
    let bound = replay::pool(&world.urls.service, &SESSION).await?;
    let free = replay::pool(&world.url_of(BYPASS), &SESSION).await?;
    check_bypass(&free).await?;
    let say = |pool: PgPool| {
        let slots = Arc::clone(slots);
        move |_: usize| {
            let (slots, pool) = (Arc::clone(&slots), pool.clone());
            async move { slots.run(&pool, &Twist::default(), "from occupancy").await.map(drop) }.boxed()
        }
    };
    let contenders = vec![Contender::new("with", say(bound.clone())), Contender::new("without", say(free.clone()))];
    let reads = contest(&world.meter, READS, contenders).await?;
    policies(report, "slot search transaction", &reads);
    let each = WRITES.total();
    let (mine, theirs) = (quotes(world, firm, used, each).await?, quotes(world, firm, used + each, each).await?);
    vacuum(world).await?;
    let write = |pool: &PgPool, quotes: Vec<Booked>| {
        let pool = pool.clone();
        move |number: usize| {
            let (script, pool, twist) = (Arc::clone(&booking.script), pool.clone(), booking.twist(quotes[number]));
            async move { script.run(&pool, &twist, "").await.map(drop) }.boxed()
        }
    };
    let contenders = vec![Contender::new("with", write(&bound, mine)), Contender::new("without", write(&free, theirs))];
    let writes = contest(&world.meter, WRITES, contenders).await?;
    policies(report, "booking transaction", &writes);
    Ok(())
}

async fn check_bypass(pool: &PgPool) -> Result<()> {
    let seen: i64 =
        sqlx::query_scalar("select count(*) from app.services").fetch_one(pool).await.context("the role that is not bound")?;
    ensure!(seen > 0, "the bench role is bound by the policies");
    Ok(())
}

fn policies(report: &mut Report, what: &str, series: &[Series]) {
    let [with, without] = series else { return };
    let row = Row::new("P5", format!("{what}: database CPU with and without policies"));
    let row = row.figure(times_of(with.database())).floor(times_of(without.database()));
    let failures = format!("{} + {} failures of {}", with.failures, without.failures, with.operations);
    report.rows.push(row.at_most(ratio(&with.database, &without.database), 1.05).note(failures));
}
