//! From a core module with its WIT embedded to a component.
//!
//! Invariant: a component written here imports nothing but `lares:plugin`, so that it has no authority the host does not hand it.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use wasmparser::{Parser, Payload};
use wit_component::ComponentEncoder;

const OURS: &str = "lares:plugin/";

/// Writes `out`, unless it already holds the same bytes.
pub fn convert(core: &Path, out: &Path) -> Result<()> {
    let module = fs::read(core).with_context(|| format!("cannot read {}", core.display()))?;
    let component = encode(&module).with_context(|| format!("{} is not a Lares plugin", core.display()))?;
    if fs::read(out).is_ok_and(|present| present == component) {
        return Ok(());
    }
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder)?;
    }
    let fresh = out.with_extension("wasm.new");
    fs::write(&fresh, component)?;
    fs::rename(&fresh, out).with_context(|| format!("cannot write {}", out.display()))
}

fn encode(module: &[u8]) -> Result<Vec<u8>> {
    let component = ComponentEncoder::default().validate(true).module(module)?.encode()?;
    let foreign: Vec<String> = imports(&component)?.into_iter().filter(|name| !name.starts_with(OURS)).collect();
    if !foreign.is_empty() {
        bail!("it imports what no plugin may: {}", foreign.join(", "));
    }
    Ok(component)
}

/// The names of what the component itself imports, leaving out those of the modules inside it.
fn imports(component: &[u8]) -> Result<Vec<String>> {
    let mut depth = 0_usize;
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(component) {
        match payload? {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::ComponentImportSection(section) if depth == 0 => {
                for import in section {
                    names.push(import?.name.name.to_owned());
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_without_embedded_wit_but_with_an_import_is_refused() {
        let module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x0b\x01\x04wasi\x02fd\0\0";
        assert!(encode(module).is_err());
    }

    #[test]
    fn a_foreign_import_of_a_component_is_seen() {
        // (component (import "wasi:x/y" (instance)))
        let component = b"\0asm\x0d\0\x01\0\x07\x03\x01\x42\0\x0a\x0d\x01\0\x08wasi:x/y\x05\0";
        assert_eq!(imports(component).expect("parses"), ["wasi:x/y"]);
    }
}
