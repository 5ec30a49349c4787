//! A real row of one company in every table, and another company that tries everything with it.

use super::full::fill;
use super::lint::tables;
use lares_kernel::Result;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, Row};
use support::World;

/// What the neighbor could see or do with this table, and whether its own company still can use it; empty when all is well.
async fn trouble(world: &World, table: &str) -> Result<Vec<String>> {
    let mut trouble = Vec::new();
    let theirs = world.chenxi.tenant.id.uuid();
    let mut own = world.ctx(&world.chenxi, "system").await;
    let sql = format!("select count(*) over () as count, to_jsonb(t) as row from app.{table} t limit 1");
    let row = sqlx::query(AssertSqlSafe(sql)).fetch_optional(own.conn()).await?;
    let Some(row) = row else { return Ok(vec![format!("{table}: the company sees no row of its own")]) };
    let (count, canary): (i64, Value) = (row.get("count"), row.get("row"));
    let sql = format!("select count(*) from app.{table} where tenant_id = $1");
    let mine: i64 = sqlx::query_scalar(AssertSqlSafe(sql.clone())).bind(theirs).fetch_one(own.conn()).await?;
    if mine != count {
        trouble.push(format!("{table}: without a condition the company sees {count} rows, of its own {mine}"));
    }
    drop(own);

    let mut neighbor = world.ctx(&world.anju, "system").await;
    let seen: i64 = sqlx::query_scalar(AssertSqlSafe(sql)).bind(theirs).fetch_one(neighbor.conn()).await?;
    if seen != 0 {
        trouble.push(format!("{table}: the neighbor sees {seen} rows"));
    }
    drop(neighbor);
    for (what, sql) in [
        ("changes", format!("update app.{table} set tenant_id = tenant_id where tenant_id = $1")),
        ("takes over", format!("update app.{table} set tenant_id = app.tenant() where tenant_id = $1")),
        ("deletes", format!("delete from app.{table} where tenant_id = $1")),
    ] {
        let mut neighbor = world.ctx(&world.anju, "system").await;
        // Refused is as good as without effect.
        let done = sqlx::query(AssertSqlSafe(sql)).bind(theirs).execute(neighbor.conn()).await;
        if done.is_ok_and(|done| done.rows_affected() > 0) {
            trouble.push(format!("{table}: the neighbor {what} rows"));
        }
    }
    let mut neighbor = world.ctx(&world.anju, "system").await;
    let sql =
        format!("insert into app.{table} overriding system value select * from jsonb_populate_record(null::app.{table}, $1)");
    let done = sqlx::query(AssertSqlSafe(sql)).bind(canary).execute(neighbor.conn()).await;
    let refused = done.as_ref().err().and_then(|error| error.as_database_error()?.code().map(|code| code == "42501"));
    if refused != Some(true) {
        trouble.push(format!("{table}: adding a row to the other company is not refused for lack of rights but {done:?}"));
    }
    Ok(trouble)
}

#[tokio::test]
async fn no_company_sees_changes_or_adds_rows_of_another_in_any_table() {
    let world = World::new().await;
    fill(&world).await;
    let mut look = world.ground().service().await;
    let mut all = Vec::new();
    for table in tables(&mut look).await {
        all.extend(trouble(&world, &table).await.expect("an answer"));
    }
    assert!(all.is_empty(), "{all:#?}");
    look.close().await.expect("closed");
    world.finish().await;
}

#[tokio::test]
async fn the_canary_notices_a_table_without_its_policy() {
    let world = World::new().await;
    fill(&world).await;
    let mut owner = world.ground().owner().await;
    for table in tables(&mut owner).await {
        for (harm, heal) in [
            ("alter table app.{t} disable row level security", "alter table app.{t} enable row level security"),
            (
                "drop policy tenant_isolation on app.{t}",
                "create policy tenant_isolation on app.{t} using (tenant_id = app.tenant()) with check (tenant_id = app.tenant())",
            ),
        ] {
            let run = |sql: &str| AssertSqlSafe(sql.replace("{t}", &table));
            sqlx::raw_sql(run(harm)).execute(&mut owner).await.expect("harmed");
            let noticed = trouble(&world, &table).await;
            sqlx::raw_sql(run(heal)).execute(&mut owner).await.expect("healed");
            assert!(
                noticed.is_err() || noticed.is_ok_and(|noticed| !noticed.is_empty()),
                "not noticed: {}",
                harm.replace("{t}", &table)
            );
        }
    }
    owner.close().await.expect("closed");
    world.finish().await;
}
