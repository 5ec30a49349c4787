//! Compiled roles by what they say: companies that never touched theirs share one book.

use super::{RoleBook, RoleDef};
use crate::error::{Error, Kind, Result};
use moka::future::Cache;
use std::sync::Arc;

/// Enough for every company with roles of its own on one node; a book is a few kilobytes.
const CAPACITY: u64 = 10_000;

#[derive(Clone)]
pub struct PolicyCache(Cache<[u8; 32], Arc<RoleBook>>);

impl PolicyCache {
    #[must_use]
    pub fn new() -> Self {
        Self(Cache::new(CAPACITY))
    }

    /// The book of these roles, compiled once however many ask at the same time. Never stale: other roles are another key.
    ///
    /// # Errors
    /// As [`RoleBook::compile`]; a failure is not kept.
    pub async fn get(&self, roles: &[RoleDef]) -> Result<Arc<RoleBook>> {
        let compiled = self.0.try_get_with(RoleBook::hash(roles), async { RoleBook::compile(roles).await.map(Arc::new) });
        compiled.await.map_err(own)
    }
}

impl Default for PolicyCache {
    fn default() -> Self {
        Self::new()
    }
}

/// Everybody who waited for the same book gets the same error; each needs one of its own.
fn own(shared: Arc<Error>) -> Error {
    Arc::try_unwrap(shared).unwrap_or_else(|shared| {
        if shared.kind() == Kind::Internal {
            return Error::internal(shared);
        }
        let error = Error::new(shared.code());
        shared.args().iter().fold(error, |error, (name, value)| error.with(name, value))
    })
}
