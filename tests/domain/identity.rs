//! People: codes, passwords, sessions, and one person at two companies (C01, C03, P02).

use jiff::SignedDuration;
use lares_domain::customers::{self, SaveProfile, Search};
use lares_domain::identity::{self, At, Purpose, Session, SignedIn};
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{Error, Locale, PageRequest, Phone, Result};
use std::sync::Arc;
use support::{Company, World};

const PASSWORD: &str = "correct horse battery";

fn phone(text: &str) -> Phone {
    Phone::parse(text).expect("a number")
}

/// Nobody's so far; of the range for fiction.
fn new_phone() -> Phone {
    phone("13900009001")
}

fn at(company: Option<&Company>) -> At {
    At { tenant: company.map(|company| company.tenant.id), device: "test".into(), locale: Locale::ZhHans }
}

/// The code as it was written.
async fn request(world: &World, company: Option<&Company>, phone: &Phone, purpose: Purpose) -> Result<String> {
    let mut sent = String::new();
    let tenant = company.map(|company| &*company.tenant);
    let body = |code: &str| {
        code.clone_into(&mut sent);
        sent.clone()
    };
    identity::request_code(&world.house.control, tenant, phone, purpose, body).await?;
    Ok(sent)
}

async fn by_code(world: &World, company: &Company, phone: &Phone, code: &str) -> Result<SignedIn> {
    identity::sign_in_by_code(&world.house.app.sessions, &at(Some(company)), phone, code).await
}

async fn by_password(world: &World, company: &Company, phone: &Phone, password: &str) -> Result<SignedIn> {
    identity::sign_in_by_password(&world.house.app.sessions, &at(Some(company)), phone, password).await
}

async fn session(world: &World, token: &str) -> Option<Arc<Session>> {
    world.house.app.sessions.find(token).await.expect("an answer")
}

/// The code beside the field, else that of the error.
fn reason<T: std::fmt::Debug>(outcome: Result<T>) -> &'static str {
    let error: Error = outcome.expect_err("a refusal");
    error.fields().first().map_or(error.code(), |field| field.code).name()
}

fn wrong(code: &str) -> String {
    if code == "000000" { "000001".to_owned() } else { "000000".to_owned() }
}

#[tokio::test]
async fn a_code_signs_in_once_where_it_was_asked_for_and_for_nothing_else() {
    let world = World::new().await;
    let (chenxi, anju, new) = (&world.chenxi, &world.anju, new_phone());
    let code = request(&world, Some(chenxi), &new, Purpose::SignIn).await.expect("sent");
    assert_eq!(world.texted_code(new.as_str()).await, code, "the text message holds it");
    assert_eq!(reason(by_code(&world, anju, &new, &code).await), "identity.code_wrong");
    let recovery = identity::recover(&world.house.app.sessions, &at(Some(chenxi)), &new, (&code, PASSWORD)).await;
    assert_eq!(reason(recovery), "identity.code_wrong");
    let signed_in = by_code(&world, chenxi, &new, &format!(" {code} ")).await.expect("the code is right");
    let found = session(&world, &signed_in.token).await.expect("a session");
    assert_eq!((found.person, found.tenant, found.phone.as_str()), (signed_in.person, Some(chenxi.tenant.id), new.as_str()));
    assert_eq!(reason(by_code(&world, chenxi, &new, &code).await), "identity.code_wrong", "it is used up");
    world.finish().await;
}

#[tokio::test]
async fn a_code_dies_of_five_wrong_tries_of_five_minutes_and_of_the_next_code() {
    let world = World::new().await;
    let (chenxi, new) = (&world.chenxi, new_phone());
    let code = request(&world, Some(chenxi), &new, Purpose::SignIn).await.expect("sent");
    for _ in 0..5 {
        assert_eq!(reason(by_code(&world, chenxi, &new, &wrong(&code)).await), "identity.code_wrong");
    }
    assert_eq!(reason(by_code(&world, chenxi, &new, &code).await), "identity.code_wrong", "tried too often");
    world.wait_minutes(11);
    let late = request(&world, Some(chenxi), &new, Purpose::SignIn).await.expect("sent");
    world.wait_minutes(5);
    assert_eq!(reason(by_code(&world, chenxi, &new, &late).await), "identity.code_wrong", "too late");
    let first = request(&world, Some(chenxi), &new, Purpose::SignIn).await.expect("sent");
    world.wait_minutes(1);
    let second = request(&world, Some(chenxi), &new, Purpose::SignIn).await.expect("sent");
    if first != second {
        assert_eq!(reason(by_code(&world, chenxi, &new, &first).await), "identity.code_wrong", "overtaken");
    }
    by_code(&world, chenxi, &new, &second).await.expect("the newest is good");
    world.finish().await;
}

#[tokio::test]
async fn codes_are_limited_by_phone_over_all_companies_and_alike_for_unknown_numbers() {
    let world = World::new().await;
    let (chenxi, anju) = (Some(&world.chenxi), Some(&world.anju));
    for phone in [world.chenxi.someone("mei").phone.clone(), new_phone()] {
        request(&world, chenxi, &phone, Purpose::SignIn).await.expect("sent");
        world.clock.advance(SignedDuration::from_secs(40));
        let error = request(&world, anju, &phone, Purpose::Recover).await.expect_err("too soon");
        assert_eq!((error.code().name(), error.args()), ("identity.code_too_soon", &[("seconds", "20".to_owned())][..]));
        for company in [anju, None] {
            world.wait_minutes(1);
            request(&world, company, &phone, Purpose::SignIn).await.expect("sent");
        }
        world.wait_minutes(1);
        assert_eq!(reason(request(&world, chenxi, &phone, Purpose::SignIn).await), "identity.code_too_many", "the fourth");
        for _ in 3..10 {
            world.wait_minutes(11);
            request(&world, chenxi, &phone, Purpose::SignIn).await.expect("sent");
        }
        world.wait_minutes(11);
        assert_eq!(reason(request(&world, chenxi, &phone, Purpose::SignIn).await), "identity.code_too_many", "the eleventh");
        world.wait_minutes(24 * 60);
        request(&world, chenxi, &phone, Purpose::SignIn).await.expect("another day");
    }
    world.finish().await;
}

#[tokio::test]
async fn a_password_opens_and_ten_wrong_ones_close_whether_the_number_is_known_or_not() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mei = chenxi.someone("mei").phone.clone();
    let session = session(&world, &world.sign_in(chenxi, chenxi.someone("mei")).await).await.expect("a session");
    let sessions = &world.house.app.sessions;
    identity::set_password(sessions, &session, "", PASSWORD).await.expect("the first needs no other");
    let signed_in = by_password(&world, chenxi, &mei, PASSWORD).await.expect("the password is right");
    assert_eq!(signed_in.person, session.person);
    // Nobody learns which of these has an account, or a password.
    for phone in [mei.clone(), chenxi.someone("hua").phone.clone(), new_phone()] {
        for _ in 0..10 {
            assert_eq!(reason(by_password(&world, chenxi, &phone, "wrong horse battery").await), "identity.sign_in_wrong");
        }
        assert_eq!(reason(by_password(&world, &world.anju, &phone, PASSWORD).await), "identity.too_many_tries");
    }
    assert!(identity::find_person(&world.house.control, &new_phone()).await.expect("an answer").is_none());
    // A code still opens, and makes up for the wrong passwords.
    world.sign_in(chenxi, chenxi.someone("mei")).await;
    by_password(&world, chenxi, &mei, PASSWORD).await.expect("the password is right");
    world.finish().await;
}

#[tokio::test]
async fn a_changed_password_asks_for_the_old_one_and_ends_every_other_session() {
    let world = World::new().await;
    let (chenxi, sessions) = (&world.chenxi, &world.house.app.sessions);
    let mei = chenxi.someone("mei");
    let [here, there, elsewhere] =
        [world.sign_in(chenxi, mei).await, world.sign_in(chenxi, mei).await, world.sign_in(&world.anju, mei).await];
    let mine = session(&world, &here).await.expect("a session");
    for weak in ["short", "password", "zzzzzzzzzz"] {
        assert!(reason(identity::set_password(sessions, &mine, "", weak).await).starts_with("identity.password_"), "{weak}");
    }
    identity::set_password(sessions, &mine, "", PASSWORD).await.expect("set");
    assert!(session(&world, &here).await.is_some(), "the one that changed it stays");
    assert!(session(&world, &there).await.is_none() && session(&world, &elsewhere).await.is_none());
    let refused = identity::set_password(sessions, &mine, "wrong horse battery", "another horse battery").await;
    assert_eq!(reason(refused), "identity.password_wrong");
    by_password(&world, chenxi, &mei.phone, PASSWORD).await.expect("still the old one");
    identity::set_password(sessions, &mine, PASSWORD, "another horse battery").await.expect("changed");
    assert_eq!(reason(by_password(&world, chenxi, &mei.phone, PASSWORD).await), "identity.sign_in_wrong");
    by_password(&world, chenxi, &mei.phone, "another horse battery").await.expect("the new one");
    world.finish().await;
}

#[tokio::test]
async fn recovery_by_code_ends_all_sessions_and_writes_nobody_unknown() {
    let world = World::new().await;
    let (chenxi, sessions) = (&world.chenxi, &world.house.app.sessions);
    let mei = chenxi.someone("mei");
    let before = world.sign_in(chenxi, mei).await;
    world.wait_minutes(11);
    let code = request(&world, Some(chenxi), &mei.phone, Purpose::Recover).await.expect("sent");
    assert_eq!(reason(by_code(&world, chenxi, &mei.phone, &code).await), "identity.code_wrong", "it is for a password");
    let weak = identity::recover(sessions, &at(Some(chenxi)), &mei.phone, (&code, "password")).await;
    assert_eq!(reason(weak), "identity.password_common", "and the code is not spent on it");
    let signed_in = identity::recover(sessions, &at(Some(chenxi)), &mei.phone, (&code, PASSWORD)).await.expect("recovered");
    assert!(session(&world, &before).await.is_none() && session(&world, &signed_in.token).await.is_some());
    by_password(&world, chenxi, &mei.phone, PASSWORD).await.expect("the new password");

    let texts = world.sms().await.len();
    request(&world, Some(chenxi), &new_phone(), Purpose::Recover).await.expect("the same answer");
    assert_eq!(world.sms().await.len(), texts, "a number nobody has gets no message");
    world.finish().await;
}

#[tokio::test]
async fn sessions_are_listed_by_company_and_a_revoked_one_is_dead_at_once() {
    let world = World::new().await;
    let (chenxi, sessions) = (&world.chenxi, &world.house.app.sessions);
    let mei = chenxi.someone("mei");
    let [first, second] = [world.sign_in(chenxi, mei).await, world.sign_in(chenxi, mei).await];
    let other = world.sign_in(&world.anju, mei).await;
    let here = sessions.list(mei.person, Some(chenxi.tenant.id)).await.expect("a list");
    assert_eq!(here.len(), 2);
    assert!(here.iter().all(|session| session.tenant == Some(chenxi.tenant.id) && session.device == "test"));
    assert_eq!(sessions.list(mei.person, Some(world.anju.tenant.id)).await.expect("a list").len(), 1);
    assert_eq!(sessions.list(mei.person, None).await.expect("a list").len(), 0);
    let (mine, theirs) = (session(&world, &first).await.expect("alive"), chenxi.someone("hua").person);
    assert_eq!(reason(sessions.revoke(theirs, mine.id).await), NOT_FOUND.name(), "somebody else's");
    sessions.revoke(mei.person, mine.id).await.expect("revoked");
    assert!(session(&world, &first).await.is_none());
    assert!(session(&world, &second).await.is_some() && session(&world, &other).await.is_some());
    assert_eq!(reason(sessions.revoke(mei.person, mine.id).await), NOT_FOUND.name(), "over already");
    world.wait_minutes(30 * 24 * 60);
    assert!(session(&world, &second).await.is_none(), "thirty days idle");
    assert!(sessions.list(mei.person, Some(chenxi.tenant.id)).await.expect("a list").is_empty());
    world.finish().await;
}

#[tokio::test]
async fn one_person_is_customer_of_two_companies_that_do_not_learn_of_each_other() {
    let world = World::new().await;
    let (chenxi, anju, new) = (&world.chenxi, &world.anju, new_phone());
    let code = request(&world, Some(chenxi), &new, Purpose::SignIn).await.expect("sent");
    let person = by_code(&world, chenxi, &new, &code).await.expect("signed in").person;
    let mut ctx = world.ctx(chenxi, "system").await;
    let id = customers::welcome(&mut ctx, person, &new, Locale::ZhHans).await.expect("a customer");
    ctx.commit().await.expect("committed");
    let mut ctx = world.begin(chenxi, lares_kernel::Actor::Customer { person, id }).await;
    let profile = SaveProfile { name: "Known Here".into(), email: "here@example.com".into(), locale: Locale::En };
    customers::save_profile(&mut ctx, profile).await.expect("saved");
    ctx.commit().await.expect("committed");
    for (company, count) in [(chenxi, 1), (anju, 0)] {
        let mut ctx = world.ctx(company, "owner").await;
        for text in ["Known Here", "9001"] {
            let search = Search { text: text.to_owned() };
            let found = customers::list(&mut ctx, &search, PageRequest::new(1, 20).expect("a page")).await.expect("a list");
            assert_eq!(found.total, count, "{text} at {}", company.tenant.slug);
        }
        let there = identity::who(&mut ctx, person).await.expect("an answer");
        assert_eq!(there.customer.is_some(), count == 1);
    }
    // Mei is customer of both from the beginning: one person, two customers, two profiles.
    assert_eq!(chenxi.someone("mei").person, anju.someone("mei").person);
    assert_ne!(chenxi.customer("mei"), anju.customer("mei"));
    let mut ctx = world.ctx(chenxi, "mei").await;
    let profile = SaveProfile { name: "Mei of Chenxi".into(), email: String::new(), locale: Locale::ZhHans };
    customers::save_profile(&mut ctx, profile).await.expect("saved");
    ctx.commit().await.expect("committed");
    let mut ctx = world.ctx(anju, "mei").await;
    assert_eq!(customers::profile(&mut ctx).await.expect("a profile").name, "mei");
    drop(ctx);
    world.finish().await;
}
