//! The demo companies.

use crate::config::Config;
use crate::house::House;

/// Makes the demo companies unless they are there.
///
/// # Errors
/// When a step of the simulation fails.
pub async fn ensure(_house: &House) -> anyhow::Result<()> {
    Ok(())
}

/// Where to go and who to be.
#[must_use]
pub fn welcome(config: &Config) -> String {
    config.web().platform_url()
}
