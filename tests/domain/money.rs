//! Money over random lives of orders: nothing appears, nothing gets lost.

use jiff::SignedDuration;
use lares_domain::orders::{self, Order, Status};
use lares_domain::payments::{self, Capture, Method};
use lares_kernel::{OrderId, Result};
use sqlx::Row;
use support::{Company, Dice, Wish, World};

#[tokio::test]
async fn the_ledger_of_random_lives_agrees_with_what_was_due_and_what_was_paid() {
    let world = World::new().await;
    let mut dice = Dice::new(20_260_601);
    let mut lived = Vec::new();
    for life in 0..24 {
        let company = if life % 2 == 0 { &world.chenxi } else { &world.anju };
        let at = company.at(1 + life / 8, 8 + i8::try_from(life % 4).expect("small") * 3, 0);
        let customer = if dice.between(0, 2) == 0 { "mei" } else { "hua" };
        let Ok(order) = world.book(company, &Wish::at(customer, at)).await else { continue };
        live(&world, company, order.id, customer, &mut dice).await;
        lived.push((life % 2 == 0, order.id));
    }
    world.run_jobs().await;
    assert!(lived.len() >= 16, "most of them found a time");
    for (is_chenxi, order) in lived {
        let company = if is_chenxi { &world.chenxi } else { &world.anju };
        assert_agrees(&world, company, &world.order(company, order).await).await;
    }
    world.finish().await;
}

/// Cancelled early or late, or served; paid in pieces; some of it given back.
async fn live(world: &World, company: &Company, id: OrderId, customer: &str, dice: &mut Dice) {
    if dice.between(0, 3) == 0 {
        let order = world.order(company, id).await;
        let before = SignedDuration::from_mins(dice.between(1, 2_000));
        let wait = order.starts_at.duration_since(world.now()) - before;
        world.clock.advance(wait.max(SignedDuration::ZERO));
        let mut ctx = world.ctx(company, customer).await;
        let shown = orders::cancellation_preview(&mut ctx, id).await.expect("a fee");
        orders::cancel(&mut ctx, id, "", shown.fee.minor).await.expect("cancelled");
        ctx.commit().await.expect("committed");
    } else {
        world.perform(company, id, Status::Completed).await;
    }
    for _ in 0..3 {
        let mut ctx = world.ctx(company, "finance").await;
        let order = orders::read(&mut ctx, id).await.expect("an order");
        let due = payments::outstanding(&mut ctx, &order).await.expect("due").minor;
        let amount = dice.between(-10, due.max(0) + 20);
        let money = Capture { order: id, method: Method::Wechat, amount_minor: amount, reference: String::new() };
        let outcome: Result<_> = if dice.between(0, 4) == 0 {
            payments::refund(&mut ctx, money).await
        } else {
            payments::record(&mut ctx, money).await
        };
        if outcome.is_ok() {
            ctx.commit().await.expect("committed");
        }
    }
}

async fn assert_agrees(world: &World, company: &Company, order: &Order) {
    let mut ctx = world.ctx(company, "system").await;
    let sql = "select coalesce(sum(amount_minor) filter (where account = 'receivable'), 0)::bigint as receivable,
                      coalesce(sum(amount_minor) filter (where account = 'cash'), 0)::bigint as cash,
                      coalesce(sum(amount_minor), 0)::bigint as everything
                 from app.ledger where tenant_id = $1 and order_id = $2";
    let tenant = ctx.tenant_id();
    let row = sqlx::query(sql).bind(tenant).bind(order.id.uuid()).fetch_one(ctx.conn()).await.expect("sums");
    let sql = "select coalesce(sum(amount_minor) filter (where kind = 'capture'), 0)::bigint as captured,
                      coalesce(sum(amount_minor) filter (where kind = 'refund'), 0)::bigint as refunded
                 from app.payments where tenant_id = $1 and order_id = $2";
    let paid = sqlx::query(sql).bind(tenant).bind(order.id.uuid()).fetch_one(ctx.conn()).await.expect("sums");
    let due = if order.status == Status::Cancelled { order.fee.minor } else { order.total.minor };
    let (captured, refunded): (i64, i64) = (paid.get("captured"), paid.get("refunded"));
    let got: (i64, i64, i64) = (row.get("receivable"), row.get("cash"), row.get("everything"));
    assert_eq!(got, (due - captured, captured - refunded, 0), "receivable, cash and sum of {:?}", order.status);
    assert!(refunded <= captured && captured <= due + refunded, "{captured} captured, {refunded} refunded of {due}");
    ctx.commit().await.expect("committed");
}
