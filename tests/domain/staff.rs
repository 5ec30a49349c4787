//! The office's people: who may make whom what, what each role may do, and a role of the company's own (A16).

use lares_domain::identity::staff::{self, NewStaff};
use lares_domain::orders;
use lares_domain::payments::{self, Capture, Method};
use lares_domain::tenancy::{self, settings};
use lares_kernel::signals::Topic;
use lares_kernel::{Actor, Ctx, Phone, Result, StaffId};
use support::{Wish, World};

const NEW: &str = "13900009301";

fn new(role: &str) -> NewStaff {
    NewStaff { phone: Phone::parse(NEW).expect("a number"), name: "Zhou".into(), role: role.into() }
}

/// The code beside the field, else that of the error.
fn reason<T: std::fmt::Debug>(outcome: Result<T>) -> &'static str {
    let error = outcome.expect_err("a refusal");
    error.fields().first().map_or(error.code(), |field| field.code).name()
}

async fn done(world: &World, ctx: Ctx) {
    ctx.commit().await.expect("committed");
    world.heed().await;
}

async fn add(world: &World, role: &str) -> StaffId {
    let mut ctx = world.as_office("owner").await;
    let staff = staff::add(&mut ctx, &world.house.control, new(role)).await.expect("added");
    done(world, ctx).await;
    staff
}

fn staff_id(actor: &Actor) -> StaffId {
    if let Actor::Staff { id, .. } = actor { *id } else { panic!("nobody of the office: {actor:?}") }
}

#[tokio::test]
async fn an_owner_adds_changes_removes_and_takes_back_staff() {
    let world = World::new().await;
    let control = &world.house.control;
    let id = add(&world, "dispatcher").await;
    let mut ctx = world.as_office("owner").await;
    assert_eq!(reason(staff::add(&mut ctx, control, new("finance")).await), "identity.already_staff");
    let all = staff::list(&mut ctx, control).await.expect("a list");
    let zhou = all.iter().find(|one| one.id == id).expect("listed");
    assert_eq!((zhou.name.as_str(), zhou.role.as_str(), zhou.phone.as_str()), ("Zhou", "dispatcher", "+8613900009301"));
    let person = zhou.person;
    staff::change_role(&mut ctx, id, "finance").await.expect("changed");
    done(&world, ctx).await;
    let role = |membership: lares_domain::identity::Membership| membership.staff.map(|(_, role)| role);
    let who = world.house.app.members.who(&world.chenxi.tenant, person).await.expect("an answer");
    assert_eq!(role(who).as_deref(), Some("finance"));
    let mut ctx = world.as_office("owner").await;
    staff::remove(&mut ctx, id).await.expect("removed");
    done(&world, ctx).await;
    let who = world.house.app.members.who(&world.chenxi.tenant, person).await.expect("an answer");
    assert_eq!(role(who), None, "at once, whatever was remembered");
    assert_eq!(add(&world, "support").await, id, "who comes back is the same");
    world.finish().await;
}

#[tokio::test]
async fn only_owners_make_owners_and_the_last_one_stays() {
    let world = World::new().await;
    let control = &world.house.control;
    let owner = staff_id(&world.chenxi.actor("owner"));
    let mut ctx = world.as_office("owner").await;
    assert_eq!(reason(staff::change_role(&mut ctx, owner, "manager").await), "identity.last_owner");
    assert_eq!(reason(staff::remove(&mut ctx, owner).await), "identity.last_owner");
    for role in ["guest", "customer", "worker", "nobody"] {
        assert_eq!(reason(staff::add(&mut ctx, control, new(role)).await), "identity.unknown_role", "{role}");
    }
    let second = staff::add(&mut ctx, control, new("owner")).await.expect("a second owner");
    staff::change_role(&mut ctx, owner, "manager").await.expect("now the first may step down");
    assert_eq!(reason(staff::remove(&mut ctx, second).await), "identity.last_owner");
    drop(ctx);
    // A role of the company's own that may manage staff is still no way to the top.
    let mut ctx = own_role(&world, "personnel", &[("staff", "*", "any", "allow")]).await;
    assert_eq!(reason(staff::add(&mut ctx, control, new("owner")).await), "identity.owners_only");
    assert_eq!(reason(staff::change_role(&mut ctx, owner, "manager").await), "identity.owners_only");
    assert_eq!(reason(staff::remove(&mut ctx, owner).await), "identity.owners_only");
    staff::add(&mut ctx, control, new("finance")).await.expect("anybody else");
    drop(ctx);
    world.finish().await;
}

/// The dispatcher of 晨曦 in a role that only this company has; their parent is the support's.
async fn own_role(world: &World, role: &str, rules: &[(&str, &str, &str, &str)]) -> Ctx {
    let mut ctx = world.as_office("owner").await;
    let tenant = ctx.tenant_id();
    sqlx::query("insert into app.roles (tenant_id, id, parent, label) values ($1, $2, 'support', 'of our own')")
        .bind(tenant)
        .bind(role)
        .execute(ctx.conn())
        .await
        .expect("a role");
    for (object, action, scope, effect) in rules {
        sqlx::query(
            "insert into app.role_rules (tenant_id, role_id, object, action, scope, effect) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(tenant)
        .bind(role)
        .bind(object)
        .bind(action)
        .bind(scope)
        .bind(effect)
        .execute(ctx.conn())
        .await
        .expect("a rule");
    }
    let id = staff_id(&world.chenxi.actor("dispatcher"));
    staff::change_role(&mut ctx, id, role).await.expect("the new role can be given");
    ctx.nudge(Topic::Roles, role.to_owned()).await.expect("told");
    done(world, ctx).await;
    let person = world.chenxi.someone("dispatcher").person;
    world.begin(&world.chenxi, Actor::Staff { person, id, role: role.to_owned() }).await
}

#[tokio::test]
async fn every_role_stops_where_its_work_ends() {
    let world = World::new().await;
    let control = &world.house.control;
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed");
    let manager = add(&world, "manager").await;
    let person = lares_domain::identity::find_person(control, &new("manager").phone).await.expect("an answer").expect("Zhou");
    let mut ctx = world.begin(&world.chenxi, Actor::Staff { person, id: manager, role: "manager".into() }).await;
    assert_eq!(reason(staff::add(&mut ctx, control, new("finance")).await), "forbidden");
    settings::rename(&mut ctx, control, "Chenxi").await.expect("a manager may rename the company");
    done(&world, ctx).await;
    let capture = || Capture { order: order.id, method: Method::Cash, amount_minor: 100, reference: String::new() };
    for who in ["dispatcher", "finance", "support"] {
        let mut ctx = world.as_office(who).await;
        let assigned = orders::assign(&mut ctx, order.id, world.chenxi.worker("wang"), None).await;
        let paid = payments::record(&mut ctx, capture()).await;
        let open = [assigned.is_ok(), paid.is_ok()];
        assert_eq!(open, [who == "dispatcher", who == "finance"], "{who}");
        assert_eq!(reason(tenancy::settings::rename(&mut ctx, control, "Mine").await), "forbidden", "{who}");
        assert_eq!(reason(staff::list(&mut ctx, control).await), "forbidden", "{who}");
        assert_eq!(reason(staff::remove(&mut ctx, manager).await), "forbidden", "{who}");
    }
    world.finish().await;
}

#[tokio::test]
async fn a_role_of_the_companys_own_adds_to_its_parent_and_takes_away_and_counts_at_once() {
    let world = World::new().await;
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed");
    let rules = [("order", "assign", "any", "allow"), ("order", "cancel", "any", "deny")];
    let mut ctx = own_role(&world, "reception", &rules).await;
    orders::assign(&mut ctx, order.id, world.chenxi.worker("wang"), None).await.expect("its own rule");
    assert_eq!(reason(orders::cancel(&mut ctx, order.id, "rain", 0).await), "forbidden", "denied, although support may");
    assert_eq!(orders::read(&mut ctx, order.id).await.expect("its parent's").id, order.id);
    drop(ctx);
    let mut ctx = world.as_office("support").await;
    orders::cancel(&mut ctx, order.id, "rain", 0).await.expect("the parent itself is as before");
    drop(ctx);
    // The other company has no such role: whoever says so may do nothing there.
    let Actor::Staff { person, id, .. } = world.chenxi.actor("dispatcher") else { panic!("staff") };
    let mut ctx = world.begin(&world.anju, Actor::Staff { person, id, role: "reception".into() }).await;
    assert_eq!(reason(staff::roles(&mut ctx).await), "forbidden");
    drop(ctx);
    world.finish().await;
}
