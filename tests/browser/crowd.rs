//! A company that has been busy for a year: lists of ten thousand are pages one can read and leaf through.

use crate::gallery::{Gallery, Look, assert_right};
use crate::town::{CHENXI, Town};
use lares_domain::orders::Status;
use lares_domain::reviews::{self, ReviewForm, Scores};
use lares_kernel::OrderId;
use sqlx::AssertSqlSafe;
use support::Wish;

/// Past the business, a row at a time of which would take minutes.
const CROWD: &str = include_str!("crowd.sql");
const LOOKS: [Look; 1] = [Look::Day];

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_ten_thousand_are_right_for_the_office_the_customer_and_the_worker() {
    let town = Town::new().await;
    let one = done(&town).await;
    multiply(&town, one).await;
    let daily = format!("/services/{}", town.world.chenxi.daily);
    let reviews = format!("{daily}/reviews");
    let customer = [
        ("home", "/"),
        ("service", daily.as_str()),
        ("service-reviews", &reviews),
        ("orders", "/orders"),
        ("orders-page", "/orders?page=7"),
        ("messages", "/messages"),
    ];
    let worker = [
        ("today", "/worker"),
        ("offers", "/worker/offers"),
        ("income", "/worker/income"),
        ("reviews", "/worker/reviews"),
        ("messages", "/worker/messages"),
    ];
    let mut faults = look(&town, "owner", "/office", &OFFICE).await;
    faults.push_str(&look(&town, "mei", "/me", &customer).await);
    faults.push_str(&look(&town, "lin", "/worker", &worker).await);
    town.finish().await;
    assert_right(&faults);
}

const OFFICE: [(&str, &str); 14] = [
    ("dashboard", "/office"),
    ("orders", "/office/orders"),
    ("orders-page", "/office/orders?page=100"),
    ("orders-found", "/office/orders?q=M9876"),
    ("orders-open", "/office/orders?status=offered"),
    ("board", "/office/orders/board"),
    ("dispatch", "/office/dispatch?day=2026-06-03"),
    ("dispatch-week", "/office/dispatch?day=2026-06-03&view=week"),
    ("customers", "/office/customers"),
    ("customers-page", "/office/customers?page=100"),
    ("workers", "/office/workers"),
    ("reviews", "/office/reviews"),
    ("messages", "/office/messages"),
    ("reports", "/office/reports"),
];

async fn look(town: &Town, who: &str, home: &str, pages: &[(&str, &str)]) -> String {
    let tab = town.tab(who).await;
    town.sign_in(&tab, CHENXI, home, town.world.chenxi.someone(who).phone.as_str()).await;
    let audience = format!("{who}-crowd");
    let faults = Gallery { looks: &LOOKS, ..Gallery::new(&tab, CHENXI, &audience) }.look(pages).await;
    tab.close().await;
    faults
}

/// A visit of lin's at mei's, done and praised at length.
async fn done(town: &Town) -> OrderId {
    let (world, chenxi) = (&town.world, &town.world.chenxi);
    let wish = Wish::at("mei", chenxi.at(1, 10, 0)).by(chenxi.worker("lin"));
    let order = world.book(chenxi, &wish).await.expect("placed").id;
    world.perform(chenxi, order, Status::Completed).await;
    let mut ctx = world.ctx(chenxi, "mei").await;
    let scores = Scores { quality: 5, attitude: 5, as_expected: 4, skill: 5, efficiency: 3 };
    let form =
        ReviewForm { scores, body: "阿姨很准时，厨房像新的一样，下次还约。".repeat(8), pictures: Vec::new() };
    reviews::write(&mut ctx, order, &form).await.expect("written");
    ctx.commit().await.expect("committed");
    town.settle().await;
    order
}

async fn multiply(town: &Town, one: OrderId) {
    let world = &town.world;
    let about = [
        ("app.tenant_id", world.chenxi.tenant.id.to_string()),
        ("crowd.one", one.to_string()),
        ("crowd.customer", world.chenxi.customer("mei").to_string()),
        ("crowd.now", world.now().to_string()),
    ];
    let about: String = about.iter().map(|(name, value)| format!("set {name} = '{value}'; ")).collect();
    let mut connection = world.ground().service().await;
    sqlx::raw_sql(AssertSqlSafe(about + CROWD)).execute(&mut connection).await.expect("ten thousand more");
    let orders: i64 = sqlx::query_scalar("select count(*) from app.orders").fetch_one(&mut connection).await.expect("a number");
    assert_eq!(orders, 10_001);
}
