//! What happened, written in the caller's transaction: timeline, outbox, plugin feed and audit trail at once.

use crate::ctx::Ctx;
use crate::error::Result;
use crate::signals::{Signal, Topic};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::Serialize;
use uuid::Uuid;

/// One line of a timeline.
#[derive(Clone, Debug, Serialize)]
pub struct Event {
    pub id: i64,
    pub kind: String,
    pub subject_id: Uuid,
    pub actor_kind: String,
    pub actor_id: String,
    pub body: serde_json::Value,
    pub at: Timestamp,
}

impl Ctx {
    /// Writes the event, one job per reaction to it, and the live signal: one round trip.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn announce(&mut self, kind: &'static str, subject: Uuid, body: serde_json::Value) -> Result<()> {
        let reactions: Vec<String> = self.db().reactions(kind).iter().map(ToString::to_string).collect();
        let topic = Topic::parse(kind.split('.').next().unwrap_or(kind)).unwrap_or(Topic::Jobs);
        let signal = Signal { tenant: Some(self.tenant().id), topic, key: subject.to_string() };
        let (tenant, at) = (self.tenant_id(), self.now().to_sqlx());
        let (actor_kind, actor_id) = (self.actor().kind(), self.actor().id().map(|id| id.to_string()).unwrap_or_default());
        sqlx::query!(
            "with event as (
               insert into app.events (tenant_id, kind, subject_id, actor_kind, actor_id, body, at)
               values ($1, $2, $3, $4, $5, $6, $7)
               returning id
             ), job as (
               insert into control.jobs (tenant_id, kind, payload, run_at)
               select $1, reaction, jsonb_build_object('event', $2::text, 'event_id', event.id, 'subject', $3::uuid, 'body', $6::jsonb), $7
                 from event, unnest($8::text[]) as reaction
             )
             insert into control.signals (tenant_id, topic, key) values ($1, $9, $10)",
            tenant, kind, subject, actor_kind, actor_id, body, at, &reactions, topic.name(), signal.key
        )
        .execute(self.conn())
        .await?;
        self.signal(signal);
        Ok(())
    }

    /// Tells listeners on every node to look again, without writing an event.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn nudge(&mut self, topic: Topic, key: String) -> Result<()> {
        let tenant = self.tenant_id();
        sqlx::query!("insert into control.signals (tenant_id, topic, key) values ($1, $2, $3)", tenant, topic.name(), key)
            .execute(self.conn())
            .await?;
        let tenant = Some(self.tenant().id);
        self.signal(Signal { tenant, topic, key });
        Ok(())
    }

    /// The events of one subject, oldest first, at most 200.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn timeline(&mut self, subject: Uuid) -> Result<Vec<Event>> {
        let tenant = self.tenant_id();
        Ok(sqlx::query_as!(
            Event,
            "select id, kind, subject_id, actor_kind, actor_id, body, at
               from app.events
              where tenant_id = $1
                and subject_id = $2
              order by id
              limit 200",
            tenant,
            subject
        )
        .fetch_all(self.conn())
        .await?)
    }
}
