//! Checks of what people type into forms: every fault at once, each beside its field (pure).

use super::{LIST_LENGTH, NUMBER_RANGE, TEXT_LENGTH};
use lares_kernel::error::INVALID;
use lares_kernel::{Code, Error, Result};
use std::ops::RangeInclusive;

/// The faults found so far.
#[derive(Default)]
pub(crate) struct Faults(Option<Error>);

impl Faults {
    pub(crate) fn add(&mut self, field: &str, code: Code) {
        let error = self.0.take().unwrap_or_else(|| Error::new(INVALID));
        self.0 = Some(error.with_field(field, code));
    }

    /// The trimmed text, which must have this many characters and no control characters but line breaks.
    pub(crate) fn text(&mut self, field: &str, value: &str, length: RangeInclusive<usize>) -> String {
        let text = value.trim();
        let odd = |c: char| c.is_control() && c != '\n' && c != '\r' && c != '\t';
        if !length.contains(&text.chars().count()) || text.chars().any(odd) {
            self.add(field, TEXT_LENGTH);
        }
        text.to_owned()
    }

    pub(crate) fn number<N: PartialOrd + Copy>(&mut self, field: &str, value: N, range: &RangeInclusive<N>) {
        if !range.contains(&value) {
            self.add(field, NUMBER_RANGE);
        }
    }

    /// A list of short texts without its empty lines: at most 20 of at most 120 characters.
    pub(crate) fn lines(&mut self, field: &str, values: &[String]) -> Vec<String> {
        let lines: Vec<String> = values.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        if lines.len() > 20 {
            self.add(field, LIST_LENGTH);
        }
        if lines.iter().any(|line| line.chars().count() > 120) {
            self.add(field, TEXT_LENGTH);
        }
        lines
    }

    /// # Errors
    /// `invalid` with every fault found.
    pub(crate) fn done(self) -> Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}

/// A `like` pattern that finds `text` anywhere and takes its `%`, `_` and `\` as they are; at most 60 characters count.
pub(crate) fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.trim().chars().take(60) {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    if pattern.len() > 1 {
        pattern.push('%');
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_takes_wildcards_as_ordinary_characters() {
        assert_eq!(pattern(" 50%_off\\ "), "%50\\%\\_off\\\\%");
        assert_eq!(pattern("  "), "%");
    }

    #[test]
    fn every_fault_of_a_form_is_reported_with_its_field() {
        let mut faults = Faults::default();
        assert_eq!(faults.text("name", "  保洁 ", 1..=60), "保洁");
        faults.text("summary", "一二三", 0..=2);
        faults.number("minutes", 10, &(15..=1440));
        let error = faults.done().expect_err("two faults");
        let names: Vec<_> = error.fields().iter().map(|field| (field.name.as_str(), field.code.name())).collect();
        assert_eq!(names, [("summary", "catalogue.text_length"), ("minutes", "catalogue.number_out_of_range")]);
    }

    #[test]
    fn a_text_with_a_hidden_control_character_is_refused() {
        let mut faults = Faults::default();
        faults.text("name", "a\u{0}b", 1..=60);
        assert!(faults.done().is_err());
    }
}
