//! The ledger in the plugin's store.

use crate::ledger::{Redemption, Shelf};
use lares_plugin_sdk::{HostError, store};
use serde::Deserialize;

const COUNTERS: &str = "counters";
const REDEMPTIONS: &str = "redemptions";

pub struct Store;

#[derive(Deserialize)]
struct Counter {
    #[serde(default)]
    used: i64,
}

impl Shelf for Store {
    fn used(&self, counter: &str) -> Result<i64, HostError> {
        let doc = store::get(COUNTERS, counter, false)?;
        doc.map_or(Ok(0), |doc| read::<Counter>(&doc.json).map(|counter| counter.used))
    }

    fn count(&mut self, counter: &str, by: i64, max: i64) -> Result<i64, HostError> {
        store::add(COUNTERS, counter, "used", by, 0, max)
    }

    fn redemption(&self, quote: &str) -> Result<Option<(u64, Redemption)>, HostError> {
        let doc = store::get(REDEMPTIONS, quote, true)?;
        doc.map(|doc| Ok((doc.version, read(&doc.json)?))).transpose()
    }

    fn insert(&mut self, quote: &str, redemption: &Redemption) -> Result<(), HostError> {
        store::insert(REDEMPTIONS, Some(quote), &write(redemption)?).map(drop)
    }

    fn replace(&mut self, quote: &str, version: u64, redemption: &Redemption) -> Result<(), HostError> {
        store::replace(REDEMPTIONS, quote, version, &write(redemption)?).map(drop)
    }
}

fn read<T: for<'de> Deserialize<'de>>(json: &str) -> Result<T, HostError> {
    serde_json::from_str(json).map_err(|error| HostError::Invalid(error.to_string()))
}

fn write(redemption: &Redemption) -> Result<String, HostError> {
    serde_json::to_string(redemption).map_err(|error| HostError::Invalid(error.to_string()))
}
