//! SQL of stored pictures and of what services show.

use super::one;
use crate::catalogue::pictures::{Blob, Picture};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use lares_kernel::{BlobId, Ctx, Result, ServiceId};
use uuid::Uuid;

/// Who stored a picture: the actor, or the company for the platform's own work.
fn creator(ctx: &Ctx) -> Uuid {
    ctx.actor().id().unwrap_or_else(|| ctx.tenant_id())
}

pub(in crate::catalogue) async fn insert_blob(ctx: &mut Ctx, id: BlobId, media_type: &str, bytes: &[u8]) -> Result<()> {
    let (tenant, now, creator) = (ctx.tenant_id(), ctx.now().to_sqlx(), creator(ctx));
    sqlx::query!(
        "insert into blobs (tenant_id, id, media_type, bytes, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        tenant,
        id.uuid(),
        media_type,
        bytes,
        creator,
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// How many the actor has stored since then.
pub(in crate::catalogue) async fn stored_since(ctx: &mut Ctx, since: Timestamp) -> Result<i64> {
    let (tenant, creator) = (ctx.tenant_id(), creator(ctx));
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from blobs where tenant_id = $1 and created_by = $2 and created_at >= $3"#,
        tenant,
        creator,
        since.to_sqlx()
    )
    .fetch_one(ctx.conn())
    .await?)
}

pub(in crate::catalogue) async fn blob(ctx: &mut Ctx, id: BlobId) -> Result<Blob> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        Blob,
        "select media_type, bytes
           from blobs
          where tenant_id = $1
            and id = $2",
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?)
}

pub(in crate::catalogue) async fn exists(ctx: &mut Ctx, id: BlobId) -> Result<bool> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from blobs where tenant_id = $1 and id = $2) as "exists!""#,
        tenant,
        id.uuid()
    )
    .fetch_one(ctx.conn())
    .await?)
}

pub(in crate::catalogue) async fn all_own(ctx: &mut Ctx, ids: &[BlobId]) -> Result<bool> {
    let (tenant, creator) = (ctx.tenant_id(), creator(ctx));
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    Ok(sqlx::query_scalar!(
        r#"select not exists (
             select 1
               from unnest($2::uuid[]) as wanted
              where not exists (
                    select 1
                      from blobs b
                     where b.tenant_id = $1
                       and b.id = wanted
                       and b.created_by = $3)) as "all_own!""#,
        tenant,
        &ids,
        creator
    )
    .fetch_one(ctx.conn())
    .await?)
}

pub(in crate::catalogue) async fn count(ctx: &mut Ctx, service: ServiceId) -> Result<i64> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!"
             from service_pictures
            where tenant_id = $1
              and service_id = $2"#,
        tenant,
        service.uuid()
    )
    .fetch_one(ctx.conn())
    .await?)
}

pub(in crate::catalogue) async fn insert(ctx: &mut Ctx, service: ServiceId, picture: &Picture) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into service_pictures (tenant_id, id, service_id, blob_id, kind, position)
         select $1, $2, $3, $4, $5, coalesce(max(p.position) + 1, 0)
           from service_pictures p
          where p.tenant_id = $1
            and p.service_id = $3",
        tenant,
        picture.id,
        service.uuid(),
        picture.blob_id.uuid(),
        picture.kind.as_str()
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn delete(ctx: &mut Ctx, service: ServiceId, id: Uuid) -> Result<()> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!(
        "delete from service_pictures
          where tenant_id = $1
            and service_id = $2
            and id = $3",
        tenant,
        service.uuid(),
        id
    )
    .execute(ctx.conn())
    .await?;
    one(&done)
}
