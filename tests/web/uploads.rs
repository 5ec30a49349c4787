//! Files: their size and their first bytes decide, never their name.

use crate::props::PNG;
use crate::requests::{Request, meant_for, multipart, table, upload, words};
use crate::rows::{Look, changed};
use crate::stage::Stage;
use axum::http::StatusCode;
use lares_domain::catalogue::pictures;
use support::{Page, World};

fn uploads() -> Vec<Request> {
    let uploads: Vec<_> = table().into_iter().filter(|request| request.body == "file").collect();
    assert!(!uploads.is_empty(), "the table has an upload");
    uploads
}

async fn send(world: &World, stage: &Stage, request: &Request, body: Vec<u8>) -> Page {
    let kind = multipart();
    let mut browser = stage.browser(world, meant_for(&request.route));
    let path = stage.said(&request.address, "key");
    browser.send(request.route.method.clone(), &path, &[("content-type", &kind)], body).await
}

#[tokio::test]
async fn a_file_that_is_too_large_or_no_picture_is_refused_with_a_sentence() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let mut look = Look::at(&world, &world.chenxi).await;
    let before = look.rows().await;
    let sized = |bytes: usize| [PNG, &vec![0; bytes - PNG.len()]].concat();
    let text = "x".repeat(80 * 1024);
    let wrong: [(&str, Vec<u8>); 9] = [
        ("larger than any body", upload("a.png", &sized(66 * 1024 * 1024))),
        ("larger than any picture", upload("a.png", &sized(pictures::MAX_BYTES + 1))),
        ("a script by the name of a picture", upload("a.png", b"<script>alert(1)</script>")),
        ("a drawing that can hold scripts", upload("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")),
        ("half a signature", upload("a.png", &PNG[..4])),
        ("nothing", upload("a.png", b"")),
        ("no form", b"nonsense".to_vec()),
        ("words without end", words(text.as_bytes())),
        ("words that are none", words(&[0xFF; 1024])),
    ];
    for request in uploads() {
        for (what, body) in &wrong {
            let page = send(&world, &stage, &request, body.clone()).await;
            let is_refused = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::PAYLOAD_TOO_LARGE].contains(&page.status);
            assert!(is_refused, "{request}: {what} → {} {}", page.status, page.location());
        }
    }
    let changes = changed(&before, &look.rows().await);
    assert!(changes.is_empty(), "{changes:#?}");
    world.finish().await;
}

/// What is kept is given out as what its bytes are, and never as something a browser would run.
#[tokio::test]
async fn a_picture_is_given_out_as_the_picture_it_is() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    for request in uploads() {
        let page = send(&world, &stage, &request, upload("a.html", PNG)).await;
        assert!(page.status.is_success() || page.status.is_redirection(), "{request} → {}", page.status);
    }
    let page = stage.browser(&world, "guest").get(&format!("/blobs/{}", stage.word("blob"))).await;
    assert_eq!(page.headers["content-type"], "image/png");
    assert_eq!(page.headers["x-content-type-options"], "nosniff");
    world.finish().await;
}
