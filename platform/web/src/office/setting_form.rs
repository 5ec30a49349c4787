//! A form from a plugin's JSON Schema and back (pure): words by path such as `coupons.0.code`, sections to fill in, and the value to save.
//!
//! Invariant: what was saved, shown and sent unchanged is saved the same.

use super::setting_unit;
use lares_views::Phrase;
use lares_views::pages::office::{SettingField, SettingKind, SettingList, SettingRow, SettingSection};
use lares_views::parts::Choice;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Form fields by path; a row of a list is marked by a word at its own path.
pub type Words = BTreeMap<String, String>;

const ROW: &str = "row";
const MOST_ROWS: usize = 200;

/// What is saved, as the form's words.
#[must_use]
pub fn words(schema: &Value, value: &Value) -> Words {
    let mut words = Words::new();
    spell(schema, value, "", &mut words);
    words
}

fn spell(schema: &Value, value: &Value, path: &str, words: &mut Words) {
    match (kind(schema), value) {
        (Shape::Object, Value::Object(fields)) => {
            for (name, field) in properties(schema) {
                spell(field, fields.get(name).unwrap_or(&Value::Null), &join(path, name), words);
            }
        }
        (Shape::Rows, Value::Array(rows)) => {
            for (at, row) in rows.iter().enumerate() {
                words.insert(join(path, &at.to_string()), ROW.to_owned());
                spell(&schema["items"], row, &join(path, &at.to_string()), words);
            }
        }
        (Shape::Field(shape), value) => {
            words.insert(path.to_owned(), text(shape, value));
        }
        (Shape::Object | Shape::Rows, _) => {}
    }
}

fn text(shape: SettingKind, value: &Value) -> String {
    match (shape, value) {
        (_, Value::Null) => String::new(),
        (SettingKind::Switch, value) => if value == &Value::Bool(true) { "yes" } else { "" }.to_owned(),
        (SettingKind::Lines, Value::Array(items)) => {
            items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect::<Vec<_>>().join("\n")
        }
        (SettingKind::Json, value) => value.to_string(),
        (_, Value::String(text)) => text.clone(),
        (unit, value) => value.as_i64().map_or_else(|| value.to_string(), |number| setting_unit::spell(unit, number)),
    }
}

/// The value the words say; what is empty is left out, and what cannot be read stays text, which the schema then refuses.
#[must_use]
pub fn value(schema: &Value, words: &Words) -> Value {
    read(schema, "", words).unwrap_or_else(|| Value::Object(Map::new()))
}

fn read(schema: &Value, path: &str, words: &Words) -> Option<Value> {
    match kind(schema) {
        Shape::Object => {
            let fields =
                properties(schema).filter_map(|(name, field)| Some((name.clone(), read(field, &join(path, name), words)?)));
            Some(Value::Object(fields.collect()))
        }
        Shape::Rows => {
            let rows = (0..rows(path, words)).filter_map(|at| read(&schema["items"], &join(path, &at.to_string()), words));
            Some(Value::Array(rows.collect()))
        }
        Shape::Field(shape) => typed(schema, shape, words.get(path).map_or("", |text| text.trim())),
    }
}

fn typed(schema: &Value, shape: SettingKind, text: &str) -> Option<Value> {
    match shape {
        SettingKind::Switch => Some(Value::Bool(text == "yes")),
        SettingKind::Lines => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            Some(Value::Array(lines.map(|line| item(&schema["items"], line)).collect()))
        }
        _ if text.is_empty() => None,
        SettingKind::Number | SettingKind::Json => {
            Some(serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned())))
        }
        unit @ (SettingKind::Money | SettingKind::Percent | SettingKind::Clock) => {
            Some(setting_unit::read(unit, text).map_or_else(|| Value::String(text.to_owned()), Value::from))
        }
        SettingKind::Text | SettingKind::Choice | SettingKind::Date => Some(Value::String(text.to_owned())),
    }
}

fn item(schema: &Value, line: &str) -> Value {
    let is_number = matches!(schema["type"].as_str(), Some("integer" | "number"));
    let number = is_number.then(|| serde_json::from_str(line).ok()).flatten();
    number.unwrap_or_else(|| Value::String(line.to_owned()))
}

/// The list with one more row at its end.
#[must_use]
pub fn with_row(mut words: Words, list: &str) -> Words {
    let next = rows(list, &words);
    if next < MOST_ROWS {
        words.insert(join(list, &next.to_string()), ROW.to_owned());
    }
    words
}

/// The list without one row; those below move up.
#[must_use]
pub fn without_row(words: Words, row: &str) -> Words {
    let Some((list, Ok(gone))) = row.rsplit_once('.').map(|(list, at)| (list, at.parse::<usize>())) else { return words };
    let moved = |(path, text): (String, String)| {
        let Some(rest) = path.strip_prefix(list).and_then(|rest| rest.strip_prefix('.')) else { return Some((path, text)) };
        let (at, field) = rest.split_once('.').map_or((rest, None), |(at, field)| (at, Some(field)));
        let place = match at.parse::<usize>() {
            Ok(at) if at == gone => return None,
            Ok(at) if at > gone => at - 1,
            Ok(at) => at,
            Err(_) => return Some((path, text)),
        };
        let row = join(list, &place.to_string());
        Some((field.map_or_else(|| row.clone(), |field| join(&row, field)), text))
    };
    words.into_iter().filter_map(moved).collect()
}

/// The names a form may have: fields by path, with the rows that these words mark.
#[must_use]
pub fn names(schema: &Value, words: &Words) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    name(schema, "", words, &mut all);
    all
}

fn name(schema: &Value, path: &str, words: &Words, all: &mut BTreeSet<String>) {
    match kind(schema) {
        Shape::Object => properties(schema).for_each(|(own, field)| name(field, &join(path, own), words, all)),
        Shape::Rows => {
            for row in (0..rows(path, words)).map(|at| join(path, &at.to_string())) {
                name(&schema["items"], &row, words, all);
                all.insert(row);
            }
        }
        Shape::Field(_) => {
            all.insert(path.to_owned());
        }
    }
}

fn rows(list: &str, words: &Words) -> usize {
    (0..MOST_ROWS).take_while(|at| words.contains_key(&join(list, &at.to_string()))).count()
}

/// Everything to fill in: fields of the root first, then its objects and lists, each with its own heading.
#[must_use]
pub fn sections(schema: &Value, words: &Words, locale: &str) -> Vec<SettingSection> {
    let mut sections =
        vec![SettingSection { path: String::new(), title: String::new(), help: String::new(), fields: Vec::new(), list: None }];
    for (name, property) in properties(schema) {
        section(property, name, &Place { words, locale, required: is_required(schema, name) }, &mut sections);
    }
    sections.retain(|section| section.list.is_some() || !section.fields.is_empty());
    sections
}

struct Place<'a> {
    words: &'a Words,
    locale: &'a str,
    required: bool,
}

fn section(schema: &Value, path: &str, place: &Place<'_>, sections: &mut Vec<SettingSection>) {
    let new = |fields, list| SettingSection {
        path: path.to_owned(),
        title: said(schema, "x-title", place.locale).unwrap_or_else(|| path.to_owned()),
        help: said(schema, "x-help", place.locale).unwrap_or_default(),
        fields,
        list,
    };
    match kind(schema) {
        Shape::Object => {
            sections.push(new(fields(schema, path, place.locale), None));
            for (name, property) in properties(schema).filter(|(_, property)| kind(property) == Shape::Rows) {
                section(property, &join(path, name), place, sections);
            }
        }
        Shape::Rows => {
            let count = rows(path, place.words);
            let row = |at: usize| {
                let path = join(path, &at.to_string());
                SettingRow { fields: fields(&schema["items"], &path, place.locale), path }
            };
            let most = schema["maxItems"].as_u64().and_then(|most| usize::try_from(most).ok()).unwrap_or(MOST_ROWS);
            sections.push(new(
                Vec::new(),
                Some(SettingList { rows: (0..count).map(row).collect(), full: count >= most.min(MOST_ROWS) }),
            ));
        }
        Shape::Field(_) => {
            if let Some(first) = sections.first_mut() {
                first.fields.push(field(schema, path, place.locale, place.required));
            }
        }
    }
}

/// The fields of an object; those of objects in it follow with their place in their path.
fn fields(schema: &Value, path: &str, locale: &str) -> Vec<SettingField> {
    let each = |(name, property): (&String, &Value)| match kind(property) {
        Shape::Object => fields(property, &join(path, name), locale),
        Shape::Field(_) => vec![field(property, &join(path, name), locale, is_required(schema, name))],
        Shape::Rows => Vec::new(),
    };
    let mut all: Vec<SettingField> = properties(schema).flat_map(each).collect();
    // The database keeps no order of properties: `x-order` says it; without one, what must be there comes first.
    all.sort_by_key(|field| (field.order, !field.required));
    all
}

fn field(schema: &Value, path: &str, locale: &str, required: bool) -> SettingField {
    let shape = match kind(schema) {
        Shape::Field(shape) => shape,
        Shape::Object | Shape::Rows => SettingKind::Json,
    };
    let is_number = matches!(schema["type"].as_str(), Some("integer" | "number"));
    let limit = |number: &str, length: &str| {
        let limit = schema[if is_number { number } else { length }].as_i64()?;
        Some(setting_unit::spell(shape, limit))
    };
    let own = path.rsplit('.').next().unwrap_or(path);
    let values = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let choice = |value: &str| Choice {
        value: value.to_owned(),
        label: Phrase::plain(schema["x-choices"][value][locale].as_str().unwrap_or(value)),
    };
    let none = (shape == SettingKind::Choice && !required).then(|| Choice { value: String::new(), label: Phrase::plain("—") });
    SettingField {
        path: path.to_owned(),
        title: said(schema, "x-title", locale).unwrap_or_else(|| own.to_owned()),
        help: said(schema, "x-help", locale).unwrap_or_default(),
        kind: shape,
        choices: none.into_iter().chain(values.map(choice)).collect(),
        required,
        order: schema["x-order"].as_i64().unwrap_or(i64::MAX),
        least: limit("minimum", "minLength"),
        most: limit("maximum", "maxLength"),
    }
}

/// What the schema says is wrong with the field at a path, in the office's words.
#[must_use]
pub fn problem(schema: &Value, path: &str, message: &str) -> Phrase {
    let unit = match kind(at(schema, path)) {
        Shape::Field(unit) => unit,
        Shape::Object | Shape::Rows => SettingKind::Json,
    };
    let keys = [
        ("minimum is ", "office-setting-least"),
        ("maximum is ", "office-setting-most"),
        ("maxLength is ", "office-setting-shorter"),
        ("minLength is ", "office-setting-longer"),
        ("maxItems is ", "office-setting-fewer"),
    ];
    let limited = keys.iter().find_map(|(start, key)| {
        let limit = message.strip_prefix(start)?;
        let spelled = limit.parse().map_or_else(|_| limit.to_owned(), |number| setting_unit::spell(unit, number));
        Some(Phrase::key(key).with("limit", spelled))
    });
    let plain = if message == "required" { "office-setting-required" } else { "office-setting-wrong" };
    limited.unwrap_or_else(|| Phrase::key(plain))
}

/// The part of the schema a path such as `coupons.0.code` leads to.
fn at<'a>(schema: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(schema, |schema, step| match step.parse::<usize>() {
        Ok(_row) => &schema["items"],
        Err(_) => &schema["properties"][step],
    })
}

#[derive(PartialEq, Eq)]
enum Shape {
    Object,
    /// An array of objects.
    Rows,
    Field(SettingKind),
}

fn kind(schema: &Value) -> Shape {
    let list = || match schema["items"]["type"].as_str() {
        Some("object") => Shape::Rows,
        Some("string" | "integer" | "number") => Shape::Field(SettingKind::Lines),
        Some(_) | None => Shape::Field(SettingKind::Json),
    };
    match schema["type"].as_str() {
        Some("object") if schema["properties"].is_object() => Shape::Object,
        Some("array") => list(),
        Some("boolean") => Shape::Field(SettingKind::Switch),
        Some("integer" | "number") => Shape::Field(setting_unit::named(schema["x-unit"].as_str())),
        Some("string") if schema["enum"].is_array() => Shape::Field(SettingKind::Choice),
        Some("string") if schema["format"] == "date" => Shape::Field(SettingKind::Date),
        Some("string") => Shape::Field(SettingKind::Text),
        Some(_) | None => Shape::Field(SettingKind::Json),
    }
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema["properties"].as_object().into_iter().flatten()
}

fn is_required(schema: &Value, name: &str) -> bool {
    schema["required"].as_array().is_some_and(|required| required.iter().any(|one| one == name))
}

fn said(schema: &Value, name: &str, locale: &str) -> Option<String> {
    schema[name][locale].as_str().map(str::to_owned)
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
#[path = "setting_form_tests.rs"]
mod tests;
