//! An amount as the pages carry it: minor units and the currency's code. Never a float.

use serde::{Deserialize, Serialize};

/// An amount in minor units (fen), written by the filters `money` (always to the fen) and `price` (no empty fen).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: String,
}

impl Money {
    #[must_use]
    pub fn new(minor: i64, currency: &str) -> Self {
        Self { minor, currency: currency.to_owned() }
    }

    /// Chinese yuan, for samples and tests.
    #[must_use]
    pub fn fen(minor: i64) -> Self {
        Self::new(minor, "CNY")
    }

    /// "¥1,280.00"; negative amounts have the minus before the sign of the currency.
    #[must_use]
    pub fn exact(&self) -> String {
        self.written(true)
    }

    /// "¥1,280", but "¥1,280.50".
    #[must_use]
    pub fn short(&self) -> String {
        self.written(false)
    }

    fn written(&self, always_fraction: bool) -> String {
        let digits = fraction_digits(&self.currency);
        let unit = 10_u64.pow(digits);
        let amount = self.minor.unsigned_abs();
        let minus = if self.minor < 0 { "-" } else { "" };
        let mut out = format!("{minus}{}{}", sign(&self.currency), grouped(amount / unit));
        if digits > 0 && (always_fraction || !amount.is_multiple_of(unit)) {
            out.push_str(&format!(".{:0width$}", amount % unit, width = digits as usize));
        }
        out
    }
}

fn sign(currency: &str) -> String {
    match currency {
        "CNY" => "¥".to_owned(),
        "HKD" => "HK$".to_owned(),
        "TWD" => "NT$".to_owned(),
        "MOP" => "MOP$".to_owned(),
        "USD" => "US$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "SGD" => "S$".to_owned(),
        other => format!("{other} "),
    }
}

// ISO 4217: the currencies without a minor unit that a company here might use.
fn fraction_digits(currency: &str) -> u32 {
    match currency {
        "JPY" | "KRW" | "VND" => 0,
        _ => 2,
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_to_the_fen() {
        for (minor, exact, short) in [
            (12_800, "¥128.00", "¥128"),
            (1, "¥0.01", "¥0.01"),
            (0, "¥0.00", "¥0"),
            (-2_050, "-¥20.50", "-¥20.50"),
            (123_456_789, "¥1,234,567.89", "¥1,234,567.89"),
            (100_000, "¥1,000.00", "¥1,000"),
            (i64::MIN, "-¥92,233,720,368,547,758.08", "-¥92,233,720,368,547,758.08"),
        ] {
            assert_eq!(Money::fen(minor).exact(), exact);
            assert_eq!(Money::fen(minor).short(), short);
        }
        assert_eq!(Money::new(500, "JPY").exact(), "JPY 500");
        assert_eq!(Money::new(500, "HKD").exact(), "HK$5.00");
    }
}
