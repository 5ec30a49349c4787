//! Reading what people typed: every field that makes no sense is told beside itself, all at once.

use crate::form::Typed;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use lares_domain::tenancy::Fee;
use lares_kernel::error::INVALID;
use lares_kernel::{Code, Error, Kind, Result, Tenant};
use std::collections::BTreeMap;
use std::str::FromStr;

pub const NUMBER: Code = Code::new("office.number_expected", Kind::Invalid);
pub const AMOUNT: Code = Code::new("office.amount_expected", Kind::Invalid);
pub const DATE: Code = Code::new("office.date_expected", Kind::Invalid);
pub const CHOICE: Code = Code::new("office.choice_expected", Kind::Invalid);
pub const FEE: Code = Code::new("office.fee_expected", Kind::Invalid);
pub const FILE: Code = Code::new("office.file_expected", Kind::Invalid);
pub const CODES: &[Code] = &[NUMBER, AMOUNT, DATE, CHOICE, FEE, FILE];

/// A form whose fields are read one by one.
pub type Words = Typed<Vec<(String, String)>>;

/// The fields of one form and what was wrong with them so far.
pub struct Entry<'a> {
    words: &'a BTreeMap<String, String>,
    pairs: &'a [(String, String)],
    wrong: Option<Error>,
}

impl<'a> Entry<'a> {
    #[must_use]
    pub fn of(typed: &'a Words) -> Self {
        Self { words: &typed.words, pairs: &typed.value, wrong: None }
    }

    pub fn fault(&mut self, name: &str, code: Code) {
        self.wrong = Some(self.wrong.take().unwrap_or_else(|| Error::new(INVALID)).with_field(name, code));
    }

    /// The trimmed words of a field; empty when it was not sent.
    #[must_use]
    pub fn text(&self, name: &str) -> &'a str {
        self.words.get(name).map(|text| text.trim()).unwrap_or_default()
    }

    /// Lines of a text field.
    #[must_use]
    pub fn lines(&self, name: &str) -> Vec<String> {
        self.text(name).lines().map(str::to_owned).collect()
    }

    #[must_use]
    pub fn is_on(&self, name: &str) -> bool {
        self.text(name) == "yes"
    }

    pub fn number<N: FromStr + Default>(&mut self, name: &str) -> N {
        let read = self.text(name).parse().ok();
        self.or_fault(name, NUMBER, read)
    }

    /// An id or another word that must be one of ours; None with a fault when it is not.
    pub fn choice<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = read(self.text(name));
        if found.is_none() {
            self.fault(name, CHOICE);
        }
        found
    }

    /// Every value of a field that may come several times; what cannot be read is left out.
    #[must_use]
    pub fn many<T: FromStr>(&self, name: &str) -> Vec<T> {
        self.pairs.iter().filter(|(key, _)| key == name).filter_map(|(_, value)| value.parse().ok()).collect()
    }

    /// "128", "128.5" and "1,280.50" in minor units.
    pub fn amount(&mut self, name: &str) -> i64 {
        let read = minor(self.text(name));
        self.or_fault(name, AMOUNT, read)
    }

    /// "20%" is a share of the order, "20" an amount.
    pub fn fee(&mut self, name: &str) -> Fee {
        let read = fee(self.text(name));
        self.or_fault(name, FEE, read.map(Some)).unwrap_or(Fee::BasisPoints(0))
    }

    pub fn date(&mut self, name: &str) -> Date {
        let read = self.text(name).parse().ok();
        self.or_fault(name, DATE, read)
    }

    /// None when the field is empty.
    pub fn optional_date(&mut self, name: &str) -> Option<Date> {
        (!self.text(name).is_empty()).then(|| self.date(name))
    }

    /// Minutes since midnight of "08:30"; None when the field is empty.
    pub fn minute(&mut self, name: &str) -> Option<i32> {
        if self.text(name).is_empty() {
            return None;
        }
        let read = self.text(name).parse::<Time>().ok().map(|time| i32::from(time.hour()) * 60 + i32::from(time.minute()));
        Some(self.or_fault(name, DATE, read))
    }

    /// "2026-12-03T14:00" on the company's clock.
    pub fn moment(&mut self, name: &str, tenant: &Tenant) -> Timestamp {
        let read = moment(self.text(name), tenant);
        self.or_fault(name, DATE, read)
    }

    /// As [`Entry::done`], for who lent the form out.
    ///
    /// # Errors
    /// `invalid` with every wrong field.
    pub fn check(&mut self) -> Result<()> {
        self.wrong.take().map_or(Ok(()), Err)
    }

    /// # Errors
    /// `invalid` with every wrong field.
    pub fn done(self) -> Result<()> {
        self.wrong.map_or(Ok(()), Err)
    }

    fn or_fault<T: Default>(&mut self, name: &str, code: Code, read: Option<T>) -> T {
        read.unwrap_or_else(|| {
            self.fault(name, code);
            T::default()
        })
    }
}

/// The instant of a local date and time of the company.
#[must_use]
pub fn moment(text: &str, tenant: &Tenant) -> Option<Timestamp> {
    let local: DateTime = text.parse().ok()?;
    Some(local.to_zoned(tenant.zone.clone()).ok()?.timestamp())
}

/// "2026-12-03T14:00", as date and time fields want it.
#[must_use]
pub fn local(at: Timestamp, tenant: &Tenant) -> String {
    at.to_zoned(tenant.zone.clone()).datetime().strftime("%Y-%m-%dT%H:%M").to_string()
}

/// "08:30" of minutes since midnight; midnight at the end of the day is "00:00".
#[must_use]
pub fn clock(minute: i32) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// "128.00", as amount fields show it.
#[must_use]
pub fn plain(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor.abs() % 100)
}

/// "20%" or "20.00".
#[must_use]
pub fn fee_text(fee: Fee) -> String {
    match fee {
        Fee::BasisPoints(points) if points % 100 == 0 => format!("{}%", points / 100),
        Fee::BasisPoints(points) => format!("{}.{:02}%", points / 100, points % 100),
        Fee::Minor(minor) => plain(minor),
    }
}

fn minor(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|c| !matches!(c, ',' | '¥' | ' ')).collect();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 10 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
        return None;
    }
    Some(whole.parse::<i64>().ok()? * 100 + format!("{fraction:0<2}").parse::<i64>().ok()?)
}

fn fee(text: &str) -> Option<Fee> {
    match text.strip_suffix('%') {
        Some(share) => Some(Fee::BasisPoints(minor(share.trim())?.try_into().ok()?)),
        None => Some(Fee::Minor(minor(text)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_fen_and_nothing_else_is_an_amount() {
        for (text, expected) in [("128", Some(12_800)), ("¥1,280.5", Some(128_050)), ("0.01", Some(1)), ("0", Some(0))] {
            assert_eq!(minor(text), expected, "{text}");
        }
        for text in ["", "-1", "1.234", "abc", "1e3", ".", "99999999999"] {
            assert_eq!(minor(text), None, "{text}");
        }
    }

    #[test]
    fn a_fee_is_a_share_or_an_amount_and_reads_back_as_written() {
        for text in ["20%", "12.50%", "20.00", "0.00"] {
            assert_eq!(fee(text).map(fee_text).as_deref(), Some(text));
        }
        assert_eq!(fee("20 %"), Some(Fee::BasisPoints(2_000)));
        assert_eq!(fee("%"), None);
    }

    #[test]
    fn the_end_of_the_day_is_shown_as_midnight() {
        assert_eq!([clock(0), clock(510), clock(1_440)], ["00:00", "08:30", "00:00"]);
    }
}
