//! What a piece of work says to PostgreSQL, read from the server's own log: the statements of the floor are these, word for word.

use crate::world::World;
use anyhow::{Context, Result};
use std::time::Duration;

/// One statement as the server got it.
#[derive(Clone, Debug)]
pub struct Statement {
    pub role: String,
    pub sql: String,
    /// As text, in order; None is null. Empty for simple statements.
    pub values: Vec<Option<String>>,
}

impl Statement {
    #[must_use]
    pub fn is_service(&self) -> bool {
        self.role == "lares_service"
    }

    /// Beginning, ending and marking points: not counted as queries.
    #[must_use]
    pub fn is_frame(&self) -> bool {
        let sql = self.sql.to_ascii_lowercase();
        ["begin", "commit", "rollback", "savepoint", "release"].iter().any(|word| sql.starts_with(word))
    }
}

/// Long enough for every backend to hear of a setting.
const HEARD: Duration = Duration::from_millis(300);

/// Does the work and answers with every statement of it. Nothing else may use the database meanwhile.
///
/// # Errors
/// When the work fails or the log cannot be read.
pub async fn record<T>(world: &World, work: impl Future<Output = Result<T>>) -> Result<(T, Vec<Statement>)> {
    let mut administrator = world.administrator().await?;
    sqlx::raw_sql("alter system set log_statement = 'all'").execute(&mut administrator).await?;
    sqlx::raw_sql("select pg_reload_conf()").execute(&mut administrator).await?;
    tokio::time::sleep(HEARD).await;
    let before = std::fs::metadata(&world.log)?.len();
    let done = work.await;
    // What is said after the answer belongs to the work too.
    tokio::time::sleep(HEARD).await;
    let text = std::fs::read(&world.log)?;
    sqlx::raw_sql("alter system reset log_statement").execute(&mut administrator).await?;
    sqlx::raw_sql("select pg_reload_conf()").execute(&mut administrator).await?;
    tokio::time::sleep(HEARD).await;
    let new = text.get(usize::try_from(before)?..).context("the log became shorter")?;
    Ok((done?, parse(&String::from_utf8_lossy(new))))
}

fn parse(text: &str) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    for entry in entries(text) {
        let Some((role, rest)) = entry.strip_prefix("LB ").and_then(|rest| rest.split_once(' ')) else { continue };
        if let Some(statement) = rest.strip_prefix("LOG:  ") {
            let sql = statement.strip_prefix("statement: ").or_else(|| {
                let executed = statement.strip_prefix("execute ")?;
                executed.split_once(": ").map(|(_, sql)| sql)
            });
            if let Some(sql) = sql {
                found.push(Statement { role: role.to_owned(), sql: sql.to_owned(), values: Vec::new() });
            }
        } else if let (Some(values), Some(last)) = (detail(rest), found.last_mut()) {
            last.values = parameters(values);
        }
    }
    found.retain(|statement| statement.role != "postgres");
    found
}

/// Newer servers begin with a capital letter.
fn detail(rest: &str) -> Option<&str> {
    let detail = rest.strip_prefix("DETAIL:  ")?;
    detail.strip_prefix("parameters: ").or_else(|| detail.strip_prefix("Parameters: "))
}

/// Entries of the log; lines of one entry after the first begin with a tab.
fn entries(text: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix('\t'), entries.last_mut()) {
            (Some(more), Some(entry)) => {
                entry.push('\n');
                entry.push_str(more);
            }
            (Some(_), None) | (None, _) => entries.push(line.to_owned()),
        }
    }
    entries
}

/// `$1 = 'it''s', $2 = NULL`.
fn parameters(text: &str) -> Vec<Option<String>> {
    let mut values = Vec::new();
    let mut rest = text;
    while let Some((_, value)) = rest.split_once(" = ") {
        if let Some(quoted) = value.strip_prefix('\'') {
            let end = closing(quoted);
            values.push(Some(quoted[..end].replace("''", "'")));
            rest = quoted.get(end + 1..).unwrap_or_default();
        } else {
            values.push(None);
            rest = value.split_once(',').map_or("", |(_, rest)| rest);
        }
    }
    values
}

/// Where the quote ends: at the first one that is not doubled.
fn closing(quoted: &str) -> usize {
    let bytes = quoted.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\'' {
            if bytes.get(at + 1) != Some(&b'\'') {
                return at;
            }
            at += 1;
        }
        at += 1;
    }
    bytes.len()
}
