//! Charges an office sets without code: night, weekend, holiday, distance and a minimum price.
//!
//! Invariant: preview and commit answer the same, because nothing but the request and the settings is looked at.

mod answer;
mod check;
mod rules;
mod settings;

use lares_plugin_sdk::lifecycle::{Lifecycle, export_lifecycle};
use lares_plugin_sdk::quote::{Outcome, QuoteAdjuster, Request, export_quote_adjuster};
use lares_plugin_sdk::{Problem, context, problem, settings as sdk_settings};
use settings::Settings;

struct PricingRules;

impl QuoteAdjuster for PricingRules {
    fn adjust(request: Request) -> Result<Outcome, Problem> {
        let settings: Settings = sdk_settings::settings()?;
        let texts = answer::LANGUAGES.of(&context::get().locale);
        let extras = rules::extras(&settings, &answer::visit(&request));
        let extras = extras.ok_or_else(|| problem("pricing-rules.overflow", "amount out of range"))?;
        let adjustments = extras.iter().map(|extra| answer::adjustment(extra, &settings, &request, texts)).collect();
        Ok(Outcome { adjustments, notices: Vec::new() })
    }
}

impl Lifecycle for PricingRules {
    fn check_settings(json: String) -> Result<Vec<Problem>, Problem> {
        let settings: Settings = sdk_settings::parse(&json)?;
        Ok(check::problems(&settings, answer::LANGUAGES.of(&context::get().locale)))
    }
}

export_quote_adjuster!(PricingRules);
export_lifecycle!(PricingRules);
