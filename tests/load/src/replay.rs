//! Recorded statements, said again by a bare pool: nothing but the SQL.

use crate::record::Statement;
use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use serde_json::Value;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::query::Query;
use sqlx::{Executor, PgConnection, PgPool, Postgres, SqlSafeStr, Statement as _, TypeInfo};
use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::Arc;
use uuid::Uuid;

/// A value of the type PostgreSQL takes it for.
#[derive(Clone, Debug)]
enum Bound {
    Uuid(Option<Uuid>),
    Text(Option<String>),
    Int4(Option<i32>),
    Int8(Option<i64>),
    Bool(Option<bool>),
    Time(Option<Timestamp>),
    Date(Option<Date>),
    Json(Option<Value>),
    Bytes(Option<Vec<u8>>),
    Uuids(Option<Vec<Uuid>>),
    Texts(Option<Vec<String>>),
}

#[derive(Clone, Debug)]
struct Step {
    sql: &'static str,
    values: Vec<Bound>,
    is_simple: bool,
}

/// A transaction to say again.
#[derive(Clone, Debug)]
pub struct Script {
    steps: Vec<Step>,
}

/// How one saying differs from the recorded one.
#[derive(Clone, Debug, Default)]
pub struct Twist {
    /// Ids that become others.
    pub ids: HashMap<Uuid, Uuid>,
    /// Ids that stay; every other one is new each time. None = all stay.
    pub stable: Option<Arc<HashSet<Uuid>>>,
    /// Instants and dates around the first move by the second.
    pub moved: Option<(Timestamp, SignedDuration)>,
    /// For the number of an order.
    pub number: usize,
}

/// A pool with these settings of the session (none: as anybody would open it), with the ping before each use left out.
///
/// # Errors
/// When the database does not answer.
pub async fn pool(url: &str, session: &[(&str, &str)]) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(url)?.options(session.iter().copied());
    Ok(PgPoolOptions::new().max_connections(16).test_before_acquire(false).connect_with(options).await?)
}

impl Script {
    /// The service role's part of what was recorded. `tables` are looked up with a connection of that role.
    ///
    /// # Errors
    /// A parameter of a type this program does not know.
    pub async fn of(statements: &[Statement], connection: &mut PgConnection) -> Result<Self> {
        let mut steps = Vec::new();
        for statement in statements.iter().filter(|statement| statement.is_service()) {
            // Kept for the length of the program: as static as the SQL of a handler would be.
            let sql: &'static str = Box::leak(statement.sql.clone().into_boxed_str());
            let values = values(connection, sql, &statement.values).await.with_context(|| sql.to_owned())?;
            steps.push(Step { sql, values, is_simple: statement.values.is_empty() });
        }
        if steps.is_empty() {
            bail!("nothing was recorded");
        }
        Ok(Self { steps })
    }

    /// Queries without the frame of the transaction.
    #[must_use]
    pub fn queries(&self) -> usize {
        self.steps.iter().filter(|step| !step.is_simple).count()
    }

    /// Says everything; answers the rows of the query that mentions `wanted`.
    ///
    /// # Errors
    /// What PostgreSQL refuses.
    pub async fn run(&self, pool: &PgPool, twist: &Twist, wanted: &str) -> Result<Vec<PgRow>> {
        let mut connection = pool.acquire().await?;
        let answer = self.say(&mut connection, twist, wanted).await;
        if answer.is_err() {
            // It may stand in the middle of a transaction.
            connection.close().await?;
        }
        answer
    }

    async fn say(&self, connection: &mut PgConnection, twist: &Twist, wanted: &str) -> Result<Vec<PgRow>> {
        let mut fresh = HashMap::new();
        let mut answer = Vec::new();
        for step in &self.steps {
            if step.is_simple {
                sqlx::raw_sql(step.sql).execute(&mut *connection).await?;
                continue;
            }
            let mut query = sqlx::query(step.sql);
            for value in &step.values {
                query = bind(query, twisted(value, twist, &mut fresh));
            }
            let rows = query.fetch_all(&mut *connection).await?;
            if step.sql.contains(wanted) {
                answer = rows;
            }
        }
        Ok(answer)
    }
}

async fn values(connection: &mut PgConnection, sql: &'static str, texts: &[Option<String>]) -> Result<Vec<Bound>> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let statement = (&mut *connection).prepare(sql.into_sql_str()).await?;
    let Some(sqlx::Either::Left(types)) = statement.parameters() else { bail!("no types") };
    types.iter().zip(texts).map(|(kind, text)| value(kind.name(), text.as_deref())).collect()
}

fn value(kind: &str, text: Option<&str>) -> Result<Bound> {
    let list = |text: &str| -> Vec<String> {
        let inside = text.trim_start_matches('{').trim_end_matches('}');
        inside.split(',').filter(|part| !part.is_empty()).map(|part| part.trim_matches('"').to_owned()).collect()
    };
    Ok(match kind {
        "UUID" => Bound::Uuid(text.map(str::parse).transpose()?),
        "TEXT" | "VARCHAR" => Bound::Text(text.map(str::to_owned)),
        "INT4" => Bound::Int4(text.map(str::parse).transpose()?),
        "INT8" => Bound::Int8(text.map(str::parse).transpose()?),
        "BOOL" => Bound::Bool(text.map(|text| text == "t")),
        "TIMESTAMPTZ" => Bound::Time(text.map(|text| text.replacen(' ', "T", 1).parse()).transpose()?),
        "DATE" => Bound::Date(text.map(str::parse).transpose()?),
        "JSONB" => Bound::Json(text.map(serde_json::from_str).transpose()?),
        "BYTEA" => Bound::Bytes(text.map(bytes).transpose()?),
        "UUID[]" => Bound::Uuids(text.map(|text| list(text).iter().map(|id| id.parse()).collect::<Result<_, _>>()).transpose()?),
        "TEXT[]" => Bound::Texts(text.map(list)),
        other => bail!("a parameter of type {other}"),
    })
}

/// `\\x00ff`.
fn bytes(text: &str) -> Result<Vec<u8>> {
    let digits = text.strip_prefix("\\x").context("bytes that are not hexadecimal")?;
    let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap_or_default());
    Ok(pairs.map(|pair| u8::from_str_radix(pair, 16)).collect::<Result<_, _>>()?)
}

fn twisted(value: &Bound, twist: &Twist, fresh: &mut HashMap<Uuid, Uuid>) -> Bound {
    match value {
        Bound::Uuid(Some(id)) => Bound::Uuid(Some(renewed(*id, twist, fresh))),
        Bound::Time(Some(at)) => Bound::Time(Some(*at + by(*at, twist))),
        Bound::Date(Some(date)) => Bound::Date(Some(moved_date(*date, twist))),
        Bound::Text(Some(text)) if twist.stable.is_some() => Bound::Text(Some(renewed_text(text, twist, fresh))),
        other => other.clone(),
    }
}

fn renewed(id: Uuid, twist: &Twist, fresh: &mut HashMap<Uuid, Uuid>) -> Uuid {
    match (twist.ids.get(&id), &twist.stable) {
        (Some(other), _) => *other,
        (None, Some(stable)) if !stable.contains(&id) => *fresh.entry(id).or_insert_with(lares_kernel::random::uuid),
        (None, _) => id,
    }
}

/// A signal's key is an id in letters; the number of an order must be new.
fn renewed_text(text: &str, twist: &Twist, fresh: &mut HashMap<Uuid, Uuid>) -> String {
    if text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("9{:012}", twist.number);
    }
    match Uuid::parse_str(text) {
        Ok(id) if text.len() == 36 => renewed(id, twist, fresh).to_string(),
        Ok(_) | Err(_) => text.to_owned(),
    }
}

fn by(at: Timestamp, twist: &Twist) -> SignedDuration {
    match twist.moved {
        Some((around, by)) if at.duration_since(around).abs() < SignedDuration::from_hours(60) => by,
        Some(_) | None => SignedDuration::ZERO,
    }
}

/// Dates of the question: at most four days from the recorded one, which is at least four days from today.
fn moved_date(date: Date, twist: &Twist) -> Date {
    let Some((_, by)) = twist.moved else { return date };
    date.checked_add(jiff::Span::new().days(by.as_hours() / 24)).unwrap_or(date)
}

type Asked = Query<'static, Postgres, PgArguments>;

fn bind(query: Asked, value: Bound) -> Asked {
    match value {
        Bound::Uuid(value) => query.bind(value),
        Bound::Text(value) => query.bind(value),
        Bound::Int4(value) => query.bind(value),
        Bound::Int8(value) => query.bind(value),
        Bound::Bool(value) => query.bind(value),
        Bound::Time(value) => query.bind(value.map(ToSqlx::to_sqlx)),
        Bound::Date(value) => query.bind(value.map(ToSqlx::to_sqlx)),
        Bound::Json(value) => query.bind(value),
        Bound::Bytes(value) => query.bind(value),
        Bound::Uuids(value) => query.bind(value),
        Bound::Texts(value) => query.bind(value),
    }
}
