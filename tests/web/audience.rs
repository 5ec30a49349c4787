//! Every route, asked by everybody it is not for: guests, other roles, people of another company.

use crate::routes::{Route, of_company};
use axum::http::StatusCode;
use lares_domain::orders::Status;
use support::{Browser, Page, Wish, World};

/// The page or answer of a stranger: go and sign in, or there is nothing here.
fn is_turned_away(page: &Page) -> bool {
    let to_sign_in = page.status.is_redirection() && page.location().starts_with("/sign-in");
    let refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
    to_sign_in || refused.contains(&page.status)
}

/// Lists of what belongs to something that is not there are empty.
fn is_empty_list(page: &Page) -> bool {
    let answer = page.json();
    answer.as_array().is_some_and(Vec::is_empty) || answer["total"] == 0
}

async fn ask(browser: &mut Browser, route: &Route, id: &str) -> Page {
    let body = if route.writes() { b"{}".to_vec() } else { Vec::new() };
    let kind = if route.is_api() { "application/json" } else { "application/x-www-form-urlencoded" };
    let headers = [("content-type", kind), ("idempotency-key", "of-a-stranger")];
    browser.send(route.method.clone(), &route.at(id), &headers, body).await
}

/// Asks every route of an audience and answers those that let the stranger in.
async fn let_in(browser: &mut Browser, is_meant: fn(&str) -> bool, id: &str) -> Vec<String> {
    let mut open = Vec::new();
    let mut asked = 0;
    for route in of_company().into_iter().filter(|route| is_meant(&route.who)) {
        let page = ask(browser, &route, id).await;
        asked += 1;
        if !is_turned_away(&page) {
            open.push(format!("{} {} → {} {}", route.method, route.at(id), page.status, page.location()));
        }
    }
    assert!(asked > 10, "the audience has routes: {asked}");
    open
}

fn office(who: &str) -> bool {
    who.starts_with("staff")
}

fn worker(who: &str) -> bool {
    who.starts_with("worker")
}

fn customer(who: &str) -> bool {
    who == "customer"
}

#[tokio::test]
async fn a_guest_is_sent_away_from_everything_that_is_not_for_everybody() {
    let world = World::new().await;
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed");
    let mut guest = world.browser_of(&world.chenxi, "guest").await;
    for audience in [office, worker, customer] {
        let open = let_in(&mut guest, audience, &order.id.to_string()).await;
        assert!(open.is_empty(), "{open:#?}");
    }
    world.finish().await;
}

#[tokio::test]
async fn a_wrong_role_finds_nothing_in_the_office_and_nothing_of_the_workers() {
    let world = World::new().await;
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed");
    let id = order.id.to_string();
    for (who, audience) in [("mei", office as fn(&str) -> bool), ("lin", office), ("mei", worker), ("owner", worker)] {
        let mut browser = world.browser_of(&world.chenxi, who).await;
        let open = let_in(&mut browser, audience, &id).await;
        assert!(open.is_empty(), "{who}: {open:#?}");
    }
    world.finish().await;
}

#[tokio::test]
async fn a_session_of_another_company_is_none_here() {
    let world = World::new().await;
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed");
    for who in ["owner", "lin", "mei"] {
        let token = world.sign_in(&world.anju, world.anju.someone(who)).await;
        let mut browser = world.browser(Some(&world.chenxi)).with_session(&token);
        for audience in [office, worker, customer] {
            let open = let_in(&mut browser, audience, &order.id.to_string()).await;
            assert!(open.is_empty(), "{who} of anju: {open:#?}");
        }
    }
    world.finish().await;
}

#[tokio::test]
async fn ids_of_another_company_and_of_another_customer_lead_nowhere() {
    let world = World::new().await;
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed");
    let done = world.perform(&world.chenxi, order.id, Status::Completed).await;
    let address = world.chenxi.address("mei").to_string();
    let ids = [order.id.to_string(), address, done.worker_id.expect("a worker").to_string(), world.chenxi.daily.to_string()];
    let mut found = Vec::new();
    for (who, company) in [("owner", &world.anju), ("mei", &world.anju), ("lin", &world.anju)] {
        let mut browser = world.browser_of(company, who).await;
        for route in of_company().into_iter().filter(|route| route.path.contains('{') && !route.path.starts_with("/assets")) {
            for id in &ids {
                let page = ask(&mut browser, &route, id).await;
                if (page.status.is_success() && !is_empty_list(&page)) || page.status.is_server_error() {
                    found.push(format!("{who}: {} {} → {}", route.method, route.at(id), page.status));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    let mut hua = world.browser_of(&world.chenxi, "hua").await;
    for path in [
        "/orders/{}",
        "/orders/{}/receipt",
        "/orders/{}/cancellation",
        "/orders/{}/review",
        "/api/v1/orders/{}",
        "/api/v1/orders/{}/timeline",
    ] {
        let page = hua.get(&path.replace("{}", &order.id.to_string())).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    world.finish().await;
}
