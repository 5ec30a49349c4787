//! What is wrong with a body or a query that does not read: which field, and whether it is unknown, missing or unfit.
//!
//! serde only tells it in English text, so what was refused is read once more with an error that keeps it apart.

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;
use std::fmt;
use std::str::FromStr;

/// A field by its path, such as `options.0.quantity`; the whole is "".
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    Unknown(String),
    Missing(String),
    /// Of another type, or out of range.
    Unfit(String),
    /// No JSON at all.
    Malformed {
        line: usize,
        column: usize,
    },
}

impl Fault {
    /// Of a JSON text that does not read as `T`; None when only serde knows, as with a field that comes twice.
    pub fn of_json<T: DeserializeOwned>(text: &[u8]) -> Option<Self> {
        match serde_json::from_slice::<Value>(text) {
            Ok(value) => T::deserialize(Node(&value)).err(),
            Err(error) => Some(Self::Malformed { line: error.line(), column: error.column() }),
        }
    }

    /// The same of a query.
    pub fn of_query<T: DeserializeOwned>(query: &str) -> Option<Self> {
        let pairs: Vec<(String, String)> = serde_html_form::from_str(query).ok()?;
        let words = pairs.iter().map(|(name, value)| (name.as_str(), Word(value)));
        T::deserialize(MapAccessDeserializer::new(Fields::of(words))).err()
    }

    /// The fault of a part, as one of the whole.
    fn within(self, part: &str) -> Self {
        let join = |path: String| if path.is_empty() { part.to_owned() } else { format!("{part}.{path}") };
        match self {
            Self::Unknown(path) => Self::Unknown(join(path)),
            Self::Missing(path) => Self::Missing(join(path)),
            Self::Unfit(path) => Self::Unfit(join(path)),
            Self::Malformed { line, column } => Self::Malformed { line, column },
        }
    }

    fn unfit() -> Self {
        Self::Unfit(String::new())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::unfit()
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::Unknown(field.to_owned())
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field.to_owned())
    }
}

/// A JSON value, read as serde_json reads it.
struct Node<'a>(&'a Value);

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(is_true) => visitor.visit_bool(*is_true),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (None, Some(number), _) => visitor.visit_i64(number),
                (None, None, Some(number)) => visitor.visit_f64(number),
                (None, None, None) => Err(Fault::unfit()),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items(items.iter().enumerate())),
            Value::Object(fields) => {
                visitor.visit_map(Fields::of(fields.iter().map(|(name, value)| (name.as_str(), Node(value)))))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(BorrowedStrDeserializer::<Fault>::new(name)),
            Value::Object(fields) => {
                let fields = Fields::of(fields.iter().map(|(name, value)| (name.as_str(), Node(value))));
                visitor.visit_enum(MapAccessDeserializer::new(fields))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => Err(Fault::unfit()),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct
        map struct identifier ignored_any
    }
}

/// A value of a query: its words, or the number or switch they spell.
struct Word<'a>(&'a str);

impl Word<'_> {
    fn read<T: FromStr>(&self) -> Result<T, Fault> {
        self.0.parse().map_err(|_| Fault::unfit())
    }
}

impl<'de> Deserializer<'de> for Word<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_bool(self.read()?)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_i32(self.read()?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_i64(self.read()?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_u16(self.read()?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_u32(self.read()?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_u64(self.read()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(BorrowedStrDeserializer::<Fault>::new(self.0))
    }

    // No query of ours has numbers of other sizes.
    forward_to_deserialize_any! {
        i8 i16 u8 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

struct Items<I>(I);

impl<'de, I: Iterator<Item = (usize, &'de Value)>> SeqAccess<'de> for Items<I> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((at, value)) = self.0.next() else { return Ok(None) };
        seed.deserialize(Node(value)).map(Some).map_err(|fault| fault.within(&at.to_string()))
    }
}

/// Fields by name, and the one whose name was just read.
struct Fields<'a, I, D> {
    left: I,
    value: Option<(&'a str, D)>,
}

impl<'a, I: Iterator<Item = (&'a str, D)>, D> Fields<'a, I, D> {
    fn of(left: I) -> Self {
        Self { left, value: None }
    }
}

impl<'de, I, D> MapAccess<'de> for Fields<'de, I, D>
where
    I: Iterator<Item = (&'de str, D)>,
    D: Deserializer<'de, Error = Fault>,
{
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((name, value)) = self.left.next() else { return Ok(None) };
        self.value = Some((name, value));
        seed.deserialize(BorrowedStrDeserializer::<Fault>::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let (name, value) = self.value.take().ok_or_else(Fault::unfit)?;
        seed.deserialize(value).map_err(|fault| fault.within(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Deserialize, Serialize};

    #[derive(Deserialize, Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Mode {
        Auto,
    }

    #[derive(Deserialize, Serialize)]
    #[serde(deny_unknown_fields)]
    struct Part {
        quantity: u32,
        day: Option<jiff::civil::Date>,
    }

    #[derive(Deserialize, Serialize)]
    #[serde(deny_unknown_fields)]
    struct Whole {
        mode: Mode,
        parts: Vec<Part>,
        #[serde(default)]
        id: Option<lares_kernel::OrderId>,
    }

    #[derive(Deserialize, Serialize)]
    #[serde(deny_unknown_fields)]
    struct Query {
        day: jiff::civil::Date,
        page: Option<u32>,
        mode: Option<Mode>,
        text: Option<String>,
    }

    #[test]
    fn the_field_that_is_wrong_in_a_body_is_named_with_its_path() {
        let path = |path: &str| path.to_owned();
        for (text, fault) in [
            (r#"{"mode":"auto","parts":[],"more":1}"#, Fault::Unknown(path("more"))),
            (r#"{"mode":"auto","parts":[{"quantity":1,"x":2}]}"#, Fault::Unknown(path("parts.0.x"))),
            (r#"{"parts":[]}"#, Fault::Missing(path("mode"))),
            (r#"{"mode":"auto","parts":[{"quantity":1},{}]}"#, Fault::Missing(path("parts.1.quantity"))),
            (r#"{"mode":"auto","parts":[{"quantity":-1}]}"#, Fault::Unfit(path("parts.0.quantity"))),
            (r#"{"mode":"auto","parts":[{"quantity":1.5}]}"#, Fault::Unfit(path("parts.0.quantity"))),
            (r#"{"mode":"auto","parts":[{"quantity":1,"day":"never"}]}"#, Fault::Unfit(path("parts.0.day"))),
            (r#"{"mode":"auto","parts":{}}"#, Fault::Unfit(path("parts"))),
            (r#"{"mode":"gold","parts":[]}"#, Fault::Unfit(path("mode"))),
            (r#"{"mode":"auto","parts":[],"id":"x"}"#, Fault::Unfit(path("id"))),
            ("null", Fault::Unfit(path(""))),
            ("{\n \"mode\": ", Fault::Malformed { line: 2, column: 9 }),
        ] {
            assert_eq!(Fault::of_json::<Whole>(text.as_bytes()), Some(fault), "{text}");
        }
    }

    #[test]
    fn what_reads_has_no_fault() {
        let id = lares_kernel::OrderId::new();
        let text = format!(r#"{{"mode":"auto","parts":[{{"quantity":1,"day":"2026-12-03"}}],"id":"{id}"}}"#);
        assert_eq!(Fault::of_json::<Whole>(text.as_bytes()), None);
        assert_eq!(Fault::of_query::<Query>("day=2026-12-03&page=2&mode=auto&text=a+b"), None);
    }

    #[test]
    fn the_name_that_is_wrong_in_a_query_is_told() {
        for (query, fault) in [
            ("", Fault::Missing("day".to_owned())),
            ("day=never", Fault::Unfit("day".to_owned())),
            ("day=2026-12-03&page=-1", Fault::Unfit("page".to_owned())),
            ("day=2026-12-03&mode=gold", Fault::Unfit("mode".to_owned())),
            ("day=2026-12-03&more=1", Fault::Unknown("more".to_owned())),
        ] {
            assert_eq!(Fault::of_query::<Query>(query), Some(fault), "{query}");
        }
    }
}
