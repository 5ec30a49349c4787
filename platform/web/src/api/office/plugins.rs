//! Plugins of the company: install, switch, settings, incidents.

use crate::api::answer::{Listed, done, show};
use crate::api::extract::{Asked, Id, Json, paging};
use crate::error::Served;
use crate::state::App;
use crate::visit::OfficeVisit;
use axum::extract::DefaultBodyLimit;
use jiff::Timestamp;
use lares_domain::marketplace::{self, Installed, MarketEntry};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// Settings of a plugin with long lists.
const SETTINGS_LIMIT: usize = 1024 * 1024;

pub fn routes() -> OpenApiRouter<App> {
    let configure = OpenApiRouter::new().routes(routes!(configure)).layer(DefaultBodyLimit::max(SETTINGS_LIMIT));
    configure.routes(routes!(market)).routes(routes!(incidents)).routes(routes!(one, install, uninstall)).routes(routes!(switch))
}

#[derive(Serialize, ToSchema)]
struct InstalledPlugin {
    id: String,
    version: String,
    enabled: bool,
    granted: Vec<String>,
    settings: Value,
    /// JSON Schema of the settings.
    schema: Value,
    /// Failures in the last seven days.
    incidents: i64,
}

impl From<Installed> for InstalledPlugin {
    fn from(installed: Installed) -> Self {
        Self {
            id: installed.manifest.id.clone(),
            version: installed.manifest.version.clone(),
            enabled: installed.enabled,
            granted: installed.granted,
            settings: installed.settings,
            schema: installed.manifest.settings.clone(),
            incidents: installed.incidents,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct Plugin {
    id: String,
    version: String,
    publisher: String,
    name: String,
    description: String,
    /// What it asks to be allowed.
    permissions: Vec<String>,
    installed: Option<InstalledPlugin>,
}

impl Plugin {
    fn of(entry: MarketEntry, locale: &str) -> Self {
        let manifest = entry.manifest;
        Self {
            name: manifest.name.get(locale).to_owned(),
            description: manifest.description.get(locale).to_owned(),
            id: manifest.id,
            version: manifest.version,
            publisher: entry.publisher,
            permissions: manifest.permissions.into_iter().map(|wanted| wanted.name).collect(),
            installed: entry.installed.map(Into::into),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Consent {
    /// The permissions the office agrees to.
    granted: Vec<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Switch {
    enabled: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PluginSettings {
    /// By the plugin's own schema.
    settings: Value,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct IncidentsQuery {
    plugin: Option<String>,
    page: Option<u32>,
    size: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct Incident {
    id: Uuid,
    plugin: String,
    version: String,
    hook: String,
    kind: String,
    detail: String,
    subject: Option<Uuid>,
    at: Timestamp,
}

impl From<marketplace::Incident> for Incident {
    fn from(incident: marketplace::Incident) -> Self {
        Self {
            id: incident.id,
            plugin: incident.plugin_id,
            version: incident.version,
            hook: incident.hook,
            kind: incident.kind,
            detail: incident.detail,
            subject: incident.subject_id,
            at: incident.at,
        }
    }
}

/// Everything listed, with what this company did with it.
#[utoipa::path(get, path = "/plugins", tag = "office plugins", responses((status = 200, body = Vec<Plugin>)))]
async fn market(visit: OfficeVisit) -> Served {
    let mut ctx = visit.begin().await?;
    let market = marketplace::market(&mut ctx, &visit.app.control).await?;
    show(ctx, market.into_iter().map(|entry| Plugin::of(entry, visit.locale.tag())).collect::<Vec<_>>()).await
}

/// Failures of plugins, newest first.
#[utoipa::path(get, path = "/incidents", tag = "office plugins", params(IncidentsQuery), responses((status = 200, body = Listed<Incident>)))]
async fn incidents(visit: OfficeVisit, Asked(query): Asked<IncidentsQuery>) -> Served {
    let mut ctx = visit.begin().await?;
    let page = marketplace::incidents(&mut ctx, query.plugin.as_deref(), "", paging(query.page, query.size)?).await?;
    show(ctx, Listed::<Incident>::of(page)).await
}

/// One installed plugin.
#[utoipa::path(get, path = "/plugins/{id}", tag = "office plugins", params(("id" = String, Path)), responses((status = 200, body = InstalledPlugin)))]
async fn one(visit: OfficeVisit, Id(id): Id<String>) -> Served {
    let mut ctx = visit.begin().await?;
    let installed = marketplace::read(&mut ctx, &id).await?;
    show(ctx, InstalledPlugin::from(installed)).await
}

/// Installs the newest version, switched off.
#[utoipa::path(put, path = "/plugins/{id}", tag = "office plugins", params(("id" = String, Path)), responses((status = 204, description = "Installed")))]
async fn install(visit: OfficeVisit, Id(id): Id<String>, Json(consent): Json<Consent>) -> Served {
    let mut ctx = visit.begin().await?;
    marketplace::install(&mut ctx, &visit.app.control, &id, &consent.granted).await?;
    done(ctx).await
}

/// Removes a plugin from the company.
#[utoipa::path(delete, path = "/plugins/{id}", tag = "office plugins", params(("id" = String, Path)), responses((status = 204, description = "Removed")))]
async fn uninstall(visit: OfficeVisit, Id(id): Id<String>) -> Served {
    let mut ctx = visit.begin().await?;
    marketplace::uninstall(&mut ctx, &id).await?;
    done(ctx).await
}

/// Switches a plugin on or off; effective at once.
#[utoipa::path(put, path = "/plugins/{id}/switch", tag = "office plugins", params(("id" = String, Path)), responses((status = 204, description = "Switched")))]
async fn switch(visit: OfficeVisit, Id(id): Id<String>, Json(form): Json<Switch>) -> Served {
    let mut ctx = visit.begin().await?;
    marketplace::set_enabled(&mut ctx, &id, form.enabled).await?;
    done(ctx).await
}

/// Saves a plugin's settings after its schema and its own check.
#[utoipa::path(put, path = "/plugins/{id}/settings", tag = "office plugins", params(("id" = String, Path)), responses((status = 204, description = "Saved")))]
async fn configure(visit: OfficeVisit, Id(id): Id<String>, Json(form): Json<PluginSettings>) -> Served {
    let mut ctx = visit.begin().await?;
    marketplace::set_settings(&mut ctx, &visit.app.extensions, &id, form.settings).await?;
    done(ctx).await
}
