//! What the schema cannot say about the settings.

use crate::settings::{Charge, Kind, Settings};
use lares_plugin_sdk::Problem;
use lares_plugin_sdk::texts::Texts;

pub fn problems(settings: &Settings, texts: Texts) -> Vec<Problem> {
    let mut found = Vec::new();
    let night = &settings.night;
    if night.enabled && night.from_minute == night.to_minute {
        found.push(at("same-times", "/night/to_minute", texts));
    }
    for (charge, field) in [(&night.charge(), "/night"), (&settings.weekend, "/weekend"), (&settings.holiday, "/holiday")] {
        if is_empty(charge) {
            found.push(at("nothing-set", field, texts));
        }
    }
    found
}

fn is_empty(charge: &Charge) -> bool {
    let nothing = match charge.kind {
        Kind::Amount => charge.minor == 0,
        Kind::Percent => charge.basis_points == 0,
    };
    charge.enabled && nothing
}

fn at(key: &str, field: &str, texts: Texts) -> Problem {
    Problem { code: format!("pricing-rules.{key}"), message: texts.get(key, &[]), field: Some(field.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::LANGUAGES;

    #[test]
    fn a_night_without_length_and_without_charge_is_told_twice() {
        let mut settings = Settings::default();
        assert!(problems(&settings, LANGUAGES.of("en")).is_empty());
        settings.night.enabled = true;
        settings.night.to_minute = settings.night.from_minute;
        let codes: Vec<_> = problems(&settings, LANGUAGES.of("en")).into_iter().map(|told| told.code).collect();
        assert_eq!(codes, ["pricing-rules.same-times", "pricing-rules.nothing-set"]);
    }
}
