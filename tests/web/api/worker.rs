//! The worker's side.

use super::{id, read, refused, row, write};
use axum::http::Method;
use jiff::ToSpan;
use lares_domain::orders::Status;
use serde_json::json;
use support::{Wish, World};

/// W02, W07
#[tokio::test]
async fn a_worker_keeps_their_profile_and_hands_in_certificates() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let mut lin = world.browser_of(chenxi, "lin").await;
    let skills = read(&mut lin, "/skills").await;
    let skill = &skills[0]["id"];

    let before = read(&mut lin, "/worker/profile").await;
    assert_eq!((before["name"].as_str(), before["id"].as_str()), (Some("lin"), Some(chenxi.worker("lin").to_string().as_str())));
    let change = json!({ "years": 7, "bio": "窗户擦得最亮", "skills": [skill] });
    write(&mut lin, Method::PUT, "/worker/profile", &change).await;
    write(&mut lin, Method::PUT, "/worker/presence", &json!({ "presence": "busy" })).await;
    let after = read(&mut lin, "/worker/profile").await;
    assert_eq!((&after["years"], &after["bio"], &after["skills"]), (&json!(7), &json!("窗户擦得最亮"), &json!([skill])));
    assert_eq!(after["presence"], "busy");

    let paper = json!({ "kind": "health", "number": "H-7", "issued_on": chenxi.today, "expires_on": chenxi.today.saturating_add(1.years()) });
    let handed = id(&write(&mut lin, Method::POST, "/worker/certificates", &paper).await);
    let certificates = read(&mut lin, "/worker/certificates").await;
    let certificate = row(&certificates, &handed).expect("it is there");
    assert_eq!((&certificate["state"], &certificate["number"]), (&json!("pending"), &json!("H-7")));
    let ended = json!({ "kind": "health", "number": "H-8", "issued_on": "2020-01-01", "expires_on": "2021-01-01" });
    let wrong = refused(&mut lin, Method::POST, "/worker/certificates", &ended).await;
    assert_eq!(wrong, (422, "workforce.certificate_expired".to_owned()));
    world.finish().await;
}

/// W02
#[tokio::test]
async fn leave_taken_closes_the_day_on_the_roster() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    let mut lin = world.browser_of(chenxi, "lin").await;
    let (tomorrow, day) = (chenxi.today.saturating_add(1.days()), chenxi.today.saturating_add(2.days()));
    let of = |week: &serde_json::Value, date: jiff::civil::Date| {
        week.as_array().and_then(|days| days.iter().find(|one| one["date"] == json!(date))).cloned().expect("a day of the week")
    };
    let path = format!("/worker/roster?week={day}");

    let before = of(&read(&mut lin, &path).await, day);
    assert_eq!((before["open"].as_array().map(Vec::len), &before["absences"]), (Some(1), &json!([])));
    let leave = json!({ "on_date": day, "reason": "搬家" });
    let taken = id(&write(&mut lin, Method::POST, "/worker/absences", &leave).await);
    let week = read(&mut lin, &path).await;
    let after = of(&week, day);
    assert_eq!((&after["open"], &after["absences"][0]["id"]), (&json!([]), &json!(taken)));
    assert_eq!(of(&week, tomorrow)["jobs"][0]["id"], json!(order.id));
    let list = read(&mut lin, &format!("/worker/absences?from={day}&to={day}")).await;
    let absence = row(&list, &taken).expect("it is there");
    assert_eq!((&absence["kind"], &absence["ends_minute"], &absence["reason"]), (&json!("leave"), &json!(1440), &json!("搬家")));
    assert_eq!(read(&mut lin, "/worker/shifts").await.as_array().map(Vec::len), Some(7));

    let past = json!({ "on_date": "2020-01-01" });
    assert_eq!(refused(&mut lin, Method::POST, "/worker/absences", &past).await.1, "workforce.exception_in_the_past");
    let hours = json!({ "on_date": day, "kind": "override", "starts_minute": 0, "ends_minute": 600 });
    let (status, _) = refused(&mut lin, Method::POST, "/worker/absences", &hours).await;
    assert!([403, 404].contains(&status), "other hours are the office's to give: {status}");
    world.finish().await;
}

/// W03, W08, W09
#[tokio::test]
async fn a_finished_visit_brings_income_a_review_to_answer_and_messages() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    world.perform(chenxi, order.id, Status::Completed).await;
    let mut mei = world.browser_of(chenxi, "mei").await;
    let scores = json!({ "quality": 5, "attitude": 4, "as_expected": 5, "skill": 5, "efficiency": 4 });
    let review = json!({ "scores": scores, "body": "很干净" });
    let written = id(&write(&mut mei, Method::POST, &format!("/orders/{}/review", order.id), &review).await);
    world.run_jobs().await;
    let mut lin = world.browser_of(chenxi, "lin").await;

    let income = read(&mut lin, "/worker/income").await;
    assert_eq!((&income["visits"], &income["unpaid"], &income["minutes"]), (&json!(1), &json!(1), &json!(120)));
    assert_eq!((&income["total"]["minor"], &income["jobs"][0]["id"]), (&json!(order.total.minor), &json!(order.id)));
    let earlier = read(&mut lin, "/worker/income?month=2026-05-09").await;
    assert_eq!((&earlier["month"], &earlier["visits"]), (&json!("2026-05-01"), &json!(0)));

    let reviews = read(&mut lin, "/worker/reviews").await;
    assert_eq!(row(&reviews, &written).map(|review| &review["reply"]), Some(&json!(null)));
    assert_eq!(read(&mut lin, "/worker/aspects").await["quality"], 500);
    let reply = format!("/worker/reviews/{written}/reply");
    write(&mut lin, Method::PUT, &reply, &json!({ "text": "谢谢" })).await;
    let reviews = read(&mut lin, "/worker/reviews").await;
    assert_eq!(row(&reviews, &written).map(|review| &review["reply"]), Some(&json!("谢谢")));
    assert_eq!(refused(&mut lin, Method::PUT, &reply, &json!({ "text": "再谢" })).await.0, 409);

    let messages = read(&mut lin, "/worker/messages").await;
    let first = id(&messages["rows"][0]);
    assert!(messages["total"].as_i64() > Some(1) && messages["rows"][0]["read_at"].is_null(), "{messages}");
    write(&mut lin, Method::PUT, &format!("/worker/messages/{first}/reading"), &json!({})).await;
    let unread = |list: &serde_json::Value| {
        list["rows"].as_array().map(|rows| rows.iter().filter(|row| row["read_at"].is_null()).count()).unwrap_or_default()
    };
    let list = read(&mut lin, "/worker/messages").await;
    assert!(row(&list, &first).is_some_and(|message| message["read_at"].is_string()) && unread(&list) > 0);
    write(&mut lin, Method::PUT, "/worker/messages/reading", &json!({})).await;
    assert_eq!(unread(&read(&mut lin, "/worker/messages").await), 0);
    world.finish().await;
}
