//! The same dice every time: a company's seed makes the same month.

/// Marsaglia's xorshift64*; never for anything secret.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    /// At least `low` and less than `high`.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).unwrap_or(1).max(1);
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// True this often in ten thousand.
    pub(super) fn happens(&mut self, basis_points: i64) -> bool {
        self.between(0, 10_000) < basis_points
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let length = i64::try_from(from.len()).unwrap_or(0);
        from.get(usize::try_from(self.between(0, length)).unwrap_or(0))
    }

    /// One of the weighted things, more often the heavier.
    pub(super) fn weighted<T: Clone>(&mut self, from: &[(T, i64)]) -> Option<T> {
        let total: i64 = from.iter().map(|(_, weight)| weight).sum();
        let mut left = self.between(0, total);
        for (thing, weight) in from {
            left -= weight;
            if left < 0 {
                return Some(thing.clone());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_rolls_the_same_dice_and_the_heavier_comes_more_often() {
        let rolls = |seed| {
            let mut dice = Dice::new(seed);
            (0..1_000).filter_map(|_| dice.weighted(&[("rare", 1), ("often", 9)])).filter(|which| *which == "rare").count()
        };
        assert_eq!(rolls(7), rolls(7));
        assert!((50..200).contains(&rolls(7)), "{}", rolls(7));
    }
}
