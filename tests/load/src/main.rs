//! Measures the platform against floors that do the same work in the same run; see `measures` in ARCHITECTURE.md.
//!
//! Starts a throw-away cluster of its own, opens the house on it, and writes `target/bench/report.md` and `report.json`.

mod bare;
mod cpu;
mod density;
mod growth;
mod guests;
mod ours;
mod pages;
mod permissions;
mod pgbench;
mod plugins;
mod record;
mod replay;
mod report;
mod requests;
mod rounds;
mod slots;
mod world;

// The rules of a plugin as they are, compiled for this machine; what they take from the SDK is here under the SDK's name, so that
// nothing of a guest's dependencies comes into this workspace.
extern crate self as lares_plugin_sdk;
#[path = "../../../sdk/rust/src/money.rs"]
mod money;
#[cfg_attr(not(test), expect(dead_code, reason = "the plugins' own tests ask whether texts are complete"))]
#[path = "../../../sdk/rust/src/texts.rs"]
mod texts;
/// The words of the contract, as the host's bindings have them.
mod quote {
    pub use crate::guests::quote::exports::lares::plugin::quote_adjuster::{Adjustment, DayKind, Effect, Request, Target};
}
#[path = "../../../plugins/pricing-rules/src/answer.rs"]
mod answer;
#[path = "../../../plugins/pricing-rules/src/check.rs"]
mod check;
#[path = "../../../plugins/pricing-rules/src/rules.rs"]
mod rules;
#[path = "../../../plugins/pricing-rules/src/settings.rs"]
mod settings;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use guests::quote::lares::plugin::types::{Money, Problem};
use report::Report;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use world::World;

#[derive(Parser)]
#[command(about = "Measures Lares; run it with `make bench`")]
struct Arguments {
    /// Companies for the density measure.
    #[arg(long, default_value_t = 10_000)]
    tenants: usize,
    /// Bookings of the large company.
    #[arg(long, default_value_t = 1_000_000)]
    bookings: i64,
    /// Only these measures, such as `p1,p9`.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Where the report goes.
    #[arg(long, default_value = "target/bench")]
    out: PathBuf,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    // Threads live on, so that none leaves with the time it used.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_keep_alive(Duration::from_secs(3_600))
        .enable_all()
        .build()?;
    runtime.block_on(run(&arguments))
}

async fn run(arguments: &Arguments) -> Result<()> {
    let root = root()?;
    let world = World::open(&root).await.context("opening the house")?;
    eprintln!("cluster in {}", world.folder().display());
    let mut report = Report { machine: machine(&world), ..Report::default() };
    for (name, ids) in MEASURES {
        let wanted =
            arguments.only.is_empty() || ids.iter().any(|id| arguments.only.iter().any(|only| only.eq_ignore_ascii_case(id)));
        if !wanted {
            continue;
        }
        eprintln!("{name} …");
        let begun = Instant::now();
        if let Err(error) = measure(name, &world, (&root, arguments), &mut report).await {
            eprintln!("{name} could not be measured: {error:#}");
            report.missing.push(format!("{name}: {error:#}"));
        }
        eprintln!("{name} took {:?}", begun.elapsed());
        // After each, so that a run that is cut short leaves what it has.
        report.write(&root.join(&arguments.out))?;
    }
    report.machine.push(format!("load at the end {}", load()));
    report.write(&root.join(&arguments.out))?;
    world.house.db.close().await;
    println!("{}", std::fs::read_to_string(root.join(&arguments.out).join("report.md"))?);
    ensure!(report.missing.is_empty(), "not measured: {}", report.missing.join("; "));
    Ok(())
}

const MEASURES: [(&str, &[&str]); 7] = [
    ("plugins", &["P1", "P2"]),
    ("permissions", &["P6"]),
    ("pages", &["P12"]),
    ("slots", &["P9"]),
    ("requests", &["P4", "P5", "P12"]),
    ("density", &["P7"]),
    ("growth", &["P8"]),
];

async fn measure(name: &str, world: &World, (root, arguments): (&Path, &Arguments), report: &mut Report) -> Result<()> {
    match name {
        "plugins" => plugins::measure(world, root, report).await,
        "permissions" => permissions::measure(world, report).await,
        "pages" => pages::measure(world, report),
        "slots" => slots::measure(world, report).await,
        "requests" => requests::measure(world, report).await,
        "density" => density::measure(world, arguments.tenants, report).await,
        _growth => growth::measure(world, arguments.bookings, report).await,
    }
}

/// The checkout this program was built from.
fn root() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).context("no checkout")?;
    Ok(root.to_path_buf())
}

fn machine(world: &World) -> Vec<String> {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let rustc =
        Command::new("rustc").arg("--version").output().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    vec![
        format!("{cores} cores,{}", model.trim_start_matches([' ', '\t', ':'])),
        format!("load at the start {}", load()),
        format!("PostgreSQL {}, fsync off, autovacuum off, over a unix socket", world.version),
        format!("{}, {}", rustc.unwrap_or_default(), if cfg!(debug_assertions) { "**debug build**" } else { "release build" }),
        format!("plugins published: {}", world.plugins.join(", ")),
        "CPU is what the scheduler counted (schedstat): app = this process, database = every process of the cluster".into(),
        "requests go through the routers in process: parsing HTTP is left out on both sides".into(),
    ]
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim().to_owned()
}
