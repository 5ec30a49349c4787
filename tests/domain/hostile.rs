//! Guests that misbehave on real orders: the booking goes on or is refused as promised, nothing of the guest stays, the office
//! sees what happened, and nobody else notices (B03, C11, C12).

use lares_domain::marketplace::Incident;
use lares_domain::pricing::{Notice, Quote};
use lares_kernel::Error;
use lares_kernel::signals::{Signal, Topic};
use serde_json::json;
use support::{Company, Wish, World};

fn visit(company: &Company) -> Wish {
    Wish::at("mei", company.at(1, 10, 0))
}

/// Rows of tables of one company.
async fn count(world: &World, company: &Company, sql: &str) -> i64 {
    let mut ctx = world.ctx(company, "system").await;
    let tenant = ctx.tenant_id();
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(tenant).fetch_one(ctx.conn()).await.expect("a count");
    ctx.commit().await.expect("committed");
    count
}

async fn documents(world: &World) -> i64 {
    count(world, &world.chenxi, "select count(*) from app.plugin_docs where tenant_id = $1").await
}

/// The other company books as if nothing had happened, and has nothing to hear of.
async fn others_do_not_notice(world: &World) {
    world.book(&world.anju, &visit(&world.anju)).await.expect("the other company books");
    assert!(world.incidents(&world.anju).await.is_empty());
}

fn one(incidents: &[Incident], plugin: &str, quote: &Quote) -> String {
    assert_eq!(incidents.len(), 1, "{incidents:?}");
    let incident = &incidents[0];
    assert_eq!((incident.plugin_id.as_str(), incident.hook.as_str()), (plugin, "quote-adjuster"));
    assert_eq!(incident.subject_id, Some(quote.id.uuid()));
    incident.kind.clone()
}

/// Books while the guest fails in the preview. Answers what the office is told it was.
async fn left_out(guest: &str) -> String {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let without = world.quote(chenxi, &visit(chenxi)).await.expect("a price");
    let plugin = world.plug_hostile(chenxi, guest, json!({})).await;

    let quote = world.quote(chenxi, &visit(chenxi)).await.expect("a price without the guest");
    let notice = Notice { plugin: "恶意插件".into(), code: "left_out".into(), message: String::new() };
    assert_eq!((&quote.lines, &quote.notices), (&without.lines, &vec![notice]));
    let order = world.place(chenxi, "mei", &quote).await.expect("a guest that was left out is not asked again");
    assert_eq!(order.lines, without.lines);

    let kind = one(&world.incidents(chenxi).await, &plugin, &quote);
    assert_eq!(documents(&world).await, 0);
    others_do_not_notice(&world).await;
    world.finish().await;
    kind
}

#[tokio::test]
async fn a_guest_that_never_answers_is_left_out_of_the_price() {
    let kind = left_out("endless-loop").await;
    assert!(["fuel", "time"].contains(&kind.as_str()), "{kind}");
}

#[tokio::test]
async fn a_guest_that_eats_memory_is_left_out_of_the_price() {
    assert_eq!(left_out("memory-grow").await, "memory");
}

#[tokio::test]
async fn a_guest_without_a_stack_left_is_left_out_of_the_price() {
    assert_eq!(left_out("deep-recursion").await, "trap");
}

#[tokio::test]
async fn a_guest_that_talks_too_much_is_left_out_of_the_price() {
    assert_eq!(left_out("huge-string").await, "budget");
}

#[tokio::test]
async fn a_guest_that_asks_for_ever_is_left_out_of_the_price() {
    assert_eq!(left_out("host-call-loop").await, "budget");
}

#[tokio::test]
async fn a_guest_with_money_of_another_world_is_left_out_of_the_price() {
    assert_eq!(left_out("wrong-currency").await, "bad_answer");
}

#[tokio::test]
async fn a_guest_whose_amounts_do_not_add_up_is_left_out_and_the_office_sees_why() {
    assert_eq!(left_out("sum-overflow").await, "bad_answer");
}

/// Books while the guest fails at commit. Answers the refusal, and what the office is told it was.
async fn refused_at_commit(world: &World, guest: &str) -> (Error, String) {
    let chenxi = &world.chenxi;
    let without = world.quote(chenxi, &visit(chenxi)).await.expect("a price");
    let plugin = world.plug_hostile(chenxi, guest, json!({})).await;

    let quote = world.quote(chenxi, &visit(chenxi)).await.expect("innocent in the preview");
    assert_eq!(quote.total.minor, without.total.minor + 100);
    let refusal = world.place(chenxi, "mei", &quote).await.expect_err("refused");
    let kind = one(&world.incidents(chenxi).await, &plugin, &quote);
    assert_eq!(documents(world).await, 0);
    for table in ["orders", "occupancy"] {
        let sql = format!("select count(*) from app.{table} where tenant_id = $1");
        assert_eq!(count(world, chenxi, &sql).await, 0, "{table}");
    }

    world.unplug(chenxi, &plugin).await;
    let again = world.quote(chenxi, &visit(chenxi)).await.expect("a price");
    let order = world.place(chenxi, "mei", &again).await.expect("the time is still free");
    assert_eq!(order.lines, without.lines);
    others_do_not_notice(world).await;
    (refusal, kind)
}

#[tokio::test]
async fn a_guest_that_traps_at_commit_stops_the_booking_and_the_office_reads_of_it() {
    let world = World::new().await;
    let (refusal, kind) = refused_at_commit(&world, "trap-after-write").await;
    assert_eq!((refusal.code().name(), kind.as_str()), ("pricing.plugin_unavailable", "trap"));
    let mut office = world.browser_of(&world.chenxi, "owner").await;
    let page = office.get("/office/plugins/incidents").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("hostile.trap-after-write") && page.body.contains("trap"), "{}", page.body);
    world.finish().await;
}

#[tokio::test]
async fn a_price_that_differs_at_commit_is_not_taken() {
    let world = World::new().await;
    let (refusal, kind) = refused_at_commit(&world, "price-differs-at-commit").await;
    assert_eq!((refusal.code().name(), kind.as_str()), ("pricing.price_changed", "price_changed"));
    world.finish().await;
}

#[tokio::test]
async fn a_guest_writes_with_the_booking_and_never_in_a_preview() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    world.plug_hostile(chenxi, "write-in-preview", json!({})).await;
    let quote = world.quote(chenxi, &visit(chenxi)).await.expect("a price");
    assert_eq!((quote.notices[0].code.as_str(), documents(&world).await), ("denied", 0));
    world.place(chenxi, "mei", &quote).await.expect("placed");
    assert_eq!(documents(&world).await, 1);
    world.place(chenxi, "mei", &quote).await.expect_err("a quote makes one order");
    assert_eq!(count(&world, chenxi, "select (body -> 'n')::bigint from app.plugin_docs where tenant_id = $1").await, 1);
    assert!(world.incidents(chenxi).await.is_empty());
    world.finish().await;
}

#[tokio::test]
async fn a_guest_that_knows_ids_of_another_company_reads_nothing_with_them() {
    let world = World::new().await;
    let (chenxi, anju) = (&world.chenxi, &world.anju);
    let theirs = world.book(anju, &visit(anju)).await.expect("placed");
    let settings = json!({ "order": theirs.id, "doc": "theirs" });
    for company in [chenxi, anju] {
        world.plug_hostile(company, "other-tenant-id", settings.clone()).await;
    }
    let mut ctx = world.ctx(anju, "system").await;
    let (tenant, now) = (ctx.tenant_id(), jiff_sqlx::ToSqlx::to_sqlx(ctx.now()));
    sqlx::query(
        "insert into app.plugin_docs (tenant_id, plugin_id, collection, id, body, created_at, updated_at)
         values ($1, 'hostile.other-tenant-id', 'things', 'theirs', '{}', $2, $2)",
    )
    .bind(tenant)
    .bind(now)
    .execute(ctx.conn())
    .await
    .expect("written");
    ctx.commit().await.expect("committed");

    let told = async |company: &Company| {
        let later = Wish::at("mei", company.at(2, 10, 0));
        let quote = world.quote(company, &later).await.expect("a price");
        world.place(company, "mei", &quote).await.expect("placed");
        quote.notices[0].code.clone()
    };
    assert_eq!(told(chenxi).await, "safe");
    assert_eq!(told(anju).await, "leak", "the guest can tell: it reads what is its own");
    assert!(world.incidents(chenxi).await.is_empty());
    world.finish().await;
}

#[tokio::test]
async fn what_a_company_switches_on_is_compiled_before_a_price_needs_it() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    // No other test of this program uses this guest, so nobody else compiles it.
    let plugin = world.plug_hostile(chenxi, "false-length", json!({})).await;
    world.house.ready_plugins().await;
    let empty = sqlx::query("update control.plugin_versions set wasm = '' where plugin_id = $1");
    empty.bind(&plugin).execute(world.house.control.pool()).await.expect("emptied");
    let quote = world.quote(chenxi, &visit(chenxi)).await.expect("a price");
    assert_eq!(one(&world.incidents(chenxi).await, &plugin, &quote), "bad_answer", "it ran, so it was here already");
    world.finish().await;
}

#[tokio::test]
async fn a_quarantined_guest_stops_running_although_it_is_compiled() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    // No other test of this program uses this guest, so nobody compiles it meanwhile.
    let plugin = world.plug_hostile(chenxi, "errands", json!({ "errands": [["context"]] })).await;
    let before = world.quote(chenxi, &visit(chenxi)).await.expect("a price");
    assert_eq!(before.notices[0].code, "errand");
    let state = sqlx::query("update control.plugin_versions set state = 'quarantined' where plugin_id = $1");
    state.bind(&plugin).execute(world.house.control.pool()).await.expect("quarantined");
    world.house.heed(&Signal { tenant: None, topic: Topic::Plugins, key: String::new() }).await;
    let after = world.quote(chenxi, &visit(chenxi)).await.expect("a price");
    assert_eq!((after.notices[0].code.as_str(), after.plugins.len()), ("left_out", 0));
    assert_eq!(one(&world.incidents(chenxi).await, &plugin, &after), "load");
    world.finish().await;
}
