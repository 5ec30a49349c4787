//! What was measured, as a table for people and as JSON for machines.

use crate::rounds::Spread;
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;

/// Is the goal reached?
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    Yes,
    No,
    /// A figure without a goal of its own.
    Shown,
}

impl Met {
    #[must_use]
    pub const fn when(reached: bool) -> Self {
        if reached { Self::Yes } else { Self::No }
    }

    const fn mark(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "**no**",
            Self::Shown => "–",
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// As in the list of measures.
    pub id: &'static str,
    pub what: String,
    pub figure: String,
    pub floor: String,
    pub ratio: Option<Spread>,
    pub goal: String,
    pub met: Met,
    pub note: String,
}

impl Row {
    #[must_use]
    pub fn new(id: &'static str, what: impl Into<String>) -> Self {
        Self {
            id,
            what: what.into(),
            figure: String::new(),
            floor: String::new(),
            ratio: None,
            goal: String::new(),
            met: Met::Shown,
            note: String::new(),
        }
    }

    #[must_use]
    pub fn figure(mut self, figure: impl Into<String>) -> Self {
        self.figure = figure.into();
        self
    }

    #[must_use]
    pub fn floor(mut self, floor: impl Into<String>) -> Self {
        self.floor = floor.into();
        self
    }

    /// The ratio, and the goal it must not pass.
    #[must_use]
    pub fn at_most(mut self, ratio: Spread, most: f64) -> Self {
        self.goal = format!("≤ {most} ×");
        self.met = Met::when(ratio.median <= most);
        self.ratio = Some(ratio);
        self
    }

    #[must_use]
    pub fn ratio(mut self, ratio: Spread) -> Self {
        self.ratio = Some(ratio);
        self
    }

    #[must_use]
    pub fn goal(mut self, goal: impl Into<String>, reached: bool) -> Self {
        self.goal = goal.into();
        self.met = Met::when(reached);
        self
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

#[derive(Debug, Default, Serialize)]
pub struct Report {
    pub machine: Vec<String>,
    pub rows: Vec<Row>,
    /// Measures that could not be taken, and why.
    pub missing: Vec<String>,
}

impl Report {
    /// Writes `report.md` and `report.json`.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join("report.md"), self.markdown()?)?;
        std::fs::write(folder.join("report.json"), serde_json::to_string_pretty(self)?)?;
        Ok(())
    }

    fn markdown(&self) -> Result<String> {
        let mut text = String::from("# Benchmarks\n\n");
        for line in &self.machine {
            writeln!(text, "- {line}")?;
        }
        let goals = self.rows.iter().filter(|row| row.met != Met::Shown).count();
        let missed: Vec<_> =
            self.rows.iter().filter(|row| row.met == Met::No).map(|row| format!("{} {}", row.id, row.what)).collect();
        writeln!(
            text,
            "- {} of {goals} goals met{}{}",
            goals - missed.len(),
            if missed.is_empty() { "" } else { "; missed: " },
            missed.join("; ")
        )?;
        text.push_str("\nMedian (lowest–highest round). Figures and floors are of the same run, in rotated order.\n\n");
        text.push_str("| id | what | figure | floor | ratio | goal | met | note |\n|---|---|---|---|---|---|---|---|\n");
        for row in &self.rows {
            let ratio = row.ratio.map(times).unwrap_or_default();
            let met = row.met.mark();
            writeln!(
                text,
                "| {} | {} | {} | {} | {ratio} | {} | {met} | {} |",
                row.id, row.what, row.figure, row.floor, row.goal, row.note
            )?;
        }
        if !self.missing.is_empty() {
            text.push_str("\n## Not measured\n\n");
            for line in &self.missing {
                writeln!(text, "- {line}")?;
            }
        }
        Ok(text)
    }
}

#[must_use]
pub fn times(ratio: Spread) -> String {
    format!("{:.2} × ({:.2}–{:.2})", ratio.median, ratio.low, ratio.high)
}

/// Microseconds, in the unit people read best.
#[must_use]
pub fn time(micros: f64) -> String {
    if micros < 1.0 {
        format!("{:.0} ns", micros * 1e3)
    } else if micros < 1e3 {
        format!("{micros:.1} µs")
    } else if micros < 1e6 {
        format!("{:.2} ms", micros / 1e3)
    } else {
        format!("{:.2} s", micros / 1e6)
    }
}

#[must_use]
pub fn times_of(spread: Spread) -> String {
    format!("{} ({}–{})", time(spread.median), time(spread.low), time(spread.high))
}

/// Bytes in KiB or MiB.
#[must_use]
pub fn size(bytes: f64) -> String {
    if bytes < 1024.0 * 1024.0 { format!("{:.1} KiB", bytes / 1024.0) } else { format!("{:.1} MiB", bytes / 1024.0 / 1024.0) }
}
