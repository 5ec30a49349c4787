//! A form that was wrong comes back with 422 and everything that was typed.

use crate::stage::Stage;
use axum::http::StatusCode;
use support::{Browser, Page, World};

/// What a page shows in its fields of this name; of boxes and choices those that are ticked.
fn shown(html: &str, name: &str) -> Vec<String> {
    let mut shown = Vec::new();
    let mut list = String::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let is_named = attribute(tag, "name").as_deref() == Some(name);
        let is_tick = matches!(attribute(tag, "type").as_deref(), Some("checkbox" | "radio"));
        match tag.split_whitespace().next().unwrap_or_default() {
            "input" if is_named && (!is_tick || tag.contains(" checked")) => {
                shown.push(attribute(tag, "value").unwrap_or_default());
            }
            "textarea" if is_named => shown.push(plain(text)),
            "select" => list = attribute(tag, "name").unwrap_or_default(),
            "/select" => list.clear(),
            "option" if list == name && tag.contains(" selected") => shown.push(attribute(tag, "value").unwrap_or_default()),
            _other => {}
        }
    }
    shown
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split_once(&format!(" {name}=\""))?.1;
    Some(plain(rest.split('"').next().unwrap_or_default()))
}

fn plain(text: &str) -> String {
    let marks =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2F;", "/"), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (mark, sign)| text.replace(mark, sign))
}

/// Posts the form and expects it back with each of these fields as it was typed.
async fn assert_kept(browser: &Browser, path: &str, typed: &[(&str, &str)]) -> Page {
    let body: Vec<String> = typed.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let page = browser.clone().post(path, &body.join("&")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", page.location());
    let kept = |(name, value): &&(&str, &str)| shown(&page.body, name).iter().any(|shown| shown.trim() == *value);
    let lost: Vec<_> = typed.iter().filter(|field| !HIDDEN.contains(&field.0) && !kept(field)).collect();
    let there: Vec<_> = lost.iter().map(|(name, _)| (name, shown(&page.body, name))).collect();
    assert!(lost.is_empty(), "{path} lost {lost:?}, shows {there:?}");
    page
}

/// Never shown again, or made anew each time the page is shown.
const HIDDEN: [&str; 4] = ["password", "code", "key", "quote"];

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

const TRICKY: &str = "<b>\"梅\" & co</b>";

#[tokio::test]
async fn a_founder_keeps_what_was_typed() {
    let world = World::new().await;
    let typed = [
        ("name", TRICKY),
        ("slug", "not a slug"),
        ("template", "general"),
        ("owner_name", "Pat & co"),
        ("phone", "13800007777"),
        ("code", "000000"),
        ("password", "seven-brown-umbrellas"),
    ];
    assert_kept(&world.browser(None), "/sign-up", &typed).await;
    world.finish().await;
}

#[tokio::test]
async fn a_customer_keeps_what_was_typed() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let mei = stage.browser(&world, "mei");
    let place = [("lat_e6", stage.word("lat")), ("lng_e6", stage.word("lng"))];
    let who = [("contact", TRICKY), ("phone", "12"), ("district", "Xuhui"), ("line", "Room <7>"), ("is_default", "yes")];
    let address: Vec<_> = who.into_iter().chain(place).collect();
    assert_kept(&mei, "/addresses", &address).await;
    assert_kept(&mei, &format!("/addresses/{}", stage.word("mei.address")), &address).await;
    assert_kept(&mei, "/me/profile", &[("name", TRICKY), ("email", "no mail"), ("locale", "en")]).await;
    let scores =
        [("quality", "4"), ("attitude", "3"), ("as_expected", "2"), ("skill", "9"), ("efficiency", "1"), ("body", TRICKY)];
    let scores: Vec<_> = scores.into_iter().filter(|(name, _)| *name != "skill").collect();
    assert_kept(&mei, &format!("/orders/{}/review", stage.word("mei.done")), &scores).await;
    world.finish().await;
}

#[tokio::test]
async fn a_booking_that_is_refused_keeps_what_was_chosen() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let options = world.chenxi.services.iter().find(|card| card.id == world.chenxi.daily).expect("the service");
    let mut ctx = world.as_customer("mei").await;
    let page = lares_domain::catalogue::page(&mut ctx, options.id).await.expect("a page");
    ctx.commit().await.expect("committed");
    let option = page.options.first().map(|option| format!("option-{}", option.id)).expect("an option");
    let typed = [
        ("service", stage.word("service")),
        ("key", "short"),
        ("quote", stage.word("mei.quote")),
        ("address", stage.word("mei.address")),
        ("worker", stage.word("worker")),
        ("date", stage.word("day")),
        ("starts", stage.word("start")),
        ("notes", TRICKY),
        (option.as_str(), "1"),
    ];
    assert_kept(&stage.browser(&world, "mei"), "/orders", &typed).await;
    world.finish().await;
}

#[tokio::test]
async fn the_office_keeps_what_was_typed() {
    let world = World::new().await;
    let stage = Stage::set(&world, &world.chenxi).await;
    let owner = stage.browser(&world, "owner");
    let service = [
        ("category_id", stage.word("category")),
        ("name", TRICKY),
        ("summary", "short"),
        ("description", "long & <wide>"),
        ("art", "cleaning"),
        ("minutes", "90"),
        ("cleanup_minutes", "15"),
        ("price", "a lot"),
        ("steps", "one\ntwo"),
        ("tools", "a mop"),
        ("included", "windows"),
        ("excluded", "walls"),
        ("skills", stage.word("skill")),
    ];
    assert_kept(&owner, "/office/services", &service).await;
    assert_kept(&owner, &format!("/office/services/{}", stage.word("product")), &service).await;
    let worker = [
        ("name", TRICKY),
        ("phone", "13800007777"),
        ("sex", "male"),
        ("birth_year", "old"),
        ("years", "7"),
        ("bio", "long & <wide>"),
        ("home_lat_e6", stage.word("lat")),
        ("home_lng_e6", stage.word("lng")),
        ("shows_age", "yes"),
        ("skills", stage.word("skill")),
    ];
    assert_kept(&owner, "/office/workers", &worker).await;
    assert_kept(&owner, &format!("/office/workers/{}/profile", stage.word("hand")), &worker).await;
    world.finish().await;
}

#[tokio::test]
async fn rules_that_are_refused_keep_what_was_typed() {
    let world = World::new().await;
    let owner = world.browser_of(&world.chenxi, "owner").await;
    let booking = [
        ("lead_minutes", "soon"),
        ("horizon_days", "22"),
        ("step_minutes", "45"),
        ("quote_minutes", "17"),
        ("open_on_holidays", "yes"),
    ];
    assert_kept(&owner, "/office/policies/booking", &booking).await;
    let cancellation = [("grace_minutes", "never"), ("reschedule_free_hours", "7"), ("tier-0-hours", "13"), ("tier-0-fee", "22")];
    assert_kept(&owner, "/office/policies/cancellation", &cancellation).await;
    let assignment = [
        ("mode", "pool"),
        ("offer_minutes", "long"),
        ("offer_rounds", "2"),
        ("auto_after_minutes", "29"),
        ("customer_may_choose", "yes"),
    ];
    assert_kept(&owner, "/office/policies/assignment", &assignment).await;
    world.finish().await;
}

#[tokio::test]
async fn a_worker_keeps_what_was_typed() {
    let world = World::new().await;
    let lin = world.browser_of(&world.chenxi, "lin").await;
    let leave = [("on_date", "2026-06-20"), ("from", "12:00"), ("to", "09:00"), ("reason", TRICKY)];
    assert_kept(&lin, "/worker/leave", &leave).await;
    let certificate = [("kind", "health"), ("number", TRICKY), ("issued_on", "tomorrow"), ("expires_on", "2027-01-01")];
    assert_kept(&lin, "/worker/me/certificates", &certificate).await;
    let long = "x".repeat(3_000);
    assert_kept(&lin, "/worker/me/profile", &[("years", "9"), ("bio", long.as_str())]).await;
    world.finish().await;
}

/// The reader of the pages itself.
#[test]
fn fields_are_read_from_a_page() {
    let page = "<input name=\"a\" value=\"1 &amp; 2\"><input type=\"checkbox\" name=\"b\" value=\"x\" checked><input type=\"checkbox\" name=\"b\" value=\"y\">\
                <select name=\"c\"><option value=\"1\">one</option><option value=\"2\" selected>two</option></select><textarea name=\"d\">long\ntext</textarea>";
    assert_eq!(shown(page, "a"), ["1 & 2"]);
    assert_eq!(shown(page, "b"), ["x"]);
    assert_eq!(shown(page, "c"), ["2"]);
    assert_eq!(shown(page, "d"), ["long\ntext"]);
    assert!(shown(page, "e").is_empty());
}
