//! Pictures of reviews and workers (C17, C06, W07), as browsers send them.

use axum::http::{Method, StatusCode};
use lares_domain::catalogue::{PICTURES_A_DAY, pictures};
use lares_domain::orders::Status;
use lares_domain::{reviews, workforce};
use lares_kernel::{OrderId, Permission};
use support::{Browser, Page, Wish, World};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";
const MARKS: [(&str, &str); 6] =
    [("quality", "5"), ("attitude", "4"), ("as_expected", "5"), ("skill", "5"), ("efficiency", "5"), ("body", "干净")];

/// A form as a browser with pictures sends it.
async fn upload(browser: &mut Browser, path: &str, words: &[(&str, &str)], files: &[&[u8]]) -> Page {
    let mut body = Vec::new();
    for (name, value) in words {
        let part = format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for file in files {
        let head =
            "--x\r\ncontent-disposition: form-data; name=\"pictures\"; filename=\"a.png\"\r\ncontent-type: image/png\r\n\r\n";
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--x--\r\n");
    browser.send(Method::POST, path, &[("content-type", "multipart/form-data; boundary=x")], body).await
}

async fn done(world: &World) -> OrderId {
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed");
    world.perform(&world.chenxi, order.id, Status::Completed).await.id
}

/// The pictures of a review and of what was added to it later.
async fn shown(world: &World, order: OrderId) -> Option<(usize, usize)> {
    let mut ctx = world.as_customer("mei").await;
    let review = reviews::of_order(&mut ctx, order).await.expect("read");
    ctx.commit().await.expect("committed");
    review.map(|review| (review.pictures.len(), review.appended_pictures.len()))
}

/// C17: pictures come with the review and with second thoughts, and everybody sees them where the review is.
#[tokio::test]
async fn a_review_and_its_addition_carry_pictures_that_everybody_sees() {
    let world = World::new().await;
    let order = done(&world).await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let path = format!("/orders/{order}/review");
    let page = upload(&mut mei, &path, &MARKS, &[PNG, PNG]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let page = upload(&mut mei, &path, &[("appended", "还是干净")], &[PNG]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert_eq!(shown(&world, order).await, Some((2, 1)));

    let mut guest = world.browser_of(&world.chenxi, "guest").await;
    let page = guest.get(&format!("/services/{}/reviews?show=pictures", world.chenxi.daily)).await;
    let pictures: Vec<&str> = page.body.split("src=\"/blobs/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(pictures.len(), 3, "{}", page.body);
    let picture = guest.get(&format!("/blobs/{}", pictures[0])).await;
    assert_eq!((picture.status, picture.headers["content-type"].as_bytes()), (StatusCode::OK, &b"image/png"[..]));
    let nobody = guest.get(&format!("/services/{}/reviews?show=2", world.chenxi.daily)).await;
    assert!(!nobody.body.contains("/blobs/"), "nobody gave two stars");
    world.finish().await;
}

/// C17: what is no picture, too large or too many is refused beside the field; words and stars stay, nothing is stored.
#[tokio::test]
async fn a_refused_picture_keeps_the_words_and_the_stars() {
    let world = World::new().await;
    let order = done(&world).await;
    let mut mei = world.browser_of(&world.chenxi, "mei").await;
    let path = format!("/orders/{order}/review");
    let mut large = PNG.to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    let seven = [PNG; 7];
    let cases: [(&[&[u8]], &str); 3] = [(&[b"<svg onload=alert(1)>"], "JPEG"), (&[PNG, &large], "5 MB"), (&seven, "6 张")];
    for (files, sentence) in cases {
        let page = upload(&mut mei, &path, &MARKS, files).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let beside = page.body.split("id=\"pictures-wrong\"").nth(1).and_then(|rest| rest.split("</p>").next());
        assert!(beside.is_some_and(|said| said.contains(sentence)), "{sentence}: {beside:?}");
        assert!(page.body.contains("干净") && page.body.contains("value=\"4\" required checked"), "typed words and stars stay");
        assert_eq!(shown(&world, order).await, None);
    }
    world.finish().await;
}

/// C06, W07: a worker's photo is shown when the company publishes it, and can be taken away again.
#[tokio::test]
async fn a_worker_sends_a_photo_and_takes_it_away_again() {
    let world = World::new().await;
    let lin = world.chenxi.worker("lin");
    let photo = async || {
        let mut ctx = world.as_worker("lin").await;
        let photo = workforce::record(&mut ctx, lin).await.expect("a record").photo;
        ctx.commit().await.expect("committed");
        photo
    };
    let mut browser = world.browser_of(&world.chenxi, "lin").await;
    let words = [("years", "8"), ("bio", "仔细")];
    let page = upload(&mut browser, "/worker/me/profile", &words, &[PNG]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let first = photo().await.expect("a photo");
    let public = world.browser_of(&world.chenxi, "guest").await.get(&format!("/workers/{lin}")).await;
    assert!(public.body.contains(&format!("/blobs/{first}")), "the company publishes it");
    let page = upload(&mut browser, "/worker/me/profile", &words, &[]).await;
    assert_eq!((page.status, photo().await), (StatusCode::SEE_OTHER, Some(first)), "other changes leave it");
    let page = upload(&mut browser, "/worker/me/profile", &[("years", "8"), ("bio", ""), ("photo_removal", "yes")], &[]).await;
    assert_eq!((page.status, photo().await), (StatusCode::SEE_OTHER, None));
    world.finish().await;
}

/// C17: nobody fills the disk with pictures; the next day one may go on.
#[tokio::test]
async fn one_person_stores_so_many_pictures_a_day_and_another_is_not_kept_from_it() {
    let world = World::new().await;
    let mut ctx = world.as_customer("mei").await;
    for _ in 0..40 {
        pictures::store(&mut ctx, Permission::ReviewWrite, PNG).await.expect("stored");
    }
    let refused = pictures::store(&mut ctx, Permission::ReviewWrite, PNG).await.expect_err("too many");
    assert_eq!(refused.code(), PICTURES_A_DAY);
    ctx.commit().await.expect("committed");

    let mut ctx = world.as_customer("hua").await;
    pictures::store(&mut ctx, Permission::ReviewWrite, PNG).await.expect("another's day is another's");
    drop(ctx);
    world.wait_minutes(24 * 60 + 1);
    let mut ctx = world.as_customer("mei").await;
    pictures::store(&mut ctx, Permission::ReviewWrite, PNG).await.expect("the next day");
    drop(ctx);
    world.finish().await;
}
