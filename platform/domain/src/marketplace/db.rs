//! SQL of the plugin registry (control plane) and of each company's installs.

use super::incidents::Incident;
use super::install::Installed;
use super::registry::Package;
use crate::catalogue::faults::pattern;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use lares_extension::{Activation, Manifest, OnFailure};
use lares_kernel::{Control, Ctx, IncidentId, Page, PageRequest, Result};
use serde_json::{Value, from_value, to_value};
use std::sync::Arc;

fn on_failure(text: &str) -> OnFailure {
    if text == "block" { OnFailure::Block } else { OnFailure::Skip }
}

/// The digest a version was registered with, if it was.
pub(super) async fn registered(control: &Control, manifest: &Manifest) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!(
        "select digest from control.plugin_versions where plugin_id = $1 and version = $2",
        manifest.id,
        manifest.version
    )
    .fetch_optional(control.pool())
    .await?)
}

pub(super) async fn register(control: &Control, package: &Package, digest: &str) -> Result<()> {
    let now = control.clock().now().to_sqlx();
    let manifest = &package.manifest;
    sqlx::query!(
        "with plugin as (
           insert into control.plugins (id, publisher, created_at)
           values ($1, $2, $7)
           on conflict do nothing
         )
         insert into control.plugin_versions (plugin_id, version, digest, manifest, wasm, published_at)
         values ($1, $3, $4, $5, $6, $7)",
        manifest.id,
        manifest.publisher,
        manifest.version,
        digest,
        to_value(manifest)?,
        package.wasm,
        now
    )
    .execute(control.pool())
    .await?;
    Ok(())
}

pub(super) async fn wasm(control: &Control, digest: &str) -> Result<Vec<u8>> {
    Ok(sqlx::query_scalar!(
        "select wasm from control.plugin_versions where digest = $1 and state <> 'quarantined' limit 1",
        digest
    )
    .fetch_one(control.pool())
    .await?)
}

pub(super) async fn quarantined(control: &Control) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "select digest
           from control.plugin_versions
          group by digest
         having bool_and(state = 'quarantined')"
    )
    .fetch_all(control.pool())
    .await?)
}

/// The newest listed version of every plugin, with its publisher.
pub(super) async fn listed(control: &Control) -> Result<Vec<(Manifest, String)>> {
    let rows = sqlx::query!(
        "select distinct on (v.plugin_id) v.manifest, p.publisher
           from control.plugin_versions v
           join control.plugins p on p.id = v.plugin_id
          where v.state = 'listed'
          order by v.plugin_id, v.published_at desc"
    )
    .fetch_all(control.pool())
    .await?;
    rows.into_iter().map(|row| Ok((from_value(row.manifest)?, row.publisher))).collect()
}

/// Every listed version with its digest.
pub(super) async fn versions(control: &Control) -> Result<Vec<(Manifest, String)>> {
    let rows = sqlx::query!(
        "select manifest, digest
           from control.plugin_versions
          where state = 'listed'
          order by plugin_id, published_at"
    )
    .fetch_all(control.pool())
    .await?;
    rows.into_iter().map(|row| Ok((from_value(row.manifest)?, row.digest))).collect()
}

/// Enabled plugins in calling order. Manifest and digest were copied at install, so that no other schema is read here.
pub(super) async fn enabled(ctx: &mut Ctx) -> Result<Vec<Activation>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        "select manifest, digest, priority, on_failure, granted, settings
           from plugin_installs
          where tenant_id = $1
            and enabled
          order by priority, plugin_id",
        tenant
    )
    .fetch_all(ctx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Activation {
                manifest: Arc::new(from_value(row.manifest)?),
                digest: row.digest,
                settings: Arc::new(row.settings),
                granted: from_value::<Vec<String>>(row.granted)?.into(),
                priority: row.priority,
                on_failure: on_failure(&row.on_failure),
            })
        })
        .collect()
}

pub(super) async fn installed(ctx: &mut Ctx) -> Result<Vec<Installed>> {
    let (tenant, since) = (ctx.tenant_id(), (ctx.now() - SignedDuration::from_hours(7 * 24)).to_sqlx());
    let rows = sqlx::query!(
        r#"
        select i.manifest, i.digest, i.enabled, i.priority, i.on_failure, i.granted, i.settings,
               (select count(*) from plugin_incidents f
                 where f.tenant_id = $1 and f.plugin_id = i.plugin_id and f.at >= $2) as "incidents!"
          from plugin_installs i
         where i.tenant_id = $1
         order by i.priority, i.plugin_id"#,
        tenant,
        since
    )
    .fetch_all(ctx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Installed {
                manifest: Arc::new(from_value(row.manifest)?),
                digest: row.digest,
                enabled: row.enabled,
                priority: row.priority,
                on_failure: on_failure(&row.on_failure),
                granted: from_value(row.granted)?,
                settings: row.settings,
                incidents: row.incidents,
            })
        })
        .collect()
}

pub(super) async fn install(ctx: &mut Ctx, manifest: &Manifest, digest: &str, granted: &Value, settings: &Value) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "insert into plugin_installs (tenant_id, plugin_id, version, manifest, digest, granted, settings, installed_at, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         on conflict (tenant_id, plugin_id) do update
            set version = excluded.version, manifest = excluded.manifest, digest = excluded.digest, granted = excluded.granted,
                changed_at = excluded.changed_at",
        tenant,
        manifest.id,
        manifest.version,
        to_value(manifest)?,
        digest,
        granted,
        settings,
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(super) async fn set_enabled(ctx: &mut Ctx, plugin: &str, enabled: bool) -> Result<bool> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let done = sqlx::query!(
        "update plugin_installs
            set enabled = $3, changed_at = $4
          where tenant_id = $1
            and plugin_id = $2",
        tenant,
        plugin,
        enabled,
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn set_settings(ctx: &mut Ctx, plugin: &str, settings: &Value) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    sqlx::query!(
        "update plugin_installs
            set settings = $3, changed_at = $4
          where tenant_id = $1
            and plugin_id = $2",
        tenant,
        plugin,
        settings,
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(super) async fn uninstall(ctx: &mut Ctx, plugin: &str) -> Result<bool> {
    let tenant = ctx.tenant_id();
    let done = sqlx::query!("delete from plugin_installs where tenant_id = $1 and plugin_id = $2", tenant, plugin)
        .execute(ctx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn incidents(ctx: &mut Ctx, plugin: Option<&str>, text: &str, page: PageRequest) -> Result<Page<Incident>> {
    let tenant = ctx.tenant_id();
    let rows = sqlx::query!(
        r#"
        select id, plugin_id, version, hook, kind, detail, subject_id, at, count(*) over () as "total!"
          from plugin_incidents
         where tenant_id = $1
           and ($2::text is null or plugin_id = $2)
           and (detail ilike $3 or plugin_id ilike $3)
         order by at desc, id desc
         limit $4
        offset $5"#,
        tenant,
        plugin,
        pattern(text),
        page.limit(),
        page.offset()
    )
    .fetch_all(ctx.conn())
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| Incident {
            id: row.id,
            plugin_id: row.plugin_id,
            version: row.version,
            hook: row.hook,
            kind: row.kind,
            detail: row.detail,
            subject_id: row.subject_id,
            at: row.at.to_jiff(),
        })
        .collect();
    Ok(page.page(rows, total))
}

pub(super) async fn record(ctx: &mut Ctx, incident: &lares_extension::Incident) -> Result<()> {
    let (tenant, now) = (ctx.tenant_id(), ctx.now().to_sqlx());
    let detail: String = incident.failure.detail.chars().take(500).collect();
    sqlx::query!(
        "insert into plugin_incidents (tenant_id, id, plugin_id, version, hook, kind, detail, subject_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant,
        IncidentId::new().uuid(),
        incident.plugin,
        incident.version,
        incident.hook.name(),
        incident.failure.kind.name(),
        detail,
        incident.subject,
        now
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

pub(super) async fn prune_incidents(ctx: &mut Ctx, before: Timestamp, limit: i64) -> Result<u64> {
    let tenant = ctx.tenant_id();
    let gone = sqlx::query!(
        "delete from plugin_incidents
          where tenant_id = $1
            and id in (select id
                         from plugin_incidents
                        where tenant_id = $1
                          and at < $2
                        limit $3)",
        tenant,
        before.to_sqlx(),
        limit
    )
    .execute(ctx.conn())
    .await?;
    Ok(gone.rows_affected())
}
