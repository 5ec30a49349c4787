//! What a company's tables hold, in a few numbers: two looks are equal when no row came, went or changed between them.

use sqlx::{AssertSqlSafe, PgConnection, Row};
use std::collections::BTreeMap;
use support::{Company, World};

/// Table → how many rows and the sum of their hashes.
pub type Rows = BTreeMap<String, String>;

pub struct Look {
    connection: PgConnection,
    sql: String,
}

impl Look {
    /// A connection past the house that sees one company.
    pub async fn at(world: &World, company: &Company) -> Self {
        let mut connection = world.ground().service().await;
        let set = format!("set app.tenant_id = '{}'", company.tenant.id);
        sqlx::raw_sql(AssertSqlSafe(set)).execute(&mut connection).await.expect("the tenant is set");
        let tables = sqlx::query("select tablename::text as name from pg_tables where schemaname = 'app' order by 1");
        let tables = tables.fetch_all(&mut connection).await.expect("tables");
        let parts = tables.iter().map(|row| {
            let table: String = row.get("name");
            format!("select '{table}' as name, count(*) || ' rows, ' || coalesce(sum(hashtext(t::text)::bigint), 0) as sum from app.{table} t")
        });
        let sql = parts.collect::<Vec<_>>().join(" union all ");
        Self { connection, sql }
    }

    pub async fn rows(&mut self) -> Rows {
        let rows = sqlx::query(AssertSqlSafe(self.sql.clone())).fetch_all(&mut self.connection).await.expect("a look");
        rows.iter().map(|row| (row.get("name"), row.get("sum"))).collect()
    }
}

/// The tables in which something is different.
pub fn changed(before: &Rows, after: &Rows) -> Vec<String> {
    let is_new = |(table, sum): &(&String, &String)| before.get(*table) != Some(*sum);
    after.iter().filter(is_new).map(|(table, sum)| format!("{table}: {} → {sum}", before[table])).collect()
}

#[tokio::test]
async fn a_changed_row_and_a_new_one_are_seen() {
    let world = World::new().await;
    let mut look = Look::at(&world, &world.chenxi).await;
    let before = look.rows().await;
    assert!(before.len() > 30 && before["customers"].starts_with("2 rows"), "{before:?}");
    assert!(changed(&before, &look.rows().await).is_empty());
    for sql in [
        "update app.customers set name = name || 'x' where id in (select id from app.customers limit 1)",
        "delete from app.addresses",
    ] {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut look.connection).await.expect("changed");
        assert!(!changed(&before, &look.rows().await).is_empty(), "not seen: {sql}");
    }
    world.finish().await;
}
