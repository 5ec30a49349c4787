//! The company's own rules on real prices (A19, C11).

use lares_domain::marketplace;
use lares_domain::pricing::{Line, Quote, Source};
use lares_kernel::Locale;
use serde_json::{Value, json};
use support::{Wish, World};

const RULES: &str = "lares.pricing-rules";
/// The first Saturday, no holiday.
const SATURDAY: i64 = 5;
/// The dragon boat festival, a Friday.
const HOLIDAY: i64 = 18;

fn rules() -> Value {
    json!({
        "night": { "enabled": true, "kind": "amount", "minor": 1_500, "from_minute": 1080, "to_minute": 420, "adds_to_day": true },
        "weekend": { "enabled": true, "kind": "percent", "basis_points": 1_000 },
        "holiday": { "enabled": true, "kind": "percent", "basis_points": 3_000 },
        "distance": { "enabled": true, "free_metres": 0, "per_km_minor": 250, "max_minor": 5_000 },
        "minimum_minor": 0,
    })
}

async fn quote(world: &World, days: i64, hour: i8) -> Quote {
    world.quote(&world.chenxi, &Wish::at("mei", world.chenxi.at(days, hour, 0))).await.expect("a price")
}

/// What the rules added, by code.
fn extras(lines: &[Line]) -> Vec<(&str, i64)> {
    let added = lines.iter().filter(|line| line.source == Source::Plugin(RULES.to_owned()));
    added.map(|line| (line.code.as_str(), line.amount_minor)).collect()
}

async fn set(world: &World, settings: Value) {
    let mut ctx = world.as_office("owner").await;
    marketplace::set_settings(&mut ctx, &world.house.extensions, RULES, settings).await.expect("valid settings");
    ctx.commit().await.expect("committed");
    world.heed().await;
}

#[tokio::test]
async fn each_rule_is_a_line_with_its_reason_on_the_quote_and_on_the_order() {
    let world = World::new().await;
    world.plug(&world.chenxi, RULES, rules()).await;
    let base = quote(&world, 1, 10).await.lines[0].amount_minor;

    assert_eq!(extras(&quote(&world, 1, 10).await.lines), [("distance", 250)]);
    assert_eq!(extras(&quote(&world, HOLIDAY, 10).await.lines), [("holiday", base * 3 / 10), ("distance", 250)]);
    let saturday_night = quote(&world, SATURDAY, 17).await;
    assert_eq!(extras(&saturday_night.lines), [("night", 1_500), ("weekend", base / 10), ("distance", 250)]);
    assert!(saturday_night.lines[1..].iter().all(|line| !line.label.is_empty() && !line.why.is_empty()));
    assert_eq!(saturday_night.total.minor, saturday_night.lines.iter().map(|line| line.amount_minor).sum::<i64>());

    let order = world.place(&world.chenxi, "mei", &saturday_night).await.expect("placed");
    assert_eq!((&order.lines, order.total), (&saturday_night.lines, saturday_night.total));
    assert_eq!(world.order(&world.chenxi, order.id).await.lines, saturday_night.lines);
    world.finish().await;
}

#[tokio::test]
async fn a_minimum_price_is_filled_up_to_the_last_cent() {
    let world = World::new().await;
    world.plug(&world.chenxi, RULES, json!({ "minimum_minor": 100_001 })).await;
    let order = world.book(&world.chenxi, &Wish::at("mei", world.chenxi.at(1, 10, 0))).await.expect("placed");
    assert_eq!((order.total.minor, extras(&order.lines).len()), (100_001, 1));
    world.finish().await;
}

#[tokio::test]
async fn settings_and_the_switch_are_effective_with_the_next_quote() {
    let world = World::new().await;
    world.plug(&world.chenxi, RULES, rules()).await;
    assert_eq!(extras(&quote(&world, 1, 10).await.lines), [("distance", 250)]);
    let mut dearer = rules();
    dearer["distance"]["per_km_minor"] = 300.into();
    set(&world, dearer).await;
    assert_eq!(extras(&quote(&world, 1, 10).await.lines), [("distance", 300)]);
    world.unplug(&world.chenxi, RULES).await;
    let off = quote(&world, 1, 10).await;
    assert_eq!((off.lines.len(), off.notices.len(), off.plugins.len()), (1, 0, 0));
    world.finish().await;
}

#[tokio::test]
async fn who_was_shown_a_line_that_is_switched_off_is_asked_again() {
    let world = World::new().await;
    world.plug(&world.chenxi, RULES, rules()).await;
    let shown = quote(&world, 1, 10).await;
    world.unplug(&world.chenxi, RULES).await;
    let refusal = world.place(&world.chenxi, "mei", &shown).await.expect_err("the price is another now");
    assert_eq!(refusal.code().name(), "pricing.price_changed");
    assert!(world.incidents(&world.chenxi).await.is_empty(), "the plugin did nothing wrong");
    let again = quote(&world, 1, 10).await;
    world.place(&world.chenxi, "mei", &again).await.expect("placed at the price shown");
    world.finish().await;
}

#[tokio::test]
async fn a_bill_speaks_the_language_of_whoever_reads_it() {
    let world = World::new().await;
    let chenxi = &world.chenxi;
    world.plug(chenxi, RULES, rules()).await;
    let wish = Wish::at("mei", chenxi.at(1, 10, 0));
    let mut ctx = world.as_customer("mei").await.speaking(Locale::En);
    let english = world.quote_in(&mut ctx, chenxi, &wish).await.expect("a price");
    ctx.commit().await.expect("committed");
    assert_eq!(english.lines[1].label, "Distance charge");
    // Placed by somebody who says nothing of a language, the words stay those of the quote.
    let order = world.place(chenxi, "mei", &english).await.expect("placed");
    assert_eq!(order.lines, english.lines);

    let mut other = world.ctx(chenxi, "system").await.speaking(Locale::En);
    let asked_for = world.quote_in(&mut other, chenxi, &Wish::at("mei", chenxi.at(2, 10, 0))).await.expect("a price");
    other.commit().await.expect("committed");
    assert_eq!(asked_for.lines[1].label, "远距离路费", "the customer's own language, whoever asks for them");
    world.finish().await;
}
