//! The platform's registry of plugin versions. A version never changes once published.

use super::{EXISTS, REFUSED, db};
use lares_extension::{Manifest, Plugins};
use lares_kernel::{Control, Error, Result};

/// A plugin as its author hands it in.
#[derive(Clone, Debug)]
pub struct Package {
    pub manifest: Manifest,
    pub wasm: Vec<u8>,
}

/// Publishes a version after the gate has looked at it; the same bytes again are fine, other bytes are refused.
///
/// # Errors
/// `plugins.gate_refused` with the gate's reason, `plugins.version_exists`.
pub async fn publish(control: &Control, plugins: &dyn Plugins, package: Package) -> Result<String> {
    let inspection =
        plugins.inspect(&package.manifest, &package.wasm).await.map_err(|failure| Error::new(REFUSED).with("reason", failure))?;
    match db::registered(control, &package.manifest).await? {
        Some(digest) if digest == inspection.digest => return Ok(digest),
        Some(_) => return Err(Error::new(EXISTS)),
        None => {}
    }
    db::register(control, &package, &inspection.digest).await?;
    Ok(inspection.digest)
}

/// Digests of what must not run anywhere.
///
/// # Errors
/// When the database does not answer.
pub async fn quarantined(control: &Control) -> Result<Vec<String>> {
    db::quarantined(control).await
}

/// Listed plugins the gate refuses today: those an engine or a contract of ours has left behind. Answers id and reason.
///
/// # Errors
/// When the control plane does not answer.
pub async fn unfit(control: &Control, plugins: &dyn Plugins) -> Result<Vec<(String, String)>> {
    let mut unfit = Vec::new();
    for (manifest, digest) in db::versions(control).await? {
        let wasm = db::wasm(control, &digest).await?;
        if let Err(failure) = plugins.inspect(&manifest, &wasm).await {
            unfit.push((format!("{} {}", manifest.id, manifest.version), failure.to_string()));
        }
    }
    Ok(unfit)
}

/// The component of this digest.
///
/// # Errors
/// `not_found`.
pub async fn package(control: &Control, digest: &str) -> Result<Vec<u8>> {
    db::wasm(control, digest).await
}
