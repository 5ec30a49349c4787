//! Mobile numbers in E.164 form; a bare Chinese mobile number gets +86.

use crate::error::{Code, Error, Kind, Result};
use serde::{Deserialize, Serialize};

pub const INVALID: Code = Code::new("phone.invalid", Kind::Invalid);

#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Reads what a person types: spaces and dashes are dropped, `1xxxxxxxxxx` is read as mainland China.
    ///
    /// # Errors
    /// `phone.invalid`.
    pub fn parse(text: &str) -> Result<Self> {
        let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect();
        let full = match plain.strip_prefix('+') {
            Some(_) => plain,
            None if plain.len() == 11 && plain.starts_with('1') => format!("+86{plain}"),
            None => return Err(Error::new(INVALID)),
        };
        let digits = &full[1..];
        let shaped = (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        if shaped { Ok(Self(full)) } else { Err(Error::new(INVALID)) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For people who need to recognise it, not to call it: `138****5678`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(&self.0)
    }
}

/// The number without +86 and with its middle hidden.
#[must_use]
pub fn mask(full: &str) -> String {
    let local = full.strip_prefix("+86").unwrap_or(full);
    let length = local.chars().count();
    // Of eleven digits four are hidden; a shorter number hides its share.
    let shown: String = local.chars().take(3.min(length / 3)).collect();
    let tail: String = local.chars().skip(length - 4.min(length * 4 / 11)).collect();
    format!("{shown}****{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type_and_refuses_the_rest() {
        assert_eq!(Phone::parse("138 0013-8000").ok().map(|p| p.0), Some("+8613800138000".into()));
        assert_eq!(Phone::parse("+852 5123 4567").ok().map(|p| p.0), Some("+85251234567".into()));
        for wrong in ["", "12345", "+0123456789", "13800138000x", "+86 138 0013 8000 00000"] {
            assert!(Phone::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(mask("+8613800138000"), "138****8000");
        assert_eq!(mask("座机八八八"), "座****八");
    }
}
