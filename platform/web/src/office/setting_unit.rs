//! Whole numbers as people type them (pure): an amount, a share, a time of day; `x-unit` of a plugin's JSON Schema says which.

use lares_views::pages::office::SettingKind;

/// The unit a schema names; a plain number without one.
#[must_use]
pub fn named(unit: Option<&str>) -> SettingKind {
    match unit {
        Some("minor") => SettingKind::Money,
        Some("basis-points") => SettingKind::Percent,
        Some("minute-of-day") => SettingKind::Clock,
        Some(_) | None => SettingKind::Number,
    }
}

/// 1250 minor units or basis points as "12.5", minute 1140 as "19:00".
#[must_use]
pub fn spell(unit: SettingKind, number: i64) -> String {
    match unit {
        SettingKind::Money | SettingKind::Percent => {
            let sign = if number < 0 { "-" } else { "" };
            let (whole, hundredths) = (number.unsigned_abs() / 100, number.unsigned_abs() % 100);
            let full = format!("{sign}{whole}.{hundredths:02}");
            full.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        SettingKind::Clock => format!("{:02}:{:02}", number.div_euclid(60), number.rem_euclid(60)),
        _number => number.to_string(),
    }
}

/// The number a person typed; None when it is none of this unit.
#[must_use]
pub fn read(unit: SettingKind, text: &str) -> Option<i64> {
    match unit {
        SettingKind::Money | SettingKind::Percent => hundredths(text),
        SettingKind::Clock => {
            let (hour, minute) = text.split_once(':')?;
            let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
            ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
        }
        _number => text.parse().ok(),
    }
}

/// At most two digits behind the point, so that nothing is rounded away unseen.
fn hundredths(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || behind.len() > 2 || !plain(whole) || !plain(behind) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let behind: i64 = format!("{behind:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(behind).map(|sum| sign * sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spelled_reads_back() {
        for (unit, number, text) in [
            (SettingKind::Money, 1_250, "12.5"),
            (SettingKind::Money, 0, "0"),
            (SettingKind::Money, -5, "-0.05"),
            (SettingKind::Percent, 2_000, "20"),
            (SettingKind::Clock, 1_140, "19:00"),
            (SettingKind::Number, 7, "7"),
        ] {
            assert_eq!((spell(unit, number).as_str(), read(unit, text)), (text, Some(number)));
        }
    }

    #[test]
    fn what_would_be_rounded_or_is_no_time_is_refused() {
        for (unit, text) in [
            (SettingKind::Money, "1.005"),
            (SettingKind::Money, "1,5"),
            (SettingKind::Money, ".5"),
            (SettingKind::Percent, "20%"),
            (SettingKind::Clock, "24:00"),
            (SettingKind::Clock, "7"),
        ] {
            assert_eq!(read(unit, text), None, "{text}");
        }
    }
}
