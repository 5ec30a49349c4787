//! `lares`: serve, migrate, demo, publish plugins, look after the house.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use lares_kernel::Clock;
use lares_kernel::postgres::{Cluster, ConnectUrls, migrate};
use lares_server::config::Config;
use lares_server::house::House;
use lares_server::{demo, doctor, log, packages, serve};
use std::path::PathBuf;

#[derive(Parser)]
#[command(version, about = "The platform for housekeeping companies")]
struct Arguments {
    /// TOML file; `LARES_*` variables override it.
    #[arg(long, env = "LARES_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve pages and run reactions until stopped.
    Serve,
    /// Bring the database to this version's schema.
    Migrate,
    /// Make the two demo companies when they are not there yet, then serve.
    Demo,
    /// Say what is right and what is wrong with this installation; ends with 1 when something is.
    Doctor,
    /// Look after the queue of jobs.
    Jobs {
        #[command(subcommand)]
        command: JobsCommand,
    },
}

#[derive(Subcommand)]
enum JobsCommand {
    /// Try again what was set aside after too many failures.
    Revive,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let config = Config::read(arguments.config.as_deref(), std::env::vars())?;
    let traces = log::start(&config)?;
    let (cluster, urls) = database(&config).await?;
    let outcome = run(arguments.command, config, urls).await;
    drop(cluster);
    traces.end();
    outcome
}

async fn run(command: Command, config: Config, urls: ConnectUrls) -> Result<()> {
    match command {
        Command::Migrate => migrate(&urls.migrator).await.context("migrating"),
        Command::Serve => {
            let house = open(&config, urls).await?;
            serve::run(house, &config).await
        }
        Command::Demo => {
            let config = config.for_demo();
            migrate(&urls.migrator).await.context("migrating")?;
            let house = open(&config, urls).await?;
            demo::ensure(&house).await.context("making the demo companies")?;
            print!("{}", demo::welcome(&config));
            serve::run(house, &config).await
        }
        Command::Doctor => {
            let findings = doctor::examine(&config, urls).await;
            findings.iter().for_each(|finding| println!("{finding}"));
            anyhow::ensure!(findings.iter().all(|finding| finding.is_right), "something is wrong");
            Ok(())
        }
        Command::Jobs { command: JobsCommand::Revive } => {
            let house = open(&config, urls).await?;
            println!("jobs revived {}", house.control.revive_jobs().await?);
            Ok(())
        }
    }
}

/// The configured database, or our own private cluster, which stops with us.
async fn database(config: &Config) -> Result<(Option<Cluster>, ConnectUrls)> {
    if let Some(urls) = config.database.clone() {
        return Ok((None, urls.into()));
    }
    let cluster = Cluster::start(&config.data.join("postgres")).await?;
    let urls = cluster.create_database("lares").await?;
    Ok((Some(cluster), urls))
}

async fn open(config: &Config, urls: ConnectUrls) -> Result<House> {
    let house = House::open(config.plan(urls, Clock::System)?).await?;
    if let Some(sources) = &config.plugins {
        let published =
            packages::publish_all(&house.control, house.extensions.plugins.as_ref(), sources, &config.components).await?;
        tracing::info!(plugins = published.join(", "), "published");
    }
    Ok(house)
}
