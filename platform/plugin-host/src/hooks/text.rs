//! What guests may say to people.

use crate::bindings::tx::lares::plugin::types::Problem as Said;
use lares_extension::{Failure, FailureKind, Problem};

const CODE_LETTERS: usize = 64;
const MESSAGE_LETTERS: usize = 300;
const FIELD_LETTERS: usize = 200;

pub(crate) fn bad(what: impl Into<String>) -> Failure {
    Failure::new(FailureKind::BadAnswer, what)
}

/// At least one letter, at most `most`, all of them visible and in reading order.
pub(crate) fn check(what: &str, text: &str, most: usize) -> Result<(), Failure> {
    if text.trim().is_empty() {
        return Err(bad(format!("{what}: empty")));
    }
    check_optional(what, text, most)
}

pub(crate) fn check_optional(what: &str, text: &str, most: usize) -> Result<(), Failure> {
    if text.chars().count() > most {
        return Err(bad(format!("{what}: longer than {most} characters")));
    }
    if text.chars().any(|letter| letter.is_control() || reorders(letter)) {
        return Err(bad(format!("{what}: a control character")));
    }
    Ok(())
}

pub(crate) fn check_code(what: &str, code: &str) -> Result<(), Failure> {
    check(what, code, CODE_LETTERS)
}

/// Marks that make text read otherwise than it is stored.
const fn reorders(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

pub(crate) fn problems(what: &str, said: Vec<Said>, most: usize) -> Result<Vec<Problem>, Failure> {
    if said.len() > most {
        return Err(bad(format!("{what}: more than {most}")));
    }
    said.into_iter().map(|problem| accept(what, problem)).collect()
}

fn accept(what: &str, said: Said) -> Result<Problem, Failure> {
    check_code(what, &said.code)?;
    check(what, &said.message, MESSAGE_LETTERS)?;
    if let Some(field) = &said.field {
        check_optional(what, field, FIELD_LETTERS)?;
    }
    Ok(Problem { code: said.code, message: said.message, field: said.field })
}

/// One line of an untrusted text, for a log or an incident.
pub(crate) fn line(text: &str, most: usize) -> String {
    text.chars().filter(|letter| !letter.is_control() && !reorders(*letter)).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_for_people_is_short_visible_and_in_order() {
        assert!(check("label", "夜间服务 +20%", 120).is_ok());
        let long = "x".repeat(121);
        for text in ["", "  ", "a\nb", "a\0", "a\u{202e}b", &long] {
            assert!(check("label", text, 120).is_err(), "{text:?}");
        }
        assert!(check("label", &"券".repeat(120), 120).is_ok());
    }

    #[test]
    fn too_many_problems_are_a_bad_answer() {
        let said = |code: &str| Said { code: code.to_owned(), message: "m".to_owned(), field: None };
        assert_eq!(problems("notices", vec![said("a"); 2], 2).map(|list| list.len()).ok(), Some(2));
        assert!(problems("notices", vec![said("a"); 3], 2).is_err());
        assert!(problems("notices", vec![said("")], 2).is_err());
    }
}
