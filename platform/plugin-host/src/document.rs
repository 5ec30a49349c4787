//! What a document may be: a JSON object of at most 64 kB that PostgreSQL can hold.

use crate::db::Entries;
use crate::keys;
use crate::refusal::{Answer, Refusal};
use lares_extension::Collection;
use serde_json::{Map, Number, Value};

const MOST_BYTES: usize = 64 << 10;
const ID_LETTERS: usize = 100;
const FIELD_LETTERS: usize = 100;
const NUL: &str = "json: a NUL character";

/// A document on its way in, with its place in every index.
#[derive(Debug)]
pub(crate) struct Body {
    pub value: Value,
    pub entries: Entries,
    /// The collection has indexes at all.
    pub indexed: bool,
}

impl Body {
    pub fn parse(json: &str, collection: &Collection) -> Answer<Self> {
        if json.len() > MOST_BYTES {
            return Err(Refusal::invalid("json: longer than 64 kB"));
        }
        let fields: Map<String, Value> =
            serde_json::from_str(json).map_err(|error| Refusal::invalid(format!("json: {error}")))?;
        let value = Value::Object(fields);
        if let Some(why) = unfit(&value) {
            return Err(Refusal::invalid(why));
        }
        let entries =
            entries(collection, &value).map_err(|keys::TooLong| Refusal::invalid("json: an indexed field is too long"))?;
        Ok(Self { value, entries, indexed: !collection.indexes.is_empty() })
    }

    /// The document [`crate::db::add`] begins with.
    pub fn of_counter(field: &str, value: i64, collection: &Collection) -> Self {
        let value = Value::Object(Map::from_iter([(field.to_owned(), value.into())]));
        let entries = entries(collection, &value).unwrap_or_default();
        Self { value, entries, indexed: !collection.indexes.is_empty() }
    }
}

/// The document's key in every index it is in.
pub(crate) fn entries(collection: &Collection, body: &Value) -> Result<Entries, keys::TooLong> {
    let Some(fields) = body.as_object() else { return Ok(Entries::new()) };
    let mut entries = Entries::new();
    for index in &collection.indexes {
        if let Some(key) = keys::of_document(index, fields)? {
            entries.push((index.name.clone(), key));
        }
    }
    Ok(entries)
}

pub(crate) fn is_indexed(collection: &Collection, field: &str) -> bool {
    collection.indexes.iter().any(|index| index.fields.iter().any(|known| known == field))
}

pub(crate) fn check_id(id: &str) -> Answer<()> {
    let letters = id.chars().count();
    if letters == 0 || letters > ID_LETTERS || id.chars().any(char::is_control) {
        return Err(Refusal::invalid("id: 1 to 100 characters, none of them a control character"));
    }
    Ok(())
}

pub(crate) fn check_field(field: &str) -> Answer<()> {
    let letters = field.chars().count();
    if letters == 0 || letters > FIELD_LETTERS || field.chars().any(char::is_control) {
        return Err(Refusal::invalid("field: 1 to 100 characters, none of them a control character"));
    }
    Ok(())
}

/// What PostgreSQL cannot hold, or would hold as something far longer than it was sent.
fn unfit(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null | Value::Bool(_) => None,
        Value::Number(number) => is_long(number).then_some("json: a fraction out of range (10^-15 to 10^15)"),
        Value::String(text) => text.contains('\0').then_some(NUL),
        Value::Array(values) => values.iter().find_map(unfit),
        Value::Object(fields) => {
            fields.iter().find_map(|(name, value)| if name.contains('\0') { Some(NUL) } else { unfit(value) })
        }
    }
}

/// Written out, `1e308` has 309 digits; a whole number sent as one never grows.
fn is_long(number: &Number) -> bool {
    let size = number.as_f64().filter(|_| number.is_f64()).map_or(0.0, f64::abs);
    size >= 1e15 || (size > 0.0 && size < 1e-15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bindings::tx::lares::plugin::types::HostError;
    use lares_extension::Index;

    fn collection() -> Collection {
        let by_code = Index { name: "by-code".to_owned(), fields: vec!["code".to_owned()] };
        Collection { name: "coupons".to_owned(), indexes: vec![by_code] }
    }

    #[test]
    fn what_postgresql_cannot_hold_is_refused_before_it_is_asked() {
        let long = format!(r#"{{"a":"{}"}}"#, "x".repeat(MOST_BYTES));
        let long_key = format!(r#"{{"code":"{}"}}"#, "x".repeat(2_000));
        let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(1_000), "]".repeat(1_000));
        let bad = [r#"{"a":"\u0000"}"#, r#"{"a\u0000":1}"#, r#"{"a":1e999}"#, "[1]", "1", "", "{", &long, &long_key, &deep];
        for json in bad {
            let refused = Body::parse(json, &collection());
            assert!(matches!(refused, Err(Refusal::Told(HostError::Invalid(_)))), "{}", &json[..json.len().min(40)]);
        }
    }

    #[test]
    fn a_document_brings_its_index_entries() {
        let body = Body::parse(r#"{"code":"SAVE20","left":3}"#, &collection()).expect("valid");
        assert_eq!(body.entries.len(), 1);
        let body = Body::parse(r#"{"left":3}"#, &collection()).expect("valid");
        assert!(body.entries.is_empty() && body.indexed);
    }

    #[test]
    fn ids_are_short_and_printable() {
        assert!(check_id("券-1 ✓").is_ok());
        for id in ["", "a\0", "a\n", &"x".repeat(101)] {
            assert!(check_id(id).is_err());
        }
    }

    #[test]
    fn a_number_is_stored_about_as_long_as_it_was_sent() {
        for json in ["1e308", "-1e15", "1e-16", "-1e-300", "123456789012345678901234567890"] {
            assert!(Body::parse(&format!(r#"{{"a":[{{"b":{json}}}]}}"#), &collection()).is_err(), "{json}");
        }
        for json in ["9223372036854775807", "-9223372036854775808", "1e14", "1e-15", "0.0", "-1.5"] {
            assert!(Body::parse(&format!(r#"{{"a":{json}}}"#), &collection()).is_ok(), "{json}");
        }
    }
}
