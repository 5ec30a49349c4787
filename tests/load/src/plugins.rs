//! P1 and P2: a pricing plugin in the house's own call path, on an instance that is there already, and compiled natively.

use crate::guests::quote::exports::lares::plugin::quote_adjuster as wit;
use crate::guests::quote::lares::plugin::types::{Instant as WitInstant, Money as WitMoney};
use crate::guests::{Metering, Warm};
use crate::report::{Report, Row, time, times_of};
use crate::rounds::{Spread, micros, quantile, ratio};
use crate::world::{Firm, World};
use crate::{answer, check, rules, settings};
use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use lares_extension::{Activation, DayKind, LocalTime, OnFailure, Phase, QuoteLine, QuoteRequest};
use lares_kernel::{Actor, Ctx, Currency, Money, QuoteId, ServiceId};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const ROUNDS: usize = 7;
const CALLS: usize = 4_000;
const SETTINGS: &str = r#"{"night":{"enabled":true,"kind":"percent","basis_points":2000,"from_minute":1200,"to_minute":480,"adds_to_day":true},
"weekend":{"enabled":true,"kind":"percent","basis_points":1000},"holiday":{"enabled":true,"kind":"percent","basis_points":5000},
"distance":{"enabled":true,"free_metres":3000,"per_km_minor":200,"max_minor":5000},"minimum_minor":15000}"#;

/// # Errors
/// When the plugins are not built or a call fails.
pub async fn measure(world: &World, root: &Path, report: &mut Report) -> Result<()> {
    let firm = Firm::found(&world.house, "bench-plugins", 0).await?;
    for name in ["pricing-rules", "coupons"] {
        called(world, &firm, (root, name), report).await?;
    }
    warm(&root.join("target/plugins/pricing-rules.wasm"), report)
}

async fn called(world: &World, firm: &Firm, (root, name): (&Path, &str), report: &mut Report) -> Result<()> {
    let activation = activation(root, name)?;
    let request = request();
    let mut ctx = world.begin(firm, &Actor::System).await?;
    ctx = calls(world, ctx, (&activation, &request), 500, &mut Vec::new()).await?;
    let (mut all, mut p50, mut p99) = (Vec::new(), Vec::new(), Vec::new());
    let (mut app, mut floor) = (Vec::new(), Vec::new());
    for _round in 0..ROUNDS {
        let mut taken = Vec::with_capacity(CALLS);
        let before = world.meter.read()?;
        ctx = calls(world, ctx, (&activation, &request), CALLS, &mut taken).await?;
        let used = world.meter.since(before)?;
        app.push(micros(used.app) / CALLS as f64);
        p50.push(quantile(&taken, 500));
        p99.push(quantile(&taken, 990));
        all.extend(taken);
        floor.push(batches(1, || native_adjust(&wit_request()).map(|_| ()))?);
    }
    ctx.commit().await?;
    let (p50, p99) = (Spread::of(&p50), Spread::of(&p99));
    let note = format!(
        "{name}, {} calls, CPU {} a call, slowest {}",
        all.len(),
        time(Spread::of(&app).median),
        time(quantile(&all, 1000))
    );
    let row = Row::new("P1", format!("{name}: call on a fresh instance, p50")).figure(times_of(p50));
    report.rows.push(
        row.floor(format!("{} (native rules)", times_of(Spread::of(&floor)))).goal("≤ 25 µs", p50.median <= 25.0).note(note),
    );
    let row = Row::new("P1", format!("{name}: call on a fresh instance, p99")).figure(times_of(p99));
    report.rows.push(row.goal("≤ 100 µs", p99.median <= 100.0));
    Ok(())
}

async fn calls(
    world: &World,
    mut ctx: Ctx,
    (activation, request): (&Activation, &QuoteRequest),
    count: usize,
    taken: &mut Vec<f64>,
) -> Result<Ctx> {
    for _ in 0..count {
        let begun = Instant::now();
        let (back, answer) = world.house.extensions.plugins.adjust_quote(ctx, activation, "zh-Hans", request).await;
        taken.push(micros(begun.elapsed()));
        answer.map_err(|failure| anyhow::anyhow!("{failure:?}"))?;
        ctx = back;
    }
    Ok(ctx)
}

fn activation(root: &Path, name: &str) -> Result<Activation> {
    let component = root.join("target/plugins").join(name).with_extension("wasm");
    let package = lares_server::packages::read(&root.join("plugins").join(name), &component)?;
    let granted = package.manifest.permissions.iter().map(|asked| asked.name.clone()).collect();
    let settings = if name == "pricing-rules" { SETTINGS } else { r#"{"coupons":[]}"# };
    Ok(Activation {
        digest: lares_plugin_host::digest(&package.wasm),
        manifest: Arc::new(package.manifest),
        settings: Arc::new(serde_json::from_str(settings)?),
        granted,
        priority: 100,
        on_failure: OnFailure::Skip,
    })
}

/// A Saturday evening, eight kilometers away.
fn request() -> QuoteRequest {
    let amount = Money::new(11_000, Currency::CNY);
    QuoteRequest {
        quote: QuoteId::new(),
        phase: Phase::Preview,
        service: ServiceId::new(),
        service_name: "日常保洁 2 小时".to_owned(),
        customer: None,
        starts_at: Timestamp::UNIX_EPOCH,
        ends_at: Timestamp::UNIX_EPOCH,
        local: LocalTime {
            date: "2026-11-28".to_owned(),
            weekday: 6,
            starts_minute: 1170,
            ends_minute: 1290,
            day_kind: DayKind::Weekend,
        },
        distance_metres: Some(8_000),
        area: Some("徐汇".to_owned()),
        codes: Vec::new(),
        lines: vec![QuoteLine { id: "base".to_owned(), label: "日常保洁 2 小时".to_owned(), amount }],
        subtotal: amount,
    }
}

fn wit_request() -> wit::Request {
    let amount = || WitMoney { minor: 11_000, currency: "CNY".into() };
    wit::Request {
        quote: "01930000-0000-7000-8000-000000000000".into(),
        phase: wit::Phase::Preview,
        service: "01930000-0000-7000-8000-000000000001".into(),
        service_name: "日常保洁 2 小时".into(),
        lines: vec![wit::Line { id: "base".into(), label: "日常保洁 2 小时".into(), amount: amount() }],
        subtotal: amount(),
        customer: None,
        codes: Vec::new(),
        starts_at: WitInstant { unix_ms: 0 },
        ends_at: WitInstant { unix_ms: 0 },
        local: wit::LocalTime {
            date: "2026-11-28".into(),
            weekday: 6,
            starts_minute: 1170,
            ends_minute: 1290,
            day_kind: wit::DayKind::Weekend,
        },
        distance_metres: Some(8_000),
        area: Some("徐汇".into()),
    }
}

/// What the guest's `adjust` does, with its host at hand.
fn native_adjust(request: &wit::Request) -> Result<wit::Outcome> {
    let settings: settings::Settings = parse(SETTINGS)?;
    let texts = answer::LANGUAGES.of("zh-Hans");
    let extras = rules::extras(&settings, &answer::visit(request)).context("amount out of range")?;
    let adjustments = extras.iter().map(|extra| answer::adjustment(extra, &settings, request, texts)).collect();
    Ok(wit::Outcome { adjustments, notices: Vec::new() })
}

/// What the guest's `check-settings` does.
fn native_check(json: &str) -> Result<usize> {
    let settings: settings::Settings = parse(json)?;
    Ok(check::problems(&settings, answer::LANGUAGES.of("zh-Hans")).len())
}

fn parse(json: &str) -> Result<settings::Settings> {
    Ok(serde_json::from_str(json)?)
}

/// Microseconds of one of many calls, timed as a whole.
fn batches(scale: usize, mut work: impl FnMut() -> Result<()>) -> Result<f64> {
    let count = CALLS / scale;
    let begun = Instant::now();
    for _ in 0..count {
        black_box(work())?;
    }
    Ok(micros(begun.elapsed()) / count as f64)
}

/// Settings with much that the plugin must read past: a hundred kilobytes of JSON.
fn long_settings() -> String {
    let filler: Vec<String> = (0..1_000)
        .map(|number| format!(r#"{{"code":"CODE{number}","label":"满 200 减 30","minor":{number},"starts":"2026-10-01","on":true,"more":[1,2,3]}}"#))
        .collect();
    format!(r#"{{"filler":[{}],{}"#, filler.join(","), &SETTINGS[1..])
}

fn warm(component: &Path, report: &mut Report) -> Result<()> {
    let mut metered = Warm::open(component, SETTINGS, Metering::On)?;
    let mut fuelled = Warm::open(component, SETTINGS, Metering::Fuel)?;
    let mut free = Warm::open(component, SETTINGS, Metering::Off)?;
    let (request, long) = (wit_request(), long_settings());
    let same = metered.adjust(&request)?.adjustments.len() == native_adjust(&request)?.adjustments.len();
    ensure!(same && metered.check(&long)? == native_check(&long)?, "the guest and the native rules differ");
    let mut taken: [Vec<f64>; 9] = Default::default();
    for round in 0..ROUNDS + 1 {
        for turn in 0..taken.len() {
            let which = (round + turn) % taken.len();
            let micros = match which {
                0 => batches(1, || metered.check("{}").map(drop)),
                1 => batches(1, || metered.adjust(&request).map(drop)),
                2 => batches(1, || free.adjust(&request).map(drop)),
                3 => batches(1, || native_adjust(black_box(&request)).map(drop)),
                4 => batches(40, || metered.check(&long).map(drop)),
                5 => batches(40, || free.check(&long).map(drop)),
                6 => batches(40, || native_check(black_box(&long)).map(drop)),
                7 => batches(40, || fuelled.check(&long).map(drop)),
                _ => batches(1, || native_check(black_box("{}")).map(drop)),
            }?;
            // The first round only warms.
            if round > 0 {
                taken[which].push(micros);
            }
        }
    }
    warm_rows(&taken, report);
    Ok(())
}

fn warm_rows(taken: &[Vec<f64>; 9], report: &mut Report) {
    let [smallest, adjust, adjust_free, adjust_native, long, long_free, long_native, long_fuelled, smallest_native] = taken;
    let of = |values: &[f64]| Spread::of(values);
    let small = of(smallest);
    let row = Row::new("P1", "warm component call: check-settings of `{}` and its one host call").figure(times_of(small));
    report.rows.push(row.floor(times_of(of(smallest_native))).goal("≤ 1 µs", small.median <= 1.0));
    let unmetered = |metered: &[f64], free: &[f64]| format!("metering alone {:.2} ×", ratio(metered, free).median);
    let row = Row::new("P2", "check-settings of 100 kB: guest, metering on, against native").figure(times_of(of(long)));
    let row = row.floor(times_of(of(long_native))).at_most(ratio(long, long_native), 1.5);
    let fuel = ratio(long_fuelled, long_free).median;
    report.rows.push(row.note(format!("{}, fuel without the clock {fuel:.2} ×", unmetered(long, long_free))));
    let row = Row::new("P2", "adjust, warm: guest, metering on, against native").figure(times_of(of(adjust)));
    let row = row.floor(times_of(of(adjust_native))).ratio(ratio(adjust, adjust_native));
    report
        .rows
        .push(row.note(format!("{}; two host calls and the copies of the contract included", unmetered(adjust, adjust_free))));
}
