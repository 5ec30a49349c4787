//! First-party plugins on disk: sources under one folder (`<name>/plugin.toml`, `<name>/schemas/settings.json`), built components in another.

use anyhow::{Context, Result};
use lares_domain::marketplace::{self, Package};
use lares_extension::{Manifest, Plugins};
use lares_kernel::Control;
use std::path::Path;

/// Publishes every plugin of `sources` through the gate; what is already there stays. Answers their ids.
///
/// # Errors
/// An unreadable package, or one the gate refuses, with its name.
pub async fn publish_all(control: &Control, plugins: &dyn Plugins, sources: &Path, components: &Path) -> Result<Vec<String>> {
    let mut published = Vec::new();
    let mut folders: Vec<_> = std::fs::read_dir(sources)
        .with_context(|| format!("no plugins in {}", sources.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    folders.sort();
    for folder in folders.into_iter().filter(|folder| folder.join("plugin.toml").is_file()) {
        let name = folder.file_name().unwrap_or_default().to_owned();
        let component = components.join(name).with_extension("wasm");
        let package = read(&folder, &component).with_context(|| format!("plugin {}", folder.display()))?;
        let id = package.manifest.id.clone();
        marketplace::publish(control, plugins, package).await.with_context(|| format!("publishing {id}"))?;
        published.push(id);
    }
    Ok(published)
}

/// A plugin from its source folder and its built component.
///
/// # Errors
/// When a part cannot be read.
pub fn read(folder: &Path, component: &Path) -> Result<Package> {
    let text = std::fs::read_to_string(folder.join("plugin.toml")).context("plugin.toml")?;
    let mut manifest: Manifest = toml::from_str(&text).context("plugin.toml")?;
    let schema = folder.join("schemas/settings.json");
    if schema.is_file() {
        manifest.settings = serde_json::from_str(&std::fs::read_to_string(schema)?).context("schemas/settings.json")?;
    }
    let wasm = std::fs::read(component).with_context(|| format!("{} is not built: run `make plugins`", component.display()))?;
    Ok(Package { manifest, wasm })
}
