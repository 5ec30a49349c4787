//! `plugin.toml`: what a plugin says of itself. Read at publish, kept with the version.

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// `publisher.name`, lower case.
    pub id: String,
    pub version: String,
    pub publisher: String,
    pub name: Localized,
    pub description: Localized,
    /// A lucide icon name.
    #[serde(default)]
    pub icon: Option<String>,
    pub hooks: Vec<Hook>,
    #[serde(default)]
    pub permissions: Vec<PermissionRequest>,
    /// JSON Schema of the settings; `x-title` and `x-help` carry texts by language.
    #[serde(default)]
    pub settings: Value,
    #[serde(default)]
    pub collections: Vec<Collection>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Localized {
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
    #[serde(rename = "zh-Hant")]
    pub zh_hant: String,
    pub en: String,
}

impl Localized {
    #[must_use]
    pub fn get(&self, locale: &str) -> &str {
        match locale {
            "zh-Hant" => &self.zh_hant,
            "en" => &self.en,
            _ => &self.zh_hans,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hook {
    QuoteAdjuster,
    OrderEvents,
    Lifecycle,
}

impl Hook {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::QuoteAdjuster => "quote-adjuster",
            Self::OrderEvents => "order-events",
            Self::Lifecycle => "lifecycle",
        }
    }
}

/// A permission and the author's stated purpose, shown to the office before it says yes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PermissionRequest {
    pub name: String,
    pub purpose: Localized,
}

/// A collection of the plugin's own documents.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    pub name: String,
    #[serde(default)]
    pub indexes: Vec<Index>,
}

/// A declared index: documents are found by these top-level fields, in this order.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    pub name: String,
    pub fields: Vec<String>,
}
