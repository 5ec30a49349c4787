//! The database after all migrations: tables, constraints, policies, functions, and who may do what with them.

use crate::compare;
use sqlx::{PgConnection, Row};
use std::fmt::Write;
use support::Ground;

const TABLES: &str = "
    select n.nspname || '.' || c.relname as name, c.oid::bigint as id, c.relrowsecurity as secured, c.relforcerowsecurity as forced
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('app', 'control')
       and c.relkind in ('r', 'p')
     order by 1";

const COLUMNS: &str = "
    select '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
           || case when a.attnotnull then ' not null' else '' end
           || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
      from pg_attribute a
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = $1::bigint::oid
       and a.attnum > 0
       and not a.attisdropped
     order by a.attnum";

const CONSTRAINTS: &str = "
    select '  ' || conname || ': ' || pg_get_constraintdef(oid) as line
      from pg_constraint
     where conrelid = $1::bigint::oid
       and contype <> 'n'
     order by 1";

const INDEXES: &str = "
    select '  ' || pg_get_indexdef(i.indexrelid) as line
      from pg_index i
      left join pg_constraint c on c.conindid = i.indexrelid
     where i.indrelid = $1::bigint::oid
       and c.oid is null
     order by 1";

const POLICIES: &str = "
    select '  policy ' || polname || ': ' || coalesce(pg_get_expr(polqual, polrelid), 'nothing is read')
           || '; written: ' || coalesce(pg_get_expr(polwithcheck, polrelid), 'the same') as line
      from pg_policy
     where polrelid = $1::bigint::oid
     order by 1";

const TRIGGERS: &str = "
    select '  ' || pg_get_triggerdef(oid) as line
      from pg_trigger
     where tgrelid = $1::bigint::oid
       and not tgisinternal
     order by 1";

const GRANTS: &str = "
    select '  ' || g.grantee || ' may ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as line
      from information_schema.role_table_grants g
      join pg_class c on c.relname = g.table_name
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = g.table_schema
     where c.oid = $1::bigint::oid
       and g.grantee like 'lares!_%' escape '!'
       and g.grantee <> g.grantor
     group by g.grantee
     order by 1";

const FUNCTIONS: &str = "
    select p.oid::regprocedure::text || ' returns ' || pg_get_function_result(p.oid)
           || case when p.prosecdef then ', with its owner''s rights' else '' end
           || ', for ' || coalesce(nullif(concat_ws(', ',
                case when has_function_privilege('lares_service', p.oid, 'execute') then 'lares_service' end,
                case when has_function_privilege('lares_control', p.oid, 'execute') then 'lares_control' end), ''), 'nobody') as line
      from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace
      left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
     where n.nspname in ('app', 'control')
       and d.objid is null
     order by 1";

#[tokio::test]
async fn the_database_schema_is_as_promised() {
    let ground = Ground::new().await;
    let mut owner = ground.owner().await;
    let mut text = "The database after all migrations.\n".to_owned();
    for table in sqlx::query(TABLES).fetch_all(&mut owner).await.expect("tables") {
        let (name, id): (String, i64) = (table.get("name"), table.get("id"));
        let secured = table.get::<bool, _>("secured") && table.get::<bool, _>("forced");
        writeln!(text, "\n{name}{}", if secured { " (rows by tenant, forced)" } else { "" }).expect("text grows");
        for question in [COLUMNS, CONSTRAINTS, INDEXES, POLICIES, TRIGGERS, GRANTS] {
            text += &lines(&mut owner, question, id).await;
        }
    }
    text += "\nfunctions\n";
    for row in sqlx::query(FUNCTIONS).fetch_all(&mut owner).await.expect("functions") {
        writeln!(text, "  {}", row.get::<String, _>("line")).expect("text grows");
    }
    drop(owner);
    ground.remove().await;
    compare("schema.txt", &text);
}

async fn lines(owner: &mut PgConnection, question: &'static str, table: i64) -> String {
    let rows = sqlx::query(question).bind(table).fetch_all(owner).await.expect("lines of a table");
    rows.iter().map(|row| row.get::<String, _>("line") + "\n").collect()
}
