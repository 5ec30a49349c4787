//! Signing in and out on the pages, and founding a company from a form to its office (C01, C03, P01).

use axum::http::{Method, StatusCode, header};
use serde_json::json;
use support::{Browser, Page, World};

const NEW: &str = "13900009201";
const PASSWORD: &str = "correct horse battery";
/// Where a guest was: a booking with everything chosen.
const BOOKING: &str = "/booking/1?date=2026-06-02&worker=7&notes=a+b";
const BOOKING_IN_QUERY: &str = "%2Fbooking%2F1%3Fdate%3D2026-06-02%26worker%3D7%26notes%3Da%2Bb";

/// What the page links to, with `&` as browsers read it.
fn links(page: &Page) -> Vec<String> {
    page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(|link| link.replace("&amp;", "&")).collect()
}

/// The link of a page that begins like this.
fn link(page: &Page, start: &str) -> String {
    links(page).into_iter().find(|link| link.starts_with(start)).unwrap_or_else(|| panic!("no {start} in {:#?}", links(page)))
}

fn cookie(page: &Page) -> &str {
    page.headers.get(header::SET_COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

async fn is_guest(browser: &mut Browser) -> bool {
    let page = browser.get("/me").await;
    assert!(page.status == StatusCode::OK || page.location() == "/sign-in?return=%2Fme", "{} {}", page.status, page.location());
    page.status != StatusCode::OK
}

async fn sign_in_by_password(browser: &mut Browser, phone: &str, password: &str) -> Page {
    browser.post("/sessions", &format!("phone={phone}&password={}", password.replace(' ', "+"))).await
}

#[tokio::test]
async fn a_guest_signs_in_by_code_and_is_back_where_they_were() {
    let world = World::new().await;
    let mut browser = world.browser(Some(&world.chenxi));
    let page = browser.get("/orders?state=open&q=a+b").await;
    assert_eq!(page.location(), "/sign-in?return=%2Forders%3Fstate%3Dopen%26q%3Da%2Bb");
    let asked = browser.get(&format!("/sign-in?return={BOOKING_IN_QUERY}")).await;
    assert_eq!(asked.status, StatusCode::OK);
    let sent = browser.post("/codes", &format!("phone={NEW}&return={BOOKING_IN_QUERY}")).await;
    assert_eq!(sent.status, StatusCode::OK);
    let back = format!("/sign-in?return={BOOKING_IN_QUERY}");
    assert!(sent.body.contains(&format!("name=\"return\" value=\"{back}\"")), "the language switch keeps it too: {}", sent.body);
    let code = world.texted_code(NEW).await;
    let bad = if code == "000000" { "000001" } else { "000000" };
    let wrong = browser.post("/sessions", &format!("phone={NEW}&code={bad}&return={BOOKING_IN_QUERY}")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains(&format!("value=\"{}\"", BOOKING.replace('&', "&amp;"))), "the way back stays: {}", wrong.body);
    assert!(is_guest(&mut browser).await);
    let entered = browser.post("/sessions", &format!("phone={NEW}&code={code}&return={BOOKING_IN_QUERY}")).await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, BOOKING));
    let kept = cookie(&entered);
    assert!(["HttpOnly", "SameSite=Lax", "Path=/"].iter().all(|word| kept.contains(word)) && !kept.contains("Domain"), "{kept}");
    assert!(!is_guest(&mut browser).await);
    assert!(is_guest(&mut world.browser(Some(&world.anju)).with_cookies_of(&browser)).await, "at no other company");
    world.finish().await;
}

#[tokio::test]
async fn every_way_to_sign_in_keeps_the_way_back() {
    let world = World::new().await;
    let mut browser = world.browser(Some(&world.chenxi));
    let start = browser.get(&format!("/sign-in?return={BOOKING_IN_QUERY}")).await;
    let with_password = link(&start, "/sign-in?with=password");
    assert_eq!(with_password, format!("/sign-in?with=password&return={BOOKING_IN_QUERY}"));
    let password = browser.get(&with_password).await;
    let field = format!("name=\"return\" value=\"{}\"", BOOKING.replace('&', "&amp;"));
    assert!(password.body.contains(&field), "{}", password.body);
    assert_eq!(link(&password, "/sign-in?return"), format!("/sign-in?return={BOOKING_IN_QUERY}"));
    let recovery = link(&password, "/recovery");
    assert_eq!(recovery, format!("/recovery?return={BOOKING_IN_QUERY}"));
    let recovery = browser.get(&recovery).await;
    assert!(recovery.body.contains(&field), "{}", recovery.body);
    assert_eq!(link(&recovery, "/sign-in"), format!("/sign-in?return={BOOKING_IN_QUERY}"));

    let phone = world.chenxi.someone("mei").phone.as_str().replace('+', "%2B");
    let sent = browser.post("/recovery/codes", &format!("phone={phone}&return={BOOKING_IN_QUERY}")).await;
    assert!(sent.status == StatusCode::OK && sent.body.contains(&field), "{} {}", sent.status, sent.body);
    let code = world.texted_code(world.chenxi.someone("mei").phone.as_str()).await;
    let form = format!("phone={phone}&code={code}&password={}&return={BOOKING_IN_QUERY}", PASSWORD.replace(' ', "+"));
    let recovered = browser.post("/recovery", &form).await;
    assert_eq!((recovered.status, recovered.location()), (StatusCode::SEE_OTHER, BOOKING));

    let mut other = world.browser(Some(&world.chenxi));
    let form = format!("phone={phone}&password={}&return={BOOKING_IN_QUERY}", PASSWORD.replace(' ', "+"));
    assert_eq!(other.post("/sessions", &form).await.location(), BOOKING);
    let elsewhere = "return=https%3A%2F%2Fevil.example%2F";
    assert_eq!(other.get(&format!("/sign-in?{elsewhere}")).await.location(), "/", "only to a path of this host");
    world.finish().await;
}

#[tokio::test]
async fn a_device_that_was_revoked_is_a_guest_at_once() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let (mut here, mut there) = (world.browser_of(chenxi, "mei").await, world.browser_of(chenxi, "mei").await);
    assert!(!is_guest(&mut here).await && !is_guest(&mut there).await);
    let list = here.get("/api/v1/sessions").await.json();
    let rows = list.as_array().expect("a list");
    assert_eq!((rows.len(), rows.iter().filter(|row| row["is_this"] == true).count()), (2, 1));
    let other = rows.iter().find(|row| row["is_this"] == false).expect("the other device")["id"].as_str().expect("an id");
    let page = here.get("/me/security").await;
    let action = format!("/sessions/{other}/revocation");
    assert!(page.body.contains(&action), "{}", page.body);
    let mut hua = world.browser_of(chenxi, "hua").await;
    assert_eq!(hua.post(&action, "").await.status, StatusCode::NOT_FOUND, "somebody else's session");
    let done = here.post(&action, "return=/me/security").await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/me/security"));
    assert!(is_guest(&mut there).await && !is_guest(&mut here).await);

    let mut third = world.browser_of(chenxi, "mei").await;
    let list = here.get("/api/v1/sessions").await.json();
    let other = list.as_array().and_then(|rows| rows.iter().find(|row| row["is_this"] == false)).expect("the new device");
    let path = format!("/api/v1/sessions/{}", other["id"].as_str().expect("an id"));
    assert_eq!(here.send(Method::DELETE, &path, &[], Vec::new()).await.status, StatusCode::NO_CONTENT);
    assert!(is_guest(&mut third).await);
    let out = here.post("/sessions/current/revocation", "").await;
    assert_eq!(out.location(), "/");
    assert!(is_guest(&mut here).await && cookie(&out).contains("Max-Age=0"));
    world.finish().await;
}

#[tokio::test]
async fn a_new_password_signs_every_other_device_out() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let (mut here, mut there) = (world.browser_of(chenxi, "mei").await, world.browser_of(chenxi, "mei").await);
    let weak = here.post("/me/password", "password=password").await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!is_guest(&mut there).await);
    let new = format!("password={}", PASSWORD.replace(' ', "+"));
    assert_eq!(here.post("/me/password", &new).await.location(), "/me");
    assert!(!is_guest(&mut here).await && is_guest(&mut there).await);
    let refused = here.post("/me/password", "current=wrong+horse&password=another+horse+battery").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let phone = chenxi.someone("mei").phone.as_str().replace('+', "%2B");
    assert_eq!(sign_in_by_password(&mut there, &phone, "wrong horse").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in_by_password(&mut there, &phone, PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert!(!is_guest(&mut there).await);
    world.finish().await;
}

#[tokio::test]
async fn codes_and_tries_are_limited_on_the_pages_and_in_the_api() {
    let world = World::new().await;
    let mut browser = world.browser(Some(&world.chenxi));
    assert_eq!(browser.post("/codes", &format!("phone={NEW}")).await.status, StatusCode::OK);
    assert_eq!(browser.post("/codes", &format!("phone={NEW}")).await.status, StatusCode::TOO_MANY_REQUESTS);
    let page = browser.json(Method::POST, "/api/v1/codes", &json!({ "phone": NEW })).await;
    assert_eq!((page.status, page.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "identity.code_too_soon"));
    // A client runs out of tries whatever it types: thirty, and what a slow machine gives back meanwhile.
    let mut refused = None;
    for number in 1..=100 {
        let page = browser.json(Method::POST, "/api/v1/sessions", &json!({ "phone": "x", "password": "y" })).await;
        match page.code().as_str() {
            "invalid" => {}
            "too_many_requests" => {
                refused = Some(number);
                break;
            }
            other => panic!("{other}"),
        }
    }
    assert!(refused.is_some_and(|number| number > 30), "{refused:?}");
    world.finish().await;
}

fn sign_up_form(slug: &str, phone: &str, code: &str) -> String {
    let password = PASSWORD.replace(' ', "+");
    format!("name=Mingjing&slug={slug}&template=cleaning&owner_name=Wang&phone={phone}&code={code}&password={password}")
}

#[tokio::test]
async fn a_sign_up_ends_in_the_office_of_the_new_company() {
    let world = World::new().await;
    let mut site = world.browser(None);
    assert_eq!(site.get("/sign-up").await.status, StatusCode::OK);
    assert_eq!(site.post("/sign-up/codes", &format!("phone={NEW}")).await.status, StatusCode::OK);
    let code = world.texted_code(NEW).await;
    for (slug, status) in [("www", 422), ("a_b", 422), ("chenxi", 422)] {
        let page = site.post("/sign-up", &sign_up_form(slug, NEW, &code)).await;
        assert_eq!(page.status.as_u16(), status, "{slug}");
        assert!(page.body.contains("Mingjing") && !page.body.contains(PASSWORD), "the form is kept, the password is not");
    }
    let founded = site.post("/sign-up", &sign_up_form("Mingjing", NEW, &code)).await;
    let there = founded.location().strip_prefix("http://mingjing.lares.localhost").unwrap_or_else(|| panic!("{founded:?}"));
    assert!(there.starts_with("/hand-off?token=") && cookie(&founded).is_empty());
    let policy = founded.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text").to_owned();
    assert!(policy.contains("form-action 'self' http://*.lares.localhost;"), "a browser follows: {policy}");

    let mut owner = world.browser_at("mingjing.lares.localhost");
    let arrived = owner.get(there).await;
    assert_eq!((arrived.status, arrived.location()), (StatusCode::SEE_OTHER, "/office"));
    assert_eq!(arrived.headers[header::REFERRER_POLICY], "no-referrer");
    let office = owner.get("/office").await;
    assert_eq!(office.status, StatusCode::OK);
    for part in ["href=\"/office/services\"", "href=\"/office/workers/new\"", "http://mingjing.lares.localhost/worker"] {
        assert!(office.body.contains(part), "the first steps name {part}");
    }
    assert_eq!(owner.get(there).await.location(), "/office", "back in the browser's history does no harm");
    assert_eq!(owner.get("/office").await.status, StatusCode::OK);
    let mut stranger = world.browser_at("mingjing.lares.localhost");
    let reused = stranger.get(there).await;
    assert!(reused.location() == "/office" && cookie(&reused).is_empty(), "used up");
    assert!(stranger.get("/office").await.location().starts_with("/sign-in"));
    world.finish().await;
}

#[tokio::test]
async fn a_hand_off_opens_no_other_host_lives_a_minute_and_makes_nobody_somebody_else() {
    let world = World::new().await;
    let owner = world.chenxi.someone("owner").person;
    let token = |world: &World| {
        let (control, tenant) = (world.house.control.clone(), world.chenxi.tenant.id);
        async move { lares_domain::identity::hand_off(&control, tenant, owner).await.expect("a token") }
    };
    let first = token(&world).await;
    for mut browser in [world.browser(Some(&world.anju)), world.browser(None)] {
        let page = browser.get(&format!("/hand-off?token={first}")).await;
        assert!(page.location() == "/office" && cookie(&page).is_empty());
    }
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let page = mei.get(&format!("/hand-off?token={first}")).await;
    assert!(cookie(&page).is_empty() && mei.get("/office").await.status == StatusCode::NOT_FOUND, "Mei stays Mei");
    let mut late = world.browser(Some(&world.chenxi));
    world.wait_minutes(1);
    assert!(cookie(&late.get(&format!("/hand-off?token={first}")).await).is_empty());
    let second = token(&world).await;
    assert!(!cookie(&late.get(&format!("/hand-off?token={second}")).await).is_empty());
    assert_eq!(late.get("/office").await.status, StatusCode::OK);
    assert_eq!(late.get("/hand-off").await.location(), "/office");
    world.finish().await;
}

#[tokio::test]
async fn the_first_steps_are_gone_with_the_first_order() {
    let world = World::new().await;
    let mut owner = world.browser_of(&world.chenxi, "owner").await;
    assert!(owner.get("/office").await.body.contains("http://chenxi.lares.localhost/worker"));
    let wish = support::Wish::at("mei", world.chenxi.at(1, 10, 0));
    world.book(&world.chenxi, &wish).await.expect("placed");
    assert!(!owner.get("/office").await.body.contains("http://chenxi.lares.localhost/worker"));
    world.finish().await;
}

#[tokio::test]
async fn the_platforms_site_leads_to_ones_own_company() {
    let world = World::new().await;
    let mut site = world.browser(None);
    assert!(links(&site.get("/").await).contains(&"/company".to_owned()));
    assert_eq!(site.get("/company").await.status, StatusCode::OK);
    for typed in ["chenxi", "+Chenxi+", "chenxi.lares.localhost", "http%3A%2F%2Fchenxi.lares.localhost%2Foffice"] {
        let page = site.get(&format!("/company?address={typed}")).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "http://chenxi.lares.localhost/sign-in"), "{typed}");
    }
    for typed in ["nobody-here", "", "www", "evil.example", "chenxi.evil.example", "%2F%2Fevil.example"] {
        let page = site.get(&format!("/company?address={typed}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{typed}");
    }
    world.finish().await;
}
