//! What the office sets up: categories, pictures, areas, holidays, the look.

use super::{PNG, id, read, refused, row, upload, write};
use axum::http::{Method, StatusCode};
use serde_json::json;
use support::World;

/// A07
#[tokio::test]
async fn categories_are_added_moved_and_removed_while_empty() {
    let world = World::new().await;
    let mut office = world.browser_of(&world.chenxi, "owner").await;
    let top = id(&write(&mut office, Method::POST, "/office/categories", &json!({ "name": "收纳", "icon": "box" })).await);
    let below = json!({ "name": "衣橱", "icon": "shirt", "parent": top, "position": 3 });
    let child = id(&write(&mut office, Method::POST, "/office/categories", &below).await);
    let list = read(&mut office, "/office/categories").await;
    let found = row(&list, &child).expect("it is there");
    assert_eq!((&found["parent_id"], &found["position"]), (&json!(top), &json!(3)));
    let cycle = json!({ "name": "收纳", "icon": "box", "parent": child });
    assert_eq!(
        refused(&mut office, Method::PUT, &format!("/office/categories/{top}"), &cycle).await.1,
        "catalogue.category_cycle"
    );
    let moved = json!({ "name": "衣橱整理", "icon": "shirt" });
    write(&mut office, Method::PUT, &format!("/office/categories/{child}"), &moved).await;
    let list = read(&mut office, "/office/categories").await;
    let found = row(&list, &child).expect("it is there");
    assert_eq!((&found["parent_id"], &found["name"]), (&json!(null), &json!("衣橱整理")));
    for category in [&child, &top] {
        write(&mut office, Method::DELETE, &format!("/office/categories/{category}"), &json!({})).await;
    }
    let list = read(&mut office, "/office/categories").await;
    assert!(row(&list, &child).is_none() && row(&list, &top).is_none());
    world.finish().await;
}

/// A07
#[tokio::test]
async fn a_picture_of_a_service_is_shown_and_taken_off() {
    let world = World::new().await;
    let service = format!("/office/services/{}", world.chenxi.daily);
    let mut office = world.browser_of(&world.chenxi, "owner").await;
    let added = upload(&mut office, &format!("{service}/pictures"), Some("before"), PNG).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
    let picture = id(&added.json());
    let page = read(&mut office, &service).await;
    let shown = row(&page["service"]["pictures"], &picture).expect("it is there").clone();
    assert_eq!(shown["kind"], "before");
    let blob = shown["picture"].as_str().expect("a picture");
    let mut guest = world.browser_of(&world.chenxi, "guest").await;
    assert_eq!(guest.get(&format!("/api/v1/pictures/{blob}")).await.headers["content-type"], "image/png");
    let wrong = upload(&mut office, &format!("{service}/pictures"), Some("sideways"), PNG).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    write(&mut office, Method::DELETE, &format!("{service}/pictures/{picture}"), &json!({})).await;
    assert_eq!(read(&mut office, &service).await["service"]["pictures"], json!([]));
    world.finish().await;
}

/// A17
#[tokio::test]
async fn areas_and_holidays_are_kept() {
    let world = World::new().await;
    let mut office = world.browser_of(&world.chenxi, "owner").await;
    let place = json!({ "lat_e6": 31_000_000, "lng_e6": 121_000_000 });
    let area =
        id(&write(&mut office, Method::POST, "/office/areas", &json!({ "name": "松江", "place": place, "radius_m": 5000 }))
            .await);
    let bigger = json!({ "name": "松江区", "place": place, "radius_m": 9000 });
    write(&mut office, Method::PUT, &format!("/office/areas/{area}"), &bigger).await;
    let list = read(&mut office, "/office/areas").await;
    let found = row(&list, &area).expect("it is there");
    assert_eq!((&found["name"], &found["radius_m"], &found["place"]), (&json!("松江区"), &json!(9000), &place));
    let far = json!({ "name": "x", "place": { "lat_e6": 91_000_000, "lng_e6": 0 }, "radius_m": 5000 });
    assert_eq!(refused(&mut office, Method::POST, "/office/areas", &far).await.0, 422);
    write(&mut office, Method::DELETE, &format!("/office/areas/{area}"), &json!({})).await;
    assert!(row(&read(&mut office, "/office/areas").await, &area).is_none());

    let days = "/office/holidays?from=2027-05-01&to=2027-05-31";
    write(&mut office, Method::PUT, "/office/holidays/2027-05-04", &json!({ "kind": "holiday", "name": "青年节" })).await;
    write(&mut office, Method::PUT, "/office/holidays/2027-05-08", &json!({ "kind": "workday", "name": "调休" })).await;
    let list = read(&mut office, days).await;
    let kinds: Vec<_> = list.as_array().expect("days").iter().map(|day| (&day["on_date"], &day["kind"])).collect();
    assert_eq!(kinds, [(&json!("2027-05-04"), &json!("holiday")), (&json!("2027-05-08"), &json!("workday"))]);
    write(&mut office, Method::DELETE, "/office/holidays/2027-05-04", &json!({})).await;
    assert_eq!(read(&mut office, days).await.as_array().map(Vec::len), Some(1));
    world.finish().await;
}

/// A17
#[tokio::test]
async fn a_look_is_changed_by_who_may_and_only_to_plain_colors() {
    let world = World::new().await;
    let mut office = world.browser_of(&world.chenxi, "owner").await;
    let mut theme = read(&mut office, "/office/settings").await["theme"].clone();
    theme["light"]["primary"] = json!("#123456");
    write(&mut office, Method::PUT, "/office/settings/theme", &theme).await;
    world.run_jobs().await;
    assert_eq!(read(&mut office, "/office/settings").await["theme"], theme);
    let mut wild = theme.clone();
    wild["light"]["primary"] = json!("red;}");
    assert_eq!(refused(&mut office, Method::PUT, "/office/settings/theme", &wild).await.1, "tenancy.theme_shape");
    let mut dispatcher = world.browser_of(&world.chenxi, "dispatcher").await;
    assert_eq!(refused(&mut dispatcher, Method::PUT, "/office/settings/theme", &theme).await.0, 403);
    world.finish().await;
}
