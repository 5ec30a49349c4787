//! What a document may be: a JSON object of at most 64 kB that PostgreSQL can hold.

use crate::db::Entries;
use crate::keys;
use crate::refusal::{Answer, Refusal};
use lares_extension::Collection;
use serde_json::{Map, Value};

const MOST_BYTES: usize = 64 << 10;
const ID_LETTERS: usize = 100;
const FIELD_LETTERS: usize = 100;

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
        if has_nul(&value) {
            return Err(Refusal::invalid("json: a NUL character"));
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

/// Can this field of an existing document be added to?
pub(crate) fn is_number(json: &str, field: &str) -> bool {
    let fields: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
    fields.get(field).is_none_or(Value::is_i64)
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
        Value::String(text) => text.contains('\0'),
        Value::Array(values) => values.iter().any(has_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || has_nul(value)),
    }
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
    fn only_whole_numbers_can_be_added_to() {
        assert!(is_number(r#"{"used":3}"#, "used") && is_number("{}", "used"));
        for json in [r#"{"used":"3"}"#, r#"{"used":1.5}"#, r#"{"used":null}"#] {
            assert!(!is_number(json, "used"), "{json}");
        }
    }
}
