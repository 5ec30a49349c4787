//! `lares`: serve, migrate, demo, publish plugins, look after the house.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use lares_kernel::Clock;
use lares_kernel::postgres::{Cluster, ConnectUrls, migrate};
use lares_server::config::{Config, Log};
use lares_server::house::{House, Plan};
use lares_server::{demo, packages, serve};
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
    /// Print the connection addresses of a freshly migrated database, for tools that check queries.
    Database {
        #[arg(long, default_value = "lares")]
        name: String,
    },
    /// Say what is wrong with this installation.
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
    start_log(config.log);
    let (cluster, urls) = database(&config).await?;
    let outcome = run(arguments.command, config, urls).await;
    drop(cluster);
    outcome
}

async fn run(command: Command, config: Config, urls: ConnectUrls) -> Result<()> {
    match command {
        Command::Database { .. } => {
            println!("{}", urls.service);
            migrate(&urls.migrator).await.context("migrating")
        }
        Command::Migrate => migrate(&urls.migrator).await.context("migrating"),
        Command::Serve => {
            let house = open(&config, urls).await?;
            serve::run(house, &config.listen).await
        }
        Command::Demo => {
            let config = config.for_demo();
            migrate(&urls.migrator).await.context("migrating")?;
            let house = open(&config, urls).await?;
            demo::ensure(&house).await.context("making the demo companies")?;
            print!("{}", demo::welcome(&config));
            serve::run(house, &config.listen).await
        }
        Command::Doctor => {
            let house = open(&config, urls).await?;
            let (waiting, dead) = house.control.job_counts().await?;
            println!("database ok\njobs waiting {waiting}\njobs set aside {dead}");
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
    let house = House::open(Plan {
        urls,
        pool_size: config.pool_size,
        clock: Clock::System,
        web: config.web(),
        smtp: config.smtp.clone(),
        mail_from: config.mail_from.clone(),
    })
    .await?;
    if let Some(sources) = &config.plugins {
        let published =
            packages::publish_all(&house.control, house.extensions.plugins.as_ref(), sources, &config.components).await?;
        tracing::info!(plugins = published.join(", "), "published");
    }
    Ok(house)
}

fn start_log(log: Log) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_target(false);
    match log {
        Log::Text => subscriber.init(),
        Log::Json => subscriber.json().init(),
    }
}
