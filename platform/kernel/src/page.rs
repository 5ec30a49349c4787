//! Paging: bounded, by offset for people, with the total they expect to see.

use crate::error::{Code, Error, Kind, Result};
use serde::Serialize;

pub const INVALID: Code = Code::new("page.invalid", Kind::Invalid);

#[derive(Clone, Copy, Debug)]
pub struct PageRequest {
    number: u32,
    size: u32,
}

impl PageRequest {
    pub const DEFAULT_SIZE: u32 = 20;

    /// `number` from 1; at most 100 rows a page and 10,000 pages.
    ///
    /// # Errors
    /// `page.invalid`.
    pub fn new(number: u32, size: u32) -> Result<Self> {
        if (1..=10_000).contains(&number) && (1..=100).contains(&size) {
            Ok(Self { number, size })
        } else {
            Err(Error::field("page", INVALID))
        }
    }

    #[must_use]
    pub fn first() -> Self {
        Self { number: 1, size: Self::DEFAULT_SIZE }
    }

    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    #[must_use]
    pub fn limit(self) -> i64 {
        i64::from(self.size)
    }

    #[must_use]
    pub fn offset(self) -> i64 {
        i64::from(self.number - 1) * i64::from(self.size)
    }

    #[must_use]
    pub fn page<T>(self, rows: Vec<T>, total: i64) -> Page<T> {
        Page { rows, number: self.number, size: self.size, total }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub number: u32,
    pub size: u32,
    pub total: i64,
}

impl<T> Page<T> {
    #[must_use]
    pub fn pages(&self) -> u32 {
        u32::try_from((self.total.max(0) + i64::from(self.size) - 1) / i64::from(self.size)).unwrap_or(u32::MAX).max(1)
    }

    #[must_use]
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(f).collect(), number: self.number, size: self.size, total: self.total }
    }
}
