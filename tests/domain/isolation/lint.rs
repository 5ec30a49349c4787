//! Every tenant table of the catalogue has the shape that keeps companies apart; a table added tomorrow as well.

use sqlx::{Connection, PgConnection, Row};
use support::World;

const POLICY: &str = "tenant_isolation * permissive (tenant_id = app.tenant()) (tenant_id = app.tenant())";

/// What the service role may do where it is not everything. Only shrinks.
const LESS: &[(&str, &str)] = &[("ledger", "INSERT,SELECT"), ("occupancy", "SELECT"), ("payments", "INSERT,SELECT")];
const EVERYTHING: &str = "DELETE,INSERT,SELECT,UPDATE";

/// Everything wrong with the schema, a sentence each.
pub async fn faults(look: &mut PgConnection) -> Vec<String> {
    // So that names are printed with their schema.
    sqlx::raw_sql("set search_path = pg_catalog").execute(&mut *look).await.expect("a search path");
    let mut faults = Vec::new();
    let tables = sqlx::query(
        "select c.relname::text as name, c.relrowsecurity and c.relforcerowsecurity as bound, pg_get_userbyid(c.relowner)::text as owner,
                exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull and a.atttypid = 'uuid'::regtype) as named,
                coalesce((select string_agg(format('%s %s %s %s %s', p.polname, p.polcmd, case when p.polpermissive then 'permissive' else 'restrictive' end,
                                                   pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)), '; ')
                            from pg_policy p where p.polrelid = c.oid), 'none') as policies,
                coalesce((select string_agg(distinct g.privilege_type, ',' order by g.privilege_type)
                            from aclexplode(c.relacl) g where g.grantee = 'lares_service'::regrole), 'none') as service,
                (select count(*) from aclexplode(c.relacl) g where g.grantee not in (c.relowner, 'lares_service'::regrole)) as others
           from pg_class c
          where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') order by 1",
    );
    let tables = tables.fetch_all(&mut *look).await.expect("tables");
    if tables.len() < 30 {
        faults.push(format!("only {} tables are there", tables.len()));
    }
    for table in tables {
        let (name, policies, service): (String, String, String) =
            (table.get("name"), table.get("policies"), table.get("service"));
        let mut wrong = |is_wrong: bool, what: &str| {
            if is_wrong {
                faults.push(format!("{name}: {what}"));
            }
        };
        let allowed = LESS.iter().find(|(less, _)| *less == name).map_or(EVERYTHING, |(_, granted)| granted);
        wrong(!table.get::<bool, _>("named"), "no tenant_id uuid not null");
        wrong(!table.get::<bool, _>("bound"), "row level security is not enabled and forced");
        wrong(policies != POLICY, &format!("policies are {policies}"));
        wrong(service != allowed, &format!("the service may {service}"));
        wrong(table.get::<i64, _>("others") != 0, "others than the service have grants");
        wrong(table.get::<String, _>("owner") != "lares_owner", "is not the owner's");
    }
    faults.extend(keys(look).await);
    faults.extend(others(look).await);
    faults
}

/// Keys and indexes that do not begin with the tenant: they would let one company's row block or find another's.
async fn keys(look: &mut PgConnection) -> Vec<String> {
    let rows = sqlx::query(
        "select format('%s: the index %s does not begin with tenant_id', t.relname, i.relname) as fault
           from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
           left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
          where t.relnamespace = 'app'::regnamespace and a.attname is distinct from 'tenant_id'
          union all
         select format('%s: the foreign key %s does not carry tenant_id', c.conrelid::regclass, c.conname)
           from pg_constraint c
           join pg_class t on t.oid = c.conrelid
           join pg_attribute here on here.attrelid = c.conrelid and here.attnum = c.conkey[1]
           join pg_attribute there on there.attrelid = c.confrelid and there.attnum = c.confkey[1]
          where t.relnamespace = 'app'::regnamespace and c.contype = 'f'
            and (here.attname <> 'tenant_id' or there.attname <> 'tenant_id')",
    );
    rows.fetch_all(look).await.expect("keys").iter().map(|row| row.get("fault")).collect()
}

/// Ways around the policies: views, functions with the owner's rights, roles that policies do not bind.
async fn others(look: &mut PgConnection) -> Vec<String> {
    let rows = sqlx::query(
        "select format('%s: a view would show what its owner sees', c.relname) as fault
           from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('v', 'm')
          union all
         select format('%s: runs with the rights of its owner and does not fix its search path', p.proname)
           from pg_proc p where p.pronamespace in ('app'::regnamespace, 'control'::regnamespace) and p.prosecdef
            and not coalesce('search_path=app, pg_temp' = any (p.proconfig), false)
          union all
         select format('%s: runs with the rights of its owner and does not ask for the tenant', p.proname)
           from pg_proc p where p.pronamespace in ('app'::regnamespace, 'control'::regnamespace) and p.prosecdef
            and p.prosrc not like '%app.tenant()%' and p.prosrc not like '%app.lock_worker(%'
          union all
         select format('%s: is a role that policies do not bind', r.rolname)
           from pg_roles r where r.rolname like 'lares!_%' escape '!' and (r.rolsuper or r.rolbypassrls)
          union all
         select format('control.%s: the service may read it', c.relname)
           from pg_class c where c.relnamespace = 'control'::regnamespace and c.relkind = 'r' and has_table_privilege('lares_service', c.oid, 'select')
          union all
         select format('control.%s: the service may write it without a policy', c.relname)
           from pg_class c where c.relnamespace = 'control'::regnamespace and c.relkind = 'r' and not c.relrowsecurity
            and has_table_privilege('lares_service', c.oid, 'insert, update, delete')",
    );
    rows.fetch_all(look).await.expect("the rest").iter().map(|row| row.get("fault")).collect()
}

/// Names of all tenant tables.
pub async fn tables(look: &mut PgConnection) -> Vec<String> {
    let sql = "select relname::text from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by 1";
    sqlx::query_scalar(sql).fetch_all(look).await.expect("tables")
}

#[tokio::test]
async fn every_table_of_the_catalogue_keeps_companies_apart() {
    let world = World::new().await;
    let mut owner = world.ground().owner().await;
    let faults = faults(&mut owner).await;
    assert!(faults.is_empty(), "{faults:#?}");
    owner.close().await.expect("closed");
    world.finish().await;
}

/// Each change is made, must be noticed, and is undone.
#[tokio::test]
async fn whatever_is_taken_from_a_table_is_noticed() {
    let world = World::new().await;
    let mut owner = world.ground().owner().await;
    assert_eq!(faults(&mut owner).await, [""; 0], "nothing is wrong before");
    for table in tables(&mut owner).await {
        for change in [
            "drop policy tenant_isolation on app.{t}",
            "alter table app.{t} disable row level security",
            "alter table app.{t} no force row level security",
            "alter policy tenant_isolation on app.{t} using (true)",
            "alter policy tenant_isolation on app.{t} with check (true)",
            "create policy more on app.{t} using (true)",
            "grant select on app.{t} to lares_control",
            "grant truncate on app.{t} to lares_service",
            "alter table app.{t} alter column tenant_id drop not null",
            "create index on app.{t} (ctid_free)",
        ] {
            let sql = change.replace("{t}", &table);
            // A primary key keeps its columns not null; the index needs a column that every table has.
            let sql = if sql.contains("ctid_free") {
                format!("alter table app.{table} add column ctid_free integer; {sql}")
            } else {
                sql
            };
            let mut tx = owner.begin().await.expect("a transaction");
            let changed = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.clone())).execute(&mut *tx).await;
            if changed.is_ok() {
                assert!(!faults(&mut tx).await.is_empty(), "not noticed: {sql}");
            } else {
                assert!(sql.contains("drop not null"), "{sql}: {changed:?}");
            }
            tx.rollback().await.expect("undone");
        }
    }
    owner.close().await.expect("closed");
    world.finish().await;
}

#[tokio::test]
async fn a_new_table_is_noticed_when_it_did_not_pass_through_the_one_function() {
    let world = World::new().await;
    let mut owner = world.ground().owner().await;
    assert_eq!(faults(&mut owner).await, [""; 0], "nothing is wrong before");
    for sql in [
        "create table app.loose (id uuid primary key)",
        "create table app.loose (tenant_id uuid not null, id uuid, primary key (id)); select app.tenant_table('loose')",
        "create table app.loose (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))",
        "create view app.window as select * from app.orders",
        "create function app.peek() returns bigint language sql security definer as 'select count(*) from app.orders'",
        "grant select on control.people to lares_service",
    ] {
        let mut tx = owner.begin().await.expect("a transaction");
        let changed = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut *tx).await;
        assert!(changed.is_ok(), "{sql}: {changed:?}");
        assert!(!faults(&mut tx).await.is_empty(), "not noticed: {sql}");
        tx.rollback().await.expect("undone");
    }
    owner.close().await.expect("closed");
    world.finish().await;
}
