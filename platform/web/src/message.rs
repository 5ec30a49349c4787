//! A message's kind and arguments as words: `message-<kind>-title` and `message-<kind>-body`.

use lares_kernel::{Currency, phone};
use lares_views::{Arg, Money, Phrase};
use serde_json::Value;

#[must_use]
pub fn title(kind: &str, args: &Value) -> Phrase {
    phrase(&format!("message-{kind}-title"), args)
}

#[must_use]
pub fn body(kind: &str, args: &Value) -> Phrase {
    phrase(&format!("message-{kind}-body"), args)
}

fn phrase(key: &str, args: &Value) -> Phrase {
    let currency = args.get("currency").and_then(Value::as_str).and_then(Currency::parse).unwrap_or(Currency::CNY);
    args.as_object().into_iter().flatten().fold(Phrase::key(key), |phrase, (name, value)| match arg(name, value, currency) {
        Some((name, arg)) => phrase.with(&name, arg),
        None => phrase,
    })
}

/// `…_minor` are amounts, `…_at` instants; a fluent argument has dashes.
fn arg(name: &str, value: &Value, currency: Currency) -> Option<(String, Arg)> {
    let plain = name.replace('_', "-");
    match value {
        Value::Number(number) => {
            let number = number.as_i64()?;
            let amount = name.strip_suffix("_minor").map(|stem| (stem.replace('_', "-"), Arg::Money(money(number, currency))));
            Some(amount.unwrap_or((plain, Arg::Number(number))))
        }
        Value::String(text) if name.ends_with("_at") => {
            let at = text.parse().ok()?;
            Some((plain.trim_end_matches("-at").to_owned(), Arg::Moment(at)))
        }
        Value::String(text) if name == "phone" => Some((plain, Arg::Text(phone::mask(text)))),
        Value::String(text) => Some((plain, Arg::Text(text.clone()))),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// An amount as the pages write it.
#[must_use]
pub fn money(minor: i64, currency: Currency) -> Money {
    Money::new(minor, currency.code())
}
