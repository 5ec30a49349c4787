//! The office's pages as the people of the office meet them.

use axum::http::{Method, StatusCode, header};
use lares_domain::catalogue::pictures;
use lares_domain::orders::Status;
use lares_domain::reviews::{self, ReviewForm, Scores};
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
