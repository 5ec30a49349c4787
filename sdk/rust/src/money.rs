//! Whole-number money.

use crate::Money;

const BASIS_POINTS: i128 = 10_000;

/// Currencies without a minor unit that companies here may use.
const WHOLE: [&str; 3] = ["JPY", "KRW", "VND"];

/// A share of an amount in hundredths of a percent, rounded half away from zero as the host does; `None` when it does not fit.
#[must_use]
pub fn share(minor: i64, basis_points: i32) -> Option<i64> {
    let product = i128::from(minor) * i128::from(basis_points);
    let half = if product < 0 { -BASIS_POINTS / 2 } else { BASIS_POINTS / 2 };
    i64::try_from((product + half) / BASIS_POINTS).ok()
}

/// For people: `¥12.50`, `HK$3.00`, `-US$1.00`, `THB 20.00`.
#[must_use]
pub fn text(money: &Money) -> String {
    let sign = if money.minor < 0 { "-" } else { "" };
    let size = money.minor.unsigned_abs();
    let mark = mark(&money.currency);
    if WHOLE.contains(&money.currency.as_str()) {
        return format!("{sign}{mark}{size}");
    }
    format!("{sign}{mark}{}.{:02}", size / 100, size % 100)
}

fn mark(currency: &str) -> String {
    match currency {
        "CNY" => "¥".into(),
        "HKD" => "HK$".into(),
        "TWD" => "NT$".into(),
        "USD" => "US$".into(),
        other => format!("{other} "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        assert_eq!(share(150, 100), Some(2));
        assert_eq!(share(-150, 100), Some(-2));
        assert_eq!(share(149, 100), Some(1));
        assert_eq!(share(150, -100), Some(-2));
    }

    #[test]
    fn a_share_that_does_not_fit_is_none() {
        assert_eq!(share(i64::MAX, 20_000), None);
        assert_eq!(share(i64::MAX, 10_000), Some(i64::MAX));
    }

    #[test]
    fn amounts_are_written_with_their_currency() {
        let money = |minor, currency: &str| Money { minor, currency: currency.into() };
        assert_eq!(text(&money(1250, "CNY")), "¥12.50");
        assert_eq!(text(&money(-5, "HKD")), "-HK$0.05");
        assert_eq!(text(&money(300, "JPY")), "JPY 300");
    }
}
