//! The bill's lines, and the core's rules for merging what plugins answer into them (pure).

use lares_extension::{Adjustment, Effect, Target};
use lares_kernel::{Currency, Money, Result};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One line of a bill, frozen with the quote and the order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    /// `base`, an option's id, or the plugin's own code.
    pub code: String,
    pub label: String,
    /// Why it is there, in the customer's language; empty for what the customer chose.
    pub why: String,
    pub amount_minor: i64,
    pub source: Source,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Base,
    Option,
    Plugin(String),
    /// What moving the visit cost; no plugin sees it.
    Fee,
}

/// Sum of the lines.
///
/// # Errors
/// `money.out_of_range`.
pub fn total(lines: &[Line], currency: Currency) -> Result<Money> {
    lines.iter().try_fold(Money::zero(currency), |sum, line| sum.plus(Money::new(line.amount_minor, currency)))
}

/// Adds one plugin's adjustments to the lines: of each stack group only the largest effect, percents of their target as it
/// stands, and never below zero — a discount too deep is cut, last line first.
///
/// # Errors
/// `money.out_of_range`.
pub fn merge(lines: &mut Vec<Line>, plugin: &str, adjustments: &[Adjustment], currency: Currency) -> Result<()> {
    let standing = total(lines, currency)?;
    let before = lines.len();
    let mut added = Vec::with_capacity(adjustments.len());
    for adjustment in adjustments {
        let amount = effect_on(adjustment, lines, standing)?;
        added.push((adjustment, amount.minor));
    }
    for (adjustment, amount_minor) in strongest(added) {
        lines.push(Line {
            code: adjustment.code.clone(),
            label: adjustment.label.clone(),
            why: adjustment.why.clone(),
            amount_minor,
            source: Source::Plugin(plugin.to_owned()),
        });
    }
    // A plugin whose lines come to too much is left out as a whole.
    cut_to_zero(lines, currency).inspect_err(|_| lines.truncate(before))
}

fn effect_on(adjustment: &Adjustment, lines: &[Line], standing: Money) -> Result<Money> {
    let target = match &adjustment.target {
        Target::WholeOrder => standing,
        Target::Line(id) => {
            let minor = lines.iter().find(|line| &line.code == id).map_or(0, |line| line.amount_minor);
            Money::new(minor, standing.currency)
        }
    };
    match adjustment.effect {
        Effect::Amount(money) => standing.plus(money).map(|_| money),
        Effect::PercentBasisPoints(points) => target.percent(points.into()),
    }
}

/// Of each stack group the largest effect by size; the first of equals. Order is kept; nothing without effect stays.
fn strongest(added: Vec<(&Adjustment, i64)>) -> Vec<(&Adjustment, i64)> {
    let mut best: HashMap<&str, (usize, i64)> = HashMap::new();
    for (index, (adjustment, minor)) in added.iter().enumerate() {
        if let Some(group) = &adjustment.stack_group {
            let entry = best.entry(group).or_insert((index, *minor));
            if minor.abs() > entry.1.abs() {
                *entry = (index, *minor);
            }
        }
    }
    added
        .into_iter()
        .enumerate()
        .filter(|(index, (adjustment, minor))| {
            let first = adjustment.stack_group.as_deref().is_none_or(|group| best[group].0 == *index);
            first && *minor != 0
        })
        .map(|(_, kept)| kept)
        .collect()
}

fn cut_to_zero(lines: &mut [Line], currency: Currency) -> Result<()> {
    let mut below = -total(lines, currency)?.minor;
    for line in lines.iter_mut().rev() {
        if below <= 0 {
            break;
        }
        if line.amount_minor < 0 {
            let back = below.min(-line.amount_minor);
            line.amount_minor += back;
            below -= back;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(minor: i64) -> Vec<Line> {
        vec![Line { code: "base".into(), label: "x".into(), why: String::new(), amount_minor: minor, source: Source::Base }]
    }

    fn adjustment(effect: Effect, group: Option<&str>) -> Adjustment {
        Adjustment {
            code: "c".into(),
            label: "l".into(),
            why: "w".into(),
            target: Target::WholeOrder,
            effect,
            stack_group: group.map(Into::into),
        }
    }

    fn fen(minor: i64) -> Effect {
        Effect::Amount(Money::new(minor, Currency::CNY))
    }

    #[test]
    fn only_the_strongest_of_a_stack_group_applies() {
        let mut lines = base(10_000);
        let both = [
            adjustment(Effect::PercentBasisPoints(1000), Some("day")),
            adjustment(Effect::PercentBasisPoints(3000), Some("day")),
        ];
        merge(&mut lines, "p", &both, Currency::CNY).expect("merges");
        assert_eq!(lines.iter().map(|line| line.amount_minor).collect::<Vec<_>>(), [10_000, 3_000]);
    }

    #[test]
    fn a_discount_never_takes_the_total_below_zero() {
        let mut lines = base(1_000);
        merge(&mut lines, "p", &[adjustment(fen(-400), None), adjustment(fen(-5_000), None)], Currency::CNY).expect("merges");
        assert_eq!(lines.iter().map(|line| line.amount_minor).collect::<Vec<_>>(), [1_000, -400, -600]);
    }

    #[test]
    fn an_amount_beyond_the_limit_is_refused() {
        let mut lines = base(1_000);
        let huge = adjustment(fen(i64::MAX), None);
        let error = merge(&mut lines, "p", &[huge], Currency::CNY).expect_err("out of range");
        assert_eq!(error.code().name(), "money.out_of_range");
    }
}
