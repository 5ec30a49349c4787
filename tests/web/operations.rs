//! What those who run the house see: health, numbers, the id of a request on answers and in logs.

use axum::Router;
use axum::http::{Method, StatusCode};
use lares_server::config::Log;
use lares_server::house::House;
use lares_server::{internal, log};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use support::{Browser, World};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;

/// Somebody at the internal address, by number as supervisors ask.
fn inside(house: &House) -> Browser {
    Browser::new(internal::router(house), "10.0.0.7".into())
}

#[tokio::test]
async fn a_house_is_ready_until_it_is_told_to_stop_and_alive_to_the_end() {
    let world = World::new().await;
    let mut both = [world.browser(None), inside(&world.house)];
    for browser in &mut both {
        assert_eq!(browser.get("/livez").await.status, StatusCode::OK);
        let ready = browser.get("/readyz").await;
        assert_eq!((ready.status, ready.body.as_str()), (StatusCode::OK, "ok\n"));
    }
    world.house.app.stopping.begin();
    for browser in &mut both {
        assert_eq!(browser.get("/livez").await.status, StatusCode::OK);
        assert_eq!(browser.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    world.finish().await;
}

#[tokio::test]
async fn a_house_without_its_database_is_alive_and_not_ready() {
    let world = World::new().await;
    let cut_off = House::open_on(world.house.plan().clone(), world.house.engine()).await.expect("a second house");
    cut_off.db.close().await;
    let mut supervisor = inside(&cut_off);
    assert_eq!(supervisor.get("/livez").await.status, StatusCode::OK);
    assert_eq!(supervisor.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(supervisor.get("/metrics").await.status, StatusCode::OK, "numbers are wanted most when something is wrong");
    cut_off.control.pool().close().await;
    world.finish().await;
}

#[tokio::test]
async fn streams_end_when_the_house_stops() {
    let world = World::new().await;
    let mei = world.browser_of(&world.chenxi, "mei").await;
    let open = mei.listen("/live/messages").await;
    assert!(metrics(&world).await.contains("\nlares_http_streams 1\n"));
    world.house.app.stopping.begin();
    open.await;
    assert!(metrics(&world).await.contains("\nlares_http_streams 0\n"));
    world.finish().await;
}

async fn metrics(world: &World) -> String {
    inside(&world.house).get("/metrics").await.body
}

#[tokio::test]
async fn numbers_are_by_route_and_name_no_company() {
    let world = World::new().await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let nothing = "00000000-0000-0000-0000-000000000000";
    for path in ["/", &format!("/orders/{nothing}"), &format!("/orders/{nothing}?q=1"), "/no/such/page", "/office"] {
        mei.get(path).await;
    }
    mei.send(Method::from_bytes(b"BREW").expect("a method"), "/", &[], Vec::new()).await;
    world.browser(None).get("/metrics").await;
    let text = metrics(&world).await;
    for line in [
        "lares_http_requests_total{site=\"company\",route=\"/orders/{id}\",method=\"GET\",status=\"4xx\"} 2",
        "lares_http_requests_total{site=\"company\",route=\"/\",method=\"GET\",status=\"2xx\"} 1",
        "lares_http_requests_total{site=\"company\",route=\"none\",method=\"GET\",status=\"4xx\"} 1",
        "lares_http_requests_total{site=\"company\",route=\"/\",method=\"other\",status=\"4xx\"} 1",
        "lares_http_requests_total{site=\"platform\",route=\"none\",method=\"GET\",status=\"4xx\"} 1",
        "lares_http_request_seconds_count{site=\"company\",route=\"/orders/{id}\",method=\"GET\"} 2",
        "lares_http_in_flight 0",
        "lares_jobs{state=\"waiting\"} 0",
        "lares_jobs{state=\"dead\"} 0",
    ] {
        assert!(text.lines().any(|known| known == line), "{line}\n{text}");
    }
    assert!(text.contains("lares_pool_connections{pool=\"service\",state=\"idle\"}"), "{text}");
    assert!(text.ends_with("# EOF\n"));
    for name in ["chenxi", nothing, &world.chenxi.tenant.id.to_string()] {
        assert!(!text.contains(name), "{name}\n{text}");
    }
    world.finish().await;
}

#[tokio::test]
async fn plugin_calls_are_counted_by_what_became_of_them() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    world.plug(chenxi, "lares.coupons", serde_json::json!({ "coupons": [] })).await;
    world.quote(chenxi, &support::Wish::at("mei", chenxi.at(1, 10, 0))).await.expect("a price");
    let text = metrics(&world).await;
    assert!(text.contains("lares_plugin_calls_total{hook=\"quote-adjuster\",outcome=\"ok\"} 1"), "{text}");
    assert!(!text.contains("coupons"), "{text}");
    world.finish().await;
}

fn id(headers: &axum::http::HeaderMap) -> String {
    headers.get("x-request-id").expect("an id").to_str().expect("plain").to_owned()
}

#[tokio::test]
async fn every_answer_has_an_id_and_what_went_wrong_shows_it() {
    let world = World::new().await;
    let mut guest = world.browser(Some(&world.chenxi));
    let (one, other) = (guest.get("/").await, guest.get("/").await);
    assert_ne!(id(&one.headers), id(&other.headers));
    assert_eq!(id(&one.headers).len(), 36);

    let missing = guest.get("/no/such/page").await;
    assert!(missing.body.contains(&id(&missing.headers)), "the page shows it");
    let problem = guest.get("/api/v1/nothing").await;
    assert_eq!(problem.json()["request_id"], id(&problem.headers));
    let mut nowhere = Browser::new(world.app(), "nobody.lares.localhost".into());
    let unknown = nowhere.get("/").await;
    assert!(unknown.status == StatusCode::NOT_FOUND && unknown.body.contains(&id(&unknown.headers)));
    // Nobody in front of us is ours, so nobody may choose the id.
    let chosen = guest.send(Method::GET, "/", &[("x-request-id", "mine")], Vec::new()).await;
    assert_ne!(id(&chosen.headers), "mine");
    world.finish().await;
}

#[tokio::test]
async fn a_proxy_of_ours_may_choose_the_id() {
    let mut world = World::new().await;
    let house = &world.house;
    let config = lares_web::Config { trusted_hops: 1, ..house.app.config.clone() };
    world.house.app =
        lares_web::App::new(house.db.clone(), house.control.clone(), house.extensions.clone(), house.app.views.clone(), config);
    let mut guest = world.browser(Some(&world.chenxi));
    for (sent, is_kept) in [("req-01.a_b", true), ("a b", false), (&*"x".repeat(65), false)] {
        let page = guest.send(Method::GET, "/", &[("x-request-id", sent)], Vec::new()).await;
        assert_eq!(id(&page.headers) == sent, is_kept, "{sent}");
    }
    world.finish().await;
}

/// Lines as a collector of logs gets them.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// A write runs in a task of its own, and its log lines still say whose they are.
#[tokio::test]
async fn a_log_line_carries_the_requests_and_the_companys_id_and_no_persons_words() {
    let world = World::new().await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let mut owner = world.ground().owner().await;
    sqlx::raw_sql("alter table app.addresses rename to gone").execute(&mut owner).await.expect("broken");
    let lines = Lines::default();
    let subscriber = tracing_subscriber::registry().with(log::lines(Log::Json, lines.clone()));
    let guard = tracing::subscriber::set_default(subscriber);
    let form = "contact=secret-name&phone=13900000000&district=d&line=secret-street&lat_e6=31190000&lng_e6=121440000&return=";
    let page = mei.post("/addresses?q=secret-query", form).await;
    drop(guard);
    sqlx::raw_sql("alter table app.gone rename to addresses").execute(&mut owner).await.expect("repaired");
    drop(owner);

    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.body.contains(&id(&page.headers)), "the page shows what support looks up");
    let text = String::from_utf8(lines.0.lock().unwrap_or_else(PoisonError::into_inner).clone()).expect("text");
    let errors: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .filter(|line: &serde_json::Value| line["level"] == "ERROR")
        .collect();
    assert_eq!(errors.len(), 1, "logged once: {text}");
    let span = &errors[0]["span"];
    assert_eq!(span["id"], id(&page.headers));
    assert_eq!(span["tenant"], world.chenxi.tenant.id.to_string());
    assert_eq!((span["route"].as_str(), span["method"].as_str()), (Some("/addresses"), Some("POST")));
    assert!(!text.contains("secret"), "{text}");
    world.finish().await;
}

#[tokio::test]
async fn maps_come_from_the_configured_server_and_the_policy_lets_them() {
    let world = World::new().await;
    let maps = lares_views::Maps { tiles: "https://{s}.tiles.example/{z}/{x}/{y}.png".into(), credit: "© Tiles".into() };
    let plan = lares_server::house::Plan { maps, ..world.house.plan().clone() };
    let other = House::open_on(plan, world.house.engine()).await.expect("a second house");
    let token = world.sign_in(&world.chenxi, world.chenxi.someone("mei")).await;
    let page = |app: Router| {
        let mut browser = Browser::new(app, "chenxi.lares.localhost".into()).with_session(&token);
        async move { browser.get("/addresses/new").await }
    };
    let policy = |page: &support::Page| page.headers["content-security-policy"].to_str().expect("plain").to_owned();
    let usual = page(world.app()).await;
    assert!(policy(&usual).contains("img-src 'self' data: https://tile.openstreetmap.org;"), "{}", policy(&usual));
    assert!(usual.body.contains("https://www.openstreetmap.org/copyright"), "whom the map thanks");
    let configured = page(lares_web::router(&other.app)).await;
    assert!(policy(&configured).contains("img-src 'self' data: https://*.tiles.example;"), "{}", policy(&configured));
    assert!(configured.body.contains("https://{s}.tiles.example/{z}/{x}/{y}.png") && configured.body.contains("© Tiles"));
    other.db.close().await;
    other.control.pool().close().await;
    world.finish().await;
}
