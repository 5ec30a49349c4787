//! What one call may use, by hook.

use crate::engine::{CORE_INSTANCES, MEMORY_BYTES, TABLE_ELEMENTS, TABLES, TICK};
use lares_extension::Phase;
use std::time::Duration;
use wasmtime::ResourceLimiter;

/// Bytes a guest may hand over in one host call.
pub(crate) const HOST_CALL_BYTES: usize = 1 << 20;
/// Bytes of documents one call may be given, over all its host calls.
pub(crate) const READ_BYTES: usize = 2 << 20;
pub(crate) const LOG_BYTES: usize = 4 << 10;
pub(crate) const RESOURCES: usize = 256;
/// Ten times what was planned for a quote: with two cores at a load of 9, honest coupons took longer than 100 ms in two of six runs of
/// 200 bookings (a preview left out, an order refused), and longer than this in none of six.
const WHOLE: Duration = Duration::from_secs(1);

/// The budget of one call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub fuel: u64,
    /// Wall time of the guest alone: host calls to the database do not count.
    pub wall: Duration,
    /// The call from its first turn on, without waiting for other calls' turns or rows: no new trip begins after it.
    pub whole: Duration,
    pub database: Allowance,
    pub input: usize,
    pub output: usize,
}

/// Trips to the database and what they may touch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allowance {
    pub calls: u32,
    pub rows: u32,
    pub writes: u32,
}

impl Limits {
    /// `lines` above 200 bring fuel of their own.
    pub fn quote(phase: Phase, lines: usize) -> Self {
        let writes = match phase {
            Phase::Preview => 0,
            Phase::Commit => 5,
        };
        Self {
            fuel: 10_000_000 + 50_000 * lines.saturating_sub(200) as u64,
            wall: Duration::from_millis(25),
            whole: WHOLE,
            database: Allowance { calls: 20, rows: 500, writes },
            input: 256 << 10,
            output: 64 << 10,
        }
    }

    pub const fn events() -> Self {
        Self {
            fuel: 20_000_000,
            wall: Duration::from_millis(50),
            whole: WHOLE,
            database: Allowance { calls: 50, rows: 1_000, writes: 50 },
            input: 64 << 10,
            output: 4 << 10,
        }
    }

    pub const fn settings() -> Self {
        Self {
            fuel: 10_000_000,
            wall: Duration::from_millis(25),
            whole: WHOLE,
            database: Allowance { calls: 30, rows: 1_000, writes: 0 },
            input: 256 << 10,
            output: 32 << 10,
        }
    }

    /// The wall time in epochs.
    pub fn ticks(&self) -> u32 {
        u32::try_from(self.wall.as_millis() / TICK.as_millis()).unwrap_or(u32::MAX)
    }
}

/// Keeps a guest's memory and tables small, and remembers having said no.
#[derive(Default)]
pub(crate) struct Room {
    pub refused: bool,
}

impl Room {
    fn fits(&mut self, desired: usize, limit: usize, maximum: Option<usize>) -> bool {
        let fits = desired <= limit && maximum.is_none_or(|maximum| desired <= maximum);
        self.refused |= !fits;
        fits
    }
}

impl ResourceLimiter for Room {
    fn memory_growing(&mut self, _current: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        Ok(self.fits(desired, MEMORY_BYTES, maximum))
    }

    fn table_growing(&mut self, _current: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        Ok(self.fits(desired, TABLE_ELEMENTS, maximum))
    }

    fn instances(&self) -> usize {
        CORE_INSTANCES as usize
    }

    fn tables(&self) -> usize {
        TABLES as usize
    }

    fn memories(&self) -> usize {
        1
    }
}
