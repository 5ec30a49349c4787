//! What the worker does, one big button at a time.

use crate::gallery::Gallery;
use crate::tab::Tab;
use crate::town::{COMPANY, Town, WORKER};

/// From Monday at ten to Wednesday at six in the evening.
const HOURS: i64 = 56;

pub async fn sign_in(town: &Town, tab: &Tab) {
    town.sign_in(tab, COMPANY, "/worker", WORKER).await;
    tab.press("button[name='presence'][value='online']").await;
    tab.see("button[name='presence'][value='online'][aria-pressed='true']").await;
    town.settle().await;
}

pub async fn accept(town: &Town, tab: &Tab, order: &str) {
    tab.press("nav.tabbar a[href='/worker/offers']").await;
    tab.press(&format!("form[action='/worker/offers/{order}/acceptance'] button")).await;
    town.settle().await;
    tab.goto(COMPANY, &format!("/worker/jobs/{order}")).await;
    tab.see("form[action$='/departure']").await;
}

/// On the day, an hour before.
pub async fn go(town: &Town, tab: &Tab, order: &str) {
    town.world.wait_minutes(HOURS * 60);
    tab.goto(COMPANY, "/worker").await;
    tab.press(&format!("form[action='/worker/jobs/{order}/departure'] button")).await;
    tab.press(&format!("form[action='/worker/jobs/{order}/arrival'] button")).await;
    tab.see("form[action$='/start'] [name='code']").await;
    town.settle().await;
}

/// A wrong code is refused beside its field; the customer's starts the work.
pub async fn work(town: &Town, tab: &Tab, order: &str, code: &str) {
    let wrong = if code == "0000" { "1111" } else { "0000" };
    start(tab, order, wrong).await;
    tab.see("#code-wrong").await;
    start(tab, order, code).await;
    tab.press("//details[.//form[contains(@action, '/completion')]]/summary").await;
    // The page hears of something while the question is open: the question stays.
    town.nudge(order).await;
    tab.see("#day[data-stale]").await;
    tab.see("//details[@open][.//form[contains(@action, '/completion')]]").await;
    tab.press(&format!("form[action='/worker/jobs/{order}/completion'] button")).await;
    tab.press("form[action$='/payments'] label.chip").await;
    tab.press(&format!("form[action='/worker/jobs/{order}/payments'] button")).await;
    town.settle().await;
    tab.goto(COMPANY, &format!("/worker/jobs/{order}")).await;
    tab.read("main", "已支付").await;
}

async fn start(tab: &Tab, order: &str, code: &str) {
    tab.fill("code", code).await;
    tab.press(&format!("form[action='/worker/jobs/{order}/start'] button")).await;
}

pub async fn pages(tab: &Tab, order: &str) -> String {
    let job = format!("/worker/jobs/{order}");
    let pages = [
        ("today", "/worker"),
        ("offers", "/worker/offers"),
        ("job", job.as_str()),
        ("roster", "/worker/roster"),
        ("income", "/worker/income"),
        ("reviews", "/worker/reviews"),
        ("messages", "/worker/messages"),
        ("me", "/worker/me"),
        ("profile", "/worker/me/profile"),
        ("certificate", "/worker/me/certificates"),
        ("security", "/worker/me/security"),
    ];
    Gallery::new(tab, COMPANY, "worker").look(&pages).await
}
