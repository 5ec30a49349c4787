//! Settings against the manifest's JSON Schema: the subset manifests may use, with paths in the answers.
//!
//! type, properties, required, additionalProperties: false, items, minItems, maxItems, enum, minimum, maximum, minLength, maxLength, default.

use serde_json::{Map, Value};

/// What is wrong with one setting; `field` is a path such as `coupons.0.code`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingsError {
    pub field: String,
    /// For the author and the office, in terms of the schema.
    pub message: String,
}

/// Everything wrong with `value`, depth first; empty when it fits.
#[must_use]
pub fn validate(schema: &Value, value: &Value) -> Vec<SettingsError> {
    let mut errors = Vec::new();
    check(schema, value, "", &mut errors);
    errors
}

/// The settings of a fresh install: every default the schema names.
#[must_use]
pub fn defaults(schema: &Value) -> Value {
    if let Some(default) = schema.get("default") {
        return default.clone();
    }
    match schema.get("properties").and_then(Value::as_object) {
        Some(properties) => {
            let filled =
                properties.iter().map(|(name, schema)| (name.clone(), defaults(schema))).filter(|(_, value)| !value.is_null());
            Value::Object(filled.collect())
        }
        None => Value::Null,
    }
}

fn check(schema: &Value, value: &Value, path: &str, errors: &mut Vec<SettingsError>) {
    let mut wrong = |message: String| errors.push(SettingsError { field: path.to_owned(), message });
    if let Some(kind) = schema.get("type").and_then(Value::as_str)
        && !is(kind, value)
    {
        return wrong(format!("expected {kind}"));
    }
    if let Some(allowed) = schema.get("enum").and_then(Value::as_array)
        && !allowed.contains(value)
    {
        wrong("not one of the allowed values".into());
    }
    bounded(schema, value).into_iter().for_each(wrong);
    match value {
        Value::Object(fields) => object(schema, fields, path, errors),
        Value::Array(items) => {
            if let Some(each) = schema.get("items") {
                items.iter().enumerate().for_each(|(index, item)| check(each, item, &join(path, &index.to_string()), errors));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        // A schema with a type we do not know accepts nothing.
        _ => false,
    }
}

fn bounded(schema: &Value, value: &Value) -> Vec<String> {
    let limit = |name: &str| schema.get(name).and_then(Value::as_i64);
    let size = match value {
        // Fractions count away from zero, and what no i64 holds as its end.
        Value::Number(number) => {
            let outward = number.as_f64().map(|size| size.abs().ceil().copysign(size) as i64);
            number.as_i64().or(outward).map(|size| (size, "minimum", "maximum"))
        }
        Value::String(text) => i64::try_from(text.chars().count()).ok().map(|size| (size, "minLength", "maxLength")),
        Value::Array(items) => i64::try_from(items.len()).ok().map(|size| (size, "minItems", "maxItems")),
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    };
    let Some((size, low, high)) = size else { return Vec::new() };
    let below = limit(low).filter(|least| size < *least).map(|least| format!("{low} is {least}"));
    let above = limit(high).filter(|most| size > *most).map(|most| format!("{high} is {most}"));
    below.into_iter().chain(above).collect()
}

fn object(schema: &Value, fields: &Map<String, Value>, path: &str, errors: &mut Vec<SettingsError>) {
    let empty = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        if !fields.contains_key(name) {
            errors.push(SettingsError { field: join(path, name), message: "required".into() });
        }
    }
    for (name, value) in fields {
        match properties.get(name) {
            Some(schema) => check(schema, value, &join(path, name), errors),
            None if schema.get("additionalProperties") == Some(&Value::Bool(true)) => {}
            None => errors.push(SettingsError { field: join(path, name), message: "unknown".into() }),
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn schema() -> Value {
        json!({ "type": "object", "required": ["rate"], "properties": {
            "rate": { "type": "integer", "minimum": 0, "maximum": 100, "default": 20 },
            "codes": { "type": "array", "maxItems": 1, "items": { "type": "string", "maxLength": 3 } } } })
    }

    #[test]
    fn defaults_fit_their_own_schema() {
        assert_eq!(defaults(&schema()), json!({ "rate": 20 }));
        assert!(validate(&schema(), &defaults(&schema())).is_empty());
    }

    #[test]
    fn every_wrong_setting_is_named_with_its_path() {
        let wrong = validate(&schema(), &json!({ "rate": 101, "codes": ["abcd", "x"], "more": 1 }));
        let fields: Vec<_> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["codes", "codes.0", "more", "rate"]);
        assert_eq!(validate(&schema(), &json!({}))[0].field, "rate");
    }
}
