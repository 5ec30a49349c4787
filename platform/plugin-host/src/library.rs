//! Compiled components, kept by the digest of their bytes.
//!
//! Invariant: bytes are compiled only when their SHA-256 is the one asked for, so what is remembered is good for every company.

use crate::Fetch;
use crate::bindings::events::HookEventsPre;
use crate::bindings::lifecycle::HookLifecyclePre;
use crate::bindings::quote::HookQuotePre;
use crate::call::Call;
use crate::imports;
use crate::refusal::host_failure;
use lares_extension::{Failure, FailureKind};
use lares_kernel::error::NOT_FOUND;
use lares_kernel::{Error, Result};
use moka::future::Cache;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use wasmtime::Engine;
use wasmtime::component::{Component, InstancePre, Linker};

const COMPONENTS: u64 = 1_000;

#[derive(Clone)]
pub(crate) struct Library {
    engine: Engine,
    linker: Arc<Linker<Call>>,
    compiled: Cache<String, Arc<Loaded>>,
}

/// A component ready to be instantiated, seen through each world it fits.
pub(crate) struct Loaded {
    quote: Option<HookQuotePre<Call>>,
    events: Option<HookEventsPre<Call>>,
    lifecycle: Option<HookLifecyclePre<Call>>,
}

impl Library {
    pub fn new(engine: &Engine) -> Result<Self> {
        let mut linker = Linker::new(engine);
        imports::link(&mut linker).map_err(Error::internal)?;
        let compiled = Cache::builder().max_capacity(COMPONENTS).build();
        Ok(Self { engine: engine.clone(), linker: Arc::new(linker), compiled })
    }

    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The component of a digest; many callers at once compile it once.
    pub async fn get(&self, digest: &str, fetch: &Fetch) -> Result<Arc<Loaded>, Failure> {
        if let Some(loaded) = self.compiled.get(digest).await {
            return Ok(loaded);
        }
        let loaded = self.compiled.try_get_with_by_ref(digest, self.load(digest, fetch)).await;
        loaded.map_err(|failure: Arc<Failure>| Failure::clone(&failure))
    }

    pub async fn forget(&self, digest: &str) {
        self.compiled.invalidate(digest).await;
    }

    async fn load(&self, digest: &str, fetch: &Fetch) -> Result<Arc<Loaded>, Failure> {
        let wasm = fetch(digest).await.map_err(|error| failed(&error))?;
        if self::digest(&wasm) != digest {
            return Err(Failure::new(FailureKind::Load, "the stored bytes have another digest"));
        }
        let component = self.compile(wasm).await?;
        self.link(&component).map(Arc::new)
    }

    /// Off the async threads; a killable process of its own would be better still.
    pub async fn compile(&self, wasm: Vec<u8>) -> Result<Component, Failure> {
        let engine = self.engine.clone();
        let compiled = tokio::task::spawn_blocking(move || Component::from_binary(&engine, &wasm)).await;
        let compiled = compiled.map_err(|error| Failure::new(FailureKind::Host, error.to_string()))?;
        compiled.map_err(|error| Failure::new(FailureKind::Load, format!("{error:#}")))
    }

    pub fn link(&self, component: &Component) -> Result<Loaded, Failure> {
        let pre: InstancePre<Call> =
            self.linker.instantiate_pre(component).map_err(|error| Failure::new(FailureKind::Load, format!("{error:#}")))?;
        Ok(Loaded {
            quote: HookQuotePre::new(pre.clone()).ok(),
            events: HookEventsPre::new(pre.clone()).ok(),
            lifecycle: HookLifecyclePre::new(pre).ok(),
        })
    }
}

impl Loaded {
    pub fn quote(&self) -> Result<&HookQuotePre<Call>, Failure> {
        self.quote.as_ref().ok_or_else(|| missing("quote-adjuster"))
    }

    pub fn events(&self) -> Result<&HookEventsPre<Call>, Failure> {
        self.events.as_ref().ok_or_else(|| missing("order-events"))
    }

    pub fn lifecycle(&self) -> Result<&HookLifecyclePre<Call>, Failure> {
        self.lifecycle.as_ref().ok_or_else(|| missing("lifecycle"))
    }
}

/// That there is no such component speaks against the plugin; that we cannot look does not.
fn failed(error: &Error) -> Failure {
    if error.code() == NOT_FOUND { Failure::new(FailureKind::Load, NOT_FOUND.name()) } else { host_failure(error) }
}

fn missing(hook: &str) -> Failure {
    Failure::new(FailureKind::Load, format!("the component does not export {hook} as the contract has it"))
}

/// What a component is known by: its SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn digest(wasm: &[u8]) -> String {
    Sha256::digest(wasm).iter().map(|byte| format!("{byte:02x}")).collect()
}
