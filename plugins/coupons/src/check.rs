//! What the schema cannot say about the settings.

use crate::settings::{Coupon, Kind, Settings};
use lares_plugin_sdk::Problem;
use lares_plugin_sdk::texts::Texts;

pub fn problems(settings: &Settings, texts: Texts) -> Vec<Problem> {
    let coupons = &settings.coupons;
    let told = coupons.iter().enumerate().flat_map(|(index, coupon)| {
        let twice = coupons[..index].iter().any(|earlier| earlier.code == coupon.code);
        let keys = twice.then_some(("duplicate", "code")).into_iter().chain(faults(coupon));
        keys.map(move |(key, field)| Problem {
            code: format!("coupons.{key}"),
            message: texts.get(key, &[("code", &coupon.code)]),
            field: Some(format!("/coupons/{index}/{field}")),
        })
    });
    told.collect()
}

fn faults(coupon: &Coupon) -> impl Iterator<Item = (&'static str, &'static str)> {
    let reversed = matches!((&coupon.starts, &coupon.ends), (Some(starts), Some(ends)) if ends < starts);
    let (empty, field) = match coupon.kind {
        Kind::Amount | Kind::Threshold => (coupon.minor == 0, "minor"),
        Kind::Percent => (coupon.basis_points == 0, "basis_points"),
    };
    let open = coupon.kind == Kind::Threshold && coupon.threshold_minor == 0;
    let reversed = reversed.then_some(("dates-reversed", "ends"));
    let empty = empty.then_some(("nothing-off", field));
    reversed.into_iter().chain(empty).chain(open.then_some(("no-threshold", "threshold_minor")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::LANGUAGES;

    fn told(json: &str) -> Vec<(String, Option<String>)> {
        let settings: Settings = serde_json::from_str(json).expect("well-formed");
        let problems = problems(&settings, LANGUAGES.of("en"));
        problems.into_iter().map(|problem| (problem.code, problem.field)).collect()
    }

    #[test]
    fn a_sound_coupon_is_not_objected_to() {
        assert_eq!(told(r#"{"coupons":[{"code":"A","label":"a","kind":"threshold","minor":1,"threshold_minor":9}]}"#), []);
    }

    #[test]
    fn each_fault_names_its_field() {
        let json = r#"{"coupons":[{"code":"A","label":"a","kind":"percent"},
            {"code":"A","label":"a","kind":"amount","minor":5,"starts":"2026-10-02","ends":"2026-10-01"}]}"#;
        let at = |field: &str| Some(field.to_owned());
        let expected = [
            ("coupons.nothing-off".to_owned(), at("/coupons/0/basis_points")),
            ("coupons.duplicate".to_owned(), at("/coupons/1/code")),
            ("coupons.dates-reversed".to_owned(), at("/coupons/1/ends")),
        ];
        assert_eq!(told(json), expected);
    }
}
