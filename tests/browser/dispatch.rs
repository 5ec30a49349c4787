//! The board by worker, moved with the mouse.

use crate::tab::Tab;
use crate::town::{CHENXI, Town};
use jiff::SignedDuration;
use lares_domain::orders::{Order, Status};
use lares_kernel::OrderId;
use serde_json::json;
use support::Wish;

/// Tuesday, the day after the world began.
const DAY: &str = "/office/dispatch?day=2026-06-02";
const WEEK: &str = "/office/dispatch?day=2026-06-02&view=week";
const TEN: &str = "10:00";
/// An hour of the day's view, in pixels (`board.js`: half an hour is 34).
const HOUR: i32 = 68;

/// `visits(name, clock)`: those that begin then and lie in the row with this name at its head.
const ROWS: &str = "
    const middle = (one) => { const box = one.getBoundingClientRect(); return box.top + box.height / 2; };
    const head = (name) => [...document.querySelectorAll('[data-board] .ec-row-head')].find((one) => one.textContent.trim() === name);
    const lies = (visit, name) => {
      const row = head(name)?.getBoundingClientRect();
      return row && row.top < middle(visit) && middle(visit) < row.bottom;
    };
    const visits = (name, clock) => [...document.querySelectorAll('[data-board] .ec-event:not(.ec-ghost, .ec-preview)')]
      .filter((visit) => visit.getAttribute('aria-label')?.includes(clock) && lies(visit, name));";

/// A04, B01
#[tokio::test(flavor = "multi_thread")]
async fn an_order_dragged_to_another_worker_is_theirs_is_taken_back_and_stays_where_somebody_is_busy() {
    let town = Town::new().await;
    let order = booked(&town).await;
    let tab = town.tab("dispatcher").await;
    tab.resize(1280).await;
    town.sign_in(&tab, CHENXI, "/office/dispatch", town.world.chenxi.someone("dispatcher").phone.as_str()).await;
    for view in [DAY, WEEK] {
        is_taken_back(&town, &tab, view, &order).await;
        is_theirs_until_dragged_back(&town, &tab, view, &order).await;
        is_refused(&town, &tab, view, &order).await;
    }
    is_asked_about_at_another_time(&town, &tab, &order).await;
    tab.close().await;
    town.finish().await;
}

/// At ten lin goes to mei and wang to hua; zhao has nothing to do.
async fn booked(town: &Town) -> Order {
    let (world, chenxi) = (&town.world, &town.world.chenxi);
    let mut booked = Vec::new();
    for (customer, worker) in [("mei", "lin"), ("hua", "wang")] {
        let wish = Wish::at(customer, chenxi.at(1, 10, 0)).by(chenxi.worker(worker));
        let order = world.book(chenxi, &wish).await.expect("placed");
        booked.push(world.perform(chenxi, order.id, Status::Accepted).await);
    }
    town.settle().await;
    booked.swap_remove(0)
}

async fn is_taken_back(town: &Town, tab: &Tab, view: &str, order: &Order) {
    open(tab, view, "lin").await;
    drag_to(tab, "lin", "zhao").await;
    tab.see("#toasts .tone-success button").await;
    stands(tab, "zhao", TEN).await;
    assert_has(town, order.id, "zhao").await;
    tab.press("#toasts .tone-success button").await;
    tab.see("#toasts .tone-success:not(:has(button))").await;
    stands(tab, "lin", TEN).await;
    assert_has(town, order.id, "lin").await;
}

/// Without the undo: the next page has it there.
async fn is_theirs_until_dragged_back(town: &Town, tab: &Tab, view: &str, order: &Order) {
    for (from, to) in [("lin", "zhao"), ("zhao", "lin")] {
        open(tab, view, from).await;
        drag_to(tab, from, to).await;
        tab.see("#toasts .tone-success").await;
        open(tab, view, to).await;
        assert_has(town, order.id, to).await;
    }
    let now = town.world.order(&town.world.chenxi, order.id).await;
    assert_eq!((now.starts_at, now.status), (order.starts_at, Status::Accepted), "only its worker changed");
}

/// The board says why, and nothing moved.
async fn is_refused(town: &Town, tab: &Tab, view: &str, order: &Order) {
    open(tab, view, "lin").await;
    drag_to(tab, "lin", "wang").await;
    let said = tab.text("#toasts .tone-error").await;
    assert!(said.contains("时间"), "why it stays: {said}");
    for name in ["lin", "wang"] {
        stands(tab, name, TEN).await;
    }
    assert_has(town, order.id, "lin").await;
}

/// Another time is agreed with the customer, so the board asks; who leaves the question moved nothing.
async fn is_asked_about_at_another_time(town: &Town, tab: &Tab, order: &Order) {
    for (button, clock, hours) in [("[data-close]", TEN, 0), ("[data-visit='form'] button", "11:00", 1)] {
        open(tab, DAY, "lin").await;
        let (at, _) = measured(tab, "lin", "lin").await;
        tab.drag(at, (HOUR, 0)).await;
        tab.see("#visit[open] [data-visit='new-time']:not([hidden])").await;
        tab.press(&format!("#visit[open] {button}")).await;
        stands(tab, "lin", clock).await;
        if hours > 0 {
            tab.see("#toasts .tone-success").await;
        }
        let now = town.world.order(&town.world.chenxi, order.id).await;
        assert_eq!(now.starts_at, order.starts_at + SignedDuration::from_hours(hours));
    }
}

/// The board as the next page has it, with the visit at ten in this row.
async fn open(tab: &Tab, view: &str, name: &str) {
    tab.goto(CHENXI, view).await;
    stands(tab, name, TEN).await;
}

/// Waits until exactly one visit at this hour stands in a row.
async fn stands(tab: &Tab, name: &str, clock: &str) {
    let script = format!("{ROWS} return visits(arguments[0], arguments[1]).length === 1;");
    tab.until(&script, &[json!(name), json!(clock)]).await;
}

/// The middle of the visit at ten in one row, and how far below it another row lies.
async fn measured(tab: &Tab, from: &str, to: &str) -> ((i32, i32), i32) {
    let script = format!(
        "{ROWS}
        const [visit] = visits(arguments[0], arguments[2]);
        visit.scrollIntoView({{ block: 'center', behavior: 'instant' }});
        const box = visit.getBoundingClientRect();
        return [box.left + box.width / 2, middle(visit), middle(head(arguments[1])) - middle(visit)].map(Math.round);"
    );
    let found = tab.client().execute(&script, vec![json!(from), json!(to), json!(TEN)]).await.expect("a visit on the board");
    let [x, y, down]: [i32; 3] = serde_json::from_value(found).expect("three numbers");
    ((x, y), down)
}

async fn drag_to(tab: &Tab, from: &str, to: &str) {
    let (at, down) = measured(tab, from, to).await;
    tab.drag(at, (0, down)).await;
}

async fn assert_has(town: &Town, order: OrderId, name: &str) {
    let (world, chenxi) = (&town.world, &town.world.chenxi);
    assert_eq!(world.order(chenxi, order).await.worker_id, Some(chenxi.worker(name)), "it is {name}'s");
}
