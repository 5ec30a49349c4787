//! The publish gate.

use crate::house::{House, manifest, wasm};
use lares_extension::{FailureKind, Manifest, Plugins};
use serde_json::{Value, json};
use support::components;

async fn refusal(manifest: Value, wasm: &[u8]) -> Option<(FailureKind, String)> {
    let manifest: Manifest = serde_json::from_value(manifest).expect("a manifest");
    let inspected = House::new().await.host.inspect(&manifest, wasm).await;
    inspected.err().map(|failure| (failure.kind, failure.detail))
}

#[tokio::test]
async fn an_honest_package_passes_with_its_digest_and_imports() {
    let house = House::new().await;
    let manifest: Manifest = serde_json::from_value(manifest()).expect("a manifest");
    let inspection = house.host.inspect(&manifest, &wasm("errands")).await.expect("passes");
    assert_eq!(inspection.digest, lares_plugin_host::digest(&wasm("errands")));
    assert!(inspection.imports.iter().any(|import| import == "lares:plugin/store@1.0.0"));
}

#[tokio::test]
async fn imports_need_the_permission_in_the_manifest() {
    for missing in ["pricing:adjust", "data:own", "orders:read"] {
        let mut manifest = manifest();
        let permissions = manifest["permissions"].as_array_mut().expect("a list");
        permissions.retain(|permission| permission["name"] != missing);
        let (kind, detail) = refusal(manifest, &wasm("errands")).await.expect("refused");
        assert_eq!(kind, FailureKind::Denied);
        assert!(detail.contains(missing), "{detail}");
    }
}

#[tokio::test]
async fn a_declared_hook_must_be_exported() {
    let mut manifest = manifest();
    manifest["hooks"] = json!(["quote-adjuster", "lifecycle"]);
    let (kind, detail) = refusal(manifest, &wasm("errands")).await.expect("refused");
    assert_eq!(kind, FailureKind::Load);
    assert!(detail.contains("lifecycle"), "{detail}");
}

#[tokio::test]
async fn what_is_no_component_is_refused() {
    let module = b"\0asm\x01\0\0\0".to_vec();
    let empty_component = b"\0asm\x0d\0\x01\0".to_vec();
    let huge = vec![0; (1 << 20) + 1];
    let mut cut = wasm("errands");
    cut.truncate(5_000);
    let machine_code = b"\x7fELF\x02\x01\x01".to_vec();
    for wasm in [Vec::new(), b"<html>".to_vec(), module, empty_component, huge, cut, machine_code] {
        let (kind, detail) = refusal(manifest(), &wasm).await.expect("refused");
        assert_eq!(kind, FailureKind::Load, "{detail}");
    }
}

#[tokio::test]
async fn an_import_from_outside_the_contract_is_refused() {
    // A component that imports an empty instance `wasi:cli/environment@0.2.0`.
    let name = b"wasi:cli/environment@0.2.0";
    let mut wasm = b"\0asm\x0d\0\x01\0".to_vec();
    wasm.extend([7, 3, 1, 0x42, 0]);
    let mut import = vec![1, 0, name.len() as u8];
    import.extend(name);
    import.extend([5, 0]);
    wasm.extend([10, import.len() as u8]);
    wasm.extend(import);
    let (kind, detail) = refusal(manifest(), &wasm).await.expect("refused");
    assert_eq!(kind, FailureKind::Load);
    assert!(detail.contains("wasi:cli"), "{detail}");
}

#[tokio::test]
async fn our_own_plugins_pass() {
    let house = House::new().await;
    for (plugin, hooks) in [
        ("coupons", json!(["quote-adjuster", "order-events", "lifecycle"])),
        ("pricing-rules", json!(["quote-adjuster", "lifecycle"])),
    ] {
        let mut manifest = manifest();
        manifest["hooks"] = hooks;
        let manifest: Manifest = serde_json::from_value(manifest).expect("a manifest");
        let wasm = std::fs::read(components().join(format!("{plugin}.wasm"))).expect("built by plugins/build.sh");
        let inspected = house.host.inspect(&manifest, &wasm).await;
        assert!(inspected.is_ok(), "{plugin}: {inspected:?}");
    }
}
