//! The publish gate: what a package must be before anybody may install it.
//!
//! Invariant: what passes here can be linked, instantiated within the pool's limits and called at every hook its manifest declares.

use crate::engine::{MEMORY_BYTES, TABLE_ELEMENTS, TABLES};
use crate::library::{Library, Loaded, digest};
use crate::permission::Permission;
use crate::shape::{self, wrong};
use lares_extension::{Failure, FailureKind, Hook, Inspection, Manifest};
use wasmtime::Engine;
use wasmtime::component::Component;

const PAGE_BYTES: u64 = 64 << 10;

pub(crate) async fn inspect(library: &Library, manifest: &Manifest, wasm: &[u8]) -> Result<Inspection, Failure> {
    if Engine::detect_precompiled(wasm).is_some() {
        return Err(wrong("compiled machine code, not WebAssembly"));
    }
    shape::check(wasm)?;
    let component = library.compile(wasm.to_vec()).await?;
    let imports = imports(&component);
    check_imports(&imports, manifest)?;
    check_resources(&component)?;
    check_hooks(&library.link(&component)?, manifest)?;
    Ok(Inspection { digest: digest(wasm), imports })
}

fn imports(component: &Component) -> Vec<String> {
    let component_type = component.component_type();
    component_type.imports(component.engine()).map(|(name, _)| name.to_owned()).collect()
}

/// The code may import only what its manifest asks the office for.
fn check_imports(imports: &[String], manifest: &Manifest) -> Result<(), Failure> {
    for import in imports {
        let name = import.strip_prefix("lares:plugin/").and_then(|name| name.split('@').next());
        let needed = match name {
            Some("types" | "context" | "log" | "random") => None,
            Some("store") => Some(Permission::DataOwn),
            Some("orders-read") => Some(Permission::OrdersRead),
            Some(_) | None => return Err(wrong(format!("imports {import}, which is not part of the contract"))),
        };
        check_requested(needed, manifest, import)?;
    }
    Ok(())
}

fn check_hooks(loaded: &Loaded, manifest: &Manifest) -> Result<(), Failure> {
    for hook in &manifest.hooks {
        match hook {
            Hook::QuoteAdjuster => loaded.quote().map(drop),
            Hook::OrderEvents => loaded.events().map(drop),
            Hook::Lifecycle => loaded.lifecycle().map(drop),
        }?;
        check_requested(Permission::of_hook(*hook), manifest, hook.name())?;
    }
    Ok(())
}

fn check_requested(needed: Option<Permission>, manifest: &Manifest, what: &str) -> Result<(), Failure> {
    match needed {
        Some(permission) if !permission.is_requested(manifest) => {
            let permission = permission.name();
            Err(Failure::new(
                FailureKind::Denied,
                format!("{what} needs the permission {permission}, which the manifest does not request"),
            ))
        }
        Some(_) | None => Ok(()),
    }
}

fn check_resources(component: &Component) -> Result<(), Failure> {
    let needed = component.resources_required().ok_or_else(|| wrong("imports a module"))?;
    if needed.num_memories > 1 {
        return Err(wrong("more than one memory"));
    }
    if needed.max_initial_memory_size.unwrap_or(0) > MEMORY_BYTES as u64 / PAGE_BYTES {
        return Err(wrong("begins with more than 16 MiB of memory"));
    }
    if needed.num_tables > TABLES || needed.max_initial_table_size.unwrap_or(0) > TABLE_ELEMENTS as u64 {
        return Err(wrong("tables too many or too large"));
    }
    Ok(())
}
