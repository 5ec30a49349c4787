//! What a piece of work says to PostgreSQL, heard from the driver as it says it: one entry is one round trip.
//!
//! Only what runs on the thread of the test is heard, which is everything unless the test asks for more threads.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, PoisonError};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber, subscriber};

/// Statements in the order in which they were answered.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Statements {
    /// Transactions committed; the driver does not tell when one begins.
    pub transactions: usize,
    /// Everything else but points to go back to and what heals a connection.
    pub queries: Vec<String>,
}

/// Does the work and hears what it says.
pub async fn heard<T>(work: impl Future<Output = T>) -> (T, Statements) {
    let ear = Ear::default();
    let listening = subscriber::set_default(ear.clone());
    let done = work.await;
    drop(listening);
    let all = std::mem::take(&mut *ear.0.lock().unwrap_or_else(PoisonError::into_inner));
    let mut statements = Statements::default();
    for sql in all {
        let first = sql.split([' ', ';']).next().unwrap_or_default().to_ascii_lowercase();
        match first.as_str() {
            "commit" => statements.transactions += 1,
            "begin" | "rollback" | "savepoint" | "release" => {}
            _query => statements.queries.push(sql),
        }
    }
    (done, statements)
}

#[derive(Clone, Default)]
struct Ear(Arc<Mutex<Vec<String>>>);

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut said = Said::default();
        event.record(&mut said);
        let sql = if said.statement.trim().is_empty() { said.summary } else { said.statement };
        let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(sql);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The driver tells short statements as their summary only.
#[derive(Default)]
struct Said {
    summary: String,
    statement: String,
}

impl Visit for Said {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.clone_into(&mut self.statement),
            _other => {}
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut text = String::new();
        if write!(text, "{value:?}").is_ok() {
            self.record_str(field, &text);
        }
    }
}
