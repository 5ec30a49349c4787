//! A company that was founded a minute ago, and people who have done nothing yet.

use crate::gallery::{Gallery, Look, assert_right};
use crate::town::{CHENXI, Town};
use lares_domain::identity;
use lares_domain::tenancy::{self, Founding};
use lares_kernel::{Locale, Phone};

const HOST: &str = "xinfang.lares.localhost";
const OWNER: &str = "13900007001";
const CUSTOMER: &str = "13900007002";
/// An empty page is mostly words, and the longest are English.
const LOOKS: [Look; 2] = [Look::Day, Look::English];

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_has_happened_yet_every_page_is_right() {
    let town = Town::new().await;
    found(&town).await;
    let mut faults = office(&town).await;
    faults.push_str(&customer(&town).await);
    faults.push_str(&worker(&town).await);
    town.finish().await;
    assert_right(&faults);
}

async fn found(town: &Town) {
    let house = &town.world.house;
    let phone = Phone::parse(OWNER).expect("a number");
    let owner = identity::ensure_person(&house.control, &phone, Locale::ZhHans).await.expect("a person");
    let founding = Founding {
        name: "新芳家政".to_owned(),
        slug: "xinfang".to_owned(),
        template: "general".to_owned(),
        owner,
        owner_name: "何芳".to_owned(),
        locale: Locale::ZhHans,
    };
    tenancy::found(&house.control, &house.db, founding).await.expect("a company");
    town.settle().await;
}

async fn office(town: &Town) -> String {
    let tab = town.tab("founder").await;
    town.sign_in(&tab, HOST, "/office", OWNER).await;
    let pages = [
        ("dashboard", "/office"),
        ("orders", "/office/orders"),
        ("board", "/office/orders/board"),
        ("dispatch", "/office/dispatch"),
        ("dispatch-week", "/office/dispatch?view=week"),
        ("customers", "/office/customers"),
        ("workers", "/office/workers"),
        ("services", "/office/services"),
        ("services-withdrawn", "/office/services?state=withdrawn"),
        ("reviews", "/office/reviews"),
        ("reports", "/office/reports"),
        ("messages", "/office/messages"),
        ("plugins", "/office/plugins"),
        ("plugins-installed", "/office/plugins/installed"),
        ("incidents", "/office/plugins/incidents"),
        ("staff", "/office/settings/staff"),
        ("holidays", "/office/settings/holidays"),
    ];
    let faults = Gallery { looks: &LOOKS, ..Gallery::new(&tab, HOST, "office-empty") }.look(&pages).await;
    tab.close().await;
    faults
}

/// Somebody who comes for the first time, to a company without a worker.
async fn customer(town: &Town) -> String {
    let tab = town.tab("newcomer").await;
    town.sign_in(&tab, HOST, "/me", CUSTOMER).await;
    tab.goto(HOST, "/").await;
    let service = tab.link("main a[href^='/services/']").await;
    let (booking, reviews) = (service.replacen("/services/", "/booking/", 1), format!("{service}/reviews"));
    let pages = [
        ("home", "/"),
        ("service", service.as_str()),
        ("reviews", &reviews),
        ("booking", &booking),
        ("workers", "/workers"),
        ("orders", "/orders"),
        ("messages", "/messages"),
        ("addresses", "/addresses"),
        ("me", "/me"),
    ];
    let faults = Gallery { looks: &LOOKS, ..Gallery::new(&tab, HOST, "customer-empty") }.look(&pages).await;
    tab.close().await;
    faults
}

/// Somebody who was taken on and has had no job yet.
async fn worker(town: &Town) -> String {
    let tab = town.tab("zhao").await;
    town.sign_in(&tab, CHENXI, "/worker", town.world.chenxi.someone("zhao").phone.as_str()).await;
    let pages = [
        ("today", "/worker"),
        ("offers", "/worker/offers"),
        ("roster", "/worker/roster"),
        ("income", "/worker/income"),
        ("reviews", "/worker/reviews"),
        ("messages", "/worker/messages"),
    ];
    let faults = Gallery { looks: &LOOKS, ..Gallery::new(&tab, CHENXI, "worker-empty") }.look(&pages).await;
    tab.close().await;
    faults
}
