//! SQL of people, codes and sessions (control plane); that of a company's staff is in [`staff`].

pub(super) mod guesses;
pub(super) mod hand_offs;
pub(super) mod prune;
pub(super) mod staff;
pub(super) mod texts;

use super::code::{DAY, NewCode, Purpose, Sent, TRIES, WINDOW};
use super::session::Session;
use super::sign_up::Person;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::control::ControlTx;
use lares_kernel::{Control, Error, Locale, PersonId, Phone, Result, SessionId, TenantId, random};
use sqlx::PgExecutor;
use std::collections::HashMap;
use uuid::Uuid;

/// A session to be written.
pub(super) struct NewSession<'a> {
    pub id: SessionId,
    pub tenant: Option<TenantId>,
    pub device: &'a str,
    pub now: Timestamp,
    pub expires_at: Timestamp,
}

pub(super) async fn lock_phone(tx: &mut ControlTx, phone: &Phone) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 7))", phone.as_str()).execute(tx.conn()).await?;
    Ok(())
}

pub(super) async fn sent(tx: &mut ControlTx, phone: &Phone, now: Timestamp) -> Result<Sent> {
    let row = sqlx::query!(
        r#"select max(created_at) as last, count(*) as "in_day!", count(*) filter (where created_at > $3) as "in_window!"
             from control.codes
            where phone = $1
              and created_at > $2"#,
        phone.as_str(),
        (now - DAY).to_sqlx(),
        (now - WINDOW).to_sqlx(),
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Sent { last: row.last.map(jiff_sqlx::Timestamp::to_jiff), in_window: row.in_window, in_day: row.in_day })
}

/// Writes the code and its message; to recover a password only a number somebody has gets the message.
pub(super) async fn insert_code(tx: &mut ControlTx, code: &NewCode<'_>, body: &str) -> Result<()> {
    sqlx::query!(
        "with code as (
           insert into control.codes (id, phone, tenant_id, purpose, code_hash, created_at, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7)
         )
         insert into control.sms (id, tenant_id, phone, body, created_at, try_at)
         select $8, $3, $2, $9, $6, $6
          where $4 = 'sign_in'
             or exists (select from control.people where phone = $2)",
        code.id,
        code.phone.as_str(),
        code.tenant.map(TenantId::uuid),
        code.purpose.name(),
        code.hash,
        code.now.to_sqlx(),
        code.expires_at.to_sqlx(),
        random::uuid(),
        body,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Counts a try of the newest code and answers what to compare with; None when none is alive.
pub(super) async fn try_code(
    control: &Control,
    tenant: Option<TenantId>,
    phone: &Phone,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<(Uuid, Vec<u8>)>> {
    let row = sqlx::query!(
        "update control.codes
            set tries = tries + 1
          where id = (select id
                        from control.codes
                       where phone = $1
                         and purpose = $2
                         and tenant_id is not distinct from $3
                       order by created_at desc
                       limit 1)
            and tries < $4
            and used_at is null
            and expires_at > $5
         returning id, code_hash",
        phone.as_str(),
        purpose.name(),
        tenant.map(TenantId::uuid),
        TRIES,
        now.to_sqlx(),
    )
    .fetch_optional(control.pool())
    .await?;
    Ok(row.map(|row| (row.id, row.code_hash)))
}

/// True for the first who uses it.
pub(super) async fn use_code(on: impl PgExecutor<'_>, code: Uuid, now: Timestamp) -> Result<bool> {
    let done = sqlx::query!("update control.codes set used_at = $2 where id = $1 and used_at is null", code, now.to_sqlx(),)
        .execute(on)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn ensure_person(
    on: impl PgExecutor<'_>,
    phone: &Phone,
    (locale, now): (Locale, Timestamp),
) -> Result<PersonId> {
    let id = sqlx::query_scalar!(
        "insert into control.people (id, phone, locale, created_at)
         values ($1, $2, $3, $4)
         on conflict (phone) do update set phone = excluded.phone
         returning id",
        PersonId::new().uuid(),
        phone.as_str(),
        locale.tag(),
        now.to_sqlx(),
    )
    .fetch_one(on)
    .await?;
    Ok(id.into())
}

pub(super) async fn credentials(control: &Control, phone: &Phone) -> Result<Option<(PersonId, Option<String>)>> {
    let row = sqlx::query!("select id, password_hash from control.people where phone = $1", phone.as_str())
        .fetch_optional(control.pool())
        .await?;
    Ok(row.map(|row| (row.id.into(), row.password_hash)))
}

pub(super) async fn password_hash(control: &Control, person: PersonId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!("select password_hash from control.people where id = $1", person.uuid())
        .fetch_one(control.pool())
        .await?)
}

pub(super) async fn set_password(on: impl PgExecutor<'_>, person: PersonId, hash: &str) -> Result<()> {
    sqlx::query!("update control.people set password_hash = $2 where id = $1", person.uuid(), hash).execute(on).await?;
    Ok(())
}

pub(super) async fn person(control: &Control, id: PersonId) -> Result<Person> {
    let row = sqlx::query!(
        r#"select id, phone, email, locale, password_hash is not null as "has_password!", is_operator
             from control.people
            where id = $1"#,
        id.uuid(),
    )
    .fetch_one(control.pool())
    .await?;
    Ok(Person {
        id,
        phone: row.phone,
        email: row.email,
        locale: locale(&row.locale)?,
        has_password: row.has_password,
        is_operator: row.is_operator,
    })
}

pub(super) async fn phones(control: &Control, people: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let rows = sqlx::query!("select id, phone from control.people where id = any($1)", people).fetch_all(control.pool()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.phone)).collect())
}

pub(super) async fn insert_session(control: &Control, person: PersonId, session: &NewSession<'_>, hash: &[u8]) -> Result<()> {
    sqlx::query!(
        "insert into control.sessions (id, token_hash, person_id, tenant_id, device, created_at, seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $6, $7)",
        session.id.uuid(),
        hash,
        person.uuid(),
        session.tenant.map(TenantId::uuid),
        session.device,
        session.now.to_sqlx(),
        session.expires_at.to_sqlx(),
    )
    .execute(control.pool())
    .await?;
    Ok(())
}

struct SessionRow {
    id: Uuid,
    person_id: Uuid,
    phone: String,
    tenant_id: Option<Uuid>,
    device: String,
    locale: String,
    is_operator: bool,
    created_at: Timestamp,
    seen_at: Timestamp,
    expires_at: Timestamp,
}

impl SessionRow {
    fn read(self) -> Result<Session> {
        Ok(Session {
            id: self.id.into(),
            person: self.person_id.into(),
            phone: self.phone,
            tenant: self.tenant_id.map(TenantId::from),
            device: self.device,
            locale: locale(&self.locale)?,
            is_operator: self.is_operator,
            created_at: self.created_at,
            seen_at: self.seen_at,
            expires_at: self.expires_at,
        })
    }
}

pub(super) async fn session(control: &Control, hash: &[u8], now: Timestamp) -> Result<Option<Session>> {
    let row = sqlx::query_as!(
        SessionRow,
        "select s.id, s.person_id, p.phone, s.tenant_id, s.device, p.locale, p.is_operator,
                s.created_at, s.seen_at, s.expires_at
           from control.sessions s
           join control.people p on p.id = s.person_id
          where s.token_hash = $1
            and s.revoked_at is null
            and s.expires_at > $2",
        hash,
        now.to_sqlx(),
    )
    .fetch_optional(control.pool())
    .await?;
    row.map(SessionRow::read).transpose()
}

pub(super) async fn sessions(
    control: &Control,
    person: PersonId,
    tenant: Option<TenantId>,
    now: Timestamp,
) -> Result<Vec<Session>> {
    sqlx::query_as!(
        SessionRow,
        "select s.id, s.person_id, p.phone, s.tenant_id, s.device, p.locale, p.is_operator,
                s.created_at, s.seen_at, s.expires_at
           from control.sessions s
           join control.people p on p.id = s.person_id
          where s.person_id = $1
            and s.tenant_id is not distinct from $2
            and s.revoked_at is null
            and s.expires_at > $3
          order by s.seen_at desc, s.id
          limit 100",
        person.uuid(),
        tenant.map(TenantId::uuid),
        now.to_sqlx(),
    )
    .fetch_all(control.pool())
    .await?
    .into_iter()
    .map(SessionRow::read)
    .collect()
}

pub(super) async fn touch(control: &Control, session: SessionId, now: Timestamp) -> Result<()> {
    sqlx::query!("update control.sessions set seen_at = $2 where id = $1", session.uuid(), now.to_sqlx())
        .execute(control.pool())
        .await?;
    Ok(())
}

/// Ends the session and tells every node; answers how many ended.
pub(super) async fn revoke(control: &Control, person: PersonId, session: SessionId, now: Timestamp) -> Result<u64> {
    let done = sqlx::query!(
        "with ended as (
           update control.sessions
              set revoked_at = $3
            where person_id = $1
              and id = $2
              and revoked_at is null
           returning id
         )
         insert into control.signals (topic, key)
         select 'session', id::text from ended",
        person.uuid(),
        session.uuid(),
        now.to_sqlx(),
    )
    .execute(control.pool())
    .await?;
    Ok(done.rows_affected())
}

pub(super) async fn revoke_others(control: &Control, person: PersonId, kept: Option<SessionId>, now: Timestamp) -> Result<u64> {
    let done = sqlx::query!(
        "with ended as (
           update control.sessions
              set revoked_at = $3
            where person_id = $1
              and id is distinct from $2
              and revoked_at is null
           returning id
         )
         insert into control.signals (topic, key)
         select 'session', id::text from ended",
        person.uuid(),
        kept.map(SessionId::uuid),
        now.to_sqlx(),
    )
    .execute(control.pool())
    .await?;
    Ok(done.rows_affected())
}

fn locale(tag: &str) -> Result<Locale> {
    Locale::parse(tag).ok_or_else(|| Error::internal("unknown locale of a person"))
}
