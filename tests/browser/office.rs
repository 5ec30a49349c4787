//! What the owner does: found the company, take on a worker, set prices, watch.

use crate::gallery::Gallery;
use crate::tab::Tab;
use crate::town::{COMPANY, OWNER, PLATFORM, SLUG, Town, WORKER};

const PASSWORD: &str = "correct horse battery";

pub async fn found(town: &Town, tab: &Tab) {
    tab.goto(PLATFORM, "/").await;
    tab.press("main a[href='/sign-up']").await;
    tab.fill("name", "明净家政").await;
    tab.fill("slug", SLUG).await;
    tab.read("#slug-state", COMPANY).await;
    tab.press("[name='template'][value='cleaning']").await;
    tab.fill("owner_name", "王敏").await;
    tab.fill("phone", OWNER).await;
    tab.press("[hx-post='/sign-up/codes']").await;
    tab.see("#code-state a").await;
    tab.fill("code", &town.code(OWNER).await).await;
    tab.fill("password", PASSWORD).await;
    tab.press("form[action='/sign-up'] > button").await;
    // Another host, and signed in there already.
    tab.see("aside a[href='/office'][aria-current='page']").await;
    tab.read("main", COMPANY).await;
    town.settle().await;
}

/// From the platform's site to the office by the company's address; another host, where they are still signed in.
pub async fn come_back(tab: &Tab) {
    tab.goto(PLATFORM, "/").await;
    tab.press("main a[href='/company']").await;
    tab.fill("address", SLUG).await;
    tab.press("form[action='/company'] button").await;
    tab.see("aside a[href='/office'][aria-current='page']").await;
}

/// A worker who can do everything and works on two days, late on Wednesdays.
pub async fn hire(town: &Town, tab: &Tab) {
    tab.press("aside a[href='/office/workers']").await;
    tab.press("main a[href='/office/workers/new']").await;
    tab.fill("name", "李秀英").await;
    tab.fill("phone", WORKER).await;
    tab.fill("birth_year", "1985").await;
    tab.fill("years", "8").await;
    tab.fill("bio", "细心，手脚快，擅长厨房去油。").await;
    tab.see("[name='skills']").await;
    let skills = tab.client().find_all(fantoccini::Locator::Css("[name='skills']")).await.expect("skills").len();
    for number in 1..=skills {
        tab.press(&format!("(//label[input[@name='skills']])[{number}]")).await;
    }
    tab.press("form[action='/office/workers'] button.btn-primary").await;
    tab.see("form[action$='/shifts']").await;
    for (day, until) in [(3, "22:00"), (5, "18:00")] {
        tab.set(&format!("shift-{day}-0-from"), "09:00").await;
        tab.set(&format!("shift-{day}-0-to"), until).await;
    }
    tab.press("form[action$='/shifts'] button").await;
    tab.see("[name='shift-3-0-to'][value='22:00']").await;
    certify(tab).await;
    town.settle().await;
}

async fn certify(tab: &Tab) {
    tab.press("//details[.//form[contains(@action, '/certificates')]]/summary").await;
    tab.fill("kind", "健康证").await;
    tab.fill("number", "310104-2026-0815").await;
    tab.set("issued_on", "2026-03-01").await;
    tab.press("form[action$='/certificates'] button").await;
    tab.press("form[action$='/verification'] button").await;
    tab.see("//li[contains(., '健康证')][not(.//form)]").await;
}

pub async fn plug_prices(town: &Town, tab: &Tab) {
    install(tab, "lares.pricing-rules").await;
    tab.press("[name='night.enabled']").await;
    tab.set("night.from_minute", "19:00").await;
    tab.fill("night.basis_points", "20").await;
    save_and_switch_on(town, tab).await;
}

pub async fn plug_coupons(town: &Town, tab: &Tab) {
    install(tab, "lares.coupons").await;
    tab.press("button[name='add'][value='coupons']").await;
    tab.fill("coupons.0.code", "WELCOME10").await;
    tab.fill("coupons.0.label", "新客立减").await;
    tab.set("coupons.0.kind", "amount").await;
    tab.fill("coupons.0.minor", "10").await;
    save_and_switch_on(town, tab).await;
}

/// Finds it in the market and agrees to each thing it asks for.
async fn install(tab: &Tab, plugin: &str) {
    tab.press("aside a[href='/office/plugins']").await;
    tab.press(&format!("main a[href='/office/plugins/{plugin}']")).await;
    tab.see("form[action$='/installation']").await;
    let asked = tab.client().find_all(fantoccini::Locator::Css("[name='granted']")).await.expect("permissions").len();
    for number in 1..=asked {
        tab.press(&format!("(//input[@name='granted'])[{number}]")).await;
    }
    tab.press("form[action$='/installation'] > button").await;
    tab.see("form[action$='/settings']").await;
}

async fn save_and_switch_on(town: &Town, tab: &Tab) {
    tab.press("form[action$='/settings'] button.btn-primary").await;
    tab.see("form[action$='/switch'] input[value='yes']").await;
    tab.press("form[action$='/switch'] button").await;
    tab.see("form[action$='/switch'] input[value='no']").await;
    town.settle().await;
}

/// The finished order on the board, its money on the chart, its review in the list.
pub async fn watches(town: &Town, tab: &Tab, order: &str) {
    town.settle().await;
    tab.press("aside a[href='/office/orders']").await;
    tab.press("main a[href='/office/orders/board']").await;
    tab.read("section", "已完成").await;
    tab.see(&format!("//section[.//h2[contains(., '已完成')]]//a[@href='/office/orders/{order}'][contains(., '李秀英')]")).await;
    tab.press(&format!("a[href='/office/orders/{order}']")).await;
    for line in ["夜间服务费", "新客立减", "¥120.00"] {
        tab.read("dl", line).await;
    }
    tab.press("aside a[href='/office']").await;
    // The money of the day is one of the values the chart draws.
    tab.see("//*[@data-chart][contains(@data-chart, '12000')]//*[name()='svg' or name()='canvas']").await;
    tab.press("aside a[href='/office/reviews']").await;
    tab.read("article", "厨房像新的一样").await;
}

pub async fn public_pages(town: &Town, tab: &Tab) -> String {
    let gallery = Gallery::new(tab, PLATFORM, "platform");
    let pages = [
        ("landing", "/"),
        ("sign-up", "/sign-up"),
        ("company", "/company"),
        ("terms", "/terms"),
        ("privacy", "/privacy"),
        ("inbox", "/inbox"),
    ];
    let mut faults = gallery.look(&pages).await;
    faults.push_str(&Gallery { status: 404, ..gallery }.look(&[("not-found", "/nowhere")]).await);
    // Of somebody who is not signed in.
    let stranger = town.tab("stranger").await;
    let gallery = Gallery::new(&stranger, COMPANY, "door");
    let pages = [("sign-in", "/sign-in"), ("password", "/sign-in?with=password"), ("recovery", "/recovery")];
    faults.push_str(&gallery.look(&pages).await);
    stranger.close().await;
    faults
}

pub async fn pages(tab: &Tab, order: &str) -> String {
    let worker = first_link(tab, "/office/workers").await;
    let customer = first_link(tab, "/office/customers").await;
    let service = first_link(tab, "/office/services").await;
    let order = format!("/office/orders/{order}");
    let pages = [
        ("dashboard", "/office"),
        ("orders", "/office/orders"),
        ("board", "/office/orders/board"),
        ("order", &order),
        ("dispatch", "/office/dispatch"),
        ("customers", "/office/customers"),
        ("customer", &customer),
        ("services", "/office/services"),
        ("service", &service),
        ("service-new", "/office/services/new"),
        ("workers", "/office/workers"),
        ("worker", &worker),
        ("worker-new", "/office/workers/new"),
        ("plugins", "/office/plugins"),
        ("plugins-installed", "/office/plugins/installed"),
        ("plugin-prices", "/office/plugins/lares.pricing-rules"),
        ("plugin-coupons", "/office/plugins/lares.coupons"),
        ("incidents", "/office/plugins/incidents"),
        ("reports", "/office/reports"),
        ("reviews", "/office/reviews"),
        ("messages", "/office/messages"),
        ("settings", "/office/settings"),
        ("settings-areas", "/office/settings/areas"),
        ("settings-holidays", "/office/settings/holidays"),
        ("settings-policies", "/office/settings/policies"),
        ("settings-staff", "/office/settings/staff"),
        ("settings-data", "/office/settings/data"),
    ];
    Gallery::new(tab, COMPANY, "office").look(&pages).await
}

/// The first thing a list leads to.
async fn first_link(tab: &Tab, list: &str) -> String {
    tab.goto(COMPANY, list).await;
    tab.link(&format!("main a[href^='{list}/']:not([href$='/new'])")).await
}
