//! A company with a row in every table.

use jiff::SignedDuration;
use lares_domain::catalogue::pictures::{self, PictureKind};
use lares_domain::catalogue::{self, PriceVersion};
use lares_domain::marketplace;
use lares_domain::messaging::{self, Channel};
use lares_domain::orders::Status;
use lares_domain::payments::{self, Capture, Method};
use lares_domain::reviews::{self, ReviewForm, Scores};
use lares_domain::workforce::{self, ExceptionForm, ExceptionKind};
use lares_extension::{Failure, FailureKind, Hook, Incident};
use lares_kernel::Permission;
use lares_kernel::answers::Answer;
use serde_json::json;
use support::{Wish, World};

/// The smallest picture there is.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0,
    0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4,
    0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// Lives a little of everything at 晨曦.
pub async fn fill(world: &World) {
    let chenxi = &world.chenxi;
    let coupon = json!({ "code": "TEN", "kind": "amount", "label": "10 off", "minor": 1_000 });
    world.plug(chenxi, "lares.coupons", json!({ "coupons": [coupon] })).await;
    let order = world.book(chenxi, &Wish::at("mei", chenxi.at(1, 10, 0)).code("TEN")).await.expect("placed");
    let done = world.perform(chenxi, order.id, Status::Completed).await;
    world.book(chenxi, &Wish::at("hua", chenxi.at(1, 15, 0))).await.expect("placed");
    office(world, &done).await;

    let mut ctx = world.as_customer("mei").await;
    let scores = Scores { quality: 5, attitude: 5, as_expected: 5, skill: 5, efficiency: 5 };
    reviews::write(&mut ctx, order.id, &ReviewForm { scores, body: String::new(), pictures: Vec::new() })
        .await
        .expect("reviewed");
    messaging::set_preference(&mut ctx, "order-placed", Channel::Email, false).await.expect("muted");
    let person = chenxi.someone("mei").person;
    assert_eq!(ctx.answered(person, "a-key-of-mine", b"request").await.expect("a key"), None);
    ctx.keep_answer(person, "a-key-of-mine", &Answer { status: 200, body: json!({}) }).await.expect("kept");
    ctx.commit().await.expect("committed");
    world.run_jobs().await;
}

async fn office(world: &World, done: &lares_domain::orders::Order) {
    let chenxi = &world.chenxi;
    let mut ctx = world.as_office("owner").await;
    let capture = Capture { order: done.id, method: Method::Cash, amount_minor: done.total.minor, reference: String::new() };
    payments::record(&mut ctx, capture).await.expect("paid");
    let price = PriceVersion { starts_at: ctx.now() + SignedDuration::from_hours(24), base_minor: 12_000 };
    catalogue::add_price(&mut ctx, chenxi.daily, price).await.expect("a price");
    let blob = pictures::store(&mut ctx, Permission::ServiceWrite, PNG).await.expect("a picture");
    pictures::add(&mut ctx, chenxi.daily, blob, PictureKind::Cover).await.expect("a cover");
    let closure = ExceptionForm {
        worker: None,
        on_date: chenxi.tenant.date(chenxi.at(20, 12, 0)),
        kind: ExceptionKind::Closure,
        starts_minute: 0,
        ends_minute: 1440,
        reason: String::new(),
    };
    workforce::add_exception(&mut ctx, &closure).await.expect("closed");
    let incident = Incident {
        tenant: chenxi.tenant.id,
        plugin: "lares.coupons".into(),
        version: "1.0.0".into(),
        hook: Hook::QuoteAdjuster,
        failure: Failure::new(FailureKind::Trap, "a test"),
        subject: None,
    };
    marketplace::record(&mut ctx, &incident).await.expect("recorded");
    ctx.commit().await.expect("committed");
}
