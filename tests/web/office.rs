//! The office's pages as the people of the office meet them.

use axum::http::{Method, StatusCode, header};
use lares_domain::catalogue::{self, pictures};
use lares_domain::orders::Status;
use lares_domain::reviews::{self, ReviewForm, Scores};
use lares_domain::stats;
use lares_kernel::Permission;
use support::{Browser, Page, Wish, World};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and what a picture holds";

/// The form of the office with a file in it.
async fn upload(browser: &mut Browser, path: &str) -> Page {
    let head = "--edge\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\ncover\r\n--edge\r\ncontent-disposition: form-data; \
                name=\"file\"; filename=\"a.png\"\r\ncontent-type: image/png\r\n\r\n";
    let body = [head.as_bytes(), PNG, b"\r\n--edge--\r\n"].concat();
    browser.send(Method::POST, path, &[("content-type", "multipart/form-data; boundary=edge")], body).await
}

/// Addresses of the pictures of a page, without the site's own.
fn pictures_of(page: &Page) -> Vec<String> {
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let sources = page.body.split(" src=\"").skip(1).filter_map(|rest| rest.split('"').next());
    sources.filter(|source| !source.starts_with("/assets/")).map(str::to_owned).collect()
}

/// A picture the office uploads is there on the office's and the customer's pages, and so is a review's.
#[tokio::test]
async fn every_picture_a_page_shows_is_there() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    world.perform(chenxi, order.id, Status::Completed).await;
    let mut ctx = world.as_customer("mei").await;
    let picture = pictures::store(&mut ctx, Permission::ReviewWrite, PNG).await.expect("stored");
    let scores = Scores { quality: 5, attitude: 5, as_expected: 5, skill: 5, efficiency: 5 };
    let form = ReviewForm { scores, body: "很干净".into(), pictures: vec![picture] };
    reviews::write(&mut ctx, order.id, &form).await.expect("written");
    ctx.commit().await.expect("committed");

    let mut owner = world.browser_of(chenxi, "owner").await;
    let editor = format!("/office/services/{}", chenxi.daily);
    let sent = upload(&mut owner, &format!("{editor}/pictures")).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, editor.as_str()), "{}", sent.body);
    for page in [editor, "/office/reviews".to_owned(), format!("/services/{}", chenxi.daily)] {
        let shown = pictures_of(&owner.get(&page).await);
        assert!(!shown.is_empty(), "{page} shows a picture");
        for source in shown {
            let picture = owner.get(&source).await;
            let kind = picture.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
            assert_eq!((picture.status, kind), (StatusCode::OK, "image/png"), "{source} of {page}");
        }
    }
    world.finish().await;
}

/// What a form did is said on the next page, and only there.
#[tokio::test]
async fn the_office_says_once_that_something_was_saved() {
    let world = World::new().await;
    let mut owner = world.browser_of(&world.chenxi, "owner").await;
    let sent = owner.post("/office/holidays", "on_date=2026-10-01&kind=holiday&name=Day").await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/office/settings/holidays?year=2026"));
    let said = owner.get(sent.location()).await;
    assert!(said.body.contains("已添加"), "{}", said.body);
    let again = owner.get("/office/settings/holidays").await;
    assert!(!again.body.contains("已添加"), "said twice");
    world.finish().await;
}

/// Addresses in the office's menu.
fn menu(page: &Page) -> Vec<String> {
    let menu = page.body.split("<aside").nth(1).and_then(|rest| rest.split("</aside>").next()).unwrap_or_default();
    let links = menu.split("class=\"menu-link\" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.map(str::to_owned).collect()
}

/// Every entry of everybody's menu opens, the first page is everybody's, and a role is called by its name.
#[tokio::test]
async fn nobody_is_shown_a_door_that_is_shut() {
    let world = World::new().await;
    for (who, role) in [("owner", "老板"), ("dispatcher", "调度"), ("finance", "财务"), ("support", "客服")] {
        let mut browser = world.browser_of(&world.chenxi, who).await;
        let first = browser.get("/office").await;
        assert_eq!(first.status, StatusCode::OK, "{who}: {}", first.body);
        assert!(first.body.contains(&format!(">{role}</span>")), "{who} is called {role}");
        let doors = menu(&first);
        assert!(doors.contains(&"/office".to_owned()) && doors.len() > 2, "{who}: {doors:?}");
        for door in doors {
            assert_eq!(browser.get(&door).await.status, StatusCode::OK, "{who} at {door}");
        }
    }
    world.finish().await;
}

/// A visit moves when it stands where the board showed it, and is left alone when somebody was faster.
#[tokio::test]
async fn a_board_that_is_behind_moves_nothing() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let (lin, wang) = (chenxi.worker("lin"), chenxi.worker("wang"));
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(lin)).await.expect("placed");
    world.perform(chenxi, order.id, Status::Accepted).await;
    let mut dispatcher = world.browser_of(chenxi, "dispatcher").await;
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json")];
    let form = |from: &str, starts: &str| {
        format!("order={}&worker={wang}&starts=2026-06-02T10:00&from={from}&from_starts={starts}", order.id).into_bytes()
    };
    for (from, starts) in [("none", "2026-06-02T10:00"), (&*lin.to_string(), "2026-06-02T09:00")] {
        let refused = dispatcher.send(Method::POST, "/office/dispatch/moves", &headers, form(from, starts)).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::CONFLICT, "orders.moved_meanwhile"),
            "{}",
            refused.body
        );
    }
    assert_eq!(world.order(chenxi, order.id).await.worker_id, Some(lin), "left alone");
    let moved =
        dispatcher.send(Method::POST, "/office/dispatch/moves", &headers, form(&lin.to_string(), "2026-06-02T10:00")).await;
    assert_eq!(moved.status, StatusCode::NO_CONTENT, "{}", moved.body);
    assert_eq!(world.order(chenxi, order.id).await.worker_id, Some(wang));
    world.finish().await;
}

/// The board draws hours and ways behind the visits, and a day in a far age is no error of ours.
#[tokio::test]
async fn the_board_shows_hours_and_ways_and_survives_any_day() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    let mut dispatcher = world.browser_of(chenxi, "dispatcher").await;
    let week = dispatcher.get("/office/dispatch/visits?start=2026-06-01T00:00&end=2026-06-08T00:00").await.json();
    let drawn = week.as_array().expect("a list");
    let of = |class: &str| drawn.iter().filter(|one| one["classNames"][0] == class).count();
    assert_eq!(of("board-open"), 3 * 7, "everybody works every day");
    assert!(of("board-between") > 0, "things are put away after the visit");
    let visit = drawn.iter().find(|one| one["id"] == order.id.to_string()).expect("the visit");
    assert_eq!(visit["resourceIds"][0], chenxi.worker("lin").to_string());
    for path in [
        "/office/dispatch?view=week&day=9999-12-30",
        "/office/dispatch?day=-009999-01-01",
        "/office/dispatch/tray?day=9999-12-31",
    ] {
        assert_eq!(dispatcher.get(path).await.status, StatusCode::OK, "{path}");
    }
    let far = dispatcher.get("/office/dispatch/visits?start=9999-12-30&end=9999-12-31").await;
    assert_eq!(far.status, StatusCode::OK, "{}", far.body);
    world.finish().await;
}

/// An option goes when it is ticked to go, never because its name was cleared.
#[tokio::test]
async fn clearing_the_name_of_an_option_does_not_delete_it() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let path = format!("/office/services/{}/options", chenxi.daily);
    let mut owner = world.browser_of(chenxi, "owner").await;
    let added = owner.post(&path, "option-0-id=&option-0-name=Oven&option-0-price=30&option-0-minutes=20&option-0-max=2").await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let options = async || {
        let mut ctx = world.as_office("owner").await;
        let record = catalogue::record(&mut ctx, chenxi.daily).await.expect("a service");
        record.options.into_iter().map(|option| (option.id.expect("kept").to_string(), option.name)).collect::<Vec<_>>()
    };
    let [(id, name)] = &options().await[..] else { panic!("one option") };
    assert_eq!(name, "Oven");
    let row = |name: &str, gone: &str| {
        format!("option-0-id={id}&option-0-name={name}&option-0-price=30&option-0-minutes=20&option-0-max=2{gone}")
    };
    let cleared = owner.post(&path, &row("", "")).await;
    assert_eq!((cleared.status, options().await.len()), (StatusCode::UNPROCESSABLE_ENTITY, 1), "it is still there");
    let gone = owner.post(&path, &row("Oven", "&option-0-gone=yes")).await;
    assert_eq!((gone.status, options().await.len()), (StatusCode::SEE_OTHER, 0));
    world.finish().await;
}

/// Who may only look sees no way to change a worker, and a reply comes back to the page it was written on.
#[tokio::test]
async fn forms_are_for_those_who_may_send_them() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let worker = format!("/office/workers/{}", chenxi.worker("lin"));
    let mut owner = world.browser_of(chenxi, "owner").await;
    let mut support = world.browser_of(chenxi, "support").await;
    let (writes, reads) = (owner.get(&worker).await, support.get(&worker).await);
    for form in ["/certificates\"", "/suspension\"", "/removal\"", "/shifts\""] {
        let action = format!("action=\"{worker}{form}");
        assert!(writes.body.contains(&action), "the owner may {form}");
        assert!(!reads.body.contains(&action), "support may not {form}");
    }
    assert!(owner.get("/office/workers").await.body.contains("/office/workers/new"));
    assert!(!support.get("/office/workers").await.body.contains("/office/workers/new"));

    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed");
    world.perform(chenxi, order.id, Status::Completed).await;
    let mut ctx = world.as_customer("mei").await;
    let scores = Scores { quality: 2, attitude: 2, as_expected: 2, skill: 2, efficiency: 2 };
    let form = ReviewForm { scores, body: "late".into(), pictures: Vec::new() };
    let review = reviews::write(&mut ctx, order.id, &form).await.expect("written");
    ctx.commit().await.expect("committed");
    let reply = format!("/office/reviews/{review}/reply");
    let wrong = support.post(&reply, "reply=&q=late&show=low&page=1").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("name=\"q\" value=\"late\""), "the search is kept");
    let sent = support.post(&reply, "reply=Sorry&q=late&show=low&page=1").await;
    assert_eq!(sent.location(), "/office/reviews?q=late&show=low");
    assert!(!support.get("/office/reviews?q=nothing+like+it").await.body.contains("late"), "the search searches");
    world.finish().await;
}

/// A day that has begun is compared with as much of the same day a week before.
#[tokio::test]
async fn a_day_is_compared_with_the_same_time_a_week_before() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"))).await.expect("placed at ten");
    let orders_a_week_before = async || {
        let mut ctx = world.as_office("owner").await;
        stats::dashboard(&mut ctx).await.expect("numbers").week_before.orders
    };
    world.wait_minutes((7 * 24 - 1) * 60);
    assert_eq!(orders_a_week_before().await, 0, "at nine");
    world.wait_minutes(2 * 60);
    assert_eq!(orders_a_week_before().await, 1, "at eleven");
    world.finish().await;
}
