//! What the customer does: look around, sign in, book, follow, review.

use crate::gallery::Gallery;
use crate::tab::Tab;
use crate::town::{COMPANY, CUSTOMER, Town};
use std::path::PathBuf;

/// Wednesday, seven in the evening in Shanghai.
const DAY: &str = "2026-06-03";
const EVENING: &str = "2026-06-03T11:00:00Z";
/// Two days later, ten in the morning.
const NEXT_DAY: &str = "2026-06-05";
const MORNING: &str = "2026-06-05T02:00:00Z";
const SERVICE: &str = "日常保洁 2 小时";

/// A guest finds a service, wants to book it and is asked who they are; then they are back where they were.
pub async fn sign_in_to_book(town: &Town, tab: &Tab) {
    tab.goto(COMPANY, "/").await;
    tab.fill("q", "日常保洁").await;
    tab.see("form[role='search'] [name='q']").await.send_keys("\u{e007}").await.expect("Enter");
    tab.press(&format!("//a[starts-with(@href, '/services/')][contains(., '{SERVICE}')]")).await;
    tab.press(".sticky-action a[href^='/booking/']").await;
    tab.press("#quote button").await;
    tab.fill("phone", CUSTOMER).await;
    tab.press("form[action='/codes'] button").await;
    tab.see("form[action='/sessions'] [name='code']").await;
    tab.fill("code", &town.code(CUSTOMER).await).await;
    tab.press("form[action='/sessions'] button").await;
    tab.see("form#booking").await;
    town.settle().await;
}

pub async fn add_address(tab: &Tab) {
    tab.press("a[href^='/addresses/new']").await;
    tab.fill("contact", "陈晨").await;
    tab.fill("phone", CUSTOMER).await;
    tab.set("district", "徐汇").await;
    tab.fill("line", "衡山路 88 弄 3 号 501").await;
    tab.press("form[action='/addresses'] > button").await;
    tab.read("label", "衡山路").await;
}

/// Chooses an evening and types a code; the bill explains each line before it is agreed to.
pub async fn book(town: &Town, tab: &Tab) -> String {
    choose(tab, DAY, EVENING).await;
    tab.read("#quote", "夜间服务费").await;
    tab.fill("notes", "厨房请重点打扫，家里有一只猫。").await;
    tab.fill("code", "WELCOME10").await;
    tab.read("#quote", "新客立减").await;
    for amount in [SERVICE, "¥110.00", "-¥10.00", "¥20.00", "¥120.00"] {
        tab.read("#quote", amount).await;
    }
    agree(town, tab).await
}

/// Another one by day, without any of it.
pub async fn book_again(town: &Town, tab: &Tab) -> String {
    tab.press("#live a[href^='/booking/']").await;
    choose(tab, NEXT_DAY, MORNING).await;
    agree(town, tab).await
}

async fn choose(tab: &Tab, day: &str, time: &str) {
    tab.press(&format!("//label[input[@id='date-{day}']]")).await;
    tab.press(&format!("//label[input[@id='starts-{time}']]")).await;
    tab.see("#quote input[name='quote']").await;
}

/// Presses "book" and answers which order it became.
async fn agree(town: &Town, tab: &Tab) -> String {
    tab.press("#quote button:not([disabled])").await;
    tab.see("#live").await;
    town.settle().await;
    let path = tab.path().await;
    path.strip_prefix("/orders/").expect("the order's page").to_owned()
}

/// The open page of the order says so by itself.
pub async fn hears(tab: &Tab, status: &str) {
    tab.see(&format!("//*[@id='live']//p[normalize-space()='{status}']")).await;
}

pub async fn start_code(tab: &Tab) -> String {
    tab.text("#live .font-mono").await
}

pub async fn review(town: &Town, tab: &Tab, order: &str) {
    tab.goto(COMPANY, &format!("/orders/{order}")).await;
    tab.press("#live a[href$='/review']").await;
    for (aspect, stars) in [("quality", 5), ("attitude", 5), ("as_expected", 4), ("skill", 5), ("efficiency", 4)] {
        tab.press(&format!("label[for='{aspect}-{stars}']")).await;
    }
    tab.fill("body", "李阿姨很准时，厨房像新的一样。").await;
    let (first, second) = (picture("first"), picture("second"));
    tab.attach("pictures", &first).await;
    tab.attach("pictures", &second).await;
    tab.see(".picture-tile:nth-child(2) canvas").await;
    tab.press(".picture-tile:nth-child(2) .picture-remove").await;
    tab.press("form[action$='/review'] > button").await;
    tab.see("#live").await;
    town.settle().await;
    let review = town.review(order).await;
    assert_eq!(review.pictures.len(), 1, "the one that was taken out is not sent");
}

/// The smallest PNG there is, as a file to choose.
fn picture(name: &str) -> PathBuf {
    const PIXEL: [u8; 67] = [
        0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0,
        0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0xDA, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0xE5, 0x27,
        0xDE, 0xFC, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
    ];
    let path = crate::gallery::folder().join(format!("{name}.png"));
    std::fs::write(&path, PIXEL).expect("a file is written");
    path
}

pub async fn pages(tab: &Tab, order: &str, next: &str) -> String {
    tab.goto(COMPANY, "/").await;
    let service = tab.link("main a[href^='/services/']").await;
    let category = tab.link("main nav a[href^='/categories/']").await;
    tab.goto(COMPANY, &service).await;
    let booking = tab.link("a[href^='/booking/']").await;
    let worker = tab.link("main a[href^='/workers/']").await;
    tab.goto(COMPANY, "/addresses").await;
    let address = tab.link("main a[href^='/addresses/']:not([href$='/new'])").await;
    let chosen = format!("{}?date={NEXT_DAY}", booking.split('?').next().unwrap_or_default());
    let of = |order: &str, page: &str| format!("/orders/{order}{page}");
    let (done, open) = (of(order, ""), of(next, ""));
    let (receipt, append, cancellation) = (of(order, "/receipt"), of(order, "/review"), of(next, "/cancellation"));
    let said = format!("{service}/reviews");
    let pages = [
        ("reviews", said.as_str()),
        ("workers", "/workers"),
        ("home", "/"),
        ("categories", "/categories"),
        ("category", &category),
        ("nothing-found", "/categories?q=zzz"),
        ("service", &service),
        ("worker", &worker),
        ("booking", &chosen),
        ("orders", "/orders"),
        ("order", &open),
        ("order-done", &done),
        ("receipt", &receipt),
        ("review", &append),
        ("cancellation", &cancellation),
        ("messages", "/messages"),
        ("me", "/me"),
        ("profile", "/me/profile"),
        ("security", "/me/security"),
        ("notifications", "/me/notifications"),
        ("addresses", "/addresses"),
        ("address", &address),
        ("address-new", "/addresses/new"),
    ];
    Gallery::new(tab, COMPANY, "customer").look(&pages).await
}
