//! Contenders side by side: the same number of operations each, round after round in rotated order.

use crate::cpu::Meter;
use anyhow::{Result, bail};
use futures::future::BoxFuture;
use serde::Serialize;
use std::time::{Duration, Instant};

/// The median of some rounds and how far they lay apart.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Spread {
    pub median: f64,
    pub low: f64,
    pub high: f64,
}

impl Spread {
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let Some((low, high)) = sorted.first().zip(sorted.last()) else { return Self::default() };
        Self { median: sorted[sorted.len() / 2], low: *low, high: *high }
    }
}

/// What one contender took, per operation, in microseconds; one value per round.
#[derive(Clone, Debug, Default)]
pub struct Series {
    pub name: &'static str,
    pub app: Vec<f64>,
    pub database: Vec<f64>,
    /// Wall time of every single operation, all rounds together.
    pub wall: Vec<f64>,
    pub operations: usize,
    pub failures: usize,
}

impl Series {
    #[must_use]
    pub fn app(&self) -> Spread {
        Spread::of(&self.app)
    }

    #[must_use]
    pub fn database(&self) -> Spread {
        Spread::of(&self.database)
    }

    /// App and database together.
    #[must_use]
    pub fn both(&self) -> Spread {
        let sums: Vec<f64> = self.app.iter().zip(&self.database).map(|(app, database)| app + database).collect();
        Spread::of(&sums)
    }

    /// The wall time below which `per_mille` of a thousand operations stayed.
    #[must_use]
    pub fn wall(&self, per_mille: usize) -> f64 {
        quantile(&self.wall, per_mille)
    }
}

/// Of each round, one series over the other; robust against what the machine does between rounds.
#[must_use]
pub fn ratio(of: &[f64], over: &[f64]) -> Spread {
    let ratios: Vec<f64> = of.iter().zip(over).filter(|(_, over)| **over > 0.0).map(|(of, over)| of / over).collect();
    Spread::of(&ratios)
}

/// App and database of each round together.
#[must_use]
pub fn sums(series: &Series) -> Vec<f64> {
    series.app.iter().zip(&series.database).map(|(app, database)| app + database).collect()
}

#[must_use]
pub fn quantile(values: &[f64], per_mille: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let index = (sorted.len() * per_mille / 1000).min(sorted.len().saturating_sub(1));
    sorted.get(index).copied().unwrap_or_default()
}

#[must_use]
pub fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// One way of doing the work; the number tells which of all operations of this contender it is.
pub struct Contender<'a> {
    pub name: &'static str,
    pub operation: Box<dyn FnMut(usize) -> BoxFuture<'a, Result<()>> + 'a>,
}

impl<'a> Contender<'a> {
    pub fn new(name: &'static str, operation: impl FnMut(usize) -> BoxFuture<'a, Result<()>> + 'a) -> Self {
        Self { name, operation: Box::new(operation) }
    }
}

/// How long a contest is.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    /// Before anything is counted; they use numbers too.
    pub warm_up: usize,
    pub rounds: usize,
    pub operations: usize,
}

impl Length {
    /// How many operations of each contender there will be.
    #[must_use]
    pub const fn total(self) -> usize {
        self.warm_up + self.rounds * self.operations
    }
}

/// # Errors
/// When every operation of a contender failed: there is nothing to compare then.
pub async fn contest(meter: &Meter, length: Length, mut contenders: Vec<Contender<'_>>) -> Result<Vec<Series>> {
    let mut series: Vec<Series> = contenders.iter().map(|one| Series { name: one.name, ..Series::default() }).collect();
    for contender in &mut contenders {
        for number in 0..length.warm_up {
            (contender.operation)(number).await?;
        }
    }
    let count = contenders.len();
    for round in 0..length.rounds {
        for turn in 0..count {
            let which = (round + turn) % count;
            let first = length.warm_up + round * length.operations;
            run(meter, &mut contenders[which], first..first + length.operations, &mut series[which]).await?;
        }
    }
    if let Some(hopeless) = series.iter().find(|series| series.failures == series.operations) {
        bail!("every operation of {} failed", hopeless.name);
    }
    Ok(series)
}

async fn run(meter: &Meter, contender: &mut Contender<'_>, numbers: std::ops::Range<usize>, series: &mut Series) -> Result<()> {
    let operations = numbers.len();
    let before = meter.read()?;
    for number in numbers {
        let begun = Instant::now();
        if let Err(error) = (contender.operation)(number).await {
            series.failures += 1;
            eprintln!("  {} failed: {error:#}", contender.name);
        }
        series.wall.push(micros(begun.elapsed()));
    }
    let used = meter.since(before)?;
    series.operations += operations;
    series.app.push(micros(used.app) / operations as f64);
    series.database.push(micros(used.database) / operations as f64);
    Ok(())
}
