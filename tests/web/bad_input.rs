//! Whatever is sent, the answer is a 4xx with a stable code and a sentence; never a 500, and nothing is lost.

use crate::requests::{Request, meant_for, table};
use crate::routes::{Route, all};
use crate::stage::Stage;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use support::{Browser, Page, Wish, World};

fn assert_problem(page: &Page, status: StatusCode, code: &str) {
    let body = page.json();
    assert_eq!((page.status, body["code"].as_str()), (status, Some(code)), "{}", page.body);
    let title = body["title"].as_str().unwrap_or_default();
    assert!(!title.is_empty() && !title.starts_with("error-"), "a sentence for people: {title:?}");
    assert_eq!(body["status"], page.status.as_u16());
}

const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

#[tokio::test]
async fn a_price_asked_for_wrongly_is_refused_with_the_reason() {
    let world = World::new().await;
    let (chenxi, nobody) = (&world.chenxi, "00000000-0000-0000-0000-000000000000");
    let good = json!({ "service": chenxi.daily, "address": chenxi.address("mei"), "starts_at": chenxi.at(1, 10, 0) });
    let but = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body
    };
    let mut mei = world.browser_of(chenxi, "mei").await;
    let page = mei.json(Method::POST, "/api/v1/quotes", &good).await;
    assert_eq!(page.status, StatusCode::CREATED, "{}", page.body);
    for (body, status, code) in [
        (but("more", json!(1)), UNPROCESSABLE, "json.unreadable"),
        (but("starts_at", json!(5)), UNPROCESSABLE, "json.unreadable"),
        (but("starts_at", json!("tomorrow")), UNPROCESSABLE, "json.unreadable"),
        (but("service", json!("x")), UNPROCESSABLE, "json.unreadable"),
        (but("options", json!([{ "id": nobody, "quantity": -1 }])), UNPROCESSABLE, "json.unreadable"),
        (json!([]), UNPROCESSABLE, "json.unreadable"),
        (json!(null), UNPROCESSABLE, "json.unreadable"),
        (but("starts_at", json!("2020-01-01T00:00:00Z")), UNPROCESSABLE, "invalid"),
        (but("options", json!([{ "id": nobody, "quantity": 1 }])), UNPROCESSABLE, "invalid"),
        (but("codes", json!(vec!["x"; 6])), UNPROCESSABLE, "invalid"),
        (but("service", json!(nobody)), StatusCode::NOT_FOUND, "not_found"),
        (but("address", json!(nobody)), StatusCode::NOT_FOUND, "not_found"),
        (but("address", json!(chenxi.address("hua"))), StatusCode::NOT_FOUND, "not_found"),
        (but("codes", json!(["y".repeat(70_000)])), StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
    ] {
        let page = mei.json(Method::POST, "/api/v1/quotes", &body).await;
        assert_problem(&page, status, code);
    }
    world.finish().await;
}

#[tokio::test]
async fn a_key_makes_one_order_and_is_refused_with_another_body() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let first = world.quote(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0))).await.expect("a price");
    let second = world.quote(chenxi, &Wish::at("mei", chenxi.at(1, 15, 0))).await.expect("a price");
    let mut mei = world.browser_of(chenxi, "mei").await;
    let body = |quote: &lares_domain::pricing::Quote| json!({ "quote": quote.id }).to_string().into_bytes();
    let kind = ("content-type", "application/json");
    let with_key = [kind, ("idempotency-key", "my-first-order")];

    let page = mei.send(Method::POST, "/api/v1/orders", &[kind], body(&first)).await;
    assert_problem(&page, UNPROCESSABLE, "invalid");
    let placed = mei.send(Method::POST, "/api/v1/orders", &with_key, body(&first)).await;
    assert_eq!(placed.status, StatusCode::CREATED, "{}", placed.body);
    let again = mei.send(Method::POST, "/api/v1/orders", &with_key, body(&first)).await;
    assert_eq!((again.status, again.json()), (placed.status, placed.json()), "the same answer, not a second order");
    let other = mei.send(Method::POST, "/api/v1/orders", &with_key, body(&second)).await;
    assert_problem(&other, StatusCode::CONFLICT, "idempotency.key_reused");
    world.finish().await;
}

/// Every form and every call that takes a key: with another body it is refused, with the same it does nothing again.
#[tokio::test]
async fn a_key_with_another_body_is_refused_wherever_there_are_keys() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let mut wrong = Vec::new();
    let mut asked = 0;
    for request in table().into_iter().filter(|request| !request.is_of_platform()) {
        let browser = stage.browser(&world, meant_for(&request.route));
        if !takes_key(&request) {
            // What comes before leads to where the next one is possible.
            request.send(&browser, &stage, &stage).await;
            continue;
        }
        asked += 1;
        let key = format!("{KEY}-{asked}");
        let (first, again, other) = three_times(browser, &request, (&stage, &key)).await;
        let is_same = (first.status, first.location(), &first.body) == (again.status, again.location(), &again.body);
        let is_done = first.status.is_success() || first.status.is_redirection();
        let is_refused =
            other.status.is_client_error() && (other.code() == "idempotency.key_reused" || other.body.contains(REUSED));
        if !(is_done && is_same && is_refused) {
            wrong.push(format!("{request} → {}, again {}, other {} {}", first.status, again.status, other.status, other.code()));
        }
    }
    assert!(asked >= 8, "requests with a key: {asked}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.finish().await;
}

const KEY: &str = "a-key-of-mine";
/// As the company's language says it.
const REUSED: &str = "这个幂等键已用于另一个请求";

/// Sent, sent again, and sent with another body.
async fn three_times(mut browser: Browser, request: &Request, (stage, key): (&Stage, &str)) -> (Page, Page, Page) {
    let (path, body) = (stage.said(&request.address, key), stage.said(&request.body, key));
    let kind = if request.route.is_api() { "application/json" } else { "application/x-www-form-urlencoded" };
    let headers = [("content-type", kind), ("idempotency-key", key)];
    let mut send = async |body: &str| browser.send(Method::POST, &path, &headers, body.as_bytes().to_vec()).await;
    let changes = [("100", "99"), ("amount=1", "amount=2"), ("amount=3", "amount=2"), ("notes=", "notes=x")];
    let other = changes.iter().fold(body.clone(), |body, (from, to)| body.replace(from, to));
    let other = if other == body { body.replace('}', ", \"notes\": \"x\"}") } else { other };
    (send(&body).await, send(&body).await, send(&other).await)
}

fn takes_key(request: &Request) -> bool {
    let by_header = [
        "/api/v1/orders",
        "/api/v1/office/orders/{id}/payments",
        "/api/v1/office/orders/{id}/refunds",
        "/api/v1/worker/jobs/{id}/payments",
    ];
    request.body.contains("<key>") || (request.route.method == Method::POST && by_header.contains(&request.route.path.as_str()))
}

#[tokio::test]
async fn what_is_not_a_request_of_this_site_is_refused() {
    let world = World::new().await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let json = ("accept", "application/json");
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let headers = if name == "origin" {
            vec![("sec-fetch-site", "cross-site"), (name, value), form, json]
        } else {
            vec![(name, value), form, json]
        };
        let page = mei.send(Method::POST, "/me/profile", &headers, b"name=x&email=&locale=en".to_vec()).await;
        assert_problem(&page, StatusCode::FORBIDDEN, "cross_site");
    }
    let page = mei.send(Method::GET, "/api/v1/nothing-here", &[], Vec::new()).await;
    assert_problem(&page, StatusCode::NOT_FOUND, "not_found");
    let page = mei.send(Method::DELETE, "/api/v1/services", &[], Vec::new()).await;
    assert_eq!((page.status.is_client_error(), page.code().as_str()), (true, "method_not_allowed"));
    let mut nowhere = world.browser(None);
    assert_eq!(nowhere.get("/no/such/page").await.status, StatusCode::NOT_FOUND);
    world.finish().await;
}

/// Nonsense for JSON routes.
const BODIES: &[&[u8]] = &[
    b"",
    b"{",
    b"{}",
    b"[]",
    b"null",
    b"\"text\"",
    b"{\"nonsense\": 1}",
    b"{\"amount_minor\": 99999999999999999999999}",
    b"{\"amount_minor\": -1, \"fee_minor\": 1e308, \"method\": \"gold\", \"order\": 7}",
    b"\xff\xfe",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
];

/// Nonsense for forms.
const FORMS: &[&[u8]] = &[
    b"",
    b"nonsense=1",
    b"%ff%fe=%zz",
    b"name=&email=&locale=xx&amount=-1&starts_at=yesterday",
    b"name=\0\x01&phone=1&minutes=99999999999&price=NaN&kind=gold&on_date=2026-13-45",
    b"quantity=-1&quantity=2&fee_minor=1e9&code=000000&worker=7&score=99",
    b"{}",
];

#[tokio::test]
async fn nonsense_is_never_an_error_of_ours_on_any_route() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    let ids = [
        "not-an-id".to_owned(),
        "00000000-0000-0000-0000-000000000000".to_owned(),
        order.id.to_string(),
        chenxi.daily.to_string(),
    ];
    let mut wrong = Vec::new();
    for (who, audience) in
        [("mei", "customer"), ("lin", "worker"), ("owner", "staff"), ("guest", "everybody"), ("founder", "everybody")]
    {
        let at_platform = who == "founder";
        let mut browser = if at_platform { world.browser(None) } else { world.browser_of(chenxi, who).await };
        let is_there = |route: &Route| if at_platform { route.is_of_platform() } else { route.is_of_company() };
        for route in
            all().into_iter().filter(|route| is_there(route) && (route.who.starts_with(audience) || route.who == "everybody"))
        {
            let bodies: &[&[u8]] = match (route.writes(), route.is_api()) {
                (false, _) => &[b""],
                (true, true) => BODIES,
                (true, false) => FORMS,
            };
            let kind = if route.is_api() { "application/json" } else { "application/x-www-form-urlencoded" };
            let some: &[String] = if route.path.contains('{') { &ids } else { &ids[..1] };
            for id in some {
                for (number, body) in bodies.iter().enumerate() {
                    let path = route.at(id);
                    let path = if route.writes() {
                        path
                    } else {
                        format!("{path}?page=-1&size=x&date=never&from=1&status=gold&month=99")
                    };
                    let key = format!("nonsense-{number}");
                    let headers = [("content-type", kind), ("idempotency-key", key.as_str())];
                    let page = browser.send(route.method.clone(), &path, &headers, body.to_vec()).await;
                    if page.status.is_server_error() {
                        wrong.push(format!("{who}: {} {path} {} → {}", route.method, String::from_utf8_lossy(body), page.status));
                    } else if route.is_api() && page.status.is_client_error() && page.code().is_empty() {
                        wrong.push(format!("{who}: {} {path} → {} without a code: {}", route.method, page.status, page.body));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong answers: {wrong:#?}", wrong.len());
    world.finish().await;
}
