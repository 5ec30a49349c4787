//! What one company has switched on.

use super::settings::validate;
use super::{NOT_GRANTED, SETTINGS, UNKNOWN, db};
use lares_extension::{Activation, Extensions, Hook, Manifest, OnFailure};
use lares_kernel::signals::Topic;
use lares_kernel::{Control, Ctx, Error, Permission, Result};
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

/// A plugin the company installed.
#[derive(Clone, Debug)]
pub struct Installed {
    pub manifest: Arc<Manifest>,
    pub digest: String,
    pub enabled: bool,
    pub priority: i32,
    pub on_failure: OnFailure,
    pub granted: Vec<String>,
    pub settings: Value,
    /// Failures in the last seven days.
    pub incidents: i64,
}

/// One entry of the market page.
#[derive(Clone, Debug)]
pub struct MarketEntry {
    pub manifest: Manifest,
    pub publisher: String,
    pub installed: Option<Installed>,
}

pub type Market = Vec<MarketEntry>;

/// The company's enabled plugins of a hook, in calling order. No query when none changed since last time.
///
/// # Errors
/// When the database does not answer.
pub async fn active(ctx: &mut Ctx, extensions: &Extensions, hook: Hook) -> Result<Vec<Activation>> {
    let list = enabled(ctx, extensions).await?;
    Ok(list.iter().filter(|activation| activation.hooks(hook)).cloned().collect())
}

/// The same of every hook.
///
/// # Errors
/// When the database does not answer.
pub async fn enabled(ctx: &mut Ctx, extensions: &Extensions) -> Result<Arc<[Activation]>> {
    let tenant = ctx.tenant().id;
    extensions.active.of(tenant, db::enabled(ctx)).await
}

/// Everything listed, newest version each, with what this company did with it.
///
/// # Errors
/// `forbidden`.
pub async fn market(ctx: &mut Ctx, control: &Control) -> Result<Market> {
    ctx.authorize(Permission::PluginRead)?;
    let installed = db::installed(ctx).await?;
    let listed = db::listed(control).await?;
    Ok(listed
        .into_iter()
        .map(|(manifest, publisher)| {
            let mine = installed.iter().find(|one| one.manifest.id == manifest.id).cloned();
            MarketEntry { manifest, publisher, installed: mine }
        })
        .collect())
}

/// One installed plugin.
///
/// # Errors
/// `plugins.unknown`.
pub async fn read(ctx: &mut Ctx, plugin: &str) -> Result<Installed> {
    ctx.authorize(Permission::PluginRead)?;
    let all = db::installed(ctx).await?;
    all.into_iter().find(|one| one.manifest.id == plugin).ok_or_else(|| Error::new(UNKNOWN))
}

/// Installs the newest listed version with the permissions the office agreed to; it starts switched off.
///
/// # Errors
/// `plugins.unknown`, `plugins.permissions_not_granted` when something it needs was not agreed to.
pub async fn install(ctx: &mut Ctx, control: &Control, plugin: &str, granted: &[String]) -> Result<()> {
    ctx.authorize(Permission::PluginManage)?;
    let listed = db::listed(control).await?;
    let (manifest, _) = listed.into_iter().find(|(manifest, _)| manifest.id == plugin).ok_or_else(|| Error::new(UNKNOWN))?;
    let digest = db::registered(control, &manifest).await?.ok_or_else(|| Error::new(UNKNOWN))?;
    if !manifest.permissions.iter().all(|wanted| granted.contains(&wanted.name)) {
        return Err(Error::field("granted", NOT_GRANTED));
    }
    let granted: Vec<&str> = manifest.permissions.iter().map(|wanted| wanted.name.as_str()).collect();
    let defaults = super::settings::defaults(&manifest.settings);
    db::install(ctx, &manifest, &digest, &json!(granted), &defaults).await?;
    changed(ctx, "plugins.installed", plugin, json!({ "version": manifest.version })).await
}

/// Switches a plugin on or off; effective at once.
///
/// # Errors
/// `plugins.unknown`.
pub async fn set_enabled(ctx: &mut Ctx, plugin: &str, enabled: bool) -> Result<()> {
    ctx.authorize(Permission::PluginManage)?;
    if !db::set_enabled(ctx, plugin, enabled).await? {
        return Err(Error::new(UNKNOWN));
    }
    changed(ctx, if enabled { "plugins.enabled" } else { "plugins.disabled" }, plugin, json!({})).await
}

/// Saves settings that pass the manifest's schema and the plugin's own check.
///
/// # Errors
/// `plugins.unknown`; `plugins.settings_invalid` with one field per problem.
pub async fn set_settings(ctx: &mut Ctx, extensions: &Extensions, plugin: &str, settings: Value) -> Result<()> {
    ctx.authorize(Permission::PluginManage)?;
    let installed = read(ctx, plugin).await?;
    let wrong = validate(&installed.manifest.settings, &settings);
    if let Some(first) = wrong.first() {
        return Err(wrong
            .iter()
            .fold(Error::new(SETTINGS).with("reason", &first.message), |error, one| error.with_field(&one.field, SETTINGS)));
    }
    if installed.manifest.hooks.contains(&Hook::Lifecycle) {
        own_check(ctx, extensions, &installed, &settings).await?;
    }
    db::set_settings(ctx, plugin, &settings).await?;
    changed(ctx, "plugins.configured", plugin, json!({})).await
}

async fn own_check(ctx: &mut Ctx, extensions: &Extensions, installed: &Installed, settings: &Value) -> Result<()> {
    let activation = Activation {
        manifest: Arc::clone(&installed.manifest),
        digest: installed.digest.clone(),
        settings: Arc::new(settings.clone()),
        granted: installed.granted.clone().into(),
        priority: installed.priority,
        on_failure: installed.on_failure,
    };
    let locale = ctx.locale().tag();
    let lent = ctx.lend();
    let (back, answer) = extensions.plugins.check_settings(lent, &activation, locale).await;
    ctx.regain(back);
    let problems = answer.map_err(|failure| Error::new(SETTINGS).with("reason", failure))?;
    match problems.first() {
        None => Ok(()),
        Some(first) => Err(problems.iter().fold(Error::new(SETTINGS).with("reason", &first.message), |error, problem| {
            error.with_field(problem.field.clone().unwrap_or_default(), SETTINGS)
        })),
    }
}

/// Removes a plugin from the company; its documents stay until they are erased.
///
/// # Errors
/// `plugins.unknown`.
pub async fn uninstall(ctx: &mut Ctx, plugin: &str) -> Result<()> {
    ctx.authorize(Permission::PluginManage)?;
    if !db::uninstall(ctx, plugin).await? {
        return Err(Error::new(UNKNOWN));
    }
    changed(ctx, "plugins.uninstalled", plugin, json!({})).await
}

async fn changed(ctx: &mut Ctx, event: &'static str, plugin: &str, mut body: Value) -> Result<()> {
    body["plugin"] = plugin.into();
    ctx.announce(event, Uuid::nil(), body).await?;
    ctx.nudge(Topic::Plugins, plugin.to_owned()).await
}
