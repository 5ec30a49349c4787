//! The demo as a newcomer meets it.

use axum::http::StatusCode;
use lares_kernel::{Actor, Clock};
use lares_server::config::Config;
use lares_server::house::House;
use lares_server::{demo, packages};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::{Browser, Ground};

const NOW: &str = "2026-06-01T02:00:00Z";
const COMPANIES: [(&str, &str); 2] = [("chenxi", "cleaning"), ("anju", "general")];

/// Rows of the control plane by table, and events of both companies: what a second run must not change.
async fn rows(house: &House) -> BTreeMap<String, i64> {
    let pool = house.control.pool();
    let tables = "select oid::regclass::text from pg_class where relnamespace = 'control'::regnamespace and relkind = 'r'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(pool).await.expect("tables");
    let mut rows = BTreeMap::new();
    for table in tables {
        let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")));
        rows.insert(table, count.fetch_one(pool).await.expect("a number"));
    }
    for (slug, _) in COMPANIES {
        rows.insert(slug.to_owned(), number(house, slug, "select '', count(*) from app.events").await);
    }
    rows
}

async fn of_company(house: &House, slug: &str, sql: &'static str) -> Vec<(String, i64)> {
    let tenant = house.control.tenant_by_slug(slug).await.expect("looked up").expect("a company");
    let mut ctx = house.db.begin(&tenant, Actor::System).await.expect("a transaction");
    sqlx::query_as(sql).fetch_all(ctx.conn()).await.expect(sql)
}

async fn number(house: &House, slug: &str, sql: &'static str) -> i64 {
    of_company(house, slug, sql).await[0].1
}

async fn assert_a_month(house: &House, slug: &str, template: &str) {
    let tenant = house.control.tenant_by_slug(slug).await.expect("looked up").expect("a company");
    assert_eq!(tenant.template, template);
    assert!(number(house, slug, "select '', count(*) from app.workers where state = 'active'").await >= 12, "workers of {slug}");
    let days = "select '', count(distinct starts_at::date) from app.orders where starts_at < '2026-06-01T02:00:00Z'";
    assert!(number(house, slug, days).await >= 28, "days with visits at {slug}");
    let states: BTreeMap<_, _> =
        of_company(house, slug, "select status, count(*) from app.orders group by status").await.into_iter().collect();
    for state in ["offered", "accepted", "departed", "in_service", "completed", "cancelled"] {
        assert!(states.contains_key(state), "an order that is {state} at {slug}: {states:?}");
    }
    assert!(states["completed"] > 50, "{states:?}");
    let reviews = of_company(
        house,
        slug,
        "select case when appended is not null then 'appended' when reply is not null then 'replied' else 'plain' end, count(*)
           from app.reviews group by 1",
    );
    let kinds: BTreeSet<_> = reviews.await.into_iter().map(|(kind, _)| kind).collect();
    assert!(kinds.contains("plain") && kinds.contains("replied"), "reviews of {slug}: {kinds:?}");
    let moved = "select '', count(*) from app.payments where kind = 'capture'";
    assert!(number(house, slug, moved).await > 40, "payments of {slug}");
}

async fn plugins(house: &House, slug: &str) -> Vec<(String, Value)> {
    let tenant = house.control.tenant_by_slug(slug).await.expect("looked up").expect("a company");
    let mut ctx = house.db.begin(&tenant, Actor::System).await.expect("a transaction");
    let sql = "select plugin_id, settings from app.plugin_installs where enabled order by plugin_id";
    sqlx::query_as(sql).fetch_all(ctx.conn()).await.expect("plugins")
}

/// Every address the welcome names answers, and every number it names signs in with the password it names.
async fn assert_welcome_is_true(house: &House) {
    let welcome = demo::welcome(&Config { public_port: None, ..Config::default() });
    let after = |mark: &str| welcome.split(mark).nth(1).and_then(|rest| rest.split_whitespace().next()).expect("in the welcome");
    let password = after("Password of everybody below:");
    let app = lares_web::router(&house.app);
    let words = welcome.split_whitespace();
    let (mut company, mut signed_in) = (String::new(), 0);
    for word in words {
        if let Some(address) = word.strip_prefix("http://").filter(|address| address.contains("lares.localhost")) {
            let (host, path) =
                address.split_once('/').map_or((address, "/".to_owned()), |(host, path)| (host, format!("/{path}")));
            let page = Browser::new(app.clone(), host.to_owned()).get(&path).await;
            assert!(page.status.is_success() || page.location().starts_with("/sign-in"), "{word}: {}", page.status);
            host.clone_into(&mut company);
        } else if word.len() == 11 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            let form = format!("phone={word}&password={password}&next=");
            let page = Browser::new(app.clone(), company.clone()).post("/sessions", &form).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{word} at {company}");
            signed_in += 1;
        }
    }
    assert_eq!(signed_in, 10, "customer, worker and three of the office, twice:\n{welcome}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_is_two_companies_with_a_month_behind_them_and_is_made_once() {
    let ground = Ground::new().await;
    let house = support::vacant_house(&ground, &Clock::manual(NOW.parse().expect("a time"))).await;
    let engine = house.extensions.plugins.as_ref();
    packages::publish_all(&house.control, engine, &support::sources(), &support::components())
        .await
        .expect("the plugins are built (make plugins)");
    demo::ensure(&house).await.expect("the demo is made");
    for (slug, template) in COMPANIES {
        assert_a_month(&house, slug, template).await;
    }
    let (one, other) = (plugins(&house, "chenxi").await, plugins(&house, "anju").await);
    let names = |plugins: &[(String, Value)]| plugins.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    assert_eq!((names(&one), names(&other)), (vec!["lares.coupons".into(), "lares.pricing-rules".into()], names(&one)));
    assert!(one.iter().zip(&other).all(|(one, other)| one.1 != other.1), "both plugins are set up differently");
    assert_welcome_is_true(&house).await;

    let before = rows(&house).await;
    assert!(before.values().sum::<i64>() > 1_000, "{before:?}");
    demo::ensure(&house).await.expect("the demo is there");
    assert_eq!(rows(&house).await, before, "a second run changes nothing");
    house.db.close().await;
    house.control.pool().close().await;
    ground.remove().await;
}
