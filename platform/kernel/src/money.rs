//! Money in integer minor units (fen, cents) with its currency; never a float.

use crate::error::{Code, Error, Kind, Result};
use serde::{Deserialize, Serialize};
use std::fmt;

pub const OVERFLOW: Code = Code::new("money.out_of_range", Kind::Invalid);
pub const CURRENCY_MISMATCH: Code = Code::new("money.currency_mismatch", Kind::Invalid);

/// An ISO 4217 code of a currency with two decimal places.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Currency {
    CNY,
    HKD,
    TWD,
    USD,
    EUR,
    SGD,
}

impl Currency {
    pub const ALL: [Self; 6] = [Self::CNY, Self::HKD, Self::TWD, Self::USD, Self::EUR, Self::SGD];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CNY => "CNY",
            Self::HKD => "HKD",
            Self::TWD => "TWD",
            Self::USD => "USD",
            Self::EUR => "EUR",
            Self::SGD => "SGD",
        }
    }

    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::CNY => "¥",
            Self::HKD => "HK$",
            Self::TWD => "NT$",
            Self::USD => "$",
            Self::EUR => "€",
            Self::SGD => "S$",
        }
    }

    /// The currency of an ISO 4217 code, if it is one of ours.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|currency| currency.code() == code)
    }
}

/// An amount; may be negative (a discount, a refund).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    /// No amount of this platform goes beyond ten billion units; what does is a mistake or an attack.
    pub const LIMIT: i64 = 1_000_000_000_000;

    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// # Errors
    /// `money.currency_mismatch`, `money.out_of_range`.
    pub fn plus(self, other: Self) -> Result<Self> {
        if self.currency != other.currency {
            return Err(Error::new(CURRENCY_MISMATCH));
        }
        Self::bounded(i128::from(self.minor) + i128::from(other.minor), self.currency)
    }

    /// # Errors
    /// `money.out_of_range`.
    pub fn times(self, count: i64) -> Result<Self> {
        Self::bounded(i128::from(self.minor) * i128::from(count), self.currency)
    }

    /// `basis_points` ten-thousandths of the amount, rounded half away from zero to the minor unit.
    ///
    /// # Errors
    /// `money.out_of_range`.
    pub fn percent(self, basis_points: i64) -> Result<Self> {
        let product = i128::from(self.minor) * i128::from(basis_points);
        let half = if product < 0 { -5_000 } else { 5_000 };
        Self::bounded((product + half) / 10_000, self.currency)
    }

    fn bounded(minor: i128, currency: Currency) -> Result<Self> {
        match i64::try_from(minor) {
            Ok(minor) if minor.unsigned_abs() <= Self::LIMIT.unsigned_abs() => Ok(Self::new(minor, currency)),
            _ => Err(Error::new(OVERFLOW)),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        write!(f, "{sign}{}{}.{:02}", self.currency.symbol(), minor / 100, minor % 100)
    }
}

/// Splits `total` over `weights` so that the parts sum to it exactly (largest remainder).
#[must_use]
pub fn allocate(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|&weight| i128::from(weight.max(0))).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let exact = |weight: i64| i128::from(total) * i128::from(weight.max(0));
    let mut parts: Vec<i64> = weights.iter().map(|&weight| (exact(weight) / sum) as i64).collect();
    let mut left = total - parts.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse((exact(weights[index]) % sum).abs()));
    for index in order {
        if left == 0 {
            break;
        }
        parts[index] += left.signum();
        left -= left.signum();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_always_sum_to_the_whole() {
        assert_eq!(allocate(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(allocate(-1000, &[19_900, 5_000]), [-799, -201]);
        assert_eq!(allocate(5, &[0, 0]), [0, 0]);
    }

    #[test]
    fn percent_rounds_half_away_from_zero() {
        let fen = |minor| Money::new(minor, Currency::CNY);
        assert_eq!(fen(105).percent(5_000).ok(), Some(fen(53)));
        assert_eq!(fen(-105).percent(5_000).ok(), Some(fen(-53)));
        assert_eq!(fen(i64::MAX).times(2).map_err(|error| error.code().name()), Err("money.out_of_range"));
    }

    #[test]
    fn prints_with_symbol_and_two_places() {
        assert_eq!(Money::new(-5, Currency::CNY).to_string(), "-¥0.05");
        assert_eq!(Money::new(123_456, Currency::HKD).to_string(), "HK$1234.56");
    }
}
