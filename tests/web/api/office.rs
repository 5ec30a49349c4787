//! The office's people and their time.

use super::{id, read, refused, row, send, write};
use axum::http::{Method, StatusCode};
use jiff::ToSpan;
use lares_domain::orders::Status;
use serde_json::json;
use support::{Wish, World};

/// A03, B10
#[tokio::test]
async fn a_certificate_is_checked_once_and_warns_before_it_ends() {
    let world = World::new().await;
    let (chenxi, lin) = (&world.chenxi, world.chenxi.worker("lin"));
    let mut office = world.browser_of(chenxi, "owner").await;
    let path = format!("/office/workers/{lin}/certificates");
    let until = chenxi.today.saturating_add(10.days());
    let paper = |number: &str| json!({ "kind": "first-aid", "number": number, "issued_on": chenxi.today, "expires_on": until });
    let good = id(&write(&mut office, Method::POST, &path, &paper("good")).await);
    let bad = id(&write(&mut office, Method::POST, &path, &paper("bad")).await);

    write(&mut office, Method::POST, &format!("/office/certificates/{good}/verification"), &json!({})).await;
    write(&mut office, Method::POST, &format!("/office/certificates/{bad}/rejection"), &json!({})).await;
    let list = read(&mut office, &path).await;
    let state = |id: &str| row(&list, id).expect("it is there")["state"].clone();
    assert_eq!((state(&good), state(&bad)), (json!("verified"), json!("rejected")));
    let again = refused(&mut office, Method::POST, &format!("/office/certificates/{bad}/verification"), &json!({})).await;
    assert_eq!(again, (409, "workforce.certificate_decided".to_owned()));
    let soon = read(&mut office, "/office/certificates/expiring?days=10").await;
    assert_eq!((row(&soon, &good).map(|one| &one["worker_name"]), row(&soon, &bad)), (Some(&json!("lin")), None));
    let now = read(&mut office, "/office/certificates/expiring?days=9").await;
    assert!(row(&now, &good).is_none());
    world.finish().await;
}

/// A04
#[tokio::test]
async fn absences_are_written_down_and_taken_back_and_the_roster_shows_who_is_where() {
    let world = World::new().await;
    let (chenxi, lin) = (&world.chenxi, world.chenxi.worker("lin"));
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(lin)).await.expect("placed");
    let mut office = world.browser_of(chenxi, "dispatcher").await;
    let day = chenxi.today.saturating_add(3.days());
    let path = format!("/office/workers/{lin}/absences");
    let hours = json!({ "on_date": day, "kind": "override", "starts_minute": 600, "ends_minute": 720, "reason": "半天" });
    let absence = id(&write(&mut office, Method::POST, &path, &hours).await);
    let list = read(&mut office, &format!("{path}?from={day}&to={day}")).await;
    let found = row(&list, &absence).expect("it is there");
    assert_eq!((&found["kind"], &found["starts_minute"], &found["worker_id"]), (&json!("override"), &json!(600), &json!(lin)));
    let all = format!("/office/absences?from={day}&to={day}");
    assert!(row(&read(&mut office, &all).await, &absence).is_some());
    write(&mut office, Method::DELETE, &format!("/office/absences/{absence}"), &json!({})).await;
    assert_eq!(read(&mut office, &all).await, json!([]));
    let gone = refused(&mut office, Method::DELETE, &format!("/office/absences/{absence}"), &json!({})).await;
    assert_eq!(gone.0, 404);

    let board = format!("/office/roster?from={}&to={}", chenxi.at(1, 0, 0), chenxi.at(2, 0, 0));
    let visits = read(&mut office, &board).await;
    assert_eq!(row(&visits, &order.id.to_string()).map(|visit| &visit["worker_id"]), Some(&json!(lin)));
    let before = format!("/office/roster?from={}&to={}", chenxi.at(0, 0, 0), chenxi.at(1, 0, 0));
    assert_eq!(read(&mut office, &before).await, json!([]));
    world.finish().await;
}

/// A03
#[tokio::test]
async fn a_removed_worker_is_out_at_once_and_back_when_restored() {
    let world = World::new().await;
    let (chenxi, lin) = (&world.chenxi, world.chenxi.worker("lin"));
    let mut office = world.browser_of(chenxi, "owner").await;
    let mut worker = world.browser_of(chenxi, "lin").await;
    assert_eq!(read(&mut worker, "/worker/offers").await, json!([]));
    let path = format!("/office/workers/{lin}");
    for (method, noun, state, status) in
        [(Method::DELETE, "", "removed", StatusCode::NOT_FOUND), (Method::POST, "/restoration", "active", StatusCode::OK)]
    {
        write(&mut office, method, &format!("{path}{noun}"), &json!({})).await;
        assert_eq!(read(&mut office, &format!("/office/workers/{lin}")).await["state"], state);
        assert_eq!(send(&mut worker, Method::GET, "/worker/offers", &json!({})).await.status, status, "{noun}");
    }
    world.finish().await;
}

/// A16
#[tokio::test]
async fn staff_come_change_roles_and_go_but_the_last_owner_stays() {
    let world = World::new().await;
    let mut office = world.browser_of(&world.chenxi, "owner").await;
    let roles = read(&mut office, "/office/roles").await;
    assert!(row(&roles, "dispatcher").is_some() && row(&roles, "customer").is_none());
    let new = json!({ "phone": "13900009999", "name": "新人", "role": "support" });
    let staff = id(&write(&mut office, Method::POST, "/office/staff", &new).await);
    assert_eq!(refused(&mut office, Method::POST, "/office/staff", &new).await.1, "identity.already_staff");
    write(&mut office, Method::PUT, &format!("/office/staff/{staff}/role"), &json!({ "role": "finance" })).await;
    let all = read(&mut office, "/office/staff").await;
    let one = row(&all, &staff).expect("they are there");
    assert_eq!((&one["name"], &one["role"]), (&json!("新人"), &json!("finance")));
    let owner = all.as_array().and_then(|all| all.iter().find(|one| one["role"] == "owner")).map(id).expect("an owner");
    let last = refused(&mut office, Method::DELETE, &format!("/office/staff/{owner}"), &json!({})).await;
    assert_eq!(last, (409, "identity.last_owner".to_owned()));
    write(&mut office, Method::DELETE, &format!("/office/staff/{staff}"), &json!({})).await;
    assert!(row(&read(&mut office, "/office/staff").await, &staff).is_none());
    let mut dispatcher = world.browser_of(&world.chenxi, "dispatcher").await;
    assert_eq!(refused(&mut dispatcher, Method::POST, "/office/staff", &new).await.0, 403);
    world.finish().await;
}

/// A09, A14
#[tokio::test]
async fn reports_count_what_was_done_between_two_dates() {
    let world = World::new().await;
    let (chenxi, lin) = (&world.chenxi, world.chenxi.worker("lin"));
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(lin)).await.expect("placed");
    world.perform(chenxi, order.id, Status::Completed).await;
    let mut office = world.browser_of(chenxi, "owner").await;
    let range = format!("from={}&to={}", chenxi.today, chenxi.today.saturating_add(2.days()));
    let report = read(&mut office, &format!("/office/reports/orders?{range}")).await;
    let completed = |day: usize| report["days"][day]["completed"].as_i64();
    assert_eq!([completed(0), completed(1), completed(2), completed(3)], [Some(0), Some(1), Some(0), None]);
    assert_eq!((&report["services"][0]["orders"], &report["services"][0]["service_id"]), (&json!(1), &json!(chenxi.daily)));
    let workers = read(&mut office, &format!("/office/reports/workers?{range}")).await;
    assert_eq!((&workers[0]["worker_id"], &workers[0]["completed"]), (&json!(lin), &json!(1)));
    let customers = read(&mut office, &format!("/office/reports/customers?{range}")).await;
    assert_eq!(customers[0]["new_customers"], 2, "Mei and Hua came on the first day");
    let long = send(&mut office, Method::GET, "/office/reports/orders?from=2020-01-01&to=2026-01-01", &json!({})).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    world.finish().await;
}
