//! `random`: seeded by company, plugin, hook and request, so that a call can be replayed and a commit draws what its preview drew.
//! Free of permissions. Good for ids and lots, not for secrets.

use crate::bindings::tx::lares::plugin::random::Host;
use crate::call::{Asked, Call};
use lares_extension::{Failure, FailureKind};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

const MOST_BYTES: u32 = 1024;

pub(crate) struct Draws {
    seed: [u8; 32],
    drawn: u64,
}

impl Draws {
    pub fn new(tenant: Uuid, plugin: &str, asked: &Asked) -> Self {
        let mut seed = Sha256::new();
        for part in [tenant.as_bytes(), plugin.as_bytes(), asked.hook.name().as_bytes(), asked.request.as_bytes()] {
            seed.update((part.len() as u64).to_be_bytes());
            seed.update(part);
        }
        Self { seed: seed.finalize().into(), drawn: 0 }
    }

    fn block(&mut self) -> [u8; 32] {
        let block = Sha256::new().chain_update(self.seed).chain_update(self.drawn.to_be_bytes()).finalize();
        self.drawn += 1;
        block.into()
    }

    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length + 32);
        while bytes.len() < length {
            bytes.extend(self.block());
        }
        bytes.truncate(length);
        bytes
    }

    pub fn id(&mut self) -> String {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.block()[..16]);
        Builder::from_random_bytes(bytes).into_uuid().to_string()
    }
}

impl Host for Call {
    fn bytes(&mut self, len: u32) -> wasmtime::Result<Vec<u8>> {
        if len > MOST_BYTES {
            return Err(wasmtime::Error::new(Failure::new(FailureKind::Budget, "random: at most 1024 bytes at once")));
        }
        Ok(self.draws.bytes(len as usize))
    }

    fn new_id(&mut self) -> wasmtime::Result<String> {
        Ok(self.draws.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lares_extension::Hook;

    fn draws(tenant: u128, request: &str) -> Draws {
        let (request, locale) = (request.to_owned(), "en".to_owned());
        let asked = Asked { hook: Hook::QuoteAdjuster, request, locale, dry_run: true };
        Draws::new(Uuid::from_u128(tenant), "lares.coupons", &asked)
    }

    #[test]
    fn the_same_call_draws_the_same_and_another_company_does_not() {
        assert_eq!(draws(1, "q").bytes(100), draws(1, "q").bytes(100));
        assert_ne!(draws(1, "q").bytes(100), draws(2, "q").bytes(100));
        assert_ne!(draws(1, "q").bytes(100), draws(1, "r").bytes(100));
    }

    #[test]
    fn no_draw_repeats_within_a_call() {
        let mut draws = draws(1, "q");
        let ids: std::collections::HashSet<_> = (0..1000).map(|_| draws.id()).collect();
        assert_eq!(ids.len(), 1000);
    }
}
