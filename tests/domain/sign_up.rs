//! A company from nothing: what sign-up makes, what it refuses, and that a refusal leaves nothing behind (P01).

use futures::future::join;
use jiff::SignedDuration;
use lares_domain::customers::{self, NewAddress};
use lares_domain::identity::{self, At, Proof, Purpose, SignUp, SignedUp};
use lares_domain::orders::{self, PlaceOrder, Status};
use lares_domain::pricing::{self, QuoteFor};
use lares_domain::tenancy::{self, Starter, holidays};
use lares_domain::workforce::{self, CertificateForm, ProfileForm, Sex, Shift, WorkerForm};
use lares_domain::{catalogue, scheduling};
use lares_kernel::{Actor, Ctx, Locale, Phone, Result};
use sqlx::{AssertSqlSafe, Row};
use std::collections::BTreeSet;
use support::World;
use uuid::Uuid;

const OWNER: &str = "13900009101";
const RIVAL: &str = "13900009102";
const PASSWORD: &str = "correct horse battery";

fn phone(text: &str) -> Phone {
    Phone::parse(text).expect("a number")
}

/// Asks for the code that proves a phone on the platform's site.
async fn prove(world: &World, owner: &str) -> Proof {
    identity::request_code(&world.house.control, None, &phone(owner), Purpose::SignIn, str::to_owned).await.expect("sent");
    Proof::Code(world.texted_code(owner).await)
}

fn of(owner: &str, slug: &str, proof: Proof) -> SignUp {
    SignUp {
        name: "A new company".into(),
        slug: slug.into(),
        template: "cleaning".into(),
        owner_phone: phone(owner),
        owner_name: "Wang Min".into(),
        password: PASSWORD.into(),
        locale: Locale::ZhHans,
        proof,
    }
}

async fn sign_up(world: &World, form: SignUp) -> Result<SignedUp> {
    identity::sign_up(&world.house.control, &world.house.db, form).await
}

/// The code beside the field, else that of the error.
fn reason(outcome: Result<SignedUp>) -> &'static str {
    let error = outcome.expect_err("a refusal");
    error.fields().first().map_or(error.code(), |field| field.code).name()
}

/// The companies that have rows in any table, whoever may see them.
async fn with_rows(world: &World) -> BTreeSet<Uuid> {
    let mut owner = world.ground().owner().await;
    let tables = "select relname::text as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')";
    let tables = sqlx::query(tables).fetch_all(&mut owner).await.expect("tables");
    sqlx::raw_sql("begin").execute(&mut owner).await.expect("a transaction");
    let mut found = BTreeSet::new();
    for table in tables {
        let name: String = table.get("name");
        let unbound = AssertSqlSafe(format!("alter table app.{name} no force row level security"));
        sqlx::raw_sql(unbound).execute(&mut owner).await.expect("the owner may look");
        let tenants = sqlx::query(AssertSqlSafe(format!("select distinct tenant_id from app.{name}")));
        found.extend(tenants.fetch_all(&mut owner).await.expect("tenants").iter().map(|row| row.get::<Uuid, _>("tenant_id")));
    }
    sqlx::raw_sql("rollback").execute(&mut owner).await.expect("undone");
    found
}

#[tokio::test]
async fn a_new_company_has_what_its_template_says() {
    let world = World::new().await;
    for (number, starter) in tenancy::templates().iter().enumerate() {
        let owner = format!("1390000920{number}");
        let form =
            SignUp { template: starter.id.clone(), ..of(&owner, &format!("fresh-{}", starter.id), prove(&world, &owner).await) };
        let made = sign_up(&world, form).await.expect("a company");
        assert_eq!((made.tenant.name.as_str(), made.tenant.template.as_str()), ("A new company", starter.id.as_str()));
        let mut ctx = world.house.db.begin(&made.tenant, Actor::System).await.expect("a transaction");
        let membership = identity::who(&mut ctx, made.owner).await.expect("a membership");
        assert_eq!(membership.staff, Some((made.staff, "owner".to_owned())));
        assert_like(&mut ctx, starter).await;
        drop(ctx);
        let at = At { tenant: Some(made.tenant.id), device: String::new(), locale: Locale::En };
        let signed_in = identity::sign_in_by_password(&world.house.app.sessions, &at, &phone(&owner), PASSWORD).await;
        assert_eq!(signed_in.expect("the password of the form").person, made.owner);
    }
    world.finish().await;
}

async fn assert_like(ctx: &mut Ctx, starter: &Starter) {
    let services = catalogue::popular(ctx, 100).await.expect("services");
    assert_eq!(services.len(), starter.services(), "{}", starter.id);
    assert_eq!(*tenancy::policies::in_force(ctx).await.expect("policies"), starter.policies);
    assert!(!tenancy::areas::list(ctx).await.expect("areas").is_empty());
    let (first, last) = (jiff::civil::date(2026, 1, 1), jiff::civil::date(2026, 12, 31));
    assert!(!holidays::list(ctx, first, last).await.expect("days").is_empty());
    let roles = identity::staff::roles(ctx).await.expect("roles");
    let names: BTreeSet<&str> = roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["dispatcher", "finance", "manager", "owner", "support", "trainer"]));
}

#[tokio::test]
async fn a_company_takes_its_first_booking_with_the_first_worker() {
    let world = World::new().await;
    let made = sign_up(&world, of(OWNER, "first-day", prove(&world, OWNER).await)).await.expect("a company");
    let owner = Actor::Staff { person: made.owner, id: made.staff, role: "owner".into() };
    let mut ctx = world.house.db.begin(&made.tenant, owner).await.expect("a transaction");
    let place = tenancy::areas::list(&mut ctx).await.expect("areas")[0].place;
    hire(&world, &mut ctx, place).await;
    ctx.commit().await.expect("committed");

    let customer = phone("13900009103");
    let person = identity::ensure_person(&world.house.control, &customer, Locale::ZhHans).await.expect("a person");
    let mut ctx = world.house.db.begin(&made.tenant, Actor::System).await.expect("a transaction");
    let id = customers::welcome(&mut ctx, person, &customer, Locale::ZhHans).await.expect("a customer");
    ctx.commit().await.expect("committed");
    let mut ctx = world.house.db.begin(&made.tenant, Actor::Customer { person, id }).await.expect("a transaction");
    let address = NewAddress {
        contact: "Mei".into(),
        phone: customer,
        district: "district".into(),
        line: "street 1".into(),
        place,
        is_default: true,
    };
    let address = customers::add_address(&mut ctx, address).await.expect("an address");
    let service = catalogue::popular(&mut ctx, 100).await.expect("services").into_iter().find(|card| card.minutes == 120);
    let service = service.expect("two hours of cleaning").id;
    let tomorrow = made.tenant.date(world.now() + SignedDuration::from_hours(24));
    let need = scheduling::Need { service, minutes: 120, place: Some(place), worker: None, moving: None };
    let slots = scheduling::open_slots(&mut ctx, &need, tomorrow).await.expect("slots");
    let free = slots.iter().find(|slot| matches!(slot.opening, scheduling::Opening::Free { .. })).expect("a free time");
    let ask = QuoteFor { service, options: Vec::new(), address, worker: None, starts_at: free.starts_at, codes: Vec::new() };
    let quote = pricing::quote(&mut ctx, &world.house.extensions, ask).await.expect("a price");
    let command = PlaceOrder { quote: quote.id, notes: String::new() };
    let order = orders::place(&mut ctx, &world.house.extensions, command).await.expect("placed").order;
    ctx.commit().await.expect("committed");
    assert_eq!((order.starts_at, order.status), (free.starts_at, Status::Offered));
    world.finish().await;
}

/// One worker who knows everything and works all week.
async fn hire(world: &World, ctx: &mut Ctx, home: lares_kernel::Place) {
    let number = phone("13900009104");
    let person = identity::ensure_person(&world.house.control, &number, Locale::ZhHans).await.expect("a person");
    let skills = catalogue::skills(ctx).await.expect("skills").into_iter().map(|skill| skill.id).collect();
    let form = WorkerForm {
        name: "Lin".into(),
        phone: number.as_str().into(),
        sex: Sex::Female,
        birth_year: 1985,
        home,
        shows_sex: true,
        shows_age: true,
        shows_photo: true,
        profile: ProfileForm { years: 8, bio: String::new(), photo: None, skills },
    };
    let worker = workforce::create(ctx, person, &form).await.expect("a worker");
    let week: Vec<Shift> = (1..=7).map(|weekday| Shift { weekday, starts_minute: 480, ends_minute: 1200 }).collect();
    workforce::replace_shifts(ctx, worker, &week).await.expect("shifts");
    let today = ctx.tenant().date(ctx.now());
    for kind in tenancy::starter("cleaning").expect("a starter").certificates.clone() {
        let form = CertificateForm { kind: kind.kind, number: "1".into(), issued_on: today, expires_on: None };
        let id = workforce::add_certificate(ctx, worker, &form).await.expect("handed in");
        workforce::verify_certificate(ctx, id).await.expect("verified");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_founders_at_one_address_one_wins_and_nothing_is_left_of_the_other() {
    let world = World::new().await;
    let rounds =
        [("race-one", OWNER, RIVAL), ("race-two", "13900009105", "13900009106"), ("race-three", "13900009107", "13900009108")];
    let mut companies: BTreeSet<Uuid> = [&world.chenxi, &world.anju].map(|company| company.tenant.id.uuid()).into();
    assert_eq!(with_rows(&world).await, companies);
    for (slug, one, other) in rounds {
        let (first, second) = (prove(&world, one).await, prove(&world, other).await);
        let (left, right) =
            join(sign_up(&world, of(one, slug, first.clone())), sign_up(&world, of(other, slug, second.clone()))).await;
        let (winner, lost, loser, code) = match (left, right) {
            (Ok(won), lost) => (won, lost, other, second),
            (lost, Ok(won)) => (won, lost, one, first),
            (left, right) => panic!("nobody won: {left:?} {right:?}"),
        };
        assert_eq!(reason(lost), "tenancy.slug_taken");
        companies.insert(winner.tenant.id.uuid());
        assert_eq!(with_rows(&world).await, companies, "rows of the winner only");
        let found = world.house.control.tenant_by_slug(slug).await.expect("an answer").expect("a company");
        assert_eq!(found.id, winner.tenant.id);
        let nobody = identity::find_person(&world.house.control, &phone(loser)).await.expect("an answer");
        assert!(nobody.is_none(), "the loser has no account");
        let again = sign_up(&world, of(loser, &format!("{slug}-b"), code)).await.expect("the code was not spent");
        companies.insert(again.tenant.id.uuid());
    }
    world.finish().await;
}

#[tokio::test]
async fn a_wrong_form_costs_no_code_and_leaves_nothing() {
    let world = World::new().await;
    let proof = prove(&world, OWNER).await;
    let before = with_rows(&world).await;
    for (slug, code) in [
        ("ab", "tenancy.slug_shape"),
        ("Anxin", "tenancy.slug_shape"),
        ("xn--anxin", "tenancy.slug_shape"),
        ("-anxin", "tenancy.slug_shape"),
        ("www", "tenancy.slug_reserved"),
        ("operator", "tenancy.slug_reserved"),
        ("chenxi", "tenancy.slug_taken"),
    ] {
        assert_eq!(reason(sign_up(&world, of(OWNER, slug, proof.clone())).await), code, "{slug}");
    }
    let good = || of(OWNER, "careful", proof.clone());
    for (form, code) in [
        (SignUp { name: " ".into(), ..good() }, "tenancy.name_length"),
        (SignUp { owner_name: String::new(), ..good() }, "tenancy.name_length"),
        (SignUp { template: "nothing".into(), ..good() }, "tenancy.unknown_template"),
        (SignUp { password: "password".into(), ..good() }, "identity.password_common"),
        (SignUp { proof: Proof::Code("12345".into()), ..good() }, "identity.code_wrong"),
    ] {
        assert_eq!(reason(sign_up(&world, form).await), code);
    }
    assert_eq!(with_rows(&world).await, before);
    assert!(identity::find_person(&world.house.control, &phone(OWNER)).await.expect("an answer").is_none());
    sign_up(&world, good()).await.expect("the same code still opens the right form");
    world.finish().await;
}

#[tokio::test]
async fn a_hand_off_opens_one_session_at_its_own_company_within_a_minute() {
    let world = World::new().await;
    let (control, sessions) = (&world.house.control, &world.house.app.sessions);
    let owner = world.chenxi.someone("owner").person;
    let at = |company: &support::Company| At { tenant: Some(company.tenant.id), device: "test".into(), locale: Locale::En };
    let token = identity::hand_off(control, world.chenxi.tenant.id, owner).await.expect("a token");
    let take = |company: &support::Company, token: String| {
        let at = at(company);
        async move { identity::sign_in_by_hand_off(sessions, &at, &token).await.expect("an answer") }
    };
    assert!(take(&world.anju, token.clone()).await.is_none(), "another company's host");
    let platform = At { tenant: None, ..at(&world.chenxi) };
    assert!(identity::sign_in_by_hand_off(sessions, &platform, &token).await.expect("an answer").is_none());
    assert!(take(&world.chenxi, "0".repeat(64)).await.is_none());
    let (one, other) = join(take(&world.chenxi, token.clone()), take(&world.chenxi, token.clone())).await;
    let signed_in = one.xor(other).expect("exactly one of two at once");
    assert_eq!(signed_in.person, owner);
    let session = sessions.find(&signed_in.token).await.expect("an answer").expect("a session");
    assert_eq!(session.tenant, Some(world.chenxi.tenant.id));
    assert!(take(&world.chenxi, token).await.is_none(), "used");
    let late = identity::hand_off(control, world.chenxi.tenant.id, owner).await.expect("a token");
    world.wait_minutes(1);
    assert!(take(&world.chenxi, late).await.is_none(), "a minute is over");
    identity::prune(control, 100).await.expect("pruned");
    let left: i64 =
        sqlx::query_scalar("select count(*) from control.hand_offs").fetch_one(control.pool()).await.expect("a count");
    assert_eq!(left, 0);
    world.finish().await;
}
