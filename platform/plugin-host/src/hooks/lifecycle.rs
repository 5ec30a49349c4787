//! `lifecycle`: asked about settings before the office may save them. Nothing is kept.

use super::text::problems;
use super::{Question, Trouble};
use crate::call::{Asked, Call};
use crate::library::Loaded;
use crate::limits::Limits;
use lares_extension::{Hook, Problem};
use lares_kernel::random;
use uuid::Uuid;
use wasmtime::Store;

const PROBLEMS: usize = 50;

pub(crate) struct CheckSettings<'a> {
    pub locale: &'a str,
    pub json: String,
}

impl Question for CheckSettings<'_> {
    const HOOK: Hook = Hook::Lifecycle;
    type Answer = Vec<Problem>;

    fn limits(&self) -> Limits {
        Limits::settings()
    }

    fn asked(&self) -> Asked {
        Asked { hook: Self::HOOK, request: random::uuid().to_string(), locale: self.locale.to_owned(), dry_run: true }
    }

    fn subject(&self) -> Option<Uuid> {
        None
    }

    fn size(&self) -> usize {
        self.json.len()
    }

    fn keeps(&self) -> bool {
        false
    }

    async fn ask(&self, store: &mut Store<Call>, guest: &Loaded) -> Result<Vec<Problem>, Trouble> {
        let instance = guest.lifecycle()?.instantiate_async(&mut *store).await?;
        let said = instance.lares_plugin_lifecycle().call_check_settings(&mut *store, &self.json).await??;
        Ok(problems("problems", said, PROBLEMS)?)
    }
}
