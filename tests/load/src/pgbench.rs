//! The recorded statements said by pgbench: what the same SQL costs without any program of ours.

use crate::record::Statement;
use crate::rounds::micros;
use crate::world::World;
use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::process::Stdio;
use tokio::process::Command;

const TRANSACTIONS: usize = 1_000;

/// Of one transaction, in microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    pub latency: f64,
    pub database: f64,
}

/// Says the service role's statements over and over, on one connection, prepared.
///
/// # Errors
/// When pgbench is not beside the server, or a statement fails.
pub async fn run(world: &World, statements: &[Statement]) -> Result<Figures> {
    let (script, values) = script(statements);
    let file = world.folder().join("pgbench.sql");
    std::fs::write(&file, script)?;
    let mut command = Command::new(program().await?);
    command.args(["--no-vacuum", "--protocol=prepared", "--client=1", &format!("--transactions={TRANSACTIONS}")]);
    command.arg("--file").arg(&file).args(values.iter().map(|(name, value)| format!("--define={name}={value}")));
    let before = world.meter.read()?;
    let output = command.arg(&world.urls.service).stdin(Stdio::null()).output().await.context("pgbench")?;
    let used = world.meter.since(before)?;
    let said = String::from_utf8_lossy(&output.stdout);
    let latency = said.lines().find_map(|line| line.strip_prefix("latency average = ")?.strip_suffix(" ms")?.parse::<f64>().ok());
    match latency {
        Some(latency) if output.status.success() => {
            Ok(Figures { latency: latency * 1e3, database: micros(used.database) / TRANSACTIONS as f64 })
        }
        _ => bail!("pgbench: {said}{}", String::from_utf8_lossy(&output.stderr)),
    }
}

/// The statements with a variable for each value, and the variables.
fn script(statements: &[Statement]) -> (String, Vec<(String, &str)>) {
    let (mut script, mut variables) = (String::new(), Vec::new());
    for (number, statement) in statements.iter().filter(|statement| statement.is_service()).enumerate() {
        let mut sql = statement.sql.clone();
        // From the last on, so that $1 is not taken for the beginning of $12.
        for (index, value) in statement.values.iter().enumerate().rev() {
            let parameter = format!("${}", index + 1);
            match value {
                None => sql = sql.replace(&parameter, "null"),
                Some(value) => {
                    let name = format!("s{number}p{}", index + 1);
                    sql = sql.replace(&parameter, &format!(":{name}"));
                    variables.push((name, value.as_str()));
                }
            }
        }
        // Writing to a string does not fail.
        let _ = writeln!(script, "{};", sql.trim_end_matches(';'));
    }
    (script, variables)
}

async fn program() -> Result<std::path::PathBuf> {
    let finder = crate::root()?.join("deploy/setup/find-postgres.sh");
    let output = Command::new(finder).output().await.context("looking for PostgreSQL")?;
    Ok(std::path::Path::new(String::from_utf8_lossy(&output.stdout).trim()).join("pgbench"))
}
