//! P6: from a company's id to the answer of one permission, with few and with many companies.

use crate::report::{Report, Row, times_of};
use crate::rounds::{Spread, micros, ratio};
use crate::world::{Firm, World};
use anyhow::{Result, ensure};
use lares_domain::tenancy::templates;
use lares_kernel::authz::{Grants, PolicyCache, RoleBook};
use lares_kernel::{Permission, TenantId};
use moka::sync::Cache;
use std::collections::HashMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;
const CHECKS: usize = 200_000;
const MANY: usize = 10_000;
/// Companies that changed their roles; the others share one book.
const OWN_BOOKS: usize = 50;

/// Books by company, kept as `Db` keeps them.
struct Books {
    books: Cache<TenantId, Arc<RoleBook>>,
    /// The floor: the finished grants in a plain map.
    grants: HashMap<TenantId, Grants>,
    /// In the order they are asked about.
    tenants: Vec<TenantId>,
}

/// # Errors
/// When roles do not compile.
pub async fn measure(world: &World, report: &mut Report) -> Result<()> {
    let (one, many) = (Books::of(1).await?, Books::of(MANY).await?);
    let mut taken: [Vec<f64>; 4] = Default::default();
    for round in 0..ROUNDS {
        for turn in 0..taken.len() {
            let which = (round + turn) % taken.len();
            taken[which].push(match which {
                0 => one.checks()?,
                1 => many.checks()?,
                2 => one.floor()?,
                _ => many.floor()?,
            });
        }
    }
    let [one, many, one_floor, many_floor] = &taken;
    let spread = Spread::of(many);
    let row = Row::new("P6", "permission check, 10,000 companies: book, grants, scope").figure(times_of(spread));
    report.rows.push(row.floor(times_of(Spread::of(many_floor))).goal("≤ 200 ns", spread.median <= 0.2));
    let row = Row::new("P6", "growth of a check, 1 → 10,000 companies").figure(times_of(spread)).floor(times_of(Spread::of(one)));
    let plain = ratio(many_floor, one_floor);
    let note = format!("a plain hash map of finished grants grows {:.2} × on this machine (memory caches)", plain.median);
    report.rows.push(row.at_most(ratio(many, one), 1.2).note(note));
    begun(world, report).await
}

/// The check handlers make: the book was looked up when the transaction began.
async fn begun(world: &World, report: &mut Report) -> Result<()> {
    let firm = Firm::found(&world.house, "bench-permissions", 0).await?;
    let ctx = world.begin(&firm, &firm.customer).await?;
    let mut taken = Vec::new();
    for _round in 0..ROUNDS {
        let begun = Instant::now();
        for _ in 0..CHECKS {
            black_box(black_box(&ctx).authorize(black_box(Permission::OrderPlace)))?;
        }
        taken.push(micros(begun.elapsed()) / CHECKS as f64);
    }
    let spread = Spread::of(&taken);
    let row = Row::new("P6", "Ctx::authorize, one of many in a transaction").figure(times_of(spread));
    report.rows.push(row.goal("≤ 200 ns", spread.median <= 0.2));
    Ok(())
}

impl Books {
    async fn of(count: usize) -> Result<Self> {
        let policies = PolicyCache::new();
        let books = Cache::builder().max_capacity(100_000).time_to_live(Duration::from_secs(60)).build();
        let (mut grants, mut tenants) = (HashMap::new(), Vec::new());
        for number in 0..count {
            let mut roles = templates()[0].role_defs();
            if number < OWN_BOOKS && count > 1 {
                roles.retain(|role| role.id != "trainer");
                roles.iter_mut().filter(|role| role.id == "support").for_each(|role| role.id = format!("support_{number}"));
            }
            let book = policies.get(&roles).await?;
            let tenant = TenantId::new();
            grants.insert(tenant, book.grants(&["customer"]));
            books.insert(tenant, book);
            tenants.push(tenant);
        }
        // Far from the order in which they were made: a step that has no factor in common with 10,000.
        let shuffled = (0..count).map(|number| tenants[number * 7_919 % count]).collect();
        Ok(Self { books, grants, tenants: shuffled })
    }

    fn checks(&self) -> Result<f64> {
        let mut allowed = 0;
        let begun = Instant::now();
        for tenant in self.tenants.iter().cycle().take(CHECKS) {
            if let Some(book) = self.books.get(tenant) {
                let grants = book.grants(black_box(&["customer"]));
                allowed += usize::from(grants.scope(black_box(Permission::OrderPlace)).is_some());
            }
        }
        let micros = micros(begun.elapsed()) / CHECKS as f64;
        ensure!(allowed == CHECKS, "{allowed} of {CHECKS} checks were answered with yes");
        Ok(micros)
    }

    fn floor(&self) -> Result<f64> {
        let mut allowed = 0;
        let begun = Instant::now();
        for tenant in self.tenants.iter().cycle().take(CHECKS) {
            let scope = self.grants.get(tenant).and_then(|grants| grants.scope(black_box(Permission::OrderPlace)));
            allowed += usize::from(scope.is_some());
        }
        let micros = micros(begun.elapsed()) / CHECKS as f64;
        ensure!(allowed == CHECKS, "the floor answered {allowed}");
        Ok(micros)
    }
}
