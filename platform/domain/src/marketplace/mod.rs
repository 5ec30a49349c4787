//! Plugins a company can have, has, and how they behave: the registry, installs, settings, switches, incidents.
//!
//! Invariant: what runs is a listed version, with no more permissions than the office granted.
//! Invariant: a switch is effective on every node within a second, and every failure leaves an incident the office sees.

mod db;
mod incidents;
mod install;
mod registry;
mod settings;

pub use incidents::{Incident, incidents, prune_incidents, record};
pub use install::{Installed, Market, MarketEntry, active, enabled, install, market, read, set_enabled, set_settings, uninstall};
pub use registry::{Package, package, publish, quarantined, unfit};
pub use settings::{SettingsError, validate};

use lares_extension::Extensions;
use lares_kernel::{Code, Kind};

pub const UNKNOWN: Code = Code::new("plugins.unknown", Kind::NotFound);
pub const SETTINGS: Code = Code::new("plugins.settings_invalid", Kind::Invalid);
pub const REFUSED: Code = Code::new("plugins.gate_refused", Kind::Invalid);
pub const EXISTS: Code = Code::new("plugins.version_exists", Kind::Conflict);
pub const NOT_GRANTED: Code = Code::new("plugins.permissions_not_granted", Kind::Invalid);
pub const CODES: &[Code] = &[UNKNOWN, SETTINGS, REFUSED, EXISTS, NOT_GRANTED];

/// Hands an incident found by the business itself (not by the engine) to the same sink.
pub fn report(extensions: &Extensions, incident: lares_extension::Incident) {
    (extensions.incidents)(incident);
}
