//! From the rules' charges to the words and shapes of the contract.

use crate::rules::{Day, Extra, Reason, Visit};
use crate::settings::Settings;
use lares_plugin_sdk::quote::{Adjustment, DayKind, Effect, Request, Target};
use lares_plugin_sdk::texts::{Languages, Texts};
use lares_plugin_sdk::{Money, money};

pub const LANGUAGES: Languages = Languages {
    zh_hans: include_str!("../locales/zh-Hans.txt"),
    zh_hant: include_str!("../locales/zh-Hant.txt"),
    en: include_str!("../locales/en.txt"),
};

const DAY_GROUP: &str = "lares.pricing-rules.day";

pub fn visit(request: &Request) -> Visit {
    Visit {
        subtotal_minor: request.subtotal.minor,
        weekday: request.local.weekday,
        starts_minute: request.local.starts_minute,
        ends_minute: request.local.ends_minute,
        day: match request.local.day_kind {
            DayKind::Workday => Day::Workday,
            DayKind::Weekend => Day::Weekend,
            DayKind::Holiday => Day::Holiday,
        },
        distance_metres: request.distance_metres,
    }
}

pub fn adjustment(extra: &Extra, settings: &Settings, request: &Request, texts: Texts) -> Adjustment {
    let code = code(extra.reason);
    Adjustment {
        code: code.into(),
        label: texts.get(code, &[]),
        why: why(extra.reason, settings, request, texts),
        target: Target::WholeOrder,
        effect: Effect::Amount(Money { minor: extra.minor, currency: request.subtotal.currency.clone() }),
        stack_group: extra.of_the_day.then(|| DAY_GROUP.into()),
    }
}

fn code(reason: Reason) -> &'static str {
    match reason {
        Reason::Night => "night",
        Reason::Weekend => "weekend",
        Reason::Holiday => "holiday",
        Reason::Distance { .. } => "distance",
        Reason::Minimum => "minimum",
    }
}

fn why(reason: Reason, settings: &Settings, request: &Request, texts: Texts) -> String {
    match reason {
        Reason::Night => {
            let night = &settings.night;
            texts.get("night-why", &[("from", &clock(night.from_minute)), ("to", &clock(night.to_minute))])
        }
        Reason::Weekend => texts.get("weekend-why", &[("date", &request.local.date)]),
        Reason::Holiday => texts.get("holiday-why", &[("date", &request.local.date)]),
        Reason::Distance { kilometres } => {
            let metres = request.distance_metres.unwrap_or_default().to_string();
            let free = settings.distance.free_metres.to_string();
            texts.get("distance-why", &[("metres", &metres), ("free", &free), ("kilometres", &kilometres.to_string())])
        }
        Reason::Minimum => {
            let minimum = Money { minor: settings.minimum_minor, currency: request.subtotal.currency.clone() };
            texts.get("minimum-why", &[("amount", &money::text(&minimum))])
        }
    }
}

fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_exists_in_all_three_languages() {
        assert!(LANGUAGES.incomplete().is_empty());
    }

    #[test]
    fn minutes_are_written_as_a_clock() {
        assert_eq!(clock(1320), "22:00");
        assert_eq!(clock(65), "01:05");
    }
}
