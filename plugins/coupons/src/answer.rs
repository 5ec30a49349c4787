//! The words and shapes of the contract.

use crate::choice::Refused;
use crate::rules::Refusal;
use crate::settings::Coupon;
use lares_plugin_sdk::quote::{Adjustment, Effect, Target};
use lares_plugin_sdk::texts::{Languages, Texts};
use lares_plugin_sdk::{Money, Problem, money};

pub const LANGUAGES: Languages = Languages {
    zh_hans: include_str!("../locales/zh-Hans.txt"),
    zh_hant: include_str!("../locales/zh-Hant.txt"),
    en: include_str!("../locales/en.txt"),
};

/// Shared on purpose with other discount plugins that want to be one of one: the best coupon of all counts.
const STACK_GROUP: &str = "coupon";

pub fn adjustment(coupon: &Coupon, minor: i64, currency: &str, texts: Texts) -> Adjustment {
    Adjustment {
        code: "coupon".into(),
        label: coupon.label.clone(),
        why: texts.get("why", &[("code", &coupon.code)]),
        target: Target::WholeOrder,
        effect: Effect::Amount(Money { minor: -minor, currency: currency.into() }),
        stack_group: Some(STACK_GROUP.into()),
    }
}

/// `best` is the code that was taken instead.
pub fn notice(refused: &Refused<'_>, best: Option<&str>, currency: &str, texts: Texts) -> Problem {
    let key = key(refused.refusal);
    let (coupon, one_only) = (refused.coupon, refused.refusal == Refusal::OneOnly);
    let date = match key {
        "not-yet" => coupon.and_then(|coupon| coupon.starts.as_deref()),
        _ => coupon.and_then(|coupon| coupon.ends.as_deref()),
    };
    let threshold = coupon.map_or(0, |coupon| coupon.threshold_minor);
    let amount = money::text(&Money { minor: threshold, currency: currency.into() });
    let code = best.filter(|_| one_only).unwrap_or(refused.code);
    let message = texts.get(key, &[("code", code), ("date", date.unwrap_or_default()), ("amount", &amount)]);
    Problem { code: format!("coupons.{key}"), message, field: Some("codes".into()) }
}

fn key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Unknown => "unknown",
        Refusal::NotYet => "not-yet",
        Refusal::Expired => "expired",
        Refusal::BelowThreshold => "below-threshold",
        Refusal::Exhausted => "exhausted",
        Refusal::UsedUp => "used-up",
        Refusal::SignIn => "sign-in",
        Refusal::OneOnly => "one-only",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_exists_in_all_three_languages() {
        assert!(LANGUAGES.incomplete().is_empty());
    }

    #[test]
    fn an_unknown_code_is_named_in_the_locale() {
        let refused = Refused { code: "NONE", coupon: None, refusal: Refusal::Unknown };
        let told = notice(&refused, None, "CNY", LANGUAGES.of("zh-Hans"));
        assert_eq!((told.code.as_str(), told.message.as_str()), ("coupons.unknown", "优惠码 NONE 不存在"));
    }
}
