//! What templates may call: `t()`, `asset()`, `map_tiles()` and `map_credit()`, and the filters that write amounts, times and phrases.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::phrase::{Arg, Phrase};
use crate::text::Texts;
use crate::{Form, Maps, Money, assets, date, scene};

pub(crate) fn register(tera: &mut Tera, texts: &Arc<Texts>, maps: &Maps) {
    let words = Arc::clone(texts);
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| translate(&words, &kwargs));
    tera.register_function("asset", |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(assets::url(kwargs.must_get::<&str>("name")?))
    });
    for (name, value) in [("map_tiles", &maps.tiles), ("map_credit", &maps.credit)] {
        let value = value.clone();
        tera.register_function(name, move |_: Kwargs, _: &State<'_>| value.clone());
    }
    let words = Arc::clone(texts);
    tera.register_filter("say", move |value: &Value, _: Kwargs, _: &State<'_>| -> TeraResult<String> {
        said(&words, &read::<Phrase>(value)?).map_err(Error::message)
    });
    register_amounts(tera);
    register_times(tera, texts);
    register_form(tera);
}

fn register_amounts(tera: &mut Tera) {
    tera.register_filter("money", |value: &Value, _: Kwargs, _: &State<'_>| Ok::<_, Error>(read::<Money>(value)?.exact()));
    tera.register_filter("price", |value: &Value, _: Kwargs, _: &State<'_>| Ok::<_, Error>(read::<Money>(value)?.short()));
    tera.register_filter("tenths", |value: i64, _: Kwargs, _: &State<'_>| format!("{}.{}", value / 10, value % 10));
    tera.register_filter("metres", |value: i64, _: Kwargs, _: &State<'_>| metres(value));
    tera.register_filter("json_attr", |value: &Value, _: Kwargs, _: &State<'_>| json(value));
    tera.register_filter("initial", |value: &str, _: Kwargs, _: &State<'_>| initial(value));
    tera.register_filter("hue", |value: &str, _: Kwargs, _: &State<'_>| hue(value));
}

fn register_times(tera: &mut Tera, texts: &Arc<Texts>) {
    for (name, write) in [
        ("day", date::day as fn(&Texts, Date) -> String),
        ("near_day", date::near_day),
        ("month", date::month),
        ("weekday", date::weekday),
    ] {
        let words = Arc::clone(texts);
        tera.register_filter(name, move |value: &str, _: Kwargs, _: &State<'_>| -> TeraResult<String> {
            let day = date::civil(value).ok_or_else(|| Error::message(format!("no date: {value}")))?;
            Ok(write(&words, day))
        });
    }
    for (name, write) in [("moment", date::moment as fn(&Texts, Timestamp) -> String), ("ago", date::ago)] {
        let words = Arc::clone(texts);
        tera.register_filter(name, move |value: &str, _: Kwargs, _: &State<'_>| -> TeraResult<String> {
            Ok(write(&words, instant(value)?))
        });
    }
    tera.register_filter("clock", |value: &str, _: Kwargs, _: &State<'_>| Ok::<_, Error>(date::clock(instant(value)?)));
    let words = Arc::clone(texts);
    tera.register_filter("span", move |value: &str, kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(date::span(&words, instant(value)?, instant(kwargs.must_get::<&str>("to")?)?))
    });
    let words = Arc::clone(texts);
    tera.register_filter("duration", move |value: i64, _: Kwargs, _: &State<'_>| date::duration(&words, value));
}

fn register_form(tera: &mut Tera) {
    tera.register_filter("value", |value: &Value, kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        if value.is_none() {
            return Ok(String::new());
        }
        let form = read::<Form>(value)?;
        Ok(form.values.get(kwargs.must_get::<&str>("name")?).cloned().unwrap_or_default())
    });
    tera.register_filter("error", |value: &Value, kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        if value.is_none() {
            return Ok(Value::none());
        }
        let form = read::<Form>(value)?;
        Ok(form.errors.get(kwargs.must_get::<&str>("name")?).map_or(Value::none(), Value::from_serializable))
    });
}

/// The phrase in the scene's language; an unknown key is an error only where words are checked.
pub(crate) fn said(texts: &Texts, phrase: &Phrase) -> Result<String, String> {
    match phrase {
        Phrase::Plain(words) => Ok(words.clone()),
        Phrase::Key { key, args } => {
            let mut fluent = FluentArgs::new();
            for (name, arg) in args {
                fluent.set(name.clone(), written(texts, arg));
            }
            find(texts, key, &fluent)
        }
    }
}

fn written(texts: &Texts, arg: &Arg) -> FluentValue<'static> {
    let said = match arg {
        Arg::Number(number) => return FluentValue::from(*number),
        Arg::Text(text) => text.clone(),
        Arg::Money(amount) => amount.exact(),
        Arg::Moment(at) => date::moment(texts, *at),
        Arg::Day(at) => date::civil(&at.to_string()).map(|day| date::near_day(texts, day)).unwrap_or_default(),
        Arg::Clock(at) => date::clock(*at),
    };
    FluentValue::String(Cow::Owned(said))
}

fn find(texts: &Texts, key: &str, args: &FluentArgs<'_>) -> Result<String, String> {
    let locale = scene::current().locale;
    if let Some(said) = texts.find(locale, key, Some(args)) {
        return Ok(said);
    }
    if texts.strict {
        return Err(format!("no words for {key} in {}, or an argument is missing", locale.tag()));
    }
    tracing::error!(key, locale = locale.tag(), "no words for a key");
    Ok(key.to_owned())
}

fn translate(texts: &Texts, kwargs: &Kwargs) -> TeraResult<String> {
    let mut args = FluentArgs::new();
    for (name, value) in kwargs.iter() {
        let name = name.to_string();
        if name != "key" {
            args.set(name, argument(texts, value)?);
        }
    }
    find(texts, kwargs.must_get::<&str>("key")?, &args).map_err(Error::message)
}

// An amount or a phrase may be handed to t() as it is.
fn argument(texts: &Texts, value: &Value) -> TeraResult<FluentValue<'static>> {
    if let Some(number) = value.as_i64() {
        return Ok(FluentValue::from(number));
    }
    if !value.is_map() {
        return Ok(FluentValue::String(Cow::Owned(value.to_string())));
    }
    let said = match read::<Money>(value) {
        Ok(amount) => amount.exact(),
        Err(_) => said(texts, &read::<Phrase>(value)?).map_err(Error::message)?,
    };
    Ok(FluentValue::String(Cow::Owned(said)))
}

fn instant(text: &str) -> TeraResult<Timestamp> {
    text.parse().map_err(|error| Error::message(format!("no instant: {text}: {error}")))
}

fn read<T: DeserializeOwned>(value: &Value) -> TeraResult<T> {
    serde_json::to_value(value).and_then(serde_json::from_value).map_err(|error| Error::message(format!("{error}: {value}")))
}

// The result is escaped like any other text where it is printed, so it is safe inside a quoted attribute.
fn json(value: &Value) -> TeraResult<String> {
    serde_json::to_string(value).map_err(Error::message)
}

fn metres(value: i64) -> String {
    if value < 1000 { format!("{value} m") } else { format!("{}.{} km", value / 1000, value % 1000 / 100) }
}

fn initial(name: &str) -> String {
    name.trim().chars().next().map(|first| first.to_uppercase().collect()).unwrap_or_default()
}

// A stable hue for a name, so that a person keeps the same color everywhere.
fn hue(name: &str) -> u32 {
    name.chars().fold(7_u32, |sum, letter| sum.wrapping_mul(31).wrapping_add(u32::from(letter))) % 360
}
