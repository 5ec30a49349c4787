//! Index keys whose bytes sort like the values they stand for: a tag for the type, then the value.
//!
//! Invariant: no key is a prefix of another one of the same index, so `prefix ++ 0xff` ends the range that a prefix opens.

use crate::bindings::tx::lares::plugin::store::Key;
use lares_extension::Index;
use serde_json::{Map, Value};

const FALSE: u8 = 0x10;
const TRUE: u8 = 0x11;
const INTEGER: u8 = 0x20;
const TEXT: u8 = 0x30;
const LAST: u8 = 0xff;
/// A B-tree entry holds about 2,700 bytes, and the entry has more than the key.
const LONGEST: usize = 1_000;

/// Half-open: `from` included, `to` excluded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Range {
    pub from: Vec<u8>,
    pub to: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TooLong;

/// The key of a document in an index; none when it lacks one of the fields or a field's type cannot be searched for.
pub(crate) fn of_document(index: &Index, body: &Map<String, Value>) -> Result<Option<Vec<u8>>, TooLong> {
    let mut key = Vec::new();
    for field in &index.fields {
        match body.get(field) {
            Some(Value::Bool(flag)) => key.push(if *flag { TRUE } else { FALSE }),
            Some(Value::Number(number)) => match number.as_i64() {
                Some(number) => push_integer(&mut key, number),
                None => return Ok(None),
            },
            Some(Value::String(text)) => push_text(&mut key, text),
            Some(Value::Null | Value::Array(_) | Value::Object(_)) | None => return Ok(None),
        }
    }
    if key.len() > LONGEST { Err(TooLong) } else { Ok(Some(key)) }
}

/// The range of a query. A bound on one side only is closed by the bound's type on the other.
pub(crate) fn range(equals: &[Key], at_least: Option<&Key>, below: Option<&Key>) -> Result<Range, TooLong> {
    let mut prefix = Vec::new();
    for key in equals {
        push(&mut prefix, key);
    }
    let mut range = Range { from: prefix.clone(), to: prefix };
    match (at_least, below) {
        (None, None) => range.to.push(LAST),
        (Some(at_least), None) => {
            push(&mut range.from, at_least);
            range.to.push(after(at_least));
        }
        (None, Some(below)) => {
            range.from.push(first(below));
            push(&mut range.to, below);
        }
        (Some(at_least), Some(below)) => {
            push(&mut range.from, at_least);
            push(&mut range.to, below);
        }
    }
    if range.from.len().max(range.to.len()) > 2 * LONGEST { Err(TooLong) } else { Ok(range) }
}

fn push(bytes: &mut Vec<u8>, key: &Key) {
    match key {
        Key::Text(text) => push_text(bytes, text),
        Key::Int(number) => push_integer(bytes, *number),
        // Documents keep instants as milliseconds.
        Key::Time(instant) => push_integer(bytes, instant.unix_ms),
        Key::Flag(flag) => bytes.push(if *flag { TRUE } else { FALSE }),
    }
}

/// The sign bit flipped, negative numbers sort before positive ones.
fn push_integer(bytes: &mut Vec<u8>, number: i64) {
    bytes.push(INTEGER);
    bytes.extend_from_slice(&(number.cast_unsigned() ^ (1 << 63)).to_be_bytes());
}

/// JSON text in PostgreSQL has no NUL, so one can end it.
fn push_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(TEXT);
    bytes.extend(text.bytes().filter(|byte| *byte != 0));
    bytes.push(0);
}

const fn first(key: &Key) -> u8 {
    match key {
        Key::Text(_) => TEXT,
        Key::Int(_) | Key::Time(_) => INTEGER,
        Key::Flag(_) => FALSE,
    }
}

const fn after(key: &Key) -> u8 {
    match key {
        Key::Text(_) => TEXT + 1,
        Key::Int(_) | Key::Time(_) => INTEGER + 1,
        Key::Flag(_) => TRUE + 1,
    }
}

/// Where the next page begins, as the guest carries it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Cursor {
    pub key: Vec<u8>,
    pub doc: String,
}

impl Cursor {
    pub fn encode(&self) -> String {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        format!("{}.{}", hex(&self.key), hex(self.doc.as_bytes()))
    }

    /// None for what [`Cursor::encode`] did not make. A forged cursor moves only within the forger's own range.
    pub fn decode(text: &str) -> Option<Self> {
        let (key, doc) = text.split_once('.')?;
        let doc = String::from_utf8(bytes(doc)?).ok().filter(|doc| !doc.contains('\0'))?;
        Some(Self { key: bytes(key)?, doc })
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    if !hex.len().is_multiple_of(2) || hex.len() > 4 * LONGEST || !hex.is_ascii() {
        return None;
    }
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn key(fields: &[&str], body: &Value) -> Option<Vec<u8>> {
        let fields = fields.iter().map(ToString::to_string).collect();
        let index = Index { name: "by".to_owned(), fields };
        of_document(&index, body.as_object().expect("an object")).expect("short")
    }

    #[test]
    fn keys_sort_like_their_values() {
        let texts = ["", "A", "AB", "B", "é", "券"];
        let numbers = [i64::MIN, -2, -1, 0, 1, 255, 256, i64::MAX];
        let of_texts = texts.map(|text| key(&["a"], &json!({ "a": text })));
        let of_numbers = numbers.map(|number| key(&["a"], &json!({ "a": number })));
        assert!(of_texts.is_sorted() && of_numbers.is_sorted());
        assert!(of_texts.iter().chain(&of_numbers).all(Option::is_some));
    }

    #[test]
    fn a_document_without_every_field_is_not_in_the_index() {
        assert_eq!(key(&["a", "b"], &json!({ "a": 1 })), None);
        assert_eq!(key(&["a"], &json!({ "a": null })), None);
        assert_eq!(key(&["a"], &json!({ "a": 1.5 })), None);
        assert!(key(&["a", "b"], &json!({ "a": 1, "b": false })).is_some());
    }

    #[test]
    fn a_range_holds_exactly_its_documents() {
        let state = Key::Text("open".to_owned());
        let range = range(std::slice::from_ref(&state), Some(&Key::Int(-5)), Some(&Key::Int(7))).expect("short");
        let holds = |state: &str, number: i64| {
            let key = key(&["state", "n"], &json!({ "state": state, "n": number })).expect("indexed");
            range.from <= key && key < range.to
        };
        assert!(holds("open", -5) && holds("open", 6));
        assert!(!holds("open", -6) && !holds("open", 7) && !holds("opens", 0) && !holds("ope", 0));
    }

    #[test]
    fn one_bound_stays_within_its_type() {
        let range = range(&[], Some(&Key::Int(5)), None).expect("short");
        let holds = |body: Value| key(&["a"], &body).is_some_and(|key| range.from <= key && key < range.to);
        assert!(holds(json!({ "a": 5 })) && holds(json!({ "a": i64::MAX })));
        assert!(!holds(json!({ "a": 4 })) && !holds(json!({ "a": "text" })) && !holds(json!({ "a": true })));
    }

    #[test]
    fn a_cursor_comes_back_and_nonsense_does_not() {
        let cursor = Cursor { key: vec![0, 0x30, 0xff], doc: "券-1".to_owned() };
        assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        for text in ["", ".", "0", "zz.00", "00", "é.é", "+1.00", "00.ff", "00.00"] {
            assert!(Cursor::decode(text).is_none_or(|cursor| cursor.key.is_empty()), "{text}");
        }
    }
}
