//! P12: the list page with twenty services, rendered alone.

use crate::ours::{render, twenty};
use crate::report::{Report, Row, time, times_of};
use crate::rounds::{Spread, micros, quantile};
use crate::world::World;
use anyhow::{Result, ensure};
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: usize = 7;
const PAGES: usize = 300;

/// # Errors
/// When the page does not render.
pub fn measure(world: &World, report: &mut Report) -> Result<()> {
    let views = &world.house.app.views;
    let (mut all, mut medians, mut length) = (Vec::new(), Vec::new(), 0);
    for _round in 0..ROUNDS {
        let mut taken = Vec::with_capacity(PAGES);
        for _ in 0..PAGES {
            let cards = twenty();
            let begun = Instant::now();
            length = black_box(render(views, cards, 34))?.len();
            taken.push(micros(begun.elapsed()));
        }
        medians.push(quantile(&taken, 500));
        all.extend(taken);
    }
    ensure!(length > 5_000, "a page of {length} bytes");
    let median = Spread::of(&medians);
    let row = Row::new("P12", "render of the list page, 20 services").figure(times_of(median));
    report
        .rows
        .push(row.goal("≤ 1 ms", median.median <= 1_000.0).note(format!("{length} bytes, p99 {}", time(quantile(&all, 990)))));
    Ok(())
}
