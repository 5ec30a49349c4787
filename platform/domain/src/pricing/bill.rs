//! The bill's lines, and the core's rules for merging what plugins answer into them (pure).

use lares_extension::{Adjustment, Effect, Target};
use lares_kernel::{Currency, Money, Result};
use serde::{Deserialize, Serialize};

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
    /// Of one group only the largest line stays, whichever plugin it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack_group: Option<String>,
}

impl Line {
    /// A line of the company's own price.
    pub(crate) fn own(source: Source, code: String, label: String, amount_minor: i64) -> Self {
        Self { code, label, why: String::new(), amount_minor, source, stack_group: None }
    }

    pub(super) fn plugin(&self) -> Option<&str> {
        match &self.source {
            Source::Base | Source::Option | Source::Fee => None,
            Source::Plugin(id) => Some(id),
        }
    }

    fn weight(&self) -> u64 {
        self.amount_minor.unsigned_abs()
    }
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

/// Adds one plugin's adjustments to the lines: percents of their target as it stood, of each stack group only the largest
/// effect, whichever plugin it comes from, and never below zero — a discount too deep is cut, last line first.
///
/// # Errors
/// `money.out_of_range`; then the lines are as they were, for a plugin whose lines come to too much is left out as a whole.
pub fn merge(lines: &mut Vec<Line>, plugin: &str, adjustments: &[Adjustment], currency: Currency) -> Result<()> {
    let standing = total(lines, currency)?;
    let mut merged = lines.clone();
    for adjustment in adjustments {
        let amount = effect_on(adjustment, lines, standing)?;
        if amount.minor != 0 {
            let line = Line {
                code: adjustment.code.clone(),
                label: adjustment.label.clone(),
                why: adjustment.why.clone(),
                amount_minor: amount.minor,
                source: Source::Plugin(plugin.to_owned()),
                stack_group: adjustment.stack_group.clone(),
            };
            contend(&mut merged, line);
        }
    }
    cut_to_zero(&mut merged, currency)?;
    *lines = merged;
    Ok(())
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

/// Adds a line unless one of its group counts for as much already; one that counts for less makes room.
fn contend(lines: &mut Vec<Line>, line: Line) {
    let rival = lines.iter().position(|other| other.stack_group.is_some() && other.stack_group == line.stack_group);
    match rival {
        Some(at) if lines[at].weight() >= line.weight() => return,
        Some(at) => drop(lines.remove(at)),
        None => {}
    }
    lines.push(line);
}

/// The plugin behind the first difference between the lines a customer was shown and what they are now.
///
/// A line that lost its place to a heavier one of its group is that plugin's doing, not its own.
pub(super) fn culprit<'a>(shown: &'a [Line], now: &'a [Line]) -> Option<&'a str> {
    let Some(gone) = shown.iter().find(|line| !now.contains(line)) else {
        return now.iter().find(|line| !shown.contains(line)).and_then(Line::plugin);
    };
    let heavier =
        |line: &&Line| line.stack_group.is_some() && line.stack_group == gone.stack_group && line.weight() > gone.weight();
    now.iter().find(heavier).unwrap_or(gone).plugin()
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
        vec![Line::own(Source::Base, "base".into(), "x".into(), minor)]
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
        assert_eq!(amounts(&lines), [10_000, 3_000]);
    }

    fn amounts(lines: &[Line]) -> Vec<i64> {
        lines.iter().map(|line| line.amount_minor).collect()
    }

    #[test]
    fn only_the_strongest_of_a_stack_group_applies_whichever_plugin_it_comes_from() {
        let (night, feast) = ([adjustment(fen(1_000), Some("day"))], [adjustment(fen(3_000), Some("day"))]);
        for order in [[("night", &night), ("feast", &feast)], [("feast", &feast), ("night", &night)]] {
            let mut lines = base(10_000);
            for (plugin, adjustments) in order {
                merge(&mut lines, plugin, adjustments, Currency::CNY).expect("merges");
            }
            assert_eq!((amounts(&lines), lines[1].plugin()), (vec![10_000, 3_000], Some("feast")));
        }
        let mut lines = base(10_000);
        merge(&mut lines, "night", &night, Currency::CNY).expect("merges");
        merge(&mut lines, "feast", &[adjustment(fen(3_000), Some("feast"))], Currency::CNY).expect("merges");
        assert_eq!(amounts(&lines), [10_000, 1_000, 3_000]);
    }

    #[test]
    fn a_changed_price_is_the_doing_of_the_plugin_that_answered_otherwise() {
        let bill = |night: i64, feast: i64| {
            let mut lines = base(10_000);
            merge(&mut lines, "night", &[adjustment(fen(night), Some("day"))], Currency::CNY).expect("merges");
            merge(&mut lines, "feast", &[adjustment(fen(feast), Some("day"))], Currency::CNY).expect("merges");
            lines
        };
        let behind =
            |shown: (i64, i64), now: (i64, i64)| culprit(&bill(shown.0, shown.1), &bill(now.0, now.1)).map(str::to_owned);
        assert_eq!(behind((1_000, 3_000), (1_000, 3_000)), None);
        assert_eq!(behind((1_000, 3_000), (1_000, 4_000)).as_deref(), Some("feast"));
        assert_eq!(behind((1_000, 3_000), (1_000, 500)).as_deref(), Some("feast"));
        assert_eq!(behind((1_000, 3_000), (5_000, 3_000)).as_deref(), Some("night"));
        assert_eq!(behind((2_000, 500), (2_000, 3_000)).as_deref(), Some("feast"));
        assert_eq!(behind((0, 0), (0, 3_000)).as_deref(), Some("feast"));
    }

    #[test]
    fn a_discount_never_takes_the_total_below_zero() {
        let mut lines = base(1_000);
        merge(&mut lines, "p", &[adjustment(fen(-400), None), adjustment(fen(-5_000), None)], Currency::CNY).expect("merges");
        assert_eq!(amounts(&lines), [1_000, -400, -600]);
    }

    #[test]
    fn an_amount_beyond_the_limit_is_refused() {
        let mut lines = base(1_000);
        let huge = adjustment(fen(i64::MAX), None);
        let error = merge(&mut lines, "p", &[huge], Currency::CNY).expect_err("out of range");
        assert_eq!((error.code().name(), lines.len()), ("money.out_of_range", 1));
    }
}
