//! What stands around every handler: the site a write comes from, headers, limits, and what goes wrong outside of handlers.

use crate::requests::{meant_for, table};
use crate::stage::Stage;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use futures::future::BoxFuture;
use lares_domain::identity;
use lares_extension::{
    Activation, Answer, Extensions, Failure, Inspection, Manifest, OrderEvent, Plugins, Problem, QuoteOutcome, QuoteRequest,
};
use lares_kernel::{Ctx, Locale, Phone, Result};
use lares_web::App;
use std::sync::Arc;
use support::{Browser, Page, World};

const JSON: (&str, &str) = ("accept", "application/json");

/// Every write of the table with a cookie and no word about where it comes from.
#[tokio::test]
async fn a_write_by_cookie_that_does_not_say_where_it_comes_from_is_refused() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let mut wrong = Vec::new();
    for request in table().into_iter().filter(|request| request.route.writes() && !request.is_of_platform()) {
        let who = meant_for(&request.route);
        let path = stage.said(&request.address, "a-key-of-mine");
        let bearer = format!("Bearer {}", stage.token(who));
        let mut cookie = stage.browser(&world, who);
        let page = cookie.send(request.route.method.clone(), &path, &[("sec-fetch-site", ""), JSON], Vec::new()).await;
        if (page.status, page.code().as_str()) != (StatusCode::FORBIDDEN, "cross_site") {
            wrong.push(format!("{request} → {}", page.status));
        }
        let headers = [("sec-fetch-site", ""), ("authorization", bearer.as_str()), ("content-type", "text/plain"), JSON];
        let page = cookie.send(request.route.method.clone(), &path, &headers, Vec::new()).await;
        if page.code() == "cross_site" {
            wrong.push(format!("{request} with a token → {}", page.code()));
        }
        let page = cookie.send(request.route.method.clone(), &path, &[("sec-fetch-site", "cross-site"), JSON], Vec::new()).await;
        if page.code() != "cross_site" {
            wrong.push(format!("{request} from elsewhere → {}", page.status));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.finish().await;
}

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// What `decodeURIComponent` makes of it.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        let escaped = (*first == b'%').then(|| std::str::from_utf8(&more[..2]).expect("two digits"));
        bytes.push(escaped.map_or(*first, |digits| u8::from_str_radix(digits, 16).expect("hexadecimal")));
        rest = if escaped.is_some() { &more[2..] } else { more };
    }
    String::from_utf8(bytes).expect("a sentence")
}

#[tokio::test]
async fn a_part_that_fails_says_why_in_a_header() {
    let world = World::new().await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let part = ("hx-request", "true");
    let page = mei.send(Method::POST, "/me/profile", &[part, ("content-type", "text/plain")], b"x=1".to_vec()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.body);
    let said = decoded(header(&page, "x-problem"));
    assert!(said.chars().count() > 4 && page.body.contains(&said), "{said}");
    let page = mei.send(Method::POST, "/me/profile", &[("content-type", "text/plain")], b"x=1".to_vec()).await;
    assert_eq!(header(&page, "x-problem"), "", "a whole page needs no header");
    world.finish().await;
}

#[tokio::test]
async fn who_signs_in_again_comes_back_to_a_page_and_never_to_a_part_or_a_form() {
    let world = World::new().await;
    let mut guest = world.browser(Some(&world.chenxi));
    let url = ("hx-current-url", "http://chenxi.lares.localhost/orders/7?tab=bill");
    let referer = ("referer", "http://chenxi.lares.localhost/me/profile");
    let page = guest.get("/orders?state=open").await;
    assert_eq!(page.location(), "/sign-in?return=%2Forders%3Fstate%3Dopen");
    let page = guest.send(Method::GET, "/orders/7/live", &[("hx-request", "true"), url], Vec::new()).await;
    assert_eq!(
        (page.status, header(&page, "hx-redirect")),
        (StatusCode::NO_CONTENT, "/sign-in?return=%2Forders%2F7%3Ftab%3Dbill")
    );
    let page = guest.send(Method::POST, "/me/profile", &[referer], Vec::new()).await;
    assert_eq!(page.location(), "/sign-in?return=%2Fme%2Fprofile");
    let evil = ("referer", "https://evil.example//evil.example");
    assert_eq!(guest.send(Method::POST, "/me/profile", &[evil], Vec::new()).await.location(), "/sign-in?return=%2F");
    assert_eq!(guest.send(Method::POST, "/office/areas", &[], Vec::new()).await.location(), "/sign-in?return=%2Foffice");
    world.finish().await;
}

#[tokio::test]
async fn the_type_of_a_problem_leads_to_a_page_on_every_host() {
    let world = World::new().await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let problem = mei.get("/api/v1/orders/00000000-0000-0000-0000-000000000000").await.json();
    let path = problem["type"].as_str().and_then(|url| url.split("localhost").nth(1)).expect("an address").to_owned();
    assert_eq!(path, "/problems/not_found");
    for mut browser in [world.browser(None), world.browser(Some(&world.chenxi)), mei] {
        for locale in [Locale::ZhHans, Locale::ZhHant, Locale::En] {
            let cookie = format!("lang={}", locale.tag());
            let page = browser.send(Method::GET, &path, &[("cookie", &cookie)], Vec::new()).await;
            assert_eq!(page.status, StatusCode::OK);
            for words in [sentence(locale, "error-not-found"), sentence(locale, "problem-not-found"), "not_found".to_owned()] {
                assert!(page.body.contains(&words), "{words}: {}", page.body);
            }
        }
        assert_eq!(browser.get("/problems/no.such_code").await.status, StatusCode::NOT_FOUND);
    }
    world.finish().await;
}

/// The same house under another address, with other plugins.
fn app(world: &World, scheme: &str, plugins: Arc<dyn Plugins>) -> App {
    let house = &world.house;
    let config = lares_web::Config { scheme: scheme.to_owned(), ..house.app.config.clone() };
    let extensions = Extensions::new(plugins, Arc::new(|_| {}));
    App::new(house.db.clone(), house.control.clone(), extensions, house.app.views.clone(), config)
}

#[tokio::test]
async fn once_https_always_https() {
    let world = World::new().await;
    let secure = app(&world, "https", Arc::new(Panics));
    let name = "strict-transport-security";
    for company in [None, Some(&world.chenxi)] {
        for path in ["/", "/no-such-page"] {
            let page = world.browser_of_app(&secure, company).get(path).await;
            assert!(header(&page, name).starts_with("max-age=31536000"), "{path}");
            assert_eq!(header(&world.browser(company).get(path).await, name), "", "without https nothing is promised");
        }
    }
    world.finish().await;
}

async fn stream(browser: &Browser, path: &str) -> Response {
    browser.open(Method::GET, path, &[], Body::empty()).await
}

#[tokio::test]
async fn one_client_holds_so_many_streams_and_may_open_another_when_one_ends() {
    let world = World::new().await;
    let (mei, hua) = (world.browser_of(&world.chenxi, "mei").await, world.browser_of(&world.chenxi, "hua").await);
    for browser in [mei, world.browser(Some(&world.chenxi))] {
        let mut open = Vec::new();
        loop {
            let response = stream(&browser, "/live/messages").await;
            if response.status() == StatusCode::TOO_MANY_REQUESTS {
                break;
            }
            open.push(response);
            assert!(open.len() < 100, "there is no limit");
        }
        assert!(open.len() >= 10, "only {} tabs", open.len());
        assert_eq!(stream(&hua, "/live/messages").await.status(), StatusCode::OK, "others are not held up");
        open.pop();
        assert_eq!(stream(&browser, "/live/messages").await.status(), StatusCode::OK);
    }
    world.finish().await;
}

#[tokio::test]
async fn a_guest_looks_for_times_as_often_as_people_do() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let (service, day) = (chenxi.daily, chenxi.tenant.date(chenxi.at(1, 10, 0)));
    let times = format!("/booking/{service}/times?date={day}");
    let asks = [
        times.clone(),
        format!("/booking/{service}/calendar"),
        format!("/api/v1/availability/times?service={service}&date={day}"),
    ];
    let mut guest = world.browser(Some(chenxi));
    let mut refused = 0;
    for number in 0..400 {
        let page = guest.get(&asks[number % asks.len()]).await;
        refused = if page.status == StatusCode::TOO_MANY_REQUESTS { number } else { continue };
        break;
    }
    assert!(refused >= 60, "refused after {refused} looks");
    assert_eq!(guest.get(&times).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(guest.get("/categories").await.status, StatusCode::OK, "looking around is free");
    assert_eq!(guest.clone().from_address(2).get(&times).await.status, StatusCode::OK, "others are not held up");
    assert_eq!(world.browser_of(chenxi, "mei").await.get(&times).await.status, StatusCode::OK, "nor is who is signed in");
    world.finish().await;
}

/// An engine with a fault of ours in it.
struct Panics;

impl Plugins for Panics {
    fn adjust_quote<'a>(
        &'a self,
        _: Ctx,
        _: &'a Activation,
        _: &'a str,
        _: &'a QuoteRequest,
    ) -> BoxFuture<'a, Answer<QuoteOutcome>> {
        panic!("a fault of ours")
    }

    fn handle_event<'a>(&'a self, _: Ctx, _: &'a Activation, _: &'a OrderEvent) -> BoxFuture<'a, Answer<()>> {
        panic!("a fault of ours")
    }

    fn check_settings<'a>(&'a self, _: Ctx, _: &'a Activation, _: &'a str) -> BoxFuture<'a, Answer<Vec<Problem>>> {
        panic!("a fault of ours")
    }

    fn inspect<'a>(&'a self, _: &'a Manifest, _: &'a [u8]) -> BoxFuture<'a, Result<Inspection, Failure>> {
        panic!("a fault of ours")
    }
}

fn assert_our_page(page: &Page, status: StatusCode, code: &str) {
    assert_eq!(page.status, status, "{}", page.body);
    assert!(page.body.contains("</html>") && page.body.contains(code), "our own page with the code: {}", page.body);
    assert_eq!(header(page, "x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn a_panic_is_answered_with_our_own_page() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    world.plug(chenxi, "lares.coupons", serde_json::json!({ "coupons": [] })).await;
    let token = world.sign_in(chenxi, chenxi.someone("mei")).await;
    let mut mei = world.browser_of_app(&app(&world, "http", Arc::new(Panics)), Some(chenxi)).with_session(&token);
    let (service, start) = (chenxi.daily, chenxi.at(1, 10, 0));
    let chosen = format!("service={service}&address={}&date={}&starts={start}", chenxi.address("mei"), chenxi.tenant.date(start));
    let look = mei.get(&format!("/booking/{service}?{chosen}")).await;
    assert_our_page(&look, StatusCode::INTERNAL_SERVER_ERROR, "internal");
    let write = mei.post(&format!("/booking/{service}/quote"), &chosen).await;
    assert_our_page(&write, StatusCode::INTERNAL_SERVER_ERROR, "internal");
    let body = serde_json::json!({ "service": service, "address": chenxi.address("mei"), "starts_at": start });
    let api = mei.json(Method::POST, "/api/v1/quotes", &body).await;
    assert_eq!((api.status, api.code().as_str()), (StatusCode::INTERNAL_SERVER_ERROR, "internal"));
    world.finish().await;
}

#[tokio::test]
async fn a_host_nobody_can_look_up_now_is_answered_with_our_own_page() {
    let world = World::new().await;
    let app = world.app_on(world.ground()).await;
    app.control.pool().close().await;
    let mut guest = world.browser_of_app(&app, Some(&world.chenxi));
    assert_our_page(&guest.get("/").await, StatusCode::INTERNAL_SERVER_ERROR, "internal");
    let api = guest.get("/api/v1/services").await;
    assert_eq!((api.status, api.code().as_str()), (StatusCode::INTERNAL_SERVER_ERROR, "internal"));
    app.db.close().await;
    world.finish().await;
}

/// Error answers speak the language of who is signed in, whatever the browser asks for.
#[tokio::test]
async fn errors_are_said_in_the_language_of_who_is_signed_in() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    for (number, locale) in [Locale::ZhHant, Locale::En].into_iter().enumerate() {
        let phone = Phone::parse(&format!("1380000600{number}")).expect("a number");
        let person = identity::ensure_person(&world.house.control, &phone, locale).await.expect("a person");
        let mut ctx = world.ctx(chenxi, "system").await;
        let id = lares_domain::customers::welcome(&mut ctx, person, &phone, locale).await.expect("a customer");
        ctx.commit().await.expect("committed");
        let actor = lares_kernel::Actor::Customer { person, id };
        let token = world.sign_in(chenxi, &support::Someone { person, phone, actor }).await;
        let mut browser = world.browser(Some(chenxi)).with_session(&token);
        let simple = ("accept-language", "zh-CN");
        let api = browser.send(Method::GET, "/api/v1/orders/00000000-0000-0000-0000-000000000000", &[simple], Vec::new()).await;
        assert_eq!(api.json()["title"], sentence(locale, "error-not-found"));
        let page = browser.send(Method::GET, "/orders/00000000-0000-0000-0000-000000000000", &[simple], Vec::new()).await;
        assert!(page.body.contains(&sentence(locale, "page-missing-title")), "{}", page.body);
        let page = browser.send(Method::POST, "/me/profile", &[simple, ("content-type", "text/plain")], b"x".to_vec()).await;
        let said = sentence(locale, "error-form-unreadable");
        let start = said.split('{').next().unwrap_or_default().trim();
        assert!(page.body.contains(start), "{}", page.body);
        let page = browser.send(Method::POST, "/no/such/route", &[simple, ("sec-fetch-site", "cross-site")], Vec::new()).await;
        assert!(page.body.contains(&sentence(locale, "error-cross-site")), "{}", page.body);
    }
    world.finish().await;
}

/// The words of a key, as the locale has them.
fn sentence(locale: Locale, key: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../platform/views/locales").join(locale.tag());
    let texts =
        std::fs::read_dir(folder).expect("locales").flatten().filter_map(|file| std::fs::read_to_string(file.path()).ok());
    let lines: Vec<String> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let found = lines.iter().find_map(|line| line.strip_prefix(&format!("{key} = ")));
    found.unwrap_or_else(|| panic!("{key} has no words in {}", locale.tag())).to_owned()
}
