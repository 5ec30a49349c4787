//! The port to payment gateways, with one that lives in memory (C15): what it vouches for is recorded once, whatever else happened.

use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use lares_domain::orders::{self, PaymentState};
use lares_domain::payments::port::{Callback, Gateway, Intent, Invitation, Notice, Repayment, Standing, confirm};
use lares_domain::payments::{self, Method};
use lares_kernel::error::{FORBIDDEN, NOT_FOUND};
use lares_kernel::{Error, Money, Result};
use std::collections::BTreeMap;
use std::sync::Mutex;
use support::{Wish, World};

/// Signs with a word and keeps intents by our number.
#[derive(Default)]
struct Drawer(Mutex<BTreeMap<String, (Intent, bool)>>);

impl Drawer {
    fn pay(&self, number: &str) {
        self.0.lock().expect("one at a time").get_mut(number).expect("an intent").1 = true;
    }

    fn notice(intent: &Intent) -> Notice {
        let reference = format!("gateway-{}", intent.number);
        Notice { order: intent.order, method: Method::Wechat, amount: intent.amount, reference, at: intent.expires_at }
    }
}

impl Gateway for Drawer {
    fn invite(&self, intent: Intent) -> BoxFuture<'_, Result<Invitation>> {
        let text = intent.number.clone();
        self.0.lock().expect("one at a time").entry(intent.number.clone()).or_insert((intent, false));
        async move { Ok(Invitation::Code { text }) }.boxed()
    }

    fn query<'a>(&'a self, number: &'a str) -> BoxFuture<'a, Result<Standing>> {
        let found = self.0.lock().expect("one at a time").get(number).cloned();
        async move {
            match found {
                Some((intent, true)) => Ok(Standing::Paid(Self::notice(&intent))),
                Some((_, false)) => Ok(Standing::Waiting),
                None => Ok(Standing::Closed),
            }
        }
        .boxed()
    }

    fn refund(&self, repayment: Repayment) -> BoxFuture<'_, Result<String>> {
        async move { Ok(format!("refund-{}", repayment.number)) }.boxed()
    }

    fn verify(&self, callback: Callback<'_>, _now: Timestamp) -> Result<Notice> {
        let signed = callback.headers.iter().any(|(name, value)| name == "signature" && value == "good");
        let number = std::str::from_utf8(callback.body).map_err(Error::internal)?;
        let kept = self.0.lock().expect("one at a time");
        let (intent, _) = kept.get(number).filter(|(_, paid)| *paid).ok_or_else(|| Error::new(NOT_FOUND))?;
        if signed { Ok(Self::notice(intent)) } else { Err(Error::new(FORBIDDEN)) }
    }
}

#[tokio::test]
async fn a_payment_the_gateway_vouches_for_is_recorded_once_and_a_forged_one_never() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0))).await.expect("placed");
    let drawer = Drawer::default();
    let expires_at = world.now() + SignedDuration::from_mins(15);
    let intent =
        Intent { order: order.id, number: "try1".into(), amount: order.total, subject: order.service_name.clone(), expires_at };
    assert_eq!(drawer.invite(intent).await.expect("an invitation"), Invitation::Code { text: "try1".into() });
    assert_eq!(drawer.query("try1").await.expect("an answer"), Standing::Waiting);
    drawer.pay("try1");
    let signed = |word: &str| vec![("signature".to_owned(), word.to_owned())];
    assert!(drawer.verify(Callback { headers: &signed("forged"), body: b"try1" }, world.now()).is_err());
    let notice = drawer.verify(Callback { headers: &signed("good"), body: b"try1" }, world.now()).expect("signed");
    assert_eq!(drawer.query("try1").await.expect("an answer"), Standing::Paid(notice.clone()));

    let mut recorded = Vec::new();
    for _ in 0..2 {
        let mut ctx = world.ctx(chenxi, "system").await;
        recorded.push(confirm(&mut ctx, &notice).await.expect("money that arrived"));
        ctx.commit().await.expect("committed");
    }
    assert_eq!(recorded, [true, false]);
    assert_eq!(world.order(chenxi, order.id).await.payment_state, PaymentState::Paid);
    for who in ["mei", "lin", "finance"] {
        let mut ctx = world.ctx(chenxi, who).await;
        let lie = Notice { reference: format!("by {who}"), ..notice.clone() };
        let error = confirm(&mut ctx, &lie).await.expect_err(who);
        assert!([FORBIDDEN, NOT_FOUND].contains(&error.code()), "{who} vouches for nothing: {error}");
    }
    world.finish().await;
}

#[tokio::test]
async fn money_that_comes_after_the_cancellation_is_kept_and_can_be_given_back() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(2, 10, 0))).await.expect("placed");
    let mut ctx = world.as_customer("mei").await;
    orders::cancel(&mut ctx, order.id, "", 0).await.expect("cancelled");
    ctx.commit().await.expect("committed");
    let notice =
        Notice { order: order.id, method: Method::Alipay, amount: order.total, reference: "late".into(), at: world.now() };
    let mut ctx = world.ctx(chenxi, "system").await;
    assert!(confirm(&mut ctx, &notice).await.expect("it arrived"));
    let foreign =
        Notice { amount: Money::new(1, lares_kernel::Currency::parse("USD").expect("dollars")), reference: "x".into(), ..notice };
    assert!(confirm(&mut ctx, &foreign).await.is_err());
    ctx.commit().await.expect("committed");
    let mut ctx = world.as_office("finance").await;
    let order = orders::read(&mut ctx, order.id).await.expect("an order");
    assert_eq!(payments::outstanding(&mut ctx, &order).await.expect("due").minor, -order.total.minor);
    let back =
        payments::Capture { order: order.id, method: Method::Alipay, amount_minor: order.total.minor, reference: String::new() };
    payments::refund(&mut ctx, back).await.expect("given back");
    ctx.commit().await.expect("committed");
    world.finish().await;
}
