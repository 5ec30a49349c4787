//! What the office set, as in `schemas/settings.json`; a missing part is switched off.

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub night: Night,
    pub weekend: Charge,
    pub holiday: Charge,
    pub distance: Distance,
    /// In minor units; 0 for none.
    pub minimum_minor: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Amount,
    #[default]
    Percent,
}

/// A flat amount or a share of the price; the one that `kind` does not name is ignored.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Charge {
    pub enabled: bool,
    pub kind: Kind,
    pub minor: i64,
    pub basis_points: i32,
}

#[derive(Debug, Deserialize)]
#[serde(default)]
pub struct Night {
    pub enabled: bool,
    pub kind: Kind,
    pub minor: i64,
    pub basis_points: i32,
    /// Minutes since midnight; the night may pass midnight.
    pub from_minute: u32,
    pub to_minute: u32,
    /// Whether it counts on top of a weekend or holiday charge; otherwise only the higher does.
    pub adds_to_day: bool,
}

impl Default for Night {
    fn default() -> Self {
        let Charge { enabled, kind, minor, basis_points } = Charge::default();
        Self { enabled, kind, minor, basis_points, from_minute: 1200, to_minute: 480, adds_to_day: true }
    }
}

impl Night {
    pub fn charge(&self) -> Charge {
        Charge { enabled: self.enabled, kind: self.kind, minor: self.minor, basis_points: self.basis_points }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Distance {
    pub enabled: bool,
    pub free_metres: u32,
    pub per_km_minor: i64,
    pub max_minor: i64,
}
