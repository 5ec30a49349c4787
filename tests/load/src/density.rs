//! P7: many companies on one node: signing up, and the memory of those that were looked at once.

use crate::cpu::resident;
use crate::report::{Report, Row, size, time, times_of};
use crate::rounds::{Spread, micros, quantile};
use crate::world::{World, phone, sign_up};
use anyhow::{Result, ensure};
use lares_domain::catalogue::{self, ServiceSearch};
use lares_domain::{identity, marketplace, tenancy};
use lares_extension::Hook;
use lares_kernel::Actor;
use lares_server::house::House;
use std::time::Instant;

/// Signed up one after the other, with the password hashed; the others are copies of the last.
const SIGNED_UP: usize = 60;
const ACTIVATIONS: i64 = 20;
const KIB: f64 = 1024.0;
const MIB: f64 = 1024.0 * KIB;
/// Every row of a company again for each of the new ones; keys begin with the company, so ids may stay.
const COPY: &str = "
    do $$
    declare
      one record;
    begin
      for one in
        select a.attrelid::regclass as name, string_agg(quote_ident(a.attname), ', ') as columns,
               string_agg('m.' || quote_ident(a.attname), ', ') as values
          from pg_attribute a
          join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'app'::regnamespace
         where a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> 'tenant_id'
           and exists (select 1 from pg_attribute t where t.attrelid = a.attrelid and t.attname = 'tenant_id')
         group by a.attrelid
      loop
        execute format('insert into %1$s (tenant_id, %2$s) overriding user value select n.id, %3$s from %1$s m join bench_copies n on n.model = m.tenant_id',
                       one.name, one.columns, one.values);
      end loop;
    end
    $$";

/// # Errors
/// When a sign-up fails.
pub async fn measure(world: &World, tenants: usize, report: &mut Report) -> Result<()> {
    let tenants = tenants.max(SIGNED_UP + 1);
    sign_ups(world, report).await?;
    copy(world, tenants).await?;
    // A house that has seen none of them, so that what it holds afterwards is what looking at them cost.
    let house = House::open_on(world.house.plan().clone(), world.house.engine()).await?;
    touch(&house, 1).await?;
    let before = resident()?;
    touch(&house, tenants).await?;
    let after = resident()?;
    let each = grown(before, after, tenants);
    let row = Row::new("P7", format!("memory of a company that was looked at, {tenants} of them")).figure(size(each));
    let row = row.floor(format!("{} before the first", size(before as f64))).goal("≤ 16 KiB", each <= 16.0 * KIB);
    report.rows.push(row);
    let row = Row::new("P7", format!("resident, {tenants} companies")).figure(size(after as f64));
    let row = row.goal("≤ 512 MiB", after as f64 <= 512.0 * MIB);
    report.rows.push(row.note("includes the engine's pool, every template and this program itself"));
    activations(world, (&house, tenants), report).await?;
    house.db.close().await;
    Ok(())
}

async fn sign_ups(world: &World, report: &mut Report) -> Result<()> {
    let (control, db) = (&world.house.control, &world.house.db);
    let mut taken = Vec::new();
    let before = world.meter.read()?;
    for number in 0..SIGNED_UP {
        let begun = Instant::now();
        identity::sign_up(control, db, sign_up(&slug(number), phone()?)).await?;
        taken.push(micros(begun.elapsed()));
    }
    let used = world.meter.since(before)?;
    let p50 = quantile(&taken, 500);
    let row = Row::new("P7", "sign-up of a company, p50").figure(times_of(Spread {
        median: p50,
        low: quantile(&taken, 0),
        high: quantile(&taken, 990),
    }));
    let cpu = |used| time(micros(used) / SIGNED_UP as f64);
    let note =
        format!("CPU app {} (Argon2id 19 MiB in it), database {}; range is fastest to p99", cpu(used.app), cpu(used.database));
    report.rows.push(row.goal("≤ 50 ms", p50 <= 50_000.0).note(note));
    Ok(())
}

fn slug(number: usize) -> String {
    format!("dense-{number}")
}

/// Fills up to so many companies with copies of the last that signed up.
async fn copy(world: &World, tenants: usize) -> Result<()> {
    let mut administrator = world.administrator().await?;
    sqlx::raw_sql("set session_replication_role = replica; set synchronous_commit = off").execute(&mut administrator).await?;
    let copies = "create temporary table bench_copies as
        select t.id as model, gen_random_uuid() as id, n from control.tenants t, generate_series($2, $3 - 1) as n where t.slug = $1";
    let (first, end) = (i64::try_from(SIGNED_UP)?, i64::try_from(tenants)?);
    sqlx::query(copies).bind(slug(SIGNED_UP - 1)).bind(first).bind(end).execute(&mut administrator).await?;
    let companies = "insert into control.tenants (id, slug, name, template, zone, currency, locale, theme, created_at)
        select n.id, 'dense-' || n.n, t.name, t.template, t.zone, t.currency, t.locale, t.theme, t.created_at
          from control.tenants t join bench_copies n on n.model = t.id";
    for sql in [companies, COPY, "vacuum analyze"] {
        sqlx::raw_sql(sql).execute(&mut administrator).await?;
    }
    Ok(())
}

/// What a guest's first page and a first price need of each company: its row, roles, policies, plugins and a list.
async fn touch(house: &House, tenants: usize) -> Result<()> {
    for number in 0..tenants {
        let tenant = house.control.tenant_by_slug(&slug(number)).await?;
        let Some(tenant) = tenant else { anyhow::bail!("company {number} is not there") };
        let mut ctx = house.db.begin(&tenant, Actor::Guest).await?;
        let found = catalogue::search(&mut ctx, &ServiceSearch::default()).await?;
        ensure!(!found.rows.is_empty(), "company {number} sells nothing");
        tenancy::policies::booking(&mut ctx).await?;
        marketplace::active(&mut ctx, &house.extensions, Hook::QuoteAdjuster).await?;
        ctx.commit().await?;
    }
    Ok(())
}

fn grown(before: u64, after: u64, tenants: usize) -> f64 {
    after.saturating_sub(before) as f64 / tenants as f64
}

/// Twenty enabled plugins for every company: only their records, since so many plugins do not exist.
async fn activations(world: &World, (house, tenants): (&House, usize), report: &mut Report) -> Result<()> {
    let mut administrator = world.administrator().await?;
    let filled = sqlx::query(
        "insert into plugin_installs (tenant_id, plugin_id, version, manifest, digest, enabled, granted, settings, installed_at, changed_at)
         select t.id, 'bench.plugin-' || n, p.version, p.manifest, p.digest, true, '[\"pricing:adjust\"]', '{}', now(), now()
           from control.tenants t, generate_series(1, $1) as n,
                (select version, manifest, digest from control.plugin_versions order by plugin_id limit 1) as p
          where t.slug like 'dense-%'",
    )
    .bind(ACTIVATIONS)
    .execute(&mut administrator)
    .await?
    .rows_affected();
    if filled == 0 {
        report.missing.push("P7 plugin activations: no plugin is built (`make plugins`)".into());
        return Ok(());
    }
    for number in 0..tenants {
        if let Some(tenant) = house.control.tenant_by_slug(&slug(number)).await? {
            house.extensions.active.forget(tenant.id);
        }
    }
    let before = resident()?;
    touch(house, tenants).await?;
    let after = resident()?;
    let row = Row::new("P7", format!("resident with {filled} plugin activations in them")).figure(size(after as f64));
    let row = row.goal("≤ 512 MiB", after as f64 <= 512.0 * MIB);
    report
        .rows
        .push(row.note(format!("{} more for {ACTIVATIONS} activations of a company", size(grown(before, after, tenants)))));
    Ok(())
}
