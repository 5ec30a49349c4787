//! SQL of hand-offs between the platform's site and a company's.

use super::NewSession;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{Control, PersonId, Result, TenantId};

pub(in super::super) async fn insert(
    control: &Control,
    hash: &[u8],
    (tenant, person): (TenantId, PersonId),
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<()> {
    sqlx::query!(
        "insert into control.hand_offs (token_hash, tenant_id, person_id, created_at, expires_at)
         values ($1, $2, $3, $4, $5)",
        hash,
        tenant.uuid(),
        person.uuid(),
        now.to_sqlx(),
        expires_at.to_sqlx(),
    )
    .execute(control.pool())
    .await?;
    Ok(())
}

/// Turns a live hand-off to the session's company into the session, in one statement: whoever comes second finds none.
pub(in super::super) async fn take(
    control: &Control,
    hash: &[u8],
    session: &NewSession<'_>,
    session_hash: &[u8],
) -> Result<Option<PersonId>> {
    let person = sqlx::query_scalar!(
        "with taken as (
           delete from control.hand_offs
            where token_hash = $1
              and tenant_id = $2
              and expires_at > $6
           returning person_id
         )
         insert into control.sessions (id, token_hash, person_id, tenant_id, device, created_at, seen_at, expires_at)
         select $3, $4, person_id, $2, $5, $6, $6, $7 from taken
         returning person_id",
        hash,
        session.tenant.map(TenantId::uuid),
        session.id.uuid(),
        session_hash,
        session.device,
        session.now.to_sqlx(),
        session.expires_at.to_sqlx(),
    )
    .fetch_optional(control.pool())
    .await?;
    Ok(person.map(PersonId::from))
}
