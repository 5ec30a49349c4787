//! An order in every status there is, as its customer, its worker and the office see it.

use crate::gallery::{Gallery, Look, assert_right};
use crate::town::{CHENXI, Town};
use lares_domain::orders::{self, Status};
use lares_kernel::OrderId;
use sqlx::AssertSqlSafe;
use support::Wish;

/// A status is a color and a word: what night does to the one is looked at here; the other stands on pages that are looked at in
/// every language.
const LOOKS: [Look; 2] = [Look::Day, Look::Night];

/// What it is called, and the order.
type Made = (&'static str, OrderId);
type Pages = Vec<(String, String)>;

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_right_in_every_status_for_its_customer_its_worker_and_the_office() {
    let town = Town::new().await;
    let made = one_of_each(&town).await;
    let mut faults = String::new();
    for (who, home, pages) in
        [("mei", "/me", customer(&made)), ("lin", "/worker", worker(&made)), ("owner", "/office", office(&made))]
    {
        let tab = town.tab(who).await;
        town.sign_in(&tab, CHENXI, home, town.world.chenxi.someone(who).phone.as_str()).await;
        faults.push_str(&Gallery { looks: &LOOKS, ..Gallery::new(&tab, CHENXI, who) }.look(&pages).await);
        tab.close().await;
    }
    town.finish().await;
    assert_right(&faults);
}

/// Three a day from Friday on, all mei's and lin's; then one that nobody has.
async fn one_of_each(town: &Town) -> Vec<Made> {
    let (world, chenxi) = (&town.world, &town.world.chenxi);
    let mut made = Vec::new();
    for (day, three) in (4..).zip(Status::ALL.chunks(3)) {
        for (status, hour) in three.iter().zip([8, 12, 16]) {
            let wish = Wish::at("mei", chenxi.at(day, hour, 0)).by(chenxi.worker("lin"));
            let order = world.book(chenxi, &wish).await.expect("placed");
            bring(town, order.id, *status).await;
            made.push((status.name(), order.id));
        }
    }
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(4, 10, 30)).by(chenxi.worker("wang"))).await.expect("placed");
    let mut ctx = world.ctx(chenxi, "dispatcher").await;
    orders::unassign(&mut ctx, order.id).await.expect("taken away");
    ctx.commit().await.expect("committed");
    town.settle().await;
    made.push(("nobodys", order.id));
    made
}

async fn bring(town: &Town, order: OrderId, status: Status) {
    let (world, chenxi) = (&town.world, &town.world.chenxi);
    match status {
        Status::Offered | Status::Accepted | Status::Departed | Status::Arrived | Status::InService | Status::Completed => {
            world.perform(chenxi, order, status).await;
        }
        Status::Cancelled => {
            let mut ctx = world.ctx(chenxi, "mei").await;
            orders::cancel(&mut ctx, order, "临时有事", 0).await.expect("cancelled");
            ctx.commit().await.expect("committed");
        }
        Status::AwaitingPayment => mark(town, order, status).await,
        Status::Disputed => {
            world.perform(chenxi, order, Status::Completed).await;
            mark(town, order, status).await;
        }
    }
}

/// Where no way of the product leads yet, but pages and lists know the status.
async fn mark(town: &Town, order: OrderId, status: Status) {
    town.settle().await;
    let tenant = town.world.chenxi.tenant.id;
    let sql = format!(
        "set app.tenant_id = '{tenant}';
         update app.orders set status = '{}' where tenant_id = '{tenant}' and id = '{order}'",
        status.name()
    );
    let mut connection = town.world.ground().service().await;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("marked");
}

/// The page of each order below an address.
fn each(made: &[Made], address: &str) -> Pages {
    made.iter().map(|(status, order)| (format!("order-{status}"), format!("{address}/{order}"))).collect()
}

fn customer(made: &[Made]) -> Pages {
    let mut pages = each(made, "/orders");
    pages.push(("orders".to_owned(), "/orders".to_owned()));
    let states = ["awaiting_payment", "offered", "accepted", "in_service", "completed", "cancelled"];
    pages.extend(states.map(|state| (format!("orders-{state}"), format!("/orders?state={state}"))));
    pages
}

/// Of those that are, or were, lin's.
fn worker(made: &[Made]) -> Pages {
    let mut pages = each(made, "/worker/jobs");
    pages.pop();
    pages.extend(["today", "offers", "roster", "income"].map(|page| {
        let path = if page == "today" { "/worker".to_owned() } else { format!("/worker/{page}") };
        (page.to_owned(), path)
    }));
    pages
}

fn office(made: &[Made]) -> Pages {
    let mut pages = each(made, "/office/orders");
    let lists = [
        ("dashboard", "/office"),
        ("orders", "/office/orders"),
        ("orders-disputed", "/office/orders?status=disputed"),
        ("board", "/office/orders/board"),
        ("dispatch", "/office/dispatch?day=2026-06-05"),
        ("dispatch-week", "/office/dispatch?day=2026-06-05&view=week"),
    ];
    pages.extend(lists.map(|(page, path)| (page.to_owned(), path.to_owned())));
    pages
}
